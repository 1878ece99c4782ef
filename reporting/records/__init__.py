"""What the report reads from the records, in one consistent read."""
