"""Which template sets a block, or a piece of running text, as OpenDocument."""

from django import template

register = template.Library()


@register.filter
def odt_block(block: dict, charts: dict[str, str]) -> str:
    """Every kind of chart is set alike: as the drawing it became."""
    kind = "chart" if block.get("key") in charts else block["type"]
    return f"reporting/odt/blocks/{kind}.xml"


@register.filter
def odt_inline(inline: dict) -> str:
    return f"reporting/odt/inlines/{inline['type']}.xml"
