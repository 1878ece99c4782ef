"""A Document (as plain values) as a page, and as a page that stands alone in one file."""

import base64
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from .charts import draw_all

STYLESHEETS = ("tokens", "base", "site", "parts", "report", "print")
"""Of `static/site`: what a report needs of the style of the site, in this order."""


def page_context(document: dict) -> dict:
    """What `templates/reporting/body.html` reads."""
    charts = {key: mark_safe(svg) for key, svg in draw_all(document).items()}
    return {"document": document, "charts": charts}


def render_standalone(document: dict) -> str:
    """The report as one file, with its style inside, to keep or to send."""
    context = page_context(document) | {"stylesheet": _stylesheet()}
    return render_to_string("reporting/standalone.html", context)


def _stylesheet() -> SafeString:
    """The style of the site as a data address, so that the file needs nothing beside it."""
    text = b"\n".join(_style(name) for name in STYLESHEETS)
    return mark_safe("data:text/css;base64," + base64.b64encode(text).decode())


def _style(name: str) -> bytes:
    return Path(finders.find(f"site/{name}.css")).read_bytes()
