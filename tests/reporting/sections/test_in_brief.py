"""In het kort: read by itself, it answers what a funder asks."""

import re
import subprocess

import pytest

from dates.entry import read_date
from reporting.document.texts import plain
from reporting.document.values import as_dict
from tests.factories import NarrativeFactory, PilotFactory, ReschedulingFactory, TargetFactory

from ..reading import hub, plain_document, report_of

FACTS_OF_2013 = {
    "what was agreed": "acht Goed Werk Hubs, twee pilots en drie bijeenkomsten Dienend Leiderschap",
    "agreed without a number": "en zonder aantal: de toolkit aanpassen tot een toolkit speciaal",
    "hubs held": "Vijf van de acht Goed Werk Hubs zijn gehouden",
    "pilots completed": "één van de twee pilots is afgerond",
    "moved, and when to": "Twee Goed Werk Hubs zijn doorgeschoven naar januari 2014",
    "why, where nobody knows": "de reden is niet vastgelegd",
    "not accounted for": "van één Goed Werk Hub is niet vastgelegd wat ervan werd",
    "cancelled, and why": "twee bijeenkomsten Dienend Leiderschap zijn geannuleerd (te weinig",
    "why no second pilot": "door de crisis en de bezuinigingen staan HRM-afdelingen onder druk",
    "what came of it": "meer dan 250 organisaties bereikt",
    "what followed": "na 2013 zijn er vier Goed Werk Hubs gehouden, waarvan er drie voortbouwen",
    "what comes next": "toolkit voor ambtenaren afgerond (najaar 2014)",
    "with whom is talked": "over een pilot wordt concreet gesproken (Belastingdienst)",
    "what is asked": "Gevraagd. Geld om de bijeenkomst Professionaliteit en moraliteit",
}


def sentences(document: dict) -> str:
    paragraphs = (block for block in document["summary"] if block["type"] == "paragraph")
    return " ".join(plain(block["content"]) for block in paragraphs)


def fold(text: str) -> str:
    return " ".join(text.split()).lower()


@pytest.mark.parametrize("fact", FACTS_OF_2013)
def test_fact_of_2013_stands_in_the_first_section(demo_document, fact):
    assert fold(FACTS_OF_2013[fact]) in fold(sentences(as_dict(demo_document)))


def test_it_is_five_to_eight_sentences(demo_document):
    told = sentences(as_dict(demo_document))
    labels = str(as_dict(demo_document)["summary"]).count("'strong': True")
    assert 5 <= len(re.findall(r"[.?!](?=\s|$)", told)) - labels <= 8


def test_one_table_and_one_chart_follow(demo_document):
    kinds = [block["type"] for block in as_dict(demo_document)["summary"]]
    assert [kind for kind in kinds if kind != "paragraph"] == ["table", "bar_chart"]


def test_it_stands_at_the_top_of_page_2(demo_as, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(demo_as("pdf"))
    read = ["pdftotext", "-f", "2", "-l", "2", str(file), "-"]
    page = subprocess.run(read, capture_output=True, text=True, check=True).stdout
    head, told = page.partition("Afgesproken.")[::2]
    assert set(head.split("\n")) <= {"In het kort", "CONCEPT", ""}
    assert "Gevraagd." in told and "Tabel 1." in told and "Figuur 1." in told


# --- Other years ---------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


@pytest.fixture
def target():
    return TargetFactory(number=1)


def brief_of(target) -> str:
    return sentences(plain_document(report_of(target.programme)))


def test_one_that_was_agreed_is_told_as_one(target):
    hub(target.programme, "12-3-2013", target=target, held=True)
    assert "Gedaan. De ene afgesproken Goed Werk Hub is gehouden." in brief_of(target)


def test_one_that_was_not_held_is_told_as_one(target):
    assert "Gedaan. De ene afgesproken Goed Werk Hub is niet gehouden." in brief_of(target)


@pytest.mark.parametrize(
    "agreed, held, told",
    [
        (2, 2, "Beide afgesproken Goed Werk Hubs zijn gehouden."),
        (3, 3, "Alle drie afgesproken Goed Werk Hubs zijn gehouden."),
        (3, 2, "Twee van de drie Goed Werk Hubs zijn gehouden."),
    ],
)
def test_all_that_was_agreed_is_told_as_all(agreed, held, told):
    target = TargetFactory(number=agreed)
    for month in range(1, held + 1):
        hub(target.programme, f"12-{month}-2013", target=target, held=True)
    assert f"Gedaan. {told}" in brief_of(target)


def test_none_of_more_is_none():
    target = TargetFactory(number=2, line="pilots")
    PilotFactory(programme=target.programme, target=target)
    told = brief_of(target)
    assert "Gedaan. Geen van de twee pilots is afgerond." in told
    assert "Anders gegaan. Eén pilot is in voorbereiding;" in told


def test_each_reason_is_told_once_and_a_missing_one_too():
    target = TargetFactory(number=3)
    for reason in ("de zaal was bezet", "de zaal was bezet", ""):
        moved = hub(target.programme, "maart 2014", target=target)
        ReschedulingFactory(meeting=moved, former_date=read_date("mei 2013"), reason=reason)
    assert (
        "Drie Goed Werk Hubs zijn doorgeschoven naar maart 2014 (de zaal was bezet; van een deel "
        "niet vastgelegd)"
    ) in brief_of(target)


def test_what_nobody_recorded_is_not_told(target):
    told = brief_of(target)
    assert [label for label in ("Opbrengst", "Wat volgt", "Gevraagd") if label in told] == []


def test_staff_complete_it(target):
    report = report_of(target.programme)
    NarrativeFactory(
        report=report, section="request", text="Een besluit over {hubs.agreed|woorden}."
    )
    assert "Gevraagd. Een besluit over één." in sentences(plain_document(report))


def test_year_without_records_says_so(target):
    document = plain_document(report_of(target.programme, year=target.year + 1))
    assert sentences(document) == ""
    assert "is nog niets vastgelegd" in document["summary"][0]["text"]
