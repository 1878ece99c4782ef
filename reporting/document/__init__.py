"""The report as one plain value: its schema, its stored bytes, what differs between two."""
