"""Accounts of staff: inviting a colleague, signing in, and helping who lost a phone."""
