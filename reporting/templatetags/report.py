"""Printing the values of a Document (as plain lists and dictionaries) on a page."""

import re
from difflib import SequenceMatcher

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from dutch.numbers import in_digits
from dutch.numerals import begin, numeral

from ..document.why_changed import Reason

register = template.Library()

BASES = {"counted": "geteld", "stated": "opgegeven"}


@register.filter
def figure_of(figures: dict, key: str) -> dict | None:
    return figures.get(key)


@register.filter
def title_of(records: dict | None, key: str) -> str:
    """The title of a record; its key where a Document holds no titles."""
    return (records or {}).get(key, key)


@register.filter
def address_in(addresses: dict | None, key: str) -> str:
    """Where a record is kept, for who may see it there; empty for others."""
    return (addresses or {}).get(key, "")


@register.filter
def opening(reason: Reason) -> str:
    """How much the difference is, as the clauses after it begin: "Twee minder:"."""
    if reason.by is None:
        return ""
    if reason.by == 0:
        return "Evenveel, maar van andere gegevens:"
    return f"{begin(numeral(abs(reason.by)))} {'meer' if reason.by > 0 else 'minder'}:"


@register.filter
def figure_value(figure: dict) -> str:
    """In digits, with its qualifier: "meer dan 250"; unknown as "niet vastgelegd"."""
    if figure["value"] is None:
        return figure_number(figure)
    return f"{figure['qualifier']} {figure_number(figure)}".strip()


@register.filter
def figure_number(figure: dict) -> str:
    """In digits, where the qualifier stands apart."""
    return in_digits(figure["value"])


@register.filter
def whole(label: str) -> str:
    """Without soft hyphens, which some read aloud in the middle of a word."""
    return label.replace("\u00ad", "")


@register.filter
def basis_name(figure: dict) -> str:
    return BASES[figure["basis"]]


@register.filter
def block_template(block: dict) -> str:
    return f"reporting/blocks/{block['type']}.html"


@register.filter
def becomes_cards(table: dict) -> bool:
    """On a phone, since its columns do not fit beside each other there."""
    return len(table["columns"]) > 2


@register.filter
def inline_template(inline: dict) -> str:
    return f"reporting/inlines/{inline['type']}.html"


@register.filter
def get(mapping: dict, key: str) -> object:
    return mapping[key]


@register.filter
def with_columns(row: list[dict], columns: list[dict]) -> list[tuple[dict, dict]]:
    """Each cell of a row with the column it stands in."""
    return list(zip(row, columns, strict=True))


@register.filter
def marked(text: str, other: str) -> SafeString:
    """The text with a mark at the words that the other text does not have there."""
    words, others = re.split(r"(\s+)", text), re.split(r"(\s+)", other)
    found = SequenceMatcher(a=words, b=others, autojunk=False).get_opcodes()
    parts = (("".join(words[a:b]), kind != "equal" and a < b) for kind, a, b, _c, _d in found)
    return format_html_join(
        "", "{}{}{}", ((MARK[0], part, MARK[1]) if own else ("", part, "") for part, own in parts)
    )


MARK = mark_safe("<mark>"), mark_safe("</mark>")
