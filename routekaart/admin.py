"""Where Django looks for the pages of the admin; the wing holds its own."""

from .accounts.admin import UserAdmin

__all__ = ["UserAdmin"]
