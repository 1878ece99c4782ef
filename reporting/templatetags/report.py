"""Printing the values of a Document (as plain lists and dictionaries) on a page."""

from django import template

from dutch.numbers import in_digits

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
def inline_template(inline: dict) -> str:
    return f"reporting/inlines/{inline['type']}.html"


@register.filter
def get(mapping: dict, key: str) -> object:
    return mapping[key]


@register.filter
def with_columns(row: list[dict], columns: list[dict]) -> list[tuple[dict, dict]]:
    """Each cell of a row with the column it stands in."""
    return list(zip(row, columns, strict=True))
