"""What participants answered: their numbers from five on, bound by the reference date; no words."""

import pytest

from dates.entry import read_date
from meetings.actions import hold
from meetings.models import Evaluation
from reporting.collect import make_document, read_material
from reporting.document.texts import plain
from reporting.renderings.formats import FORMATS
from tests.factories import TargetFactory

from ..reading import BY, hub, plain_document, report_of, table_of
from ..test_markers import readable

pytestmark = pytest.mark.django_db


@pytest.fixture
def target():
    target = TargetFactory(number=2)
    report_of(target.programme, "1 april 2014")
    return target


def held(target, when="12 maart 2013", *, marks=(), title="Rol en recht", count=True):
    fields = {"target": target} if count else {}
    meeting = hub(target.programme, when, title=title, **fields)
    hold(meeting, by=BY)
    Evaluation.objects.bulk_create(
        Evaluation(meeting_id=meeting.pk, useful=4, recognised=3, mark=mark, takes_along="GEHEIM")
        for mark in marks
    )
    return meeting


def document(target):
    return plain_document(target.programme.reports.get())


def in_brief(document) -> str:
    paragraphs = [plain(b["content"]) for b in document["summary"] if b["type"] == "paragraph"]
    return next((text for text in paragraphs if text.startswith("Opbrengst.")), "")


@pytest.mark.parametrize("number", [0, 4])
def test_fewer_than_five_answers_are_told_nowhere(target, number):
    held(target, marks=[8] * number)

    made = document(target)

    assert table_of(made, "hubs", "hubs-answers") is None
    assert not {key for key in made["figures"] if key.endswith((".answers", ".evaluated"))}
    assert in_brief(made) == ""


def test_answers_of_five_or_more_are_told_as_averages_with_their_number(target):
    held(target, marks=[7, 8, 8, 9, 9])
    held(target, "mei 2013", marks=[5] * 10, title="Nee zeggen", count=False)
    held(target, "juni 2013", marks=[1] * 4, title="Met vier")

    made = document(target)

    assert table_of(made, "hubs", "hubs-answers") == [
        ["Rol en recht", "5", "8,2", "4,0", "3,0"],
        ["Nee zeggen", "10", "5,0", "4,0", "3,0"],
    ]
    told = "Over twee Goed Werk Hubs gaven deelnemers gemiddeld een 6,1 (vijftien antwoorden)."
    assert in_brief(made) == f"Opbrengst. {told}"
    figures = made["figures"]
    assert (figures["hubs.evaluated"]["value"], figures["hubs.answers"]["value"]) == (2, 15)
    assert len(figures["hubs.answers"]["records"]) == 2


@pytest.mark.parametrize(
    ("when", "is_told"),
    [
        ("10 maart 2013", True),
        ("10 maart 2014", False),
        ("december 2012", False),
        ("2013", True),
    ],
)
def test_only_what_was_held_in_the_year_is_told(target, when, is_told):
    held(target, when, marks=[8] * 5)

    assert (table_of(document(target), "hubs", "hubs-answers") is not None) is is_told


@pytest.mark.parametrize(
    ("reference", "is_told"), [("2 april 2013", False), ("3 april 2013", True)]
)
def test_answers_that_could_still_come_on_the_reference_date_are_not_told(
    target, reference, is_told
):
    report = target.programme.reports.get()
    report.reference_date = read_date(reference)
    report.save()
    held(target, "12 maart 2013", marks=[8] * 5)

    assert (table_of(document(target), "hubs", "hubs-answers") is not None) is is_told


def test_numbers_stand_in_all_five_forms_and_words_in_none(target):
    held(target, marks=[7, 8, 8, 9, 9])
    made = make_document(read_material(target.programme.slug, 2013))

    for form, render in FORMATS.items():
        text = readable(form, render(made))
        assert "8,2" in text, form
        assert "GEHEIM" not in text, form
