"""The promises of docs/decisions/0005-own-forms-pack.md, on a form with a field of every kind."""

import re

import pytest
from crispy_forms.utils import render_crispy_form
from django.template import engines
from lxml import html

from .forms import ExampleForm, FilterForm

CONTROLS = ".//input[not(@type='hidden')] | .//select | .//textarea"


def render(form) -> html.HtmlElement:
    return html.fromstring(render_crispy_form(form))


@pytest.fixture
def empty() -> html.HtmlElement:
    return render(ExampleForm())


@pytest.fixture
def refused() -> html.HtmlElement:
    return render(ExampleForm({}))


def text(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def test_every_control_has_a_label(empty):
    labelled = {label.get("for") for label in empty.iter("label")}
    controls = {control.get("id") for control in empty.xpath(CONTROLS)}
    assert controls == labelled


@pytest.mark.parametrize("data", [None, {}], ids=["empty", "refused"])
def test_descriptions_refer_to_something(data):
    form = render(ExampleForm(data))
    ids = form.xpath("//@id")
    references = " ".join(form.xpath("//@aria-describedby")).split()
    assert "id_email_helptext" in references
    assert "id_way_helptext" in references
    assert [reference for reference in references if ids.count(reference) != 1] == []


def test_ids_are_unique(refused):
    ids = refused.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_refused_field_is_described_by_hint_and_error(refused):
    email = refused.get_element_by_id("id_email")
    assert email.get("aria-describedby") == "id_email_helptext id_email_error"
    assert email.get("aria-invalid") == "true"
    assert text(refused.get_element_by_id("id_email_error")) == "Fout: Vul uw e-mailadres in."


def test_choices_stand_in_a_fieldset_with_their_question(empty):
    legends = [text(legend) for legend in empty.xpath("//fieldset[@class='choices']/legend")]
    assert legends == ["Hoe doet u mee?", "Waar wilt u het over hebben? (niet verplicht)"]


def test_groups_have_a_legend(empty):
    legends = [text(legend) for legend in empty.find_class("group__title")]
    assert legends == ["Over u", "Uw deelname"]


def test_only_fields_that_may_stay_empty_say_so(empty):
    optional = [text(extra.getparent()) for extra in empty.find_class("label__extra")]
    assert optional == [
        "Organisatie (niet verplicht)",
        "Waar wilt u het over hebben? (niet verplicht)",
        "Welke vraag neemt u mee? (niet verplicht)",
    ]


def test_filter_says_nothing_of_optional_fields():
    template = engines["django"].from_string(
        "{% load crispy_forms_tags %}{% for field in form %}{{ field|as_crispy_field }}{% endfor %}"
    )
    fields = html.fromstring(f"<div>{template.render({'form': FilterForm()})}</div>")
    assert [text(label) for label in fields.iter("label")] == ["Provincie", "Thema"]


def test_no_summary_without_errors(empty):
    assert empty.find_class("error-summary") == []


def test_summary_links_every_error_to_its_control(refused):
    (summary,) = refused.find_class("error-summary")
    links = [(link.get("href"), text(link)) for link in summary.iter("a")]
    assert links == [
        ("#id_name", "Vul uw naam in."),
        ("#id_email", "Vul uw e-mailadres in."),
        ("#id_sector", "Kies uw sector."),
        ("#id_way_0", "Kies hoe u meedoet."),
        ("#id_agreed", "Geef aan dat u de uitleg over uw gegevens hebt gelezen."),
    ]
    controls = {control.get("id") for control in refused.xpath(CONTROLS)}
    assert {href.removeprefix("#") for href, _ in links} <= controls


def test_summary_takes_the_focus(refused):
    (summary,) = refused.find_class("error-summary")
    assert summary.get("tabindex") == "-1"
    assert "autofocus" in summary.attrib


def test_summary_shows_errors_of_the_whole_form():
    form = ExampleForm({})
    form.add_error(None, "De bijeenkomst is vol.")
    (summary,) = render(form).find_class("error-summary")
    assert text(next(summary.iter("li"))) == "De bijeenkomst is vol."


def test_browser_leaves_the_checking_to_us(empty):
    assert "novalidate" in empty.xpath("//form")[0].attrib


def test_what_was_typed_is_escaped():
    form = render(ExampleForm({"name": '"><script>x</script>'}))
    assert form.xpath("//script") == []
    assert form.get_element_by_id("id_name").get("value") == '"><script>x</script>'
