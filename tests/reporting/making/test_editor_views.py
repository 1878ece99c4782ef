"""The page on which a section is written: when it can be written, and what stands around it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reporting.making import editor_views
from reporting.making.writing import mark_of
from reporting.models import ProgressReport
from tests.factories import HubFactory, ProgrammeFactory, ProgressReportFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    programme = ProgrammeFactory(slug="routekaart", first_year=2012, last_year=2014)
    return ProgressReportFactory(programme=programme, year=2013)


@pytest.fixture
def writer(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def page_of(section):
    return reverse("reporting:edit", args=["routekaart", 2013, section])


def shown(client, section="hubs"):
    return client.get(page_of(section)).content.decode()


def test_draft_has_a_field_to_write_in_and_a_button_to_save(writer, report):
    page = shown(writer)

    assert (page.count(">Bewaar</button>"), page.count(" readonly")) == (1, 0)
    assert "U kunt deze tekst nu niet wijzigen." not in page


@pytest.mark.parametrize(
    ("state", "sentence"),
    [("submitted", "De rapportage is ter goedkeuring."), ("published", "is gepubliceerd.")],
)
def test_text_of_what_is_no_draft_is_for_reading(writer, report, state, sentence):
    report.narratives.create(section="hubs", text="Zo staat het er.")
    ProgressReport.objects.update(state=state)
    page = shown(writer)

    assert "U kunt deze tekst nu niet wijzigen." in page
    assert sentence in page
    assert "Zo staat het er." in page
    assert (page.count(">Bewaar</button>"), page.count(" readonly")) == (0, 1)


@pytest.mark.parametrize(
    ("section", "previous", "following"),
    [
        ("summary", None, ("request", "Wat wij vragen")),
        ("hubs", ("activities", "Activiteiten"), ("pilots", "b. Pilots met de Goed Werk Toolkit")),
        ("communication", ("follow_up", "Vooruitblik"), None),
    ],
)
def test_section_leads_to_the_one_before_and_after(writer, report, section, previous, following):
    context = writer.get(page_of(section)).context

    assert (context["previous"], context["next"]) == (previous, following)


def test_page_leads_to_what_is_missing_and_to_the_state(writer, report):
    page = shown(writer)

    for name in ("readiness", "state"):
        assert page.count(f'href="{reverse(f"reporting:{name}", args=["routekaart", 2013])}"') == 1


def test_length_is_counted_with_one_character_a_line_end(writer, report, monkeypatch):
    field = editor_views.SectionForm.base_fields["text"]
    lines = "a\n" * (field.max_length // 2)
    typed = {"text": lines.replace("\n", "\r\n"), "began_with": mark_of("")}

    assert writer.post(page_of("hubs"), typed).status_code == 302
    assert report.narratives.get().text == lines


def test_text_that_came_back_with_an_error_is_marked_as_unsaved(writer, report):
    typed = {"text": "{hubs.hold}", "began_with": mark_of("")}

    assert " data-unsaved" in writer.post(page_of("hubs"), typed).content.decode()
    assert " data-unsaved" not in shown(writer)


def test_who_saw_the_text_of_a_colleague_can_save_over_it(writer, report):
    report.narratives.create(section="hubs", text="Van een collega.")
    refused = writer.post(page_of("hubs"), {"text": "Van mij.", "began_with": mark_of("")})
    form = refused.context["form"]

    again = {"text": form["text"].value(), "began_with": form["began_with"].value()}

    assert writer.post(page_of("hubs"), again).status_code == 302
    assert report.narratives.get().text == "Van mij."


def test_page_takes_as_many_queries_for_many_hubs(writer, report):
    counts = []
    for more in (1, 2, 27):
        HubFactory.create_batch(more, programme=report.programme)
        with CaptureQueriesContext(connection) as queries:
            shown(writer)
        counts.append(len(queries))

    assert len(set(counts)) == 1
