"""The first page beyond its counts: rows by name, putting off, what comes, and the year so far."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html

from dates.entry import read_date
from pilots.models import Session
from routekaart.models import Snooze
from routekaart.today.agreed import agreed_this_year, reports_being_made
from routekaart.today.ahead import weeks_ahead
from routekaart.today.tasks import tasks
from tests.factories import (
    ActivityFactory,
    AmbassadorFactory,
    GroupFactory,
    HubFactory,
    LeadershipMeetingFactory,
    MilestoneFactory,
    PilotFactory,
    ProgressReportFactory,
    SessionFactory,
    TargetFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2014, 4, 15)  # a Tuesday


@pytest.fixture
def staff():
    return UserFactory(is_superuser=True)


def of_role(name: str):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=name))
    return user


def test_first_three_stand_by_name_the_oldest_first_with_their_date_and_deeds(staff):
    for month in ("maart", "januari", "februari", "april"):
        HubFactory(title=month, date=read_date(f"{month} 2013"))

    (task,) = tasks(staff, TODAY)

    assert [(row.name, row.when) for row in task.rows] == [
        ("januari", "januari 2013"),
        ("februari", "februari 2013"),
        ("maart", "maart 2013"),
    ]
    assert (task.count, task.others) == (4, 1)
    assert [label for label, _ in task.rows[0].deeds] == ["Gehouden", "Verplaatsen", "Annuleren"]


def test_what_has_a_day_soon_comes_before_what_is_late(staff):
    HubFactory(title="voorbij", date=read_date("januari 2013"))
    HubFactory(title="komt", date=read_date("20 april 2014"), is_public=False)

    assert [task.rows[0].name for task in tasks(staff, TODAY)] == ["komt", "voorbij"]


def test_who_cannot_end_it_is_not_asked_and_who_can_is_named(staff):
    HubFactory(held=True)

    assert tasks(of_role("Rapporteur"), TODAY) == []
    assert {task.who for task in tasks(staff, TODAY)} == {"Programmastaf"}


def put_off(client, hub, **values):
    kind = "hubs.hub:te-bevestigen"
    return client.post(reverse("admin:later", args=[kind, hub.pk]), values)


def test_row_is_put_off_for_everybody_until_its_day_and_comes_back(client, staff):
    client.force_login(staff)
    hub = HubFactory(title="Goed werk", date=read_date("januari 2013"))
    until = timezone.localdate() + timedelta(days=3)

    done = put_off(client, hub, until=f"{until:%d-%m-%Y}", reason="De zaalhuur loopt nog.")

    assert (done.status_code, done.url) == (302, reverse("admin:index"))
    assert tasks(of_role("Programmastaf"), until - timedelta(days=1)) == []
    page = html.fromstring(client.get(done.url).content.decode())
    (waiting,) = page.xpath("//section[@aria-labelledby='put-off']/ul/li")
    assert "De zaalhuur loopt nog." in waiting.text_content()
    assert str(staff) in waiting.text_content()
    assert [task.count for task in tasks(staff, until)] == [1]

    client.post(waiting.find("form").get("action"))

    assert [task.count for task in tasks(staff, until - timedelta(days=1))] == [1]
    assert not Snooze.objects.exists()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"until": "1-1-2020", "reason": "Later."}, "Kies een dag die nog komt"),
        ({"until": "31-2-2030", "reason": "Later."}, "bestaat niet"),
        ({"until": "", "reason": "Later."}, "Vul “Weer laten zien op” in."),
        ({"until": "1-1-2099", "reason": "Later."}, "hooguit een jaar vooruit"),
        ({"until": "morgen", "reason": "   "}, "Beantwoord de vraag “Waarom kan het wachten?”"),
    ],
)
def test_wrong_day_or_no_reason_is_said_and_nothing_is_kept(client, staff, values, said):
    client.force_login(staff)
    hub = HubFactory(date=read_date("januari 2013"))

    page = put_off(client, hub, **values)

    assert said in page.content.decode()
    assert not Snooze.objects.exists()


def test_twice_putting_off_keeps_the_last_day(client, staff):
    client.force_login(staff)
    hub = HubFactory(date=read_date("januari 2013"))
    for days in (3, 5):
        until = timezone.localdate() + timedelta(days=days)
        put_off(client, hub, until=f"{until:%d-%m-%Y}", reason=f"Nog {days} dagen.")

    assert Snooze.objects.get().reason == "Nog 5 dagen."


@pytest.mark.parametrize("role", ["Rapporteur", "Werkgroep Toolkit"])
def test_who_cannot_end_it_cannot_put_it_off_nor_sees_that_it_was(client, role):
    hub = HubFactory(title="Hubmerkteken", date=read_date("januari 2013"))
    snooze = Snooze.objects.create(
        kind="hubs.hub:te-bevestigen", row=hub.pk, until=date(2099, 1, 1), reason="merkteken"
    )
    client.force_login(of_role(role))

    assert put_off(client, hub, until="1-1-2099", reason="x").status_code == 403
    assert client.post(reverse("admin:now", args=[snooze.pk])).status_code == 403
    assert "merkteken" not in client.get("/beheer/").content.decode()
    assert client.get(reverse("admin:now", args=[snooze.pk])).status_code == 405


def test_kind_that_is_not_there_and_row_that_no_longer_asks_are_not_found(client, staff):
    client.force_login(staff)
    hub = HubFactory(held=True)

    assert put_off(client, hub).status_code == 404
    assert client.get(reverse("admin:later", args=["hubs.hub:anders", hub.pk])).status_code == 404


def test_page_of_later_ends_its_sentence_once(client, staff):
    client.force_login(staff)
    hub = HubFactory(date=read_date("1 april 2014"))

    page = client.get(reverse("admin:later", args=["hubs.hub:te-bevestigen", hub.pk]))

    assert "is die gehouden?</p>" in page.content.decode()


def test_four_weeks_hold_all_lines_sessions_and_milestones_by_week(staff):
    HubFactory(title="Vandaag", date=read_date("15 april 2014"))
    LeadershipMeetingFactory(title="Volgende", date=read_date("24 april 2014"))
    HubFactory(title="Te laat", date=read_date("14 mei 2014"))
    HubFactory(title="Voorbij", date=read_date("14 april 2014"))
    HubFactory(title="Vaag", date=read_date("voorjaar 2014"))
    HubFactory(title="Twee dagen", date=read_date("16 en 17 april 2014"))
    HubFactory(title="Aan de gang", date=read_date("13 tot en met 15 april 2014"))
    HubFactory(title="Afgelast", date=read_date("16 april 2014"), cancelled=True)
    group = GroupFactory(name="Groep A", pilot=PilotFactory(title="Pilot B"))
    planned = {"group": group, "status": Session.Status.PLANNED}
    SessionFactory(number=2, date=read_date("8 mei 2014"), **planned)
    MilestoneFactory(title="Bundel", expected=read_date("9 mei 2014"))

    found = {week: [e.title for e in things] for week, things in weeks_ahead(staff, TODAY)}

    assert found == {
        "Deze week": ["Aan de gang", "Vandaag", "Twee dagen"],
        "Volgende week": ["Volgende"],
        "Over 3 weken": ["Sessie 2, Groep A, Pilot B", "Mijlpaal: Bundel"],
        "Dag nog niet bekend": ["Vaag"],
    }


def test_what_comes_is_only_of_what_one_may_see():
    HubFactory(date=read_date("16 april 2014"))
    MilestoneFactory(title="Bundel", expected=read_date("9 mei 2014"))

    ((_, things),) = weeks_ahead(of_role("Werkgroep Toolkit"), TODAY)

    assert [each.title for each in things] == ["Mijlpaal: Bundel"]


def test_year_so_far_stands_beside_what_was_agreed(staff):
    target = TargetFactory(year=2014, line="hubs", number=5)
    here = {"target": target, "programme": target.programme}
    HubFactory.create_batch(2, held=True, **here)
    HubFactory(**here)
    HubFactory(cancelled=True, **here)
    TargetFactory(year=2014, line="leadership", number=None, programme=target.programme)
    TargetFactory(year=2013, line="pilots", number=1, programme=target.programme)
    TargetFactory(
        year=2014, line="toolkit", number=None, description="De bundel", programme=target.programme
    )

    assert [(each.line, each.how) for each in agreed_this_year(staff, TODAY)] == [
        ("Goed Werk Hubs", "5 afgesproken: 2 gehouden, 1 gepland"),
        ("Bijeenkomsten Dienend Leiderschap", "geen aantal afgesproken: 0 gehouden, 0 gepland"),
        ("Toolkit voor ambtenaren", "De bundel"),
    ]


def test_report_that_is_being_made_leads_to_what_is_missing(client, staff):
    report = ProgressReportFactory()
    report.narratives.create(section="hubs", text="Een tekst.")
    report.narratives.create(section="pilots", text="Nog te lezen.", is_suggestion=True)
    client.force_login(staff)

    (making,) = reports_being_made(staff)

    assert (making.report, making.texts) == (report, 1)
    assert client.get(making.missing).status_code == 200
    assert reports_being_made(of_role("Werkgroep Toolkit")) == []


def test_as_many_queries_for_much_that_comes_as_for_little(client, staff):
    client.force_login(staff)
    soon = read_date(f"{timezone.localdate() + timedelta(days=2):%d-%m-%Y}")
    year, counts = timezone.localdate().year, []
    for more in (1, 2, 27):
        for _ in range(more):
            HubFactory(date=soon)
            SessionFactory(group=GroupFactory(), date=soon, status=Session.Status.PLANNED)
            MilestoneFactory(expected=soon)
            TargetFactory(year=year, line="hubs", number=2)
            late = HubFactory(date=read_date("2013"))
            Snooze.objects.create(
                kind="hubs.hub:te-bevestigen", row=late.pk, until=date(2099, 1, 1), reason="x"
            )
            ProgressReportFactory()
        with CaptureQueriesContext(connection) as queries:
            client.get("/beheer/")
        counts.append(len(queries))

    assert len(set(counts)) == 1, counts


def test_network_stands_beside_its_target_or_that_there_is_none(staff):
    target = TargetFactory(year=TODAY.year, line="ambassadors", number=None)
    jo = AmbassadorFactory(programme=target.programme)
    AmbassadorFactory(programme=target.programme, state="interested")
    AmbassadorFactory()
    for when in (f"maart {TODAY.year}", f"{TODAY.year}", f"{TODAY.year - 1}"):
        ActivityFactory(ambassador=jo, date=read_date(when))

    (row,) = agreed_this_year(staff, TODAY)

    said = f"1 ambassadeur, 2 keer inzet in {TODAY.year}"
    assert row.how == f"geen streefwaarde afgesproken: {said}"
