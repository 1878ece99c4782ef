"""Letters that tell the funder in time."""
