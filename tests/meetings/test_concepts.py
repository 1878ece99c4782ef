"""What staff add is a concept until they put it on the site, having seen what visitors will see."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from lxml import html

from dates.entry import read_date
from meetings.actions import put_on_site, take_off_site, withdraw
from meetings.models import Meeting
from tests.factories import HubFactory, ProgrammeFactory, ThemeFactory, UserFactory

from .registering import open_meeting, registered

pytestmark = pytest.mark.django_db

NO_TITLES = {"other_titles-TOTAL_FORMS": 0, "other_titles-INITIAL_FORMS": 0}


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def page(meeting, name):
    return reverse(f"admin:hubs_hub_{name}", args=[meeting.pk])


def test_new_meeting_is_a_concept_that_visitors_do_not_see(staff, client):
    programme = ProgrammeFactory()
    typed = {"title": "Goed werk", "programme": programme.pk, "place": "Delft", **NO_TITLES}

    saved = staff.post(reverse("admin:hubs_hub_add"), typed, follow=True)

    meeting = Meeting.objects.get()
    assert meeting.is_public is False
    assert "Dit is een concept: alleen de staf ziet het." in saved.content.decode()
    client.logout()
    assert client.get(meeting.get_absolute_url()).status_code == 404
    assert "Goed werk" not in client.get(reverse("hubs:list")).content.decode()


@pytest.mark.parametrize(
    "title",
    [
        "🎉🎉",
        "会議",
        "Ελλάδα",
        "---",
        "\u202eabc",
        "A" * 200,
        "é" * 200,
        "admin",
        "2027",
        "Één & ’t",
    ],
)
def test_meeting_of_any_title_has_an_address_of_its_own_that_opens(staff, client, title):
    programme = ProgrammeFactory()
    for place in ("Leiden", "Delft", "---"):
        typed = {"title": title, "programme": programme.pk, "place": place, **NO_TITLES}
        assert staff.post(reverse("admin:hubs_hub_add"), typed).status_code == 302

    for meeting in Meeting.objects.all():
        put_on_site(meeting, by=None)

    client.logout()
    addresses = {meeting.get_absolute_url() for meeting in Meeting.objects.all()}
    assert len(addresses) == 3
    assert {client.get(address).status_code for address in addresses} == {200}


def test_concept_cannot_be_put_on_the_site_by_ticking_a_box(staff):
    concept = HubFactory(is_public=False)
    typed = {"title": "Anders", "programme": concept.programme_id, "is_public": "on", **NO_TITLES}

    staff.post(page(concept, "change"), typed)

    concept.refresh_from_db()
    assert (concept.title, concept.is_public) == ("Anders", False)


def test_saving_a_page_that_was_open_leaves_on_the_site_what_was_put_there(staff):
    concept = HubFactory(is_public=False)
    put_on_site(Meeting.objects.get(pk=concept.pk), by=None)

    staff.post(
        page(concept, "change"),
        {"title": "Anders", "programme": concept.programme_id, **NO_TITLES},
    )

    concept.refresh_from_db()
    assert (concept.title, concept.is_public) == ("Anders", True)


def test_page_before_it_shows_what_visitors_will_read_and_what_is_lacking(staff):
    concept = HubFactory(
        is_public=False, title="Goed werk", place="Delft", date=read_date("mei 2030")
    )

    shown = staff.get(page(concept, "op-de-site"))

    tree = html.fromstring(shown.content)
    text = " ".join(tree.text_content().split())
    terms, values = (tree.xpath(f"//dl[@class='shown']/{part}/text()") for part in ("dt", "dd"))
    assert list(zip(terms, values, strict=True)) == [
        ("Titel", "Goed werk"),
        ("Datum", "mei 2030"),
        ("Plaats", "Delft"),
    ]
    assert "Nog niet ingevuld: locatie en adres, route, toegankelijkheid" in text
    concept.refresh_from_db()
    assert concept.is_public is False


def test_preview_is_the_page_as_visitors_will_see_it_and_changes_nothing(staff, client):
    concept = open_meeting(is_public=False, title="Goed werk", description="Over moed.")
    concept.themes.add(ThemeFactory(name="Moed"))

    shown = staff.get(page(concept, "voorbeeld"))

    text = " ".join(html.fromstring(shown.content).text_content().split())
    assert "Voorbeeld. Alleen de staf ziet deze pagina." in text
    assert "Over moed." in text
    assert "Meld u aan" in text
    concept.refresh_from_db()
    assert concept.is_public is False
    assert staff.post(page(concept, "voorbeeld")).status_code == 405
    client.logout()
    assert client.get(concept.get_absolute_url()).status_code == 404


def test_preview_is_for_who_may_see_meetings(client):
    concept = HubFactory(is_public=False)
    client.force_login(UserFactory())

    assert client.get(page(concept, "voorbeeld")).status_code == 403


def test_staff_put_a_concept_on_the_site(staff):
    concept = HubFactory(is_public=False)

    staff.post(page(concept, "op-de-site"))

    concept.refresh_from_db()
    assert concept.is_public is True
    assert staff.get(concept.get_absolute_url()).status_code == 200
    assert concept.history.latest().history_change_reason == "op de site gezet"


def test_what_is_on_the_site_is_not_put_there_again():
    with pytest.raises(ValidationError, match="staat al op de site"):
        put_on_site(HubFactory(), by=None)


def test_nothing_is_taken_off_the_site_while_people_count_on_it():
    meeting = open_meeting()
    person = registered(meeting)

    with pytest.raises(ValidationError, match="Er zijn mensen aangemeld"):
        take_off_site(meeting, by=None, why="vergissing")
    withdraw(person)
    taken = take_off_site(meeting, by=None, why="vergissing")

    assert taken.is_public is False


def test_taking_off_asks_why():
    with pytest.raises(ValidationError, match="Schrijf op waarom"):
        take_off_site(HubFactory(), by=None, why=" ")


def test_page_of_a_concept_has_no_link_to_a_page_that_is_not_there(staff):
    concept, shown = HubFactory(is_public=False), HubFactory()

    link = "Op de site bekijken"

    assert link not in staff.get(page(concept, "change")).content.decode()
    assert "Voorbeeld van de pagina" in staff.get(page(concept, "change")).content.decode()
    assert link in staff.get(page(shown, "change")).content.decode()


@pytest.mark.parametrize(("words", "listed"), [("", True), ("2027", True), ("2014", False)])
def test_concept_without_a_date_is_on_the_list(words, listed):
    HubFactory(is_public=False, date=read_date(words))

    assert Meeting.objects.concepts(timezone.localdate()).exists() == listed
