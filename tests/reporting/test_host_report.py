"""The report of one pilot for its host."""

import pytest
from django.urls import reverse

from pilots.actions import add_session, stop_group
from pilots.models import Audience, Form, What
from pilots.releasing.asking import revoke_link
from pilots.releasing.links import token_of
from pilots.releasing.recording import Choice
from reporting.document.values import as_dict
from reporting.host_report.collect import collect_pilot
from tests.factories import (
    GroupFactory,
    ObservationFactory,
    OrganisationFactory,
    PilotFactory,
    SessionFactory,
    ThemeFactory,
    UserFactory,
)
from tests.factories.releasing import asked, release

from .reading import VisibleText

pytestmark = pytest.mark.django_db


@pytest.fixture
def pilot():
    made = PilotFactory(
        organisation=OrganisationFactory(name="Gemeente Voorbeeldstad", sector="gemeente"),
        duration_months=6,
        facilitators_per_session=2,
        results_state="written",
        results="Wat bleek.",
        conclusions="GEHEIM besluit.",
    )
    group = GroupFactory(pilot=made, name="Groep oost", planned_sessions=2)
    SessionFactory(group=group, number=1, status="held", participants_min=8, participants_max=8)
    SessionFactory(group=group, number=2, status="held", participants_min=3, participants_max=3)
    return made


def link(pilot):
    token = token_of(asked(pilot, Choice(What.RESULTS, Audience.PUBLIC, Form.KIND)))
    return reverse("reporting:pilot_report", args=[token])


def table(document, key):
    blocks = [block for section in document["sections"] for block in section["blocks"]]
    found = next(block for block in blocks if block.get("key") == key)
    return [[cell["text"] for cell in row] for row in found["rows"]]


def test_it_tells_what_was_agreed_the_groups_and_the_sessions(pilot):
    document = as_dict(collect_pilot(pilot.pk))

    assert ["Looptijd in maanden", "6"] in table(document, "agreed")
    assert table(document, "groups") == [["Groep oost", "niet vastgelegd", "2", "2", "–"]]
    assert [row[3] for row in table(document, "sessions")] == ["8", "minder dan vijf"]
    values = {key: figure["value"] for key, figure in document["figures"].items()}
    assert values == {"pilot.groups": 1, "pilot.planned": 2, "pilot.held": 2}


def test_a_group_that_stopped_and_an_added_session_are_told(pilot):
    group = pilot.groups.get()
    add_session(group, why="op verzoek", by=None)
    stop_group(group, reason="reorganisatie", by=None)

    document = as_dict(collect_pilot(pilot.pk))

    assert table(document, "groups")[0][-1] == "eerder gestopt: reorganisatie"
    assert len(table(document, "sessions")) == 3


@pytest.mark.parametrize(("number", "told"), [(1, "minder dan vijf"), (5, "5")])
def test_of_a_theme_few_observations_are_told_as_few(pilot, number, told):
    session = pilot.groups.get().sessions.first()
    ObservationFactory.create_batch(number, session=session, theme=ThemeFactory(name="Ruimte"))

    document = as_dict(collect_pilot(pilot.pk))

    assert table(document, "themes") == [["Ruimte", told, "–"]]


def test_it_is_a_concept_until_the_results_were_released(pilot):
    release(pilot, What.NAME)
    assert collect_pilot(pilot.pk).colophon.version == "concept"

    release(pilot, What.RESULTS)

    assert collect_pilot(pilot.pk).colophon.version.startswith("vrijgegeven")


def test_released_it_says_so_on_paper_and_nowhere_concept(client, pilot, pdf_text):
    release(pilot, What.NAME, What.RESULTS)

    text = pdf_text(client.get(f"{link(pilot)}verslag.pdf").content)

    assert "vrijgegeven" in text
    assert "concept" not in text.lower()


def test_its_second_page_goes_on_with_the_first_chapter(client, pilot, pdf_text):
    text = pdf_text(client.get(f"{link(pilot)}verslag.pdf").content)

    _cover, second, *_more = text.split("\f")
    assert "In het kort" in second and "De afspraken" in second


def test_a_figure_rests_on_each_record_that_it_counts(client, pilot):
    page = str(VisibleText(client.get(link(pilot)).content.decode()))

    assert "Rust op één vastgelegd gegeven" in page
    assert "Rust op twee vastgelegde gegevens" in page
    assert "Groep oost, sessie 2" in page


def test_only_what_was_released_is_in_it(pilot):
    ObservationFactory(session=pilot.groups.get().sessions.first(), tension="GEHEIM spanning")
    assert "Wat bleek." not in str(as_dict(collect_pilot(pilot.pk)))

    release(pilot, What.NAME, What.RESULTS)

    document = str(as_dict(collect_pilot(pilot.pk)))
    assert "Wat bleek." in document
    assert "GEHEIM" not in document


def test_a_name_that_was_released_alone_is_told_as_released(pilot):
    assert "U hebt nog niets vrijgegeven" in str(as_dict(collect_pilot(pilot.pk)))

    release(pilot, What.NAME)

    document = str(as_dict(collect_pilot(pilot.pk)))
    assert "U hebt nog niets vrijgegeven" not in document
    assert "Naam van de organisatie" in document


def test_the_host_reads_it_by_link_as_page_and_pdf(client, pilot, pdf_text):
    address = link(pilot)

    page, pdf = client.get(address), client.get(f"{address}verslag.pdf")

    assert "Gemeente Voorbeeldstad" in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert pdf["Content-Type"] == "application/pdf"
    assert "Groep oost" in pdf_text(pdf.content)


def test_a_link_that_ended_opens_neither(client, pilot):
    address = link(pilot)
    revoke_link(pilot.release_requests.get(), by=None)

    assert client.get(address).status_code == 410
    assert client.get(f"{address}verslag.pdf").status_code == 410


def test_who_may_not_see_pilots_does_not_read_it(client, pilot):
    client.force_login(UserFactory())

    for name in ("pilot_report_staff", "pilot_report_staff_pdf"):
        assert client.get(reverse(f"reporting:{name}", args=[pilot.pk])).status_code == 403


@pytest.mark.parametrize("count", [1, 3, 30])
def test_it_asks_the_same_number_of_queries(count, django_assert_num_queries):
    pilot = PilotFactory()
    for group in GroupFactory.create_batch(count, pilot=pilot):
        SessionFactory.create_batch(2, group=group)

    with django_assert_num_queries(11):
        collect_pilot(pilot.pk)
