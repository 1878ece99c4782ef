"""Copies of a published edition: given, marked, fetched and taken back."""
