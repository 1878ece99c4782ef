"""When someone last proved who he or she is."""

SIGNED_IN_AT = "signed_in_at"
"""The key in a session under which the moment of signing in stands, in seconds since 1970."""
