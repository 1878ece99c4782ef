"""A text names figures: which changed since it was kept, and which say nothing."""

import pytest
from django.urls import reverse

from reporting.collect import collect, read_material
from reporting.making.readiness import missing_from
from reporting.making.waiving import open_lines
from reporting.making.writing import mark_of, write_section
from reporting.narrative.named_figures import changed_since, of_nothing, printed_now
from reporting.rules import WRITE
from tests.factories import NarrativeFactory, TargetFactory, UserFactory

from ..reading import hub, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return report_of(TargetFactory(number=2).programme)


def held(report, **more):
    return hub(report.programme, "2013", target=report.programme.targets.get(), held=True, **more)


def write(report, text, began_with=""):
    by = UserFactory(is_superuser=True)
    return write_section(
        report, section="introduction", text=text, began_with=mark_of(began_with), by=by
    )


def lines(report, kind):
    missing = missing_from(read_material(report.programme.slug, report.year))
    return [line for line in missing if line.kind.startswith(kind)]


def test_text_keeps_what_its_figures_said(report):
    held(report)

    assert write(report, "Er is {hubs.held|woorden}, en {hubs.held}.").figures == {"hubs.held": "1"}


def test_figure_that_changed_since_is_listed_until_the_text_is_kept_again(report):
    held(report)
    text = "Wij hielden {hubs.held|woorden} hub."
    write(report, text)
    assert lines(report, "changed") == []

    held(report, title="Nog een")
    (line,) = lines(report, "changed")
    assert line.text.startswith("“gehouden hubs” was 1 toen de tekst werd bewaard en is nu 2.")
    assert (line.section, line.needs) == ("introduction", WRITE)

    write(report, text, began_with=text)
    assert lines(report, "changed") == []


def test_waiver_of_one_change_does_not_cover_the_next(report):
    held(report)
    write(report, "{hubs.held}")
    held(report, title="Nog een")
    first = lines(report, "changed")[0].key
    held(report, title="En nog een")

    assert lines(report, "changed")[0].key != first


def test_of_a_text_that_nobody_kept_here_no_change_is_claimed(report):
    NarrativeFactory(report=report, section="introduction", text="{hubs.held}")
    held(report)

    assert lines(report, "changed") == []


@pytest.mark.parametrize(
    ("figure", "printed"), [("hubs.held", "0"), ("hubs.attended", "niet vastgelegd")]
)
def test_figure_that_says_nothing_is_listed(report, figure, printed):
    write(report, f"Voor {{{figure}|woorden}} van de afgesproken hubs.")

    (line,) = lines(report, "nothing")
    assert f"en dat is {printed}. Leest de zin dan nog goed?" in line.text


def test_explanation_of_an_agreement_that_says_nothing_links_to_the_agreement(report):
    target = report.programme.targets.get()
    type(target).objects.update(explanation="Er zijn er {hubs.held|woorden} gehouden.")

    (line,) = lines(report, "nothing")
    assert line.row == target


def test_figure_in_an_address_is_no_figure(report):
    figures = read_material(report.programme.slug, report.year).figures
    text = "[de site](https://voorbeeld.example/{hubs.held})"

    assert printed_now(text, figures) == {}
    assert list(of_nothing(text, figures)) == []
    assert list(changed_since(text, {"hubs.held": "7"}, figures)) == []


def test_suggestion_stays_out_of_the_report_until_it_is_read(report):
    NarrativeFactory(
        report=report, section="introduction", text="Uit de gegevens.", is_suggestion=True
    )

    slug, year = report.programme.slug, report.year
    assert [line.text[:35] for line in lines(report, "suggestion")] == [
        "De tekst is een voorstel uit de geg"
    ]
    assert "suggestion" in {line.kind for line in open_lines(read_material(slug, year))}
    assert "introduction" not in {each.key for each in collect(slug, year).sections}


def test_line_about_a_text_leads_to_where_it_is_written(client, report):
    client.force_login(UserFactory(is_superuser=True))
    write(report, "{hubs.held}")
    year = [report.programme.slug, report.year]

    page = client.get(reverse("reporting:readiness", args=year)).content.decode()

    assert reverse("reporting:edit", args=[*year, "introduction"]) in page
