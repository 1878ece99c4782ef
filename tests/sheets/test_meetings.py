"""Meetings out and in: dates, states and all that an action refuses."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dates.entry import read_date
from dates.values import ApproximateDate
from hubs.models import Hub
from outbox.models import Message
from tests.factories import (
    HubFactory,
    ProgrammeFactory,
    RegistrationFactory,
    TargetFactory,
    ThemeFactory,
    UserFactory,
)
from tests.sheets.walking import Sheets, faults, messages, told

pytestmark = pytest.mark.django_db
HEAD = ["Titel", "Datum", "Begin", "Einde", "Plaats", "Status", "Reden van annuleren"]
HEAD += ["Aantal aanwezigen", "Bron van dat aantal", "Thema's", "Telt mee voor afspraak"]
SOON = ApproximateDate.of_day(timezone.localdate() + timezone.timedelta(days=30))
LATER = ApproximateDate.of_day(timezone.localdate() + timezone.timedelta(days=60))


@pytest.fixture
def programme():
    programme = ProgrammeFactory(first_year=2012, last_year=2014)
    TargetFactory(programme=programme, year=2013, line="hubs", number=10)
    ThemeFactory(name="Moreel kompas")
    ThemeFactory(name="Vakmanschap")
    return programme


@pytest.fixture
def sheets(client):
    colleague = UserFactory()
    colleague.groups.add(Group.objects.get(name="Programmastaf"))
    client.force_login(colleague)
    return Sheets(client, reverse("admin:hubs_hub_changelist"))


def chosen(programme, moved="mended"):
    return {"programme": programme.pk, "moved": moved}


def test_a_year_of_meetings_is_logged_by_the_actions_and_taken_back(sheets, programme):
    lines = [
        HEAD,
        ["Hub A", "12 maart 2013", "13.30", "16.00", "Leiden", "gehouden", "", "40", "lijst"]
        + ["Vakmanschap, moreel kompas", "2013"],
        ["Hub B", "maart of april 2013", "", "", "Assen", "geannuleerd", "locatie"],
        ["Hub C", "", "", "", ""],
    ]

    assert told(sheets.look(lines, **chosen(programme))) == [
        "Nieuw (3)",
        "Hub A, Leiden, 12 maart 2013",
        "Hub B, Assen, maart of april 2013",
        "Hub C",
    ]
    assert Hub.objects.count() == 0

    sheets.apply(lines, **chosen(programme))

    first, second, third = Hub.objects.order_by("pk")
    assert (str(first.date), first.hours, first.status) == (
        "12 maart 2013",
        "13.30 tot 16.00 uur",
        "held",
    )
    assert (first.attended, first.attended_source, first.target.year) == (40, "lijst", 2013)
    assert sorted(map(str, first.themes.all())) == ["Moreel kompas", "Vakmanschap"]
    assert (first.province, first.slug, first.is_public) == ("zh", "hub-a-leiden", False)
    assert (second.status, second.cancellation_reason) == ("cancelled", "venue")
    assert (third.status, third.date) == ("planned", None)
    assert [each.history_change_reason for each in first.history.order_by("pk")][-1] == "gehouden"

    _, undone = sheets.undo()

    assert messages(undone) == ["Ongedaan gemaakt: 3 nieuwe weggehaald, 0 teruggezet."]
    assert Hub.objects.count() == 0


def test_all_that_actions_refuse_is_told_before_with_its_column(sheets, programme):
    held = HubFactory(programme=programme, status="held", date=read_date("12 maart 2013"))
    lines = [
        ["Nummer", *HEAD],
        ["", "A", "maart 2013", "13.30", "", "", "", "", "", "", "", ""],
        ["", "B", "12 maart 2013", "16.00", "13.30", "", "", "", "", "", "", ""],
        ["", "C", str(SOON), "", "", "", "gehouden", "", "", "", "", ""],
        ["", "D", "12-13-2013", "25.00", "", "", "bezig", "", "veel", "", "Niets", "2099"],
        ["", "E", "2013", "", "", "", "geannuleerd", "", "", "", "", ""],
        [held.pk, "F", "", "", "", "", "gepland", "", "", "", "", ""],
    ]

    seen = faults(sheets.look(lines, **chosen(programme)))
    assert [each.split(": ")[0] for each in seen] == [
        "Regel 5, kolom C (Datum)",
        "Regel 5, kolom D (Begin)",
        "Regel 5, kolom G (Status)",
        "Regel 5, kolom K (Thema's)",
        "Regel 5, kolom I (Aantal aanwezigen)",
        "Regel 5, kolom L (Telt mee voor afspraak)",
        "Regel 6, kolom H (Reden van annuleren)",
    ]

    del lines[4:6]
    seen = faults(sheets.look(lines, **chosen(programme)))
    assert [each.split(": ")[0] for each in seen] == [
        "Regel 2, kolom D (Begin)",
        "Regel 3, kolom E (Einde)",
        "Regel 4",
        "Regel 5",
    ]
    assert Hub.objects.count() == 1
    assert not Message.objects.exists()


@pytest.mark.parametrize(("moved", "mails", "moves"), [("mended", 0, 0), ("moved", 1, 1)])
def test_a_changed_date_is_mended_or_moved_as_was_said(sheets, programme, moved, mails, moves):
    hub = HubFactory(programme=programme, date=SOON, place="Leiden")
    RegistrationFactory(meeting=hub)
    lines = sheets.export()
    lines[1][lines[0].index("Datum")] = str(LATER)

    seen = sheets.look(lines, **chosen(programme, moved))
    assert ("verplaatst" in told(seen)[1]) == (moved == "moved")
    sheets.press(seen, "Zo importeren")

    hub.refresh_from_db()
    assert hub.date == LATER
    assert hub.reschedulings.count() == moves
    assert Message.objects.count() == mails

    sheets.undo()
    hub.refresh_from_db()
    assert hub.date == SOON


def test_an_untouched_export_changes_nothing(sheets, programme):
    meeting = HubFactory(
        programme=programme,
        date=read_date("12 en 13 maart 2013"),
        description="Een\r\n\r\n=1+1; twee, drie",
        place="'s-Hertogenbosch",
        province="nb",
        remark="  goed bezocht ",
    )
    meeting.themes.add(ThemeFactory(name="Lef"))
    HubFactory(programme=programme, date=None)

    seen = sheets.look(sheets.export(), **chosen(programme))

    assert told(seen)[0] == "Ongewijzigd (2)"
    assert faults(seen) == []


def test_export_and_plan_take_a_fixed_number_of_queries(sheets, programme):
    asked = set()
    for number in (1, 3, 30):
        for _ in range(number):
            HubFactory(programme=programme, date=SOON).themes.add(ThemeFactory())
        with CaptureQueriesContext(connection) as queries:
            sheets.look(sheets.export(), **chosen(programme))
        asked.add(len(queries))

    assert len(asked) == 1
