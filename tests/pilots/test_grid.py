"""The grid of a pilot: what it says, and what one can do from it in two clicks."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from dates.entry import read_date
from pilots.grid import NO_LEADERS, grid_of
from pilots.models import Session
from tests.backoffice.people import form_in, signed_in, words
from tests.factories import GroupFactory, PersonFactory, PilotFactory, SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Client:
    return signed_in("Anna")


def page_of(pilot):
    return reverse("admin:pilots_pilot_change", args=[pilot.pk])


def table(client, pilot):
    page = html.fromstring(client.get(page_of(pilot)).content.decode())
    return page.xpath("//section[@id='rooster']//table")[0]


def text(element):
    return " ".join(element.text_content().split())


def follow(client, pilot, label, at=0):
    """From the grid, by the link with this label, to the form; the second click sends it."""
    links = [a for a in table(client, pilot).iter("a") if text(a).startswith(label)]
    address = links[at].get("href")
    return address, form_in(client.get(address))


def test_the_grid_tells_each_session_at_a_glance(anna):
    pilot = PilotFactory(facilitators_per_session=2)
    group = GroupFactory(pilot=pilot, name="Directeuren", planned_sessions=2)
    held = SessionFactory(
        group=group,
        number=1,
        status="held",
        date=read_date("12 maart 2014"),
        participants_min=8,
        participants_max=8,
    )
    held.facilitators.add(PersonFactory())
    SessionFactory(group=group, number=2)
    SessionFactory(group=group, number=3)

    shown = table(anna, pilot)

    heads = [text(cell) for cell in shown.xpath(".//thead//th")]
    assert heads == ["Groep", "Sessie 1", "Sessie 2", "Sessie 3"]
    row = shown.xpath(".//tbody/tr")[0]
    assert "Directeuren" in text(row.xpath("th")[0])
    one, two, three = (text(cell) for cell in row.xpath("td"))
    for part in ("gehouden", "12 maart 2014", "1 begeleider", "8 deelnemers", "let op: minder"):
        assert part in one
    assert "gepland" in two and "datum niet bekend" in two
    assert "toegevoegd" in three and "toegevoegd" not in two


def test_the_table_is_headed_for_who_does_not_see_it(anna):
    group = GroupFactory(name="Directeuren")
    SessionFactory(group=group, number=1)
    shown = table(anna, group.pilot)

    assert shown.get("aria-labelledby") == "rooster-kop"
    assert {th.get("scope") for th in shown.iter("th")} == {"col", "row"}
    named = [text(a) for a in shown.xpath(".//a[@class='deed']")]
    assert "Gehouden Sessie 1 van Directeuren" in named


def test_a_session_is_logged_as_held_in_two_clicks_and_one_returns_to_the_grid(anna):
    session = SessionFactory(date=read_date("12 maart 2014"), number=1)
    pilot = session.group.pilot

    address, form = follow(anna, pilot, "Gehouden")
    done = anna.post(address, form | {"participants": "8"})

    session.refresh_from_db()
    assert (session.status, session.participants) == ("held", (8, 8))
    assert done.url == page_of(pilot) + "#rooster"


def test_moving_and_cancelling_are_two_clicks_and_shown_with_their_reason(anna):
    group = GroupFactory()
    SessionFactory(group=group, number=1, date=read_date("19 december 2013"))
    SessionFactory(group=group, number=2)

    address, form = follow(anna, group.pilot, "Verplaatsen")
    anna.post(address, form | {"to": "9 januari 2014", "reason": "kerst"})
    address, form = follow(anna, group.pilot, "Gaat niet door", at=1)
    anna.post(address, form | {"reason": "zaal dicht"})

    first, second = (text(cell) for cell in table(anna, group.pilot).xpath(".//td"))
    assert "9 januari 2014" in first and "verplaatst van 19 december 2013: kerst" in first
    assert "niet doorgegaan" in second and "zaal dicht" in second


def test_who_looks_only_has_no_links_to_change(client, django_user_model):
    from django.contrib.auth.models import Permission

    pilot = SessionFactory().group.pilot
    user = django_user_model.objects.create(username="kijker", is_staff=True, email="k@s.example")
    user.user_permissions.add(Permission.objects.get(codename="view_pilot"))
    client.force_login(user, backend="routekaart.accounts.lent_roles.StaffBackend")

    assert not table(client, pilot).xpath(".//a[@class='deed']")


def test_that_nobody_knows_who_led_is_said_once_for_the_whole_pilot(anna):
    pilot = PilotFactory()
    for group in GroupFactory.create_batch(2, pilot=pilot):
        for number in (1, 2):
            SessionFactory(group=group, number=number, status="held")

    shown = text(html.fromstring(anna.get(page_of(pilot)).content.decode()))

    assert shown.count(NO_LEADERS) == 1
    assert "begeleiders niet vastgelegd" not in shown


def test_where_some_leaders_are_known_the_others_say_that_they_are_not():
    group = GroupFactory()
    first, _second = (SessionFactory(group=group, number=n, status="held") for n in (1, 2))
    first.facilitators.add(PersonFactory())

    grid = grid_of(group.pilot)

    assert [cell.facilitators for cell in grid.rows[0].cells] == [
        "1 begeleider",
        "begeleiders niet vastgelegd",
    ]
    assert grid.note == ""


def test_fewer_facilitators_than_agreed_are_asked_about_where_it_is_logged(anna):
    pilot = PilotFactory(facilitators_per_session=2)
    people = PersonFactory.create_batch(2)
    pilot.team.set(people)
    session = SessionFactory(group__pilot=pilot, number=1, date=read_date("2014"))

    address, form = follow(anna, pilot, "Gehouden")
    asked = anna.post(address, form | {"facilitators": [people[0].pk]})

    assert "minder dan afgesproken: 1 begeleider, afgesproken 2. Klopt dat?" in words(asked)
    session.refresh_from_db()
    assert session.status == "planned"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"participants": "0"}, "1 tot en met 999 deelnemers"),
        ({"participants": "1000"}, "1 tot en met 999 deelnemers"),
        ({"participants": "6 tot 11"}, "Schrijf op waar u dit aantal vandaan heeft."),
        ({"participants": "Jan"}, "Typ een aantal"),
    ],
)
def test_bad_input_is_refused_in_dutch(anna, typed, said):
    session = SessionFactory(date=read_date("2014"))
    address, form = follow(anna, session.group.pilot, "Gehouden")

    refused = anna.post(address, form | typed)

    assert said in words(refused)
    session.refresh_from_db()
    assert session.status == "planned"


def test_the_same_facilitator_sent_twice_is_refused(anna):
    person = PersonFactory()
    session = SessionFactory(date=read_date("2014"))
    session.group.pilot.team.add(person)
    address, form = follow(anna, session.group.pilot, "Gehouden")

    refused = anna.post(address, form | {"facilitators": [person.pk, person.pk]})

    assert "Iemand staat er twee keer." in words(refused)


def test_a_session_before_the_begin_of_the_pilot_is_refused_at_its_field(anna):
    pilot = PilotFactory(begins=read_date("september 2013"))
    session = SessionFactory(group__pilot=pilot)
    page = reverse("admin:pilots_session_datum-verbeteren", args=[session.pk])

    refused = anna.post(page, {"to": "maart 2013", "why": "bekend"})

    errors = refused.context["adminform"].errors
    assert list(errors) == ["to"]
    assert "ligt voor het begin van de pilot (september 2013)" in errors["to"][0]


def test_the_second_of_two_who_log_the_same_session_hears_who_did(anna):
    session = SessionFactory(date=read_date("2014"))
    address, form = follow(anna, session.group.pilot, "Gehouden")
    bert = signed_in("Bert")
    bert.post(address, form_in(bert.get(address)) | {"participants": "8"})

    told = anna.post(address, form | {"participants": "9"}, follow=True)

    said = " ".join(str(message) for message in told.context["messages"])
    assert "Bert" in said and "kan nu niet meer" in said and "9" in said
    session.refresh_from_db()
    assert session.participants == (8, 8)


def test_a_group_with_held_sessions_is_not_deleted(anna):
    session = SessionFactory(status="held")
    page = reverse("admin:pilots_group_delete", args=[session.group_id])

    told = anna.post(page, {"post": "yes"}, follow=True)

    assert "kies dan “Eerder stoppen”" in " ".join(str(m) for m in told.context["messages"])
    assert Session.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_grid_asks_three_queries(count, django_assert_num_queries):
    pilot = PilotFactory()
    for group in GroupFactory.create_batch(count, pilot=pilot):
        SessionFactory.create_batch(count, group=group)
    with django_assert_num_queries(3):
        grid_of(pilot)


def test_the_plan_of_a_session_is_one_click_from_the_grid(anna):
    pilot = PilotFactory(title="Ministerie", facilitators_per_session=2)
    session = SessionFactory(group=GroupFactory(pilot=pilot), number=1)
    session.facilitators.add(PersonFactory(name="Noor Leidt"))
    link = next(a for a in table(anna, pilot).iter("a") if text(a).startswith("Sessieplan"))

    shown = words(anna.get(link.get("href")))

    for told in ("Ministerie", "1 van 4", "Noor Leidt", "niet vastgelegd"):
        assert told in shown
    assert anna.get(reverse("admin:pilots_session_sessieplan", args=[0])).status_code == 404
