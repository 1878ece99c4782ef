"""A Document (as plain values) as a page, and as a page that stands alone in one file."""

import base64
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from ..document.origins import origins_of
from .charts import draw_for_page
from .numbers import numbers_of

STYLESHEETS = ("tokens", "base", "site", "parts", "report", "print")
"""Of `static/site`: what a report needs of the style of the site, in this order."""


WOFF2 = re.compile(rb'url\("([a-z]+\.woff2)"\)')


def page_context(document: dict) -> dict:
    """What `templates/reporting/body.html` reads."""
    charts = {
        key: {"wide": mark_safe(drawn.wide), "narrow": mark_safe(drawn.narrow)}
        for key, drawn in draw_for_page(document).items()
    }
    numbers = numbers_of(document)
    return {
        "document": document,
        "charts": charts,
        "numbers": numbers,
        "origins": origins_of(document),
    }


def render_standalone(document: dict) -> str:
    """The report as one file, with its style inside, to keep or to send."""
    context = page_context(document) | {"stylesheet": _stylesheet()}
    return render_to_string("reporting/standalone.html", context)


def _stylesheet() -> SafeString:
    """The style of the site as a data address, so that the file needs nothing beside it."""
    text = b"\n".join([_letters(), *(_style(name) for name in STYLESHEETS)])
    return mark_safe("data:text/css;base64," + base64.b64encode(text).decode())


def _letters() -> bytes:
    """The web fonts with their style, whole; nothing where they were not built."""
    stylesheet = finders.find("site/fonts/fonts.css")
    if stylesheet is None:
        return b""
    folder = Path(stylesheet).parent
    return WOFF2.sub(
        lambda found: _as_data(folder / found[1].decode()), Path(stylesheet).read_bytes()
    )


def _as_data(font: Path) -> bytes:
    return b'url("data:font/woff2;base64,' + base64.b64encode(font.read_bytes()) + b'")'


def _style(name: str) -> bytes:
    return Path(finders.find(f"site/{name}.css")).read_bytes()
