"""Exactly what differs between two Documents, and why."""

from copy import deepcopy

import pytest

from reporting.document.comparing import ABSENT, TextChange, compare
from reporting.document.values import as_dict
from tests.factories import NarrativeFactory, TargetFactory

from ..reading import hub, plain_document, report_of, section_of


@pytest.fixture
def document(demo_document):
    return as_dict(demo_document)


@pytest.fixture
def later(document):
    return deepcopy(document)


def paragraph(text: str) -> dict:
    return {"type": "paragraph", "content": [{"type": "text", "text": text}]}


def texts_by_title(comparison) -> dict:
    return {section.title: section.changes for section in comparison.sections}


def test_document_does_not_differ_from_itself(document, later):
    comparison = compare(document, later)
    assert not comparison
    assert (comparison.figures, comparison.sections) == ((), ())


def test_number_and_date_of_the_version_are_no_change(document, later):
    later["colophon"] |= {"version": "versie 2", "date": "1 mei 2015"}
    assert not compare(document, later)


def test_changed_figure_shows_both_values_and_the_records_that_make_it(document, later):
    figure = later["figures"]["hubs.held"]
    gone, *kept = figure["records"]
    figure |= {"value": 41, "records": [*kept, "meeting:nieuw"]}

    (change,) = compare(document, later).figures

    assert change.key == "hubs.held"
    assert (change.before, change.after) == (str(document["figures"]["hubs.held"]["value"]), "41")
    assert (change.gone, change.new) == ((document["records"][gone],), ("meeting:nieuw",))


def test_same_number_of_other_records_is_a_change(document, later):
    figure = later["figures"]["hubs.held"]
    figure["records"] = [*figure["records"][1:], "meeting:nieuw"]

    (change,) = compare(document, later).figures

    assert change.before == change.after
    assert change.new == ("meeting:nieuw",)


def test_figure_that_came_and_figure_that_went(document, later):
    moved = later["figures"].pop("hubs.held")
    later["figures"]["hubs.new"] = moved | {"key": "hubs.new"}

    found = {
        change.key: (change.before, change.after) for change in compare(document, later).figures
    }

    value = str(moved["value"])
    assert found == {"hubs.held": (value, ABSENT), "hubs.new": (ABSENT, value)}


def test_when_a_count_was_made_is_no_change_but_another_source_is(document, later):
    later["figures"]["hubs.held"]["as_of"] = "mei 2014"
    assert not compare(document, later)

    later["figures"]["reach.organisations"]["source"] = "een andere lijst"
    (change,) = compare(document, later).figures
    assert change.key == "reach.organisations"
    assert change.after.endswith("(bron: een andere lijst)")


def test_only_the_changed_paragraph_is_shown(document, later):
    blocks = section_of(later, "introduction")["blocks"]
    old = [paragraph("Eerst."), paragraph("Midden."), paragraph("Laatst.")]
    section_of(document, "introduction")["blocks"] = old
    blocks[:] = [old[0], paragraph("Ander midden."), old[2], paragraph("Nog iets.")]

    assert texts_by_title(compare(document, later)) == {
        "Inleiding": (TextChange("Midden.", "Ander midden."), TextChange("", "Nog iets."))
    }


def test_section_that_went_shows_all_its_texts(document, later):
    section_of(document, "resume")["blocks"] = [paragraph("Tot slot.")]
    later["sections"] = [part for part in later["sections"] if part["key"] != "resume"]

    assert texts_by_title(compare(document, later)) == {"Resumé": (TextChange("Tot slot.", ""),)}


def test_row_of_a_table_is_named_in_words(document, later):
    (table, *_) = [
        block for block in section_of(later, "hubs")["blocks"] if block["type"] == "table"
    ]
    table["rows"] = table["rows"][1:]
    (change,) = texts_by_title(compare(document, later))["a. Goed Werk Hubs"]

    assert change.after == ""
    assert f"{table['columns'][1]['label']}: " in change.before


def test_colophon_is_compared(document, later):
    later["colophon"]["addressee"] = "De Tweede Kamer"
    (change,) = texts_by_title(compare(document, later))["Omslag en colofon"]
    assert (change.before, change.after) == (
        document["colophon"]["addressee"],
        "De Tweede Kamer",
    )


def test_every_kind_of_block_has_its_texts(document):
    """What is in the report and not in the comparison could change unseen."""
    from reporting.document.texts import texts_of_block

    blocks = [block for part in all_parts(document) for block in part["blocks"]]
    assert {block["type"] for block in blocks} >= {"paragraph", "table", "list"}
    assert [block for block in blocks if not list(texts_of_block(block))] == []


def all_parts(document: dict) -> list[dict]:
    return [
        part for section in document["sections"] for part in (section, *section["sections"])
    ] + [{"blocks": document["summary"]}]


@pytest.mark.django_db
def test_records_that_changed_show_as_the_figures_and_texts_they_change():
    target = TargetFactory(number=2)
    report = report_of(target.programme)
    narrative = NarrativeFactory(report=report, section="introduction", text="Wij begonnen.")
    before = plain_document(report)
    meeting = hub(target.programme, "2013", target=target, held=True)
    narrative.text = "Wij begonnen, en hielden {hubs.held|woorden} hub."
    narrative.save()

    comparison = compare(before, plain_document(report))

    changes = {change.key: change for change in comparison.figures}
    held = changes["hubs.held"]
    assert (held.before, held.after, held.new) == ("0", "1", (f"Hub: {meeting} (2013)",))
    assert {key.split(".")[0] for key in changes} == {"hubs", "cumulative"}
    assert texts_by_title(comparison)["Inleiding"] == (
        TextChange("Wij begonnen.", "Wij begonnen, en hielden één hub."),
    )
