"""The reference date binds all that is told, whatever was recorded since."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from dates.entry import read_date
from meetings.actions import cancel, hold, reschedule
from meetings.actions.replacing import replace
from pilots.actions import (
    cancel_pilot,
    cancel_session,
    hold_closing,
    move_session,
    plan_closing,
)
from reporting.document.standings import Standing
from tests.factories import (
    EditionFactory,
    GroupFactory,
    HubFactory,
    MilestoneFactory,
    PilotFactory,
    ProgrammeFactory,
    PublicationFactory,
    SessionFactory,
    StoryFactory,
    TargetFactory,
    UserFactory,
)

from ..contradictions import contradictions, texts, value
from ..reading import BY, ledger_of, plain_document, report_of, section_of, table_of

pytestmark = pytest.mark.django_db

BEFORE, AFTER = datetime(2014, 3, 1, 12, tzinfo=UTC), datetime(2014, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def on(monkeypatch):
    """Set the clock; the reference date of the reports is 1 April 2014."""

    def setting(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return setting


@pytest.fixture
def target(on):
    on(BEFORE)
    programme = ProgrammeFactory()
    for year in (2012, 2013, 2014):
        report_of(programme, "1 april 2014", year=year)
    return TargetFactory(programme=programme, year=2014, number=3)


def hub(target, when: str, **fields):
    return HubFactory(programme=target.programme, target=target, date=read_date(when), **fields)


def standings(target) -> list[Standing]:
    """As the report of the year tells them, which contradicts itself in nothing."""
    for report in target.programme.reports.all():
        assert contradictions(plain_document(report)) == []
    ledger = ledger_of(target.programme, target.line, target.year)
    return [standing for _unit, standing in ledger.units]


@pytest.mark.parametrize(
    ("when", "recorded", "expected"),
    [
        ("10 mei 2014", AFTER, Standing.IN_PREPARATION),
        ("10 mei 2014", BEFORE, Standing.CANCELLED),
        ("10 februari 2014", AFTER, Standing.CANCELLED),
        ("", AFTER, Standing.IN_PREPARATION),
        ("", BEFORE, Standing.CANCELLED),
    ],
)
def test_cancellation_is_told_when_it_was_known(on, target, when, recorded, expected):
    meeting = hub(target, when)
    on(recorded)
    cancel(meeting, reason="too_few", note="Niemand kwam.", by=BY)

    assert standings(target) == [expected]
    told = texts(plain_document(target.programme.reports.get(year=2014)))
    assert ("Niemand kwam." in told) is (expected is Standing.CANCELLED)


def test_cancelled_meeting_that_was_entered_afterwards_stands_as_it_was_entered(on, target):
    on(AFTER)
    hub(target, "", cancelled=True)
    hub(target, "10 mei 2014", cancelled=True)
    assert standings(target) == [Standing.CANCELLED, Standing.CANCELLED]


def test_replacement_of_what_was_cancelled_later_replaces_nothing_yet(on, target):
    meeting, other = hub(target, "10 mei 2014"), hub(target, "12 mei 2014")
    other.target = None
    other.save()
    on(AFTER)
    replace(cancel(meeting, reason="venue", by=BY), by_meeting=other, by=BY)
    assert standings(target) == [Standing.IN_PREPARATION]
    ledger = ledger_of(target.programme, year=2014)
    assert [extra.pk for extra in ledger.extras] == [other.pk]


def test_move_that_was_decided_later_is_not_told(on, target):
    meeting = hub(target, "10 mei 2014")
    on(AFTER)
    hold(reschedule(meeting, to=read_date("20 mei 2014"), by=BY, reason="ziekte"), by=BY)

    assert standings(target) == [Standing.IN_PREPARATION]
    document = plain_document(target.programme.reports.get(year=2014))
    assert "10 mei 2014" in table_of(document, "hubs", "hubs-open")[0]
    assert "ziekte" not in texts(document)


def test_date_that_had_passed_was_given_up_by_then(on, target):
    meeting = hub(target, "10 februari 2014")
    on(AFTER)
    reschedule(meeting, to=read_date("maart 2015"), by=BY, reason="ziekte")
    assert standings(target) == [Standing.MOVED_OUT]


def test_day_of_the_decision_tells_better_than_that_of_recording(on, target):
    meeting = hub(target, "10 mei 2014")
    on(AFTER)
    reschedule(meeting, to=read_date("maart 2015"), by=BY, decided=read_date("20 maart 2014"))
    assert standings(target) == [Standing.MOVED_OUT]


def test_meeting_that_somebody_planned_later_is_no_outlook_of_then(on, target):
    on(AFTER)
    planned = hub(target, "10 oktober 2014", title="Later bedacht")
    read = HubFactory(programme=target.programme, date=read_date("oktober 2014"), title="Ingelezen")
    row = planned.history.get()
    row.history_user = UserFactory()
    row.save()

    assert standings(target) == []
    told = texts(plain_document(target.programme.reports.get(year=2014)))
    assert "Later bedacht" not in told
    assert read.title in told


# --- Pilots --------------------------------------------------------------------------------------


def pilot_of(target, **fields):
    return PilotFactory(programme=target.programme, target=target, **fields)


@pytest.fixture
def pilots(target):
    return TargetFactory(programme=target.programme, year=2014, line="pilots", number=1)


def test_sessions_that_came_later_are_not_held_and_the_pilot_runs(pilots):
    pilot = pilot_of(
        pilots,
        sessions_state="completed",
        closing_state="held",
        closing_date=read_date("mei 2014"),
    )
    group = GroupFactory(pilot=pilot)
    for number, when in enumerate(("februari 2014", "mei 2014"), start=1):
        SessionFactory(group=group, number=number, date=read_date(when), status="held")

    assert standings(pilots) == [Standing.RUNNING]
    document = plain_document(pilots.programme.reports.get(year=2014))
    assert value(document, "pilots.sessions_held") == 1
    assert table_of(document, "pilots", "pilots-overview")[0][2:4] == ["bezig", "gepland, mei 2014"]


def test_pilot_that_stopped_later_has_not_stopped_yet(on, pilots):
    pilot = pilot_of(pilots, sessions_state="running")
    on(AFTER)
    cancel_pilot(pilot, note="Geen tijd meer.", by=BY)
    assert standings(pilots) == [Standing.RUNNING]
    assert "Geen tijd meer." not in texts(plain_document(pilots.programme.reports.get(year=2014)))


def test_pilot_that_was_entered_afterwards_stands_as_it_was_entered(on, pilots):
    on(AFTER)
    pilot_of(pilots, sessions_state="cancelled", cancellation_note="Geen tijd meer.")
    assert standings(pilots) == [Standing.CANCELLED]


def closing_of(pilots) -> str:
    document = plain_document(pilots.programme.reports.get(year=2014))
    return table_of(document, "pilots", "pilots-overview")[0][3]


def test_closing_that_was_moved_later_stands_where_it_was_planned(on, pilots):
    pilot = plan_closing(pilot_of(pilots), on=read_date("mei 2014"), by=BY)
    on(AFTER)
    plan_closing(pilot, on=read_date("september 2014"), by=BY)
    assert closing_of(pilots) == "gepland, mei 2014"


def test_closing_that_was_planned_later_was_not_planned_yet(on, pilots):
    pilot = pilot_of(pilots)
    on(AFTER)
    plan_closing(pilot, on=read_date("september 2014"), by=BY)
    assert closing_of(pilots) == "nog niet gepland"


def test_closing_that_was_held_by_then_is_told_whenever_it_was_recorded(on, pilots):
    pilot = plan_closing(pilot_of(pilots), on=read_date("mei 2014"), by=BY)
    on(AFTER)
    hold_closing(pilot, on=read_date("maart 2014"), by=BY)
    assert closing_of(pilots) == "gehouden, maart 2014"


def session_on(pilots, when: str):
    group = GroupFactory(pilot=pilot_of(pilots, sessions_state="running"))
    return SessionFactory(group=group, number=1, date=read_date(when))


def became(pilots) -> dict:
    (found,) = (
        became
        for record, became in plain_document(pilots.programme.reports.get(year=2014))[
            "became"
        ].items()
        if record.startswith("session:")
    )
    return found


def test_session_that_was_moved_later_stands_on_its_date_of_then(on, pilots):
    session = session_on(pilots, "mei 2014")
    on(AFTER)
    move_session(session, to=read_date("oktober 2014"), by=BY)
    assert became(pilots) == {"standing": "gepland", "why": "mei 2014"}


def test_session_that_was_moved_before_stands_on_its_new_date(on, pilots):
    move_session(session_on(pilots, "mei 2014"), to=read_date("oktober 2014"), by=BY)
    on(AFTER)
    assert became(pilots) == {"standing": "gepland", "why": "oktober 2014"}


def test_undated_session_that_was_called_off_later_is_planned_yet(on, pilots):
    session = session_on(pilots, "")
    on(AFTER)
    cancel_session(session, reason="Geen zaal.", by=BY)
    assert became(pilots) == {"standing": "gepland", "why": ""}


# --- The rest ------------------------------------------------------------------------------------


def test_explanation_that_was_written_later_says_so(on, target):
    on(AFTER)
    target.explanation = "De zaal brandde af."
    target.save()
    told = texts(plain_document(target.programme.reports.get(year=2014)))
    assert "(geschreven op 1 juni 2014, na de peildatum) De zaal brandde af." in told


def test_explanation_of_before_does_not(on, target):
    target.explanation = "De zaal brandde af."
    target.save()
    on(AFTER)
    target.source = "brief"
    target.save()
    told = texts(plain_document(target.programme.reports.get(year=2014)))
    assert "De zaal brandde af." in told
    assert "geschreven op" not in told


def test_what_was_reached_ready_or_written_later_is_not_told(target):
    programme = target.programme
    MilestoneFactory(programme=programme, title="Toolkit af", actual=read_date("mei 2014"))
    EditionFactory(programme=programme, title="Nieuwe editie", ready=read_date("mei 2014"))
    PublicationFactory(programme=programme, date=read_date("mei 2014"))

    document = plain_document(programme.reports.get(year=2014))

    assert table_of(document, "adaptation", "milestones")[0][2] == "nog niet"
    assert "Nieuwe editie" not in texts(document)
    assert table_of(document, "communication", "publications") is None


def test_year_that_had_not_begun_says_so_and_lacks_no_explanation():
    programme = ProgrammeFactory()
    report = report_of(programme, "1 december 2013", year=2014)
    TargetFactory(programme=programme, year=2014, number=3)

    document = plain_document(report)

    told = texts(document)
    assert "Op de peildatum (1 december 2013) was 2014 nog niet begonnen." in told
    assert "Nog te doen. Drie Goed Werk Hubs zijn nog niet gepland." in told
    assert "toegelicht" not in str(section_of(document, "hubs"))


def told_of_stories(target) -> bool:
    return "Op de peildatum: 1 ruw." in texts(
        plain_document(target.programme.reports.get(year=2014))
    )


def test_stories_stand_where_they_stood_then(on, target):
    story = StoryFactory(programme=target.programme)
    on(AFTER)
    story.state = "written"
    story.save()
    assert told_of_stories(target)


@pytest.mark.parametrize(("by_person", "known"), [(True, False), (False, True)])
def test_story_that_somebody_added_later_was_not_there(on, target, by_person, known):
    on(AFTER)
    row = StoryFactory(programme=target.programme).history.get()
    row.history_user = UserFactory() if by_person else None
    row.save()
    assert told_of_stories(target) is known
