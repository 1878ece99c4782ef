"""Texts that staff write: read, checked, with figures in them."""
