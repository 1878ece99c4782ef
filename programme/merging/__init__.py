"""Two records of one organisation, or of one person, made one; and parted again within 30 days.

All that names the one names the other from then on. The record that went up stays as a row, so
that old references keep a meaning. What moved is written down, so that it can go back.
"""

from .doing import merge
from .looking import Choice, Outlook, outlook
from .undoing import undo, undoable, what_goes_back

__all__ = ["Choice", "Outlook", "merge", "outlook", "undo", "undoable", "what_goes_back"]
