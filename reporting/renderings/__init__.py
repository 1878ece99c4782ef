"""One Document as page, PDF, ODT, CSV and JSON, and its charts."""
