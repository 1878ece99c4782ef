"""Words of the records in the Markdown of a text."""

import re

MARKUP = re.compile(r"([\\*_\[\]<>#`])")


def as_typed_by_staff(text: str) -> str:
    """Read as it was typed: nothing in it is markup, or a figure."""
    return MARKUP.sub(r"\\\1", text.replace("{", "(").replace("}", ")")).strip()


def enumerated(parts: list[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} en {last}" if first else last
