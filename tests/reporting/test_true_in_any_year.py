"""The years beside each other, after each history: no figure, table or sentence denies another."""

import pytest

from dates.entry import read_date
from meetings.actions import hold, reschedule
from pilots.actions import stop_group
from programme.actions import change_number
from programme.lines import line_of
from reporting.document.texts import plain, texts_of_document
from tests.factories import (
    GroupFactory,
    PilotFactory,
    ProgrammeFactory,
    SessionFactory,
    StatedFigureFactory,
    TargetFactory,
)

from .contradictions import contradictions, tables, texts, value
from .reading import BY, hub, plain_document, report_of, section_of

pytestmark = pytest.mark.django_db
YEARS = (2012, 2013, 2014)


@pytest.fixture
def programme():
    """2013 with eight hubs agreed; its reports all know what was known at the end of the term."""
    programme = ProgrammeFactory()
    for year in YEARS:
        report_of(programme, "31 december 2014", year=year)
    return programme


@pytest.fixture
def target(programme):
    return TargetFactory(programme=programme, number=8)


def documents(programme) -> dict[int, dict]:
    """The report of each year; none of them contradicts itself."""
    found = {report.year: plain_document(report) for report in programme.reports.all()}
    assert {year: contradictions(document) for year, document in found.items()} == {
        year: [] for year in found
    }
    return found


def brief(document: dict) -> str:
    return "\n".join(texts_of_document(document)["summary"].texts)


def done(document: dict) -> str:
    """What the first section says was done; the section of a line says the same."""
    paragraphs = (plain(b["content"]) for b in document["summary"] if b["type"] == "paragraph")
    return next((text for text in paragraphs if text.startswith("Gedaan.")), "")


def rows_of(document: dict, line: str, table: str) -> list[str]:
    return [row[0] for row in _of_line(document, line).get(table, [])]


def _of_line(document: dict, line: str) -> dict:
    return tables(document, line_of(line))


def test_held_in_the_year_and_held_for_its_agreement_are_both_named(programme, target):
    for number in range(3):
        hub(programme, "maart 2014", title=f"Extra {number}", held=True)
    moved = hub(programme, "november 2013", title="Verplaatst", target=target)
    hold(reschedule(moved, to=read_date("januari 2014"), by=BY), by=BY)

    found = documents(programme)

    hubs = "Vier Goed Werk Hubs zijn in 2014 gehouden"
    words = f"Gedaan. {hubs}, waarvan geen voor een afspraak van 2014."
    assert done(found[2014]) == words and words in texts(found[2014]).replace(words, "", 1)
    assert dict(zip(*_heads_and_row(found[2014], "Goed Werk Hubs"), strict=True)) == {
        "Lijn": "Goed Werk Hubs",
        "Afgesproken": "niet vastgelegd",
        "Gehouden in het jaar": "4",
        "Gehouden of afgerond voor de afspraak": "–",
        "Extra": "3",
    }
    assert done(found[2013]) == "Gedaan. Geen van de acht Goed Werk Hubs is gehouden."
    assert value(found[2013], "hubs.moved_out") == 1


def test_what_was_held_for_another_year_stands_beside_what_fills_the_agreement(programme, target):
    other = TargetFactory(programme=programme, year=2014, number=2)
    hub(programme, "maart 2014", target=other, held=True)
    hub(programme, "mei 2014", target=target, held=True)

    document = documents(programme)[2014]

    assert done(document) == (
        "Gedaan. Twee Goed Werk Hubs zijn in 2014 gehouden, waarvan één voor een afspraak van 2014 "
        "(afgesproken: twee)."
    )
    plan = dict(zip(*_heads_and_row(document, "Goed Werk Hubs"), strict=True))
    assert plan["Gehouden in het jaar"] == "2"
    assert plan["Gehouden of afgerond voor de afspraak"] == "1"


def test_year_without_any_record_prints_no_nought(programme, target):
    hub(programme, "maart 2013", target=target, held=True)

    document = documents(programme)[2012]

    assert done(document) == ""
    assert "0" not in [cell for row in _plan(document) for cell in row]
    printed = {key for key, f in document["figures"].items() if f["value"] == 0}
    assert {key for key in printed if key.split(".")[0] in ("hubs", "pilots", "leadership")} <= {
        f"{line}.{name}"
        for line in ("hubs", "pilots", "leadership")
        for name in ("follow_ups", "unconfirmed_after", "held_after", "conversation_parties")
    }


def _plan(document: dict) -> list[list[str]]:
    table = next(b for b in document["summary"] if b.get("key") == "plan")
    return [[cell["text"] for cell in row] for row in table["rows"]]


def _heads_and_row(document: dict, line: str) -> tuple[list[str], list[str]]:
    table = next(b for b in document["summary"] if b.get("key") == "plan")
    heads = [column["label"].replace("\N{SOFT HYPHEN}", "") for column in table["columns"]]
    return heads, next(row for row in _plan(document) if row[0] == line)


def test_sessions_and_closing_of_a_second_year_stand_in_the_report_of_that_year(programme):
    target = TargetFactory(programme=programme, line="pilots", number=1)
    pilot = PilotFactory(
        programme=programme,
        target=target,
        sessions_state="completed",
        closing_state="held",
        closing_date=read_date("24 februari 2014"),
    )
    group = GroupFactory(pilot=pilot)
    for number, when in enumerate(("mei 2013", "oktober 2013", "januari 2014"), start=1):
        SessionFactory(group=group, number=number, date=read_date(when), status="held")

    found = documents(programme)

    assert _of_line(found[2014], "pilots")["other-years"] == [
        [pilot.title, "2013", "1 gehouden", "gehouden, 24 februari 2014"]
    ]
    in_year = {year: value(found[year], "pilots.sessions_in_year") for year in YEARS}
    assert in_year == {2012: None, 2013: 2, 2014: 1}
    assert "niets afgesproken of vastgelegd" in str(section_of(found[2012], "pilots"))
    assert "niets afgesproken of vastgelegd" not in str(section_of(found[2014], "pilots"))


def test_sessions_without_a_date_are_no_sessions_of_none(programme):
    target = TargetFactory(programme=programme, line="pilots", number=1)
    pilot = PilotFactory(programme=programme, target=target, sessions_state="running")
    group = GroupFactory(pilot=pilot)
    SessionFactory(group=group, status="held")
    figures = documents(programme)[2013]["figures"]
    assert figures["pilots.sessions_in_year"]["value"] is None

    SessionFactory(group=group, status="held", date=read_date("mei 2013"))
    figure = documents(programme)[2013]["figures"]["pilots.sessions_in_year"]
    assert (figure["qualifier"], figure["value"]) == ("ten minste", 1)


@pytest.mark.parametrize("fields", [{}, {"cancelled": True}])
def test_line_is_not_empty_where_a_meeting_of_another_year_stands_in_it(programme, target, fields):
    hub(programme, "maart 2014", title="Later", target=target, **fields)

    document = documents(programme)[2014]

    table = "cancelled" if fields else "open"
    assert rows_of(document, "hubs", table) == ["Later (telt mee voor 2013)"]
    assert "niets afgesproken of vastgelegd" not in str(section_of(document, "hubs"))
    assert "geen afspraak en geen activiteit" not in texts(document)


def test_extra_that_was_called_off_is_told(programme, target):
    hub(programme, "maart 2014", title="Extra hub", cancelled=True)

    document = documents(programme)[2014]

    assert rows_of(document, "hubs", "cancelled") == ["Extra hub (extra)"]
    assert value(document, "hubs.cancelled") == 0


def test_moved_to_an_unknown_date_stands_so_everywhere(programme, target):
    meeting = hub(programme, "maart 2013", title="Verplaatst", target=target)
    reschedule(meeting, to=None, by=BY, reason="de spreker is ziek")

    document = documents(programme)[2013]

    assert "Goed Werk Hub is verplaatst, nieuwe datum onbekend" in brief(document)
    assert rows_of(document, "hubs", "date-lost") == ["Verplaatst"]
    assert rows_of(document, "hubs", "open") == []
    assert value(document, "hubs.in_preparation") == 0


def test_replaced_by_what_was_held_in_the_year_reads_as_made_good(programme, target):
    target.number = 2
    target.save()
    hub(programme, "mei 2013", target=target, held=True)
    other = hub(programme, "juni 2013", title="Vervanger", held=True)
    hub(programme, "mei 2013", title="Ging niet", target=target, cancelled=True, replaced_by=other)

    document = documents(programme)[2013]

    assert "(de vervanging is in 2013 gehouden)" in brief(document)
    heads, row = _heads_and_row(document, "Goed Werk Hubs")
    assert dict(zip(heads, row, strict=True))["Vervanging gehouden"] == "1"
    assert rows_of(document, "hubs", "held")[1] == "Vervanger (in de plaats van Ging niet)"
    assert "nog niet toegelicht." not in texts(document)


def test_hub_beyond_the_term_is_flagged(programme, target):
    meeting = hub(programme, "november 2013", title="Te laat", target=target)
    reschedule(meeting, to=read_date("maart 2015"), by=BY)

    document = documents(programme)[2013]

    assert "Eén hub staat nu na de looptijd, die loopt tot en met 2014." in texts(document)
    assert value(document, "hubs.beyond_term") == 1
    assert "gepland; na de looptijd, die loopt tot en met 2014" in str(
        _of_line(document, "hubs")["moved"]
    )


@pytest.mark.parametrize(
    ("when", "year"),
    [("december 2013 of januari 2014", 2013), ("", 2014), ("2010 of 2012", 2012)],
)
def test_held_extra_of_an_undecided_date_has_a_row_in_one_report(programme, target, when, year):
    hub(programme, when, title="Ooit gehouden", held=True)

    found = documents(programme)

    rows = {y: rows_of(found[y], "hubs", "some-year") for y in YEARS}
    assert rows == {y: ["Ooit gehouden"] if y == year else [] for y in YEARS}


def test_held_in_another_year_for_sure_is_not_to_be_confirmed(programme, target):
    hub(programme, "februari 2014", title="Later gehouden", target=target, held=True)

    found = documents(programme)

    assert "te bevestigen" not in texts(found[2013]).replace("gehouden of bevestigd", "")
    assert rows_of(found[2013], "hubs", "elsewhere") == ["Later gehouden"]
    assert rows_of(found[2014], "hubs", "held") == ["Later gehouden (telt mee voor 2013)"]


def test_at_least_none_is_never_printed(programme, target):
    for attended in (0, None):
        hub(
            programme, "mei 2013", target=target, held=True, attended=attended,
            attended_source="telling",
        )  # fmt: skip
    StatedFigureFactory(programme=programme, value=0, qualifier="ten minste")

    document = documents(programme)[2013]

    assert value(document, "hubs.attended") is None


def test_all_texts_of_all_years_can_be_read(programme, target):
    hub(programme, "maart 2013", target=target, held=True)
    assert all(texts_of_document(document) for document in documents(programme).values())


# --- An agreement that changes -------------------------------------------------------------------


def lowered(target, *steps: tuple[int, str]):
    for number, since in steps:
        change_number(
            target, number=number, since=read_date(since), agreed_with="het ministerie",
            how="per brief", by=BY,
        )  # fmt: skip


def test_agreement_that_changed_is_told_and_a_moved_hub_is_not_more_than_agreed(programme, target):
    for _ in range(5):
        hub(programme, "maart 2013", target=target, held=True)
    for _ in range(3):
        meeting = hub(programme, "november 2013", target=target)
        reschedule(meeting, to=read_date("maart 2014"), by=BY)
    lowered(target, (6, "juni 2013"), (5, "oktober 2013"))

    document = documents(programme)[2013]

    names = ("agreed", "held", "moved_out", "lowered", "surplus", "unaccounted")
    assert [value(document, f"hubs.{name}") for name in names] == [5, 5, 3, 3, 0, 0]
    assert "Meer dan afgesproken" not in _heads_and_row(document, "Goed Werk Hubs")[0]
    told = texts(document)
    assert (
        "De afspraak voor 2013 is veranderd. Eerst waren acht Goed Werk Hubs afgesproken." in told
    )
    assert (
        "Vanaf juni 2013 zijn dat er zes: afgesproken met het ministerie, per brief; de reden is "
        "niet vastgelegd. Vanaf oktober 2013 zijn dat er vijf:" in told
    )


def test_what_was_done_beyond_the_lowered_number_is_more_than_agreed(programme, target):
    for _ in range(6):
        hub(programme, "maart 2013", target=target, held=True)
    hub(programme, "april 2013", target=target, cancelled=True)
    lowered(target, (5, "juni 2013"))

    document = documents(programme)[2013]

    assert [value(document, f"hubs.{name}") for name in ("surplus", "lowered")] == [1, 1]


def test_change_that_holds_from_after_the_reference_date_is_not_told(programme, target):
    lowered(target, (6, "juni 2013"), (5, "februari 2015"))

    document = documents(programme)[2013]

    assert value(document, "hubs.agreed") == 6
    assert "februari 2015" not in texts(document)


def test_group_that_stopped_is_told_with_its_reason(programme):
    target = TargetFactory(programme=programme, line="pilots", number=1)
    pilot = PilotFactory(programme=programme, target=target, sessions_state="running")
    group = GroupFactory(pilot=pilot, name="Groep Noord")
    SessionFactory(group=group, status="held", date=read_date("mei 2013"))
    stop_group(group, reason="te weinig tijd", by=BY)

    document = documents(programme)[2013]

    assert "eerder gestopt: te weinig tijd" in texts(document)
