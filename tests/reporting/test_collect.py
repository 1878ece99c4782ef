"""Collecting: one read, of one moment, whatever the number of rows."""

import threading

import pytest
from django.db import close_old_connections, connection, transaction
from django.test.utils import CaptureQueriesContext

from dates.entry import read_date
from meetings.actions import hold
from meetings.models import Meeting
from reporting.collect import collect, gather, make_document, read_material
from reporting.document.values import as_dict, as_json
from reporting.records import reading as records_module
from reporting.records.reading import one_consistent_read, read_records
from reporting.records.scope import ReportError, find_scope
from reporting.renderings.formats import FORMATS
from tests.factories import (
    AmbassadorFactory,
    ConversationFactory,
    CounterpartyFactory,
    EditionFactory,
    FindingFactory,
    GroupFactory,
    MeetingTitleFactory,
    MilestoneFactory,
    NarrativeFactory,
    PartyFactory,
    PersonFactory,
    PilotFactory,
    ProgrammeFactory,
    PublicationFactory,
    QualityFactory,
    ReschedulingFactory,
    SessionFactory,
    StatedFigureFactory,
    StoryFactory,
    TargetFactory,
)

from .reading import BY, hub, named_rows, plain_document, report_of, section_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def target():
    target = TargetFactory(number=8)
    report_of(target.programme)
    return target


def fill(target, rows: int) -> None:
    """`rows` of everything that a report reads."""
    programme = target.programme
    pilots = TargetFactory(programme=programme, line="pilots", number=2)
    earlier = hub(programme, "2013", target=target, held=True)
    for number in range(rows):
        fill_meetings(target, earlier, number)
        pilot = PilotFactory(programme=programme, target=pilots)
        pilot.team.add(PersonFactory())
        session = SessionFactory(group=GroupFactory(pilot=pilot), status="held")
        session.facilitators.add(PersonFactory())
        party = CounterpartyFactory(programme=programme)
        ConversationFactory(counterparty=party, pilot=pilot)
        edition = EditionFactory(programme=programme)
        edition.made_by.add(PersonFactory())
        edition.used_in.add(pilot)
        waited_for = MilestoneFactory(programme=programme)
        MilestoneFactory(programme=programme, waits_for=waited_for, waits_for_pilot=pilot)
        FindingFactory(programme=programme).stories.add(StoryFactory(programme=programme))
        PartyFactory(programme=programme)
        QualityFactory(programme=programme)
        StatedFigureFactory(programme=programme, as_of=read_date(str(1700 + number)))


def fill_meetings(target, earlier, number: int) -> None:
    for when, fields in (
        ("2013", {"target": target, "held": True}),
        ("januari 2014", {"target": target}),
        ("maart 2014", {"builds_on": earlier, "held": True}),
        ("2013", {"target": target, "cancelled": True}),
    ):
        meeting = hub(target.programme, when, **fields)
        ReschedulingFactory(meeting=meeting)
        MeetingTitleFactory(meeting=meeting)
        meeting.contributors.add(PersonFactory())
        PublicationFactory(
            programme=target.programme, kind="minutes", meeting=meeting, date=read_date("2013")
        )


def queries_of_reading(target) -> int:
    with CaptureQueriesContext(connection) as queries:
        collect(target.programme.slug, 2013)
    return len(queries)


@pytest.mark.parametrize("rows", [3, 30])
def test_number_of_queries_does_not_grow_with_the_rows(target, rows):
    fill(target, 1)
    few = queries_of_reading(target)
    target = TargetFactory(number=8)
    report_of(target.programme)
    fill(target, rows)
    assert queries_of_reading(target) == few


def test_number_of_queries_stays_at_three_hundred_meetings(target):
    fill(target, 1)
    few = queries_of_reading(target)
    Meeting.objects.bulk_create(
        Meeting(
            programme=target.programme, target=target, line="hubs", title=f"Hub {number}",
            slug=f"hub-{number}", date=read_date("2013"), status="held",
        )
        for number in range(300)
    )  # fmt: skip
    assert queries_of_reading(target) == few
    assert collect(target.programme.slug, 2013).figures["hubs.held"].value == 302


def test_nothing_is_asked_of_the_database_after_the_one_read(target, django_assert_num_queries):
    fill(target, 2)
    scope = find_scope(target.programme.slug, 2013)
    read = read_records(scope)
    with django_assert_num_queries(0):
        as_json(make_document(gather(read, scope)))


def test_sections_stand_in_the_order_of_the_report(target):
    report = target.programme.reports.get()
    for section in (
        "introduction",
        "parties",
        "coherence",
        "toolkit",
        "findings",
        "resume",
        "follow_up",
    ):
        NarrativeFactory(report=report, section=section, text="Geschreven.")
    document = plain_document(report)
    assert [section["title"] for section in document["sections"]] == [
        "Inleiding",
        "Uitvoering, samenwerking en financiering",
        "Activiteiten",
        "Samenhang van de activiteiten",
        "De Goed Werk Toolkit",
        "Resultaten per thema",
        "Resumé",
        "Vooruitblik",
        "Communicatie",
    ]
    assert [part["key"] for part in section_of(document, "activities")["sections"]] == [
        "hubs",
        "pilots",
        "leadership",
        "adaptation",
        "ambassadors",
    ]


def test_narrative_stands_in_its_section(target):
    NarrativeFactory(report=target.programme.reports.get(), section="resume", text="Tot slot.")
    document = plain_document(target.programme.reports.get())
    assert section_of(document, "resume")["blocks"] == [
        {"type": "paragraph", "content": [{"type": "text", "text": "Tot slot."}]}
    ]


@pytest.mark.parametrize("form", ["html", "pdf", "json"])
def test_empty_year_of_the_term_gives_a_report_that_says_so(form):
    programme = ProgrammeFactory()
    document = collect(programme.slug, 2012)
    (note,) = [block for block in document.summary if block.type == "note"]
    assert note.text == ("Over 2012 is nog niets vastgelegd, geen afspraak en geen activiteit.")
    assert len(FORMATS[form](document)) > 1000


def test_empty_year_of_a_busy_programme_says_so(target):
    fill(target, 1)
    document = collect(target.programme.slug, 2012)
    assert [block.text for block in document.summary if block.type == "note"] == [
        "Over 2012 is nog niets vastgelegd, geen afspraak en geen activiteit."
    ]


def test_year_outside_the_term_is_an_error(target):
    with pytest.raises(ReportError) as error:
        collect(target.programme.slug, 2015)
    assert str(error.value) == (
        f"Het jaar 2015 valt buiten de looptijd van {target.programme}: "
        "kies een jaar van 2012 tot en met 2014."
    )


def test_unknown_programme_is_an_error_that_names_the_known(target):
    with pytest.raises(ReportError) as error:
        collect("onbekend", 2013)
    assert str(error.value) == (
        f"Er is geen programma “onbekend”; kies uit: {target.programme.slug}."
    )


def test_same_records_give_the_same_json(target):
    fill(target, 2)
    report = target.programme.slug, 2013
    assert as_json(collect(*report)) == as_json(collect(*report))


# --- What may not leave the house ----------------------------------------------------------------

SECRETS = {
    "results": "GEHEIMRESULTAAT",
    "raw": "RUWVERHAAL",
    "title": "VERHAALTITEL",
    "name": "AMBASSADEURSNAAM",
    "email": "ambassadeursadres@geheim.example",
}


def plant_secrets(target) -> None:
    programme = target.programme
    of_pilots = TargetFactory(programme=programme, line="pilots", number=1)
    pilot = PilotFactory(
        programme=programme, target=of_pilots, sessions_state="completed",
        results_state="written", results=SECRETS["results"],
    )  # fmt: skip
    party = CounterpartyFactory(programme=programme)
    ConversationFactory(counterparty=party, pilot=pilot)
    story = StoryFactory(
        programme=programme, title=SECRETS["title"], raw_text=SECRETS["raw"], told_in_pilot=pilot
    )
    FindingFactory(programme=programme).stories.add(story)
    EditionFactory(programme=programme).used_in.add(pilot)
    AmbassadorFactory(programme=programme, name=SECRETS["name"], email=SECRETS["email"])


@pytest.mark.parametrize("form", ["html", "json", "pdf"])
def test_unreleased_and_personal_facts_are_in_no_rendering(target, form, pdf_text):
    plant_secrets(target)
    content = FORMATS[form](collect(target.programme.slug, 2013))
    text = pdf_text(content) if form == "pdf" else content.decode()
    assert "nog niet vrijgegeven" in " ".join(text.split())
    assert [secret for secret in SECRETS.values() if secret in text] == []


def test_results_of_pilots_are_not_even_read(target):
    plant_secrets(target)
    with CaptureQueriesContext(connection) as queries:
        collect(target.programme.slug, 2013)
    read = [query["sql"] for query in queries if '"pilots_pilot"."results"' in query["sql"]]
    assert read == []


def test_remark_of_staff_is_marked_as_one(target):
    hub(target.programme, "2013", target=target, held=True, remark="zeer goed bezocht")
    document = as_dict(collect(target.programme.slug, 2013))
    (row,) = named_rows(document, "hubs", "hubs-held")
    assert row["Opmerking van de staf"] == "“zeer goed bezocht”"
    assert "Hiervan is niet vastgelegd: de plaats, het aantal aanwezigen en een verslag." in str(
        section_of(document, "hubs")
    )


# --- One moment ----------------------------------------------------------------------------------


def elsewhere(change) -> None:
    """Do it as another person would: in a thread, with a connection of its own."""

    def act() -> None:
        try:
            change()
        finally:
            close_old_connections()
            connection.close()

    thread = threading.Thread(target=act)
    thread.start()
    thread.join(timeout=20)
    assert not thread.is_alive()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_change_between_two_queries_is_not_seen(monkeypatch):
    target = TargetFactory(number=8)
    report_of(target.programme)
    meeting = hub(target.programme, "2013", target=target)
    read_meetings = records_module.read_meetings

    def change_first(*asked):
        elsewhere(lambda: hold(meeting, by=BY))
        return read_meetings(*asked)

    monkeypatch.setattr(records_module, "read_meetings", change_first)
    figures = read_material(target.programme.slug, 2013).figures
    assert (figures["hubs.held"].value, figures["hubs.to_confirm"].value) == (0, 1)
    monkeypatch.undo()
    assert collect(target.programme.slug, 2013).figures["hubs.held"].value == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_control_without_the_snapshot_the_change_is_seen():
    meeting = hub(ProgrammeFactory(), "2013")
    with transaction.atomic():
        assert Meeting.objects.get(pk=meeting.pk).status == "planned"
        elsewhere(lambda: hold(meeting, by=BY))
        assert Meeting.objects.get(pk=meeting.pk).status == "held"


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_consistent_read_is_a_read_only_snapshot():
    with one_consistent_read(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('transaction_isolation')")
        level = cursor.fetchone()[0]
        cursor.execute("SELECT current_setting('transaction_read_only')")
        assert (level, cursor.fetchone()[0]) == ("repeatable read", "on")
