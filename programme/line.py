"""What a line of activity is: one frozen row, which its own app declares in its `line.py`.

These rows are read before there are models, so they name a model in words.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line that is agreed with the funder (rapportage 2013, a to e), by an aim in words."""

    key: str
    """The label of its app; what targets and meetings store, and what its figures begin with."""
    name: str
    """How the agreement calls it."""
    section: str
    """The key of its section in the report."""
    title: str
    """Of that section, without the letter."""
    is_open_to_reporters: bool = True
    """Whether those who write and approve the report may read its records in the admin."""


@dataclass(frozen=True, kw_only=True)
class CountedLine(Line):
    """A line of which a number is agreed, so that plan and reality are set side by side."""

    heading: str
    """Above its tables, and on its own page."""
    one: str
    more: str
    """One unit of it, and more, in a sentence for staff; a word with "de"."""
    one_in_full: str
    more_in_full: str
    """The same for those who do not know the short word."""
