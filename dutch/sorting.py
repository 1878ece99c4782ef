"""Sorting and finding as a Dutch reader expects: without regard to case and accents."""

import unicodedata

LONGEST_KEY = 500
"""Columns that hold a key have room for this many; folding may lengthen: "ß" becomes "ss"."""


def fold(text: str) -> str:
    """The key under which `text` is sorted and found: "Één" as "een".

    Databases disagree on this (SQLite sorts "Zee" before "eend"), so the key is stored.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = (letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join("".join(kept).split())[:LONGEST_KEY].rstrip()
