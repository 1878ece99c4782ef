"""The web fonts that `manage.py build_fonts` made; without them pages use system fonts."""

from functools import cache

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static

register = template.Library()

STYLESHEET = "site/fonts/fonts.css"
TEXT = "site/fonts/text.woff2"


@register.simple_tag
def built_fonts() -> dict[str, str] | None:
    if not _are_built():
        return None
    return {"stylesheet": static(STYLESHEET), "text": static(TEXT)}


@cache
def _are_built() -> bool:
    return finders.find(STYLESHEET) is not None
