"""The report in the admin: its cover, the way to its texts, and stated figures."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dates.entry import read_date
from reporting.document.section_titles import SECTION_TITLES
from reporting.making.admin import ProgressReportAdmin
from reporting.making.writing import mark_of, write_section
from reporting.models import ProgressReport, StatedFigure
from tests.factories import (
    NarrativeFactory,
    ProgrammeFactory,
    ProgressReportFactory,
    StatedFigureFactory,
    UserFactory,
)

from ..publishing import BACKEND, corrected, member_of, publish_now, published
from .test_version_constraints import version

pytestmark = pytest.mark.django_db


COVER = ["programme", "year", "reference_date", "addressee", "author", "version", "date"]


@pytest.fixture(autouse=True)
def staff(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def change_page(report):
    return reverse("admin:reporting_progressreport_change", args=[report.pk])


def typed(report):
    """What the browser sends back: the cover."""
    return {
        "programme": report.programme_id,
        "year": report.year,
        "version": "concept",
        "reference_date": "april 2014",
    }


def test_report_page_leads_to_each_text_and_says_which_are_empty(client):
    report = ProgressReportFactory()
    NarrativeFactory(report=report, section="hubs", text="Wat er was")
    NarrativeFactory(report=report, section="pilots", text="")
    page = client.get(change_page(report))
    texts = page.context_data["texts"]

    assert [text.title for text in texts] == list(SECTION_TITLES.values())
    assert [text.title for text in texts if text.is_written] == [SECTION_TITLES["hubs"]]
    assert {client.get(text.address).status_code for text in texts} == {200}
    assert page.content.decode().count("(nog leeg)") == len(SECTION_TITLES) - 1


def test_who_may_not_write_is_led_to_no_text(client):
    report = ProgressReportFactory()
    client.force_login(member_of("Eindverantwoordelijke"), backend=BACKEND)
    texts = client.get(change_page(report)).context_data["texts"]

    assert {text.address for text in texts} == {""}


def test_saving_the_cover_keeps_the_text_that_was_written_meanwhile(client, staff):
    """Tab A has the cover open, tab B saves a text, tab A saves."""
    report = ProgressReportFactory()
    text = NarrativeFactory(report=report, section="hubs", text="Eerst")
    shown = client.get(change_page(report)).context_data
    forms = [each.formset for each in shown["inline_admin_formsets"]]
    sent_back = {
        field.html_name: field.value() or ""
        for formset in forms
        for form in (formset.management_form, *formset.forms)
        for field in form
    }

    write_section(report, section="hubs", text="Nu", began_with=mark_of("Eerst"), by=staff)
    answer = client.post(change_page(report), typed(report) | sent_back)

    text.refresh_from_db()
    assert (answer.status_code, text.text) == (302, "Nu")


def test_list_says_the_state_and_the_latest_version(client):
    publish_now(corrected(published()))
    ProgressReportFactory()
    page = client.get(reverse("admin:reporting_progressreport_changelist")).content.decode()

    assert page.count('<td class="field-state">gepubliceerd</td>') == 1
    assert page.count('<td class="field-latest_version">2</td>') == 1
    assert page.count('<td class="field-state">concept</td>') == 1
    assert page.count('<td class="field-latest_version">nog geen</td>') == 1


def test_year_outside_the_term_is_refused_at_the_year(client):
    data = {"programme": ProgrammeFactory().pk, "year": 2019, "version": "concept"}
    response = client.post(reverse("admin:reporting_progressreport_add"), data)

    assert response.context_data["adminform"].form.errors == {
        "year": ["Dit jaar valt buiten de looptijd van het programma."]
    }


def test_new_report_takes_its_dates_as_they_are_known(client):
    data = {"programme": ProgrammeFactory().pk, "year": 2013, "version": "concept"}
    dates = {"reference_date": "april 2014", "date": ""}
    client.post(reverse("admin:reporting_progressreport_add"), data | dates)
    made = ProgressReport.objects.get()

    assert (made.reference_date, made.date) == (read_date("april 2014"), None)


def test_report_page_links_to_the_report_itself(client):
    report = ProgressReportFactory()
    page = client.get(change_page(report))
    links = {label: address for address, label in page.context_data["action_links"]}
    shown = client.get(links["Rapportage bekijken"])

    assert shown.status_code == 200
    assert list(links) == [
        "Rapportage bekijken",
        "Teksten schrijven",
        "Wat nog ontbreekt",
        "Stand en publiceren",
        "Rapportage als PDF",
    ]


def test_saving_the_page_does_not_undo_what_was_published_meanwhile(client, monkeypatch):
    """The worker publishes after the page was read, and just before it is saved."""
    report = ProgressReportFactory(author="De staf")
    save = ProgressReportAdmin.save_model

    def save_later(*args: object) -> None:
        ProgressReport.objects.update(state="published", correction_reason="", is_public=True)
        save(*args)

    monkeypatch.setattr(ProgressReportAdmin, "save_model", save_later)
    client.post(change_page(report), typed(report) | {"author": "Een ander"})

    report.refresh_from_db()
    assert (report.state, report.is_public, report.author) == ("published", True, "Een ander")


@pytest.mark.parametrize("state", ["submitted", "published"])
def test_cover_of_what_is_no_draft_is_for_reading_only(client, state):
    report = ProgressReportFactory(author="De staf")
    ProgressReport.objects.update(state=state)

    page = client.get(change_page(report)).content.decode()
    answer = client.post(change_page(report), typed(report) | {"author": "Een ander"})

    report.refresh_from_db()
    assert [name for name in COVER if f'name="{name}"' in page] == []
    assert (answer.status_code, report.author) == (403, "De staf")


def test_report_of_which_something_was_published_stays_of_its_year(client):
    report = version().report
    other = ProgrammeFactory()
    moved = {"year": 2014, "programme": other.pk, "author": "Een ander"}

    page = client.get(change_page(report)).content.decode()
    client.post(change_page(report), typed(report) | moved)

    assert [name for name in COVER if f'name="{name}"' in page] == COVER[2:]
    was = (report.year, report.programme_id)
    report.refresh_from_db()
    assert (report.year, report.programme_id, report.author) == (*was, "Een ander")


def test_report_that_does_not_exist_sends_back_to_the_first_page(client):
    response = client.get(reverse("admin:reporting_progressreport_change", args=[99]))

    assert response.status_code == 302


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("as_of", "Vul in van wanneer dit cijfer is."),
        ("source", "Vul “Bron” in."),
    ],
)
def test_stated_figure_needs_a_date_and_a_source(client, field, sentence):
    data = {
        "programme": ProgrammeFactory().pk,
        "key": "reach.organisations",
        "qualifier": "meer dan",
        "value": 250,
        "as_of": "april 2014",
        "source": "opgave",
    }
    response = client.post(reverse("admin:reporting_statedfigure_add"), data | {field: ""})

    assert response.context_data["adminform"].form.errors == {field: [sentence]}
    assert not StatedFigure.objects.exists()


@pytest.mark.parametrize(
    ("name", "make"),
    [("progressreport", ProgressReportFactory), ("statedfigure", StatedFigureFactory)],
)
def test_list_takes_as_many_queries_for_many_rows(client, name, make):
    counts = []
    for more in (1, 2, 27):
        make.create_batch(more)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(f"admin:reporting_{name}_changelist"))
        counts.append(len(queries))

    assert len(set(counts)) == 1
