"""Text that the fonts can print: a picture that they lack becomes its name, a letter a box.

The compiler refuses a whole PDF/A file for one character without a glyph, so nothing reaches it
that the fonts do not cover.
"""

import re
import unicodedata
from functools import cache
from typing import Any

from documents.emoji import in_words
from documents.fonts import covered_characters

STAND_IN = "□"

# Kept although they leave no mark: they say where a line may break.
BREAKS = {"\n", "\u00ad", "\u200b"}

# Parts of an emoji that come after its first character and mean nothing alone.
FOLLOWERS = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef\u20e3]")

LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029]")


def printable(value: Any) -> Any:
    """The same lists and dictionaries, with every text in them made printable."""
    match value:
        case str():
            return printable_text(value)
        case dict():
            return {key: printable(item) for key, item in value.items()}
        case list() | tuple():
            return [printable(item) for item in value]
        case _:
            return value


def printable_text(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", LINE_ENDS.sub("\n", text))
    return "".join(map(printable_character, FOLLOWERS.sub("", composed)))


@cache
def printable_character(character: str) -> str:
    category = unicodedata.category(character)
    if character in BREAKS:
        return character
    if character == "\t":
        return " "
    if category in {"Cc", "Cf"}:
        return ""
    if category not in {"Co", "Cs"} and ord(character) in covered_characters():
        return character
    return " " if category == "Zs" else in_words(character) or STAND_IN
