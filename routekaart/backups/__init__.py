"""Backups that were seen to restore: made, tried every night, put back (decision 42)."""
