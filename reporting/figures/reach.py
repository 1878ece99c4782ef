"""Figures on who was reached: reach.*."""

from collections.abc import Iterator

from ..document import Figure
from ..models import StatedFigure
from ..records import Records
from ..scope import Scope
from .making import record_key


def reach_figures(records: Records, scope: Scope) -> Iterator[Figure]:
    stated = latest_stated(StatedFigure.Key.ORGANISATIONS, records, scope)
    yield Figure(
        key="reach.organisations",
        label="organisaties met deelnemers, sinds het begin van het programma",
        value=stated.value if stated else None,
        basis="stated",
        definition="Organisaties waaruit mensen aan bijeenkomsten deelnamen, over alle jaren "
        "tot de peildatum samen.",
        records=(record_key(stated),) if stated else (),
        qualifier=stated.qualifier if stated else "",
        source=stated.source if stated else "",
        as_of=str(stated.as_of) if stated else "",
    )


def latest_stated(key: str, records: Records, scope: Scope) -> StatedFigure | None:
    """The newest statement that is not of after the reference date."""
    known = [
        stated
        for stated in records.stated
        if stated.key == key and stated.as_of.latest <= scope.reference.latest
    ]
    return max(known, key=lambda stated: (stated.as_of.latest, stated.pk), default=None)
