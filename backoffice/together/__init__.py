"""One action for many rows of a list: see what becomes of each, then all or nothing."""

from .deeds import Together

__all__ = ["Together"]
