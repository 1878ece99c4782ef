"""What the funder was told, and what is ahead."""

from datetime import date

import pytest

from dates.entry import read_date
from reporting.document.texts import plain
from reporting.models import Notice
from tests.factories import (
    ConversationFactory,
    CounterpartyFactory,
    MilestoneFactory,
    ReschedulingFactory,
    TargetFactory,
)

from ..reading import hub, plain_document, report_of, section_of, table_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sent_on", "expected"),
    [
        (date(2014, 1, 6), [["Hub", "gaat niet door", "6 januari 2014"]]),
        (date(2014, 9, 1), None),
        (None, None),
    ],
)
def test_notice_that_was_sent_by_the_reference_date_is_told(sent_on, expected):
    target = TargetFactory(number=1)
    meeting = hub(target.programme, "mei 2013", title="Hub", target=target, cancelled=True)
    Notice.objects.create(
        text="Brief", target=target, meeting=meeting, standing="CANCELLED", sent_on=sent_on
    )
    document = plain_document(report_of(target.programme))
    assert table_of(document, "communication", "notices") == expected


def told(document: dict, label: str) -> str:
    """The sentence of the outlook that begins with the label; empty where there is none."""
    texts = (
        plain(block["content"])
        for block in section_of(document, "follow_up")["blocks"]
        if block["type"] == "paragraph"
    )
    return next((text for text in texts if text.startswith(label)), "")


def test_next_year_stands_beside_what_moves_on_to_it():
    target = TargetFactory(number=2)
    TargetFactory(programme=target.programme, line="hubs", year=2014, number=4)
    moved = hub(target.programme, "maart 2014", target=target)
    ReschedulingFactory(meeting=moved, former_date=read_date("mei 2013"))

    document = plain_document(report_of(target.programme))

    assert told(document, "Afspraken voor 2014.") == (
        "Afspraken voor 2014. Vier Goed Werk Hubs, en één is doorgeschoven uit 2013."
    )


def test_only_milestones_and_talks_that_go_on_are_ahead():
    programme = TargetFactory(number=1).programme
    MilestoneFactory(programme=programme, title="Concept", actual=read_date("mei 2013"))
    MilestoneFactory(programme=programme, title="Presentatie", expected=read_date("eind 2014"))
    for name, stage in (
        ("Dienst A", "concrete"),
        ("Dienst B", "declined"),
        ("Dienst C", "unknown"),
    ):
        party = CounterpartyFactory(programme=programme, name=name)
        ConversationFactory(counterparty=party, stage=stage, date=read_date("mei 2013"))

    document = plain_document(report_of(programme))

    milestones = "Mijlpalen in het vooruitzicht. Presentatie (eind 2014)."
    assert told(document, "Mijlpalen") == milestones
    assert told(document, "Lopende gesprekken") == (
        "Lopende gesprekken. Concreet over een pilot met Dienst A."
    )


def test_milestones_of_the_whole_programme_stand_together_and_nowhere_twice():
    programme = TargetFactory(number=1).programme
    MilestoneFactory(
        programme=programme,
        title="Tussenstand",
        line="",
        planned=read_date("mei 2013"),
        actual=read_date("juni 2013"),
    )
    MilestoneFactory(
        programme=programme, title="Tien hubs", line="hubs", expected=read_date("eind 2014")
    )
    MilestoneFactory(programme=programme, title="Presentatie", expected=read_date("najaar 2014"))

    document = plain_document(report_of(programme))

    assert table_of(document, "follow_up", "programme-milestones") == [
        ["Tussenstand (het hele programma)", "mei 2013", "–", "juni 2013"],
        ["Tien hubs (Goed Werk Hubs)", "–", "eind 2014", "nog niet"],
        ["Presentatie (Toolkit voor ambtenaren)", "–", "najaar 2014", "nog niet"],
    ]
    assert told(document, "Mijlpalen") == ""
    assert table_of(document, "adaptation", "milestones") is None
    notes = [b["text"] for b in section_of(document, "adaptation")["blocks"] if b["type"] == "note"]
    assert notes[-1].endswith("staan bij de andere mijlpalen, onder “Vooruitblik”.")


@pytest.mark.parametrize(("planned", "columns"), [("mei 2013", 5), ("", 4)])
def test_steps_towards_the_toolkit_alone_stand_with_the_toolkit(planned, columns):
    programme = TargetFactory(number=1).programme
    MilestoneFactory(programme=programme, title="Concept", planned=read_date(planned))

    [row] = table_of(plain_document(report_of(programme)), "adaptation", "milestones")

    assert (row[0], row[-2:], len(row)) == ("Concept", ["nog niet", "–"], columns)


def financial(programme) -> list[str]:
    document = plain_document(report_of(programme))
    blocks = [
        block
        for section in document["sections"]
        if section["key"] == "parties"
        for block in section["blocks"]
    ]
    return [plain(block["content"]) for block in blocks if block["type"] == "paragraph"]


def test_where_the_financial_account_is_stands_there_only_where_it_is_filled():
    without, beside = TargetFactory(number=1).programme, TargetFactory(number=1).programme
    beside.financial_account = "Die staat in de jaarrekening"
    beside.save()

    assert financial(without) == []
    assert financial(beside) == ["Financiële verantwoording. Die staat in de jaarrekening."]


def test_a_chapter_that_holds_nothing_is_left_out():
    document = plain_document(report_of(TargetFactory(number=1).programme))

    assert not [s["key"] for s in document["sections"] if not (s["blocks"] or s["sections"])]
    assert {"resume", "follow_up"}.isdisjoint(s["key"] for s in document["sections"])
