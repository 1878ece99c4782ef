"""What a published version would say otherwise if it were made now; for staff alone."""

from ..collect import material_of
from ..document.comparing import Comparison, FigureChange, compare
from ..document.stored import read_document
from ..document.values import as_dict
from ..models import PublishedVersion
from ..sections.material import Material
from .publishing import document_to_publish

MOST = 6
"""Figures that the page of a version tells; the comparison tells all."""


def compared_with_now(version: PublishedVersion, material: Material | None = None) -> Comparison:
    now = document_to_publish(material or material_of(version.report), version.number)
    return compare(read_document(version.intact_document), as_dict(now))


def main_changes(comparison: Comparison) -> list[FigureChange]:
    """Of the figures of this year that the report prints, those that differ."""
    printed = (change for change in comparison.figures if change.key in comparison.printed)
    wanted = (c for c in printed if not c.key.startswith(("cumulative.", "previous.")))
    return list(wanted)[:MOST]
