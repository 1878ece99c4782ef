"""Sessions of pilots out and in."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from dates.entry import read_date
from pilots.actions import set_up
from pilots.models import Session
from tests.factories import PersonFactory, PilotFactory, UserFactory
from tests.sheets.walking import Sheets, faults, messages, told

pytestmark = pytest.mark.django_db
HEAD = ["Pilot", "Groep", "Sessie", "Datum", "Status", "Waarom niet doorgegaan", "Deelnemers"]
HEAD += ["Bron van dat aantal", "Begeleiders"]
ASKED = {"moved": "mended"}


@pytest.fixture
def sheets(client):
    colleague = UserFactory()
    colleague.groups.add(Group.objects.get(name="Programmastaf"))
    client.force_login(colleague)
    return Sheets(client, reverse("admin:pilots_pilot_changelist"), "sessies")


@pytest.fixture
def pilot():
    pilot = PilotFactory(title="Pilot A")
    set_up(pilot, groups=1, sessions=2, by=None)
    return pilot


def test_sessions_are_held_and_added_by_the_actions_and_taken_back(sheets, pilot):
    PersonFactory(name="Anna Bos")
    lines = [
        HEAD,
        [
            "Pilot A",
            "Groep 1",
            "1",
            "12 maart 2013",
            "gehouden",
            "",
            "6 tot 11",
            "mail",
            "Anna Bos",
        ],
        ["pilot a", "groep 1", "2", "13 maart 2013", "niet doorgegaan", "ziek"],
        ["Pilot A", "Groep 1", "3", "mei 2013"],
    ]

    seen = sheets.look(lines, **ASKED)
    assert told(seen)[:2] == ["Nieuw (1)", "Pilot A, Groep 1, sessie 3"]
    sheets.press(seen, "Zo importeren")

    first, second, third = Session.objects.order_by("number")
    assert (first.status, str(first.participants), str(first.date)) == (
        "held",
        "6 tot 11",
        "12 maart 2013",
    )
    assert [person.name for person in first.facilitators.all()] == ["Anna Bos"]
    assert (second.status, second.cancellation_note) == ("cancelled", "ziek")
    assert str(third.date) == "mei 2013"

    _, undone = sheets.undo()

    assert messages(undone) == ["Ongedaan gemaakt: 1 nieuwe weggehaald, 2 teruggezet."]
    rows = Session.objects.order_by("number").values_list("number", "status", "date_earliest")
    assert list(rows) == [(1, "planned", None), (2, "planned", None)]
    assert not first.facilitators.exists()


def test_what_cannot_be_is_told_with_its_column(sheets, pilot):
    lines = [
        HEAD,
        ["Pilot B", "Groep 1", "1", "", ""],
        ["Pilot A", "Groep 1", "1", "", "niet doorgegaan"],
        ["Pilot A", "Groep 1", "2", "", "gepland", "", "8"],
    ]
    assert [each.split(":")[0] for each in faults(sheets.look(lines, **ASKED))] == [
        "Regel 2, kolom B (Groep)",
        "Regel 3, kolom F (Waarom niet doorgegaan)",
        "Regel 4, kolom E (Status)",
    ]

    lines = [
        HEAD,
        ["Pilot A", "Groep 1", "1", "12 maart 2099", "gehouden"],
        ["Pilot A", "Groep 1", "2", "2013", "gehouden", "", "6 tot 11"],
        ["Pilot A", "Groep 1", "9", "2013", ""],
    ]
    assert [each.split(":")[0] for each in faults(sheets.look(lines, **ASKED))] == [
        "Regel 2, kolom D (Datum)",
        "Regel 3, kolom H (Bron van dat aantal)",
        "Regel 4, kolom C (Sessie)",
    ]
    assert not Session.objects.exclude(status="planned").exists()


def test_an_untouched_export_changes_nothing_and_a_move_keeps_the_date(sheets, pilot):
    Session.objects.filter(number=1).update(
        date_earliest="2013-03-12", date_latest="2013-03-12", date_wording=""
    )
    lines = sheets.export()
    assert told(sheets.look(lines, **ASKED))[0] == "Ongewijzigd (2)"

    row = next(line for line in lines if "12 maart 2013" in line)
    row[row.index("12 maart 2013")] = "14 maart 2013"
    sheets.apply(lines, moved="moved")

    session = Session.objects.get(number=1)
    assert session.date == read_date("14 maart 2013")
    assert [str(move.former_date) for move in session.moves.all()] == ["12 maart 2013"]
