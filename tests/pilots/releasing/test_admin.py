"""Releasing in the admin: the matrix as a form, and what it refuses."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from outbox.models import Message
from pilots.models import Audience, Form, Release, ReleaseRequest, What
from pilots.releasing.gate import Gate
from pilots.releasing.recording import withdraw
from reporting.models import PublishedVersion
from routekaart.rights import PILOT_RESULTS, STAFF
from tests.backoffice.people import form_in
from tests.factories import OrganisationFactory, PilotFactory, ProgressReportFactory, UserFactory
from tests.factories.releasing import release
from tests.project.work import EMPTY_DOCUMENT

pytestmark = pytest.mark.django_db

PAPER = {"consent_by": "de directeur", "consent_on": "24-4-2014", "source_note": "brief"}
HOST = {"name": "Kim Bos", "email": "kim@gemeente.example", "expires_on": "31-12-2099"}


@pytest.fixture
def pilot():
    host = OrganisationFactory(name="Gemeente Elders", sector="gemeente", kind="gemeente")
    texts = {"results": "Wat bleek.", "conclusions": "Het kan."}
    return PilotFactory(organisation=host, results_state="written", **texts)


@pytest.fixture
def staff(client):
    user = UserFactory()
    user.groups.set(Group.objects.filter(name__in=[STAFF, PILOT_RESULTS]))
    client.force_login(user)
    return client


def page(pilot, name):
    return reverse(f"admin:pilots_pilot_{name}", args=[pilot.pk])


def errors_of(answer):
    return [each for found in answer.context["adminform"].errors.values() for each in found]


def test_a_consent_on_paper_is_recorded_cell_by_cell(staff, pilot):
    cells = {"results_public": "full", "name_public": "full", "conclusions_bzk": "kind"}
    until = {"conclusions_until": "31-12-2099"}

    answer = staff.post(page(pilot, "vrijgave-op-papier"), PAPER | cells | until)

    assert answer.status_code == 302
    found = {
        (row.what, row.audience, row.form, row.until and row.until.year)
        for row in Release.objects.all()
    }
    assert found == {
        ("results", "public", "full", None),
        ("name", "public", "full", None),
        ("conclusions", "bzk", "kind", 2099),
    }
    assert Gate.read(Audience.PUBLIC).told(pilot, What.RESULTS).text == "Wat bleek."


def test_staff_see_that_a_text_is_closed_as_long_as_the_name_is(staff, pilot):
    """A host that takes back its name alone closes the texts in full with it."""
    cells = {"results_public": "full", "name_public": "full"}
    staff.post(page(pilot, "vrijgave-op-papier"), PAPER | cells)
    closed = "Gesloten: wordt niet verteld zolang"
    assert closed not in staff.get(page(pilot, "vrijgave")).content.decode()

    withdraw(pilot, releases=pilot.releases.filter(what="name"), why="Gevraagd.", by=None)

    assert Gate.read(Audience.PUBLIC).told(pilot, What.RESULTS) is None
    assert closed in staff.get(page(pilot, "vrijgave")).content.decode()


def test_a_text_by_kind_lets_the_kind_be_told(staff, pilot):
    staff.post(page(pilot, "vrijgave-op-papier"), PAPER | {"results_public": "kind"})

    assert Gate.read(Audience.PUBLIC).host(pilot) == "een gemeente"


IN_FUTURE = "Deze dag ligt in de toekomst. Vul de dag van de toestemming in."
PAST = "De laatste dag van “resultaten” is voorbij. Kies een dag die nog komt."


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Kies ten minste één onderdeel om vrij te geven."),
        ({"results_public": "kind", "consent_on": "1-1-2999"}, IN_FUTURE),
        (
            {"results_public": "kind", "source_note": ""},
            "Beantwoord de vraag “Waar is de toestemming te vinden?”",
        ),
        ({"stories_public": "kind"}, "Er is bij “verhalen” nog niets om vrij te geven."),
        ({"results_public": "kind", "results_until": "1-1-2014"}, PAST),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(staff, pilot, typed, sentence):
    answer = staff.post(page(pilot, "vrijgave-op-papier"), PAPER | typed)

    assert answer.status_code == 200
    assert errors_of(answer) == [sentence]
    assert not Release.objects.exists()


def test_numbers_are_offered_only_where_there_are_any(staff, pilot):
    form = staff.get(page(pilot, "vrijgave-op-papier")).context["adminform"].form

    numbers = {n for n, f in form.fields.items() if "numbers" in dict(getattr(f, "choices", ()))}
    assert {name.partition("_")[0] for name in numbers} == {"results", "observations", "stories"}


def test_the_mail_is_seen_first_and_holds_no_word_of_the_results(staff, pilot):
    typed = HOST | {"results_bzk": "kind"}

    seen = staff.post(page(pilot, "vrijgave-vragen"), typed)

    (letter,) = seen.context["preview"]
    assert letter.to == HOST["email"]
    assert "Wat bleek" not in letter.text
    assert "/pilots/vrijgave/" not in letter.text
    assert not Message.objects.exists()
    answer = staff.post(
        page(pilot, "vrijgave-vragen"), typed | {"seen": seen.context["preview"].seal}
    )
    assert answer.status_code == 302
    assert ReleaseRequest.objects.get().asked_by is not None


def test_a_last_day_that_is_past_is_refused(staff, pilot):
    answer = staff.post(
        page(pilot, "vrijgave-vragen"), HOST | {"results_bzk": "kind", "expires_on": "1-1-2020"}
    )

    assert errors_of(answer) == ["Kies een dag die nog komt."]


def test_withdrawing_says_where_it_is_published_and_since_when(staff, pilot):
    (name,) = release(pilot, What.NAME)
    report = ProgressReportFactory(programme=pilot.programme, year=2013)
    told = b'{"schema_version": 2, "sections": [{"title": "Gemeente Elders"}], "figures": {}}'
    for number, document in ((1, told), (2, EMPTY_DOCUMENT)):
        stored = {"number": number, "schema_version": 2, "published_at": name.recorded_at}
        stored["reason"] = "" if number == 1 else "verbeterd"
        PublishedVersion(report=report, document=document, **stored).save()

    answer = staff.post(
        page(pilot, "vrijgave-intrekken"), {"releases": [name.pk], "why": "verzoek"}, follow=True
    )

    said = answer.content.decode()
    assert "Al gepubliceerd" in said
    assert "versie 1" in said
    assert "versie 2" not in said
    assert Gate.read(Audience.PUBLIC).host(pilot) == "een organisatie"


def test_the_page_of_releases_says_that_a_text_changed_since(staff, pilot):
    release(pilot, What.RESULTS, form=Form.KIND)
    assert "daarna veranderd" not in staff.get(page(pilot, "vrijgave")).content.decode()

    pilot.results = "Anders."
    pilot.save()

    assert "daarna veranderd" in staff.get(page(pilot, "vrijgave")).content.decode()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_page_of_releases_asks_the_same_number_of_queries(
    staff, pilot, count, django_assert_max_num_queries
):
    for _ in range(count):
        release(pilot, What.CONCLUSIONS, form=Form.KIND)
    staff.get(page(pilot, "vrijgave"))

    with django_assert_max_num_queries(16):
        staff.get(page(pilot, "vrijgave"))


@pytest.mark.parametrize(("results", "warned"), [("Anders.", True), ("Wat bleek.", False)])
def test_saving_another_text_says_that_the_host_is_to_be_asked_again(staff, pilot, results, warned):
    release(pilot, What.RESULTS, form=Form.KIND)

    typed = form_in(staff.get(page(pilot, "change"))) | {"results": results}
    answer = staff.post(page(pilot, "change"), typed, follow=True)

    assert ("vraag opnieuw om" in answer.content.decode()) is warned
