"""Where staff find the records that a comparison names; a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterator

from django.contrib.auth.models import AbstractUser
from django.db import models

from meetings.models import Meeting
from pilots.models import Pilot
from programme.models import Programme, Target

from ..document.comparing import Comparison
from .missing import admin_url, right_to


def record_urls(comparison: Comparison, programme: Programme, user: AbstractUser) -> dict[str, str]:
    """By the key of the record, for those that this person may see."""
    wanted = _names(comparison)
    rows = [(f"{kind}:{row.natural_key()}", row) for kind, row in _rows(wanted, programme)]
    rights = {right_to("view", row) for _key, row in rows}
    allowed = {right for right in rights if user.has_perm(right)}
    found = {key: admin_url(row) for key, row in rows if right_to("view", row) in allowed}
    for key in (f"session:{name}" for name in wanted["session"]):
        if url := found.get(f"pilot:{_pilot_of(key)}"):
            found[key] = url
    return found


def _names(comparison: Comparison) -> dict[str, set[str]]:
    """By the kind of record; a session is found on the page of its pilot."""
    found: dict[str, set[str]] = defaultdict(set)
    for change in comparison.figures:
        for clause in change.why.clauses:
            for unit in clause.units:
                kind, _colon, name = unit.record.partition(":")
                found[kind].add(name)
    found["pilot"] |= {_pilot_of(f"session:{name}") for name in found["session"]}
    return found


def _pilot_of(session: str) -> str:
    return session.partition(":")[2].partition("/")[0]


def _rows(wanted: dict[str, set[str]], programme: Programme) -> Iterator[tuple[str, models.Model]]:
    for meeting in Meeting.objects.filter(programme=programme, slug__in=wanted["meeting"]):
        yield "meeting", meeting
    for pilot in Pilot.objects.filter(programme=programme, slug__in=wanted["pilot"]):
        yield "pilot", pilot
    if wanted["target"]:
        for target in Target.objects.filter(programme=programme).select_related("programme"):
            yield "target", target
