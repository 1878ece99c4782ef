"""The formats in which a Document leaves the house."""

from collections.abc import Callable

from ..document.values import Document, as_dict, as_json
from .csv import render_csv
from .html import render_standalone
from .odt import render_odt
from .pdf import render_pdf


def _html(document: Document) -> bytes:
    return render_standalone(as_dict(document)).encode()


def _pdf(document: Document) -> bytes:
    return render_pdf(as_dict(document), as_json(document))


def _odt(document: Document) -> bytes:
    return render_odt(as_dict(document))


def _csv(document: Document) -> bytes:
    return render_csv(as_dict(document))


def _json(document: Document) -> bytes:
    return as_json(document).encode()


FORMATS: dict[str, Callable[[Document], bytes]] = {
    "html": _html,
    "pdf": _pdf,
    "odt": _odt,
    "json": _json,
    "csv": _csv,
}
"""How each is offered stands in `downloads.DOWNLOADS`."""
