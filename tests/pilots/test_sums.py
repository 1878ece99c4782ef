"""Whatever happens to the sessions of a pilot, grid, figures and table of the report add up."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dates.entry import read_date
from pilots import actions
from pilots.grid import grid_of
from pilots.models import Session
from tests.factories import PilotFactory, TargetFactory
from tests.reporting.reading import figures_of, named_rows, plain_document, report_of

pytestmark = pytest.mark.django_db

DATES = st.sampled_from(["", "2013", "maart 2013", "12-3-2013", "najaar 2013"]).map(read_date)
GROUPS, SESSIONS = 2, 3
EVENTS = {
    "hold": lambda session, on: actions.hold_session(session, on=on, by=None),
    "move": lambda session, on: actions.move_session(session, to=on, by=None),
    "cancel": lambda session, on: actions.cancel_session(session, reason="ziek", by=None),
    "mend": lambda session, on: actions.correct_session_date(session, to=on, why="x", by=None),
    "reverse": lambda session, on: actions.reverse_session(session, why="vergissing", by=None),
    "add": lambda session, on: actions.add_session(session.group, why="vraag", by=None),
    "stop": lambda session, on: actions.stop_group(session.group, reason="x", by=None),
    "resume": lambda session, on: actions.resume_group(session.group, why="x", by=None),
}
HAPPENINGS = st.tuples(st.integers(0, 20), st.sampled_from(sorted(EVENTS)), DATES)


@given(happenings=st.lists(HAPPENINGS, max_size=15))
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_grid_figures_and_table_add_up_whatever_happens(happenings):
    with transaction.atomic():
        grid, figures, rows = lived(happenings)
        transaction.set_rollback(True)
    assert len(grid.rows) == figures["pilots.groups"] == len(rows)
    assert grid.planned == figures["pilots.sessions_planned"] == total(rows, "Voorgenomen sessies")
    assert grid.held == figures["pilots.sessions_held"] == total(rows, "Gehouden sessies")
    assert grid.held == sum(row.held for row in grid.rows)


def lived(happenings: list) -> tuple:
    target = TargetFactory(line="pilots", number=1, year=2013)
    report = report_of(target.programme)
    pilot = PilotFactory(programme=target.programme, target=target)
    actions.set_up(pilot, groups=GROUPS, sessions=SESSIONS, by=None)
    for number, event, when in happenings:
        sessions = list(Session.objects.select_related("group__pilot").order_by("pk"))
        try:
            EVENTS[event](sessions[number % len(sessions)], when)
        except ValidationError:
            continue  # what a person would be refused
    document = plain_document(report)
    rows = named_rows(document, "pilots", f"groups-{pilot.slug}")
    return grid_of(pilot), figures_of(target.programme), rows


def total(rows: list[dict[str, str]], column: str) -> int:
    return sum(int(row[column]) for row in rows)
