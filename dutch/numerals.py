"""Numbers in running text, as a Dutch reader expects them."""

from django.utils.text import capfirst

from .numbers import in_words


def counted(number: int, one: str, more: str) -> str:
    """A number with the word that goes with it, as it stands in a sentence: "één vastgelegd
    gegeven", "zestien vastgelegde gegevens", "120 vastgelegde gegevens"."""
    return f"{numeral(number)} {one if number == 1 else more}"


def numeral(number: int | None, *, before: str = "") -> str:
    """In words up to twenty. One is "één", since "een" is misread as an article; but not in
    "een van de": `before` is the text that follows."""
    if number == 1:
        return "een" if before.startswith(" van") else "één"
    return in_words(number)


def begin(text: str) -> str:
    """With a capital, as a sentence begins; "één" then has one accent, since a capital may do
    without."""
    return f"Eén{text[3:]}" if text[:3] == "één" else capfirst(text)
