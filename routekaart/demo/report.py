"""The yearly report: what stands on its cover, its running text, and figures that staff state."""

from collections.abc import Sequence
from typing import Any

from reporting.models import Narrative, ProgressReport, StatedFigure

from .rows import Loading, make


def load_report(loading: Loading) -> int:
    """How many reports were made."""
    read = loading.moments.date
    for row in loading.folder.rows("stated_figures", "figure"):
        make(StatedFigure, programme=loading.programme, **row | {"as_of": read(row["as_of"])})
    rows = loading.folder.rows("report", "report")
    for row in rows:
        _load_report(loading, **row)
    return len(rows)


def _load_report(
    loading: Loading,
    *,
    year: int | str,
    reference_date: str = "",
    date: str = "",
    sections: Sequence[str] = (),
    **fields: Any,
) -> None:
    report = make(
        ProgressReport,
        programme=loading.programme,
        year=loading.moments.year(year),
        reference_date=loading.moments.date(reference_date),
        date=loading.moments.date(date),
        **fields,
    )
    for section in sections:
        make(Narrative, report=report, section=section, text=loading.folder.narrative(section))
