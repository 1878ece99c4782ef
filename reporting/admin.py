"""Where Django looks for the pages of the admin; each wing holds its own."""

from .learned import admin as learned
from .making import admin as making
from .notices import admin as notices
from .reading_room import admin as reading_room

__all__ = ["learned", "making", "notices", "reading_room"]
