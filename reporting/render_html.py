"""A Document (as plain values) as a page, and as a page that stands alone in one file."""

import base64

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from .charts import draw_all

STYLESHEETS = ("tokens", "site", "parts", "report", "print")


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
    parts = (finders.find(f"site/{name}.css") for name in STYLESHEETS)
    text = b"\n".join(open(part, "rb").read() for part in parts if part)
    return mark_safe("data:text/css;base64," + base64.b64encode(text).decode())
