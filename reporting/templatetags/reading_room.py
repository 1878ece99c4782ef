"""What was asked at a place of the report, and the way to ask there."""

from django import template

from ..reading_room.topics import figure_anchor

register = template.Library()


@register.inclusion_tag("reporting/reading_room/asked.html")
def asked_at_section(room: dict, anchor: str, title: str) -> dict:
    return _at(room, anchor) | {"title": title}


@register.inclusion_tag("reporting/reading_room/asked.html")
def asked_at_figure(room: dict, figure: dict) -> dict:
    return _at(room, figure_anchor(figure["key"])) | {"title": figure["label"], "is_figure": True}


def _at(room: dict, anchor: str) -> dict:
    questions = room["questions"].get(anchor, [])
    return {"room": room, "anchor": anchor, "questions": questions}
