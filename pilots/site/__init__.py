"""The page on pilots for everybody, and the form with which an organisation comes forward."""
