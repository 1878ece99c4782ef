"""The demo programmes: what the source report says, and a fictional programme of now."""

import re
from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from ambassadors.models import Ambassador
from hubs.models import Hub
from leadership.models import LeadershipMeeting
from meetings.models import Meeting
from pilots.grid import grid_of
from pilots.models import Audience, Counterparty, Observation, Pilot, Session, What
from pilots.releasing.gate import audiences_told
from programme.models import Organisation, Person, Programme, Target
from publications.models import Publication
from reporting.models import Lesson, Narrative, ProgressReport, Risk, StatedFigure
from routekaart.demo.files import DATA
from routekaart.demo.load import load_demo
from routekaart.demo.moments import Moments
from toolkit.models import Edition, Finding, Material, Milestone, Story

pytestmark = pytest.mark.django_db

TODAY = date(2026, 9, 16)

HUBS = "agreed held moved_out cancelled in_preparation unaccounted extra held_after"
HUBS += " unconfirmed_after follow_ups"
PILOTS = "agreed completed in_preparation cancelled unaccounted groups sessions_held"
PILOTS += " sessions_planned participants_min participants_max conversation_parties facilitators"
FIGURES = {f"hubs.{name}" for name in HUBS.split()}
FIGURES |= {f"pilots.{name}" for name in PILOTS.split()}
FIGURES |= {
    f"leadership.{name}" for name in ("agreed", "held", "moved_out", "cancelled", "unaccounted")
}
FIGURES |= {"reach.organisations"}

FIGURES |= {
    f"pilot.pilot-infrastructuur-en-milieu.{name}"
    for name in ("groups", "sessions_held", "participants_min", "participants_max", "facilitators")
}

SECTIONS = [
    "summary",
    "introduction",
    "parties",
    "activities",
    "hubs",
    "pilots",
    "leadership",
    "adaptation",
    "ambassadors",
    "coherence",
    "toolkit",
    "findings",
    "resume",
    "follow_up",
    "communication",
]


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    """Loaded once; each test rolls back to here."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(today=TODAY)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def routekaart():
    return Programme.objects.get(slug="routekaart")


@pytest.fixture
def example():
    return Programme.objects.get(slug="voorbeeld")


def everything() -> str:
    out = StringIO()
    call_command("dumpdata", exclude=["contenttypes", "auth"], stdout=out)
    return out.getvalue()


# --- The Routekaart ------------------------------------------------------------------------------


def test_programme_has_its_term_and_parties(routekaart):
    assert (routekaart.first_year, routekaart.last_year) == (2012, 2014)
    assert routekaart.grant_reference == ""
    assert [str(party.organisation) for party in routekaart.parties.all()] == [
        "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties (BZK)",
        "Stichting Beroepseer",
        "Tilburg University (UvT)",
        "Harvard University",
    ]


def test_targets_hold_numbers_only_where_the_source_does(routekaart):
    assert dict(routekaart.targets.values_list("line", "number")) == {
        "hubs": 8,
        "pilots": 2,
        "leadership": 3,
        "toolkit": None,
        "ambassadors": None,
    }


def test_targets_are_explained_only_where_the_source_explains(routekaart):
    explained = routekaart.targets.exclude(explanation="").values_list("line", flat=True)

    assert set(explained) == {"pilots", "leadership"}


def test_five_hubs_were_held_in_2013_on_days_that_are_not_known(routekaart):
    held = Hub.objects.filter(programme=routekaart, target__year=2013, reschedulings=None).held()

    assert [(hub.place, str(hub.date)) for hub in held.order_by("id")] == [
        ("Den Haag", "2013"),
        ("Groningen", "2013"),
        ("Den Haag", "2013"),
        ("Rotterdam", "2013"),
        ("Leiden", "2013"),
    ]


def test_two_hubs_moved_to_january_2014_without_a_known_reason(routekaart):
    moved = Hub.objects.filter(programme=routekaart).exclude(reschedulings=None).order_by("id")

    assert [(hub.place, hub.status, str(hub.date), hub.target.year) for hub in moved] == [
        ("Utrecht", "held", "januari 2014", 2013),
        ("Den Haag", "planned", "januari 2014", 2013),
    ]
    moves = [hub.reschedulings.get() for hub in moved]
    assert [(str(move.former_date), move.reason, move.decided) for move in moves] == [
        ("2013", "", None),
        ("2013", "", None),
    ]


def test_utrecht_hub_is_one_meeting_with_two_titles(routekaart):
    hub = Hub.objects.get(slug="professionaliteit-en-moraliteit-utrecht")

    assert [str(title) for title in hub.other_titles.all()] == ["Professionaliteit en loyaliteit"]
    assert hub.builds_on == Meeting.objects.get(slug="dienend-leiderschap-1")
    assert hub.remark == "Goed bezocht."


def test_three_hubs_follow_rotterdam_and_fill_no_target(routekaart):
    rotterdam = Hub.objects.get(slug="jouw-rol-in-een-veranderende-overheid-rotterdam")

    follow_ups = rotterdam.follow_ups.order_by("id")
    assert [(hub.place, str(hub.date), hub.status, hub.target) for hub in follow_ups] == [
        ("Groningen", "maart of april 2014", "held", None),
        ("Utrecht", "maart of april 2014", "held", None),
        ("Eindhoven", "maart of april 2014", "held", None),
    ]
    assert Hub.objects.filter(programme=routekaart).count() == 10


def test_every_hub_is_on_the_three_themes(routekaart):
    for hub in Hub.objects.filter(programme=routekaart):
        assert {theme.slug for theme in hub.themes.all()} == {
            "vakmanschap",
            "beroepsmoraliteit",
            "professionele-ruimte",
        }


def test_no_meeting_of_the_source_has_a_number_of_people_or_a_time(routekaart):
    recorded = Meeting.objects.filter(programme=routekaart).exclude(
        attended=None, start_time=None, venue=""
    )

    assert recorded.count() == 0


def test_one_leadership_meeting_was_held_and_two_cancelled(routekaart):
    meetings = LeadershipMeeting.objects.filter(programme=routekaart).order_by("part")

    assert [(m.part, m.status, m.cancellation_reason, m.place) for m in meetings] == [
        (1, "held", "", ""),
        (2, "cancelled", "too_few", ""),
        (3, "cancelled", "too_few", ""),
    ]
    assert [str(person) for person in meetings[0].contributors.all()] == ["dr. I. Nuijten"]
    assert meetings[0].series.planned_parts == 3


def test_first_pilot_has_four_groups_of_four_sessions_led_by_nobody_known(routekaart):
    pilot = Pilot.objects.get(slug="pilot-infrastructuur-en-milieu")

    assert [group.sessions.held().count() for group in pilot.groups.all()] == [4, 4, 4, 4]
    sessions = Session.objects.filter(group__pilot=pilot)
    assert [(session.date, session.facilitators.count()) for session in sessions] == [
        (None, 0)
    ] * 16
    assert (pilot.participants_min, pilot.participants_max, pilot.duration_months) == (6, 11, 6)
    assert pilot.team.count() == 4


def test_first_pilot_has_four_separate_states(routekaart):
    pilot = Pilot.objects.get(slug="pilot-infrastructuur-en-milieu")

    assert pilot.sessions_state == "completed"
    assert (pilot.closing_state, str(pilot.closing_date)) == ("held", "24 februari 2014")
    assert pilot.results_state == "being_written"
    assert audiences_told(pilot, What.RESULTS) == []
    assert audiences_told(pilot, What.NAME) == list(Audience)
    assert pilot.target == Target.objects.get(programme=routekaart, year=2013, line="pilots")


def test_second_pilot_is_in_preparation_at_nobody(routekaart):
    pilot = Pilot.objects.get(slug="tweede-pilot")

    assert (pilot.sessions_state, pilot.organisation) == ("preparation", None)
    assert pilot.target.year == 2013


def test_talks_were_with_seven_parties_of_which_one_concrete(routekaart):
    parties = Counterparty.objects.filter(programme=routekaart)

    assert parties.count() == 7
    assert [p.name for p in parties.filter(conversations__stage="concrete")] == ["Belastingdienst"]
    assert [p.name for p in parties.filter(kind="pair")] == ["VNG/KING"]


def test_toolkit_has_editions_milestones_and_findings_of_five_themes(routekaart):
    milestones = Milestone.objects.filter(programme=routekaart)

    assert Edition.objects.filter(programme=routekaart).count() == 2
    assert [(str(m.expected or "-"), str(m.actual or "-")) for m in milestones] == [
        ("-", "2012"),
        ("-", "2013"),
        ("-", "maart 2014"),
        ("mei 2014", "-"),
        ("-", "-"),
        ("najaar 2014", "-"),
        ("eind 2014", "-"),
    ]
    findings = Finding.objects.filter(programme=routekaart, year=2013, firmness="provisional")
    assert findings.values("theme").distinct().count() == findings.count() == 5


def test_what_the_source_does_not_list_is_not_made_up(routekaart):
    assert Story.objects.filter(programme=routekaart).count() == 0
    assert Publication.objects.filter(programme=routekaart).count() == 0
    assert Ambassador.objects.filter(programme=routekaart).count() == 0


def test_reach_is_stated_as_more_than_250(routekaart):
    figure = StatedFigure.objects.get(programme=routekaart)

    assert (figure.key, figure.qualifier, figure.value, str(figure.as_of)) == (
        "reach.organisations",
        "meer dan",
        250,
        "april 2014",
    )


def test_report_has_a_reference_date_and_a_text_for_each_section(routekaart):
    report = ProgressReport.objects.get(programme=routekaart)

    assert (report.year, str(report.reference_date), report.date) == (2013, "april 2014", None)
    assert [narrative.section for narrative in report.narratives.all()] == SECTIONS


def test_narratives_name_only_figures_that_exist(routekaart):
    text = "\n".join(Narrative.objects.values_list("text", flat=True))

    named = set(re.findall(r"\{([^}|]*)(?:\|woorden)?\}", text))
    assert named - FIGURES == set()
    assert re.sub(r"\{[a-z_.-]+(\|woorden)?\}", "", text).count("{") == 0


def test_narratives_hold_no_digits_but_years(routekaart):
    text = "\n".join(Narrative.objects.values_list("text", flat=True))

    assert set(re.findall(r"\d+", text)) == {"2012", "2013", "2014"}


# --- The example programme -----------------------------------------------------------------------


def test_example_spans_last_year_to_next_and_says_that_it_is_fictional(example):
    assert (example.first_year, example.last_year, example.is_fictional) == (2025, 2027, True)


def test_example_has_upcoming_and_past_meetings_across_provinces(example):
    upcoming = Meeting.objects.filter(programme=example).upcoming(TODAY)

    assert upcoming.count() == 8
    assert len({meeting.province for meeting in upcoming} - {""}) == 8
    assert Meeting.objects.filter(programme=example).held().count() == 8
    assert Meeting.objects.filter(programme=example).to_confirm(TODAY).count() == 1
    assert Meeting.objects.filter(programme=example).cancelled().count() == 2
    assert Meeting.objects.filter(programme=example).exclude(reschedulings=None).count() == 1


def test_example_has_stories_in_every_state(example):
    states = Story.objects.filter(programme=example).values_list("state", flat=True)

    assert set(states) == set(Story.State.values)


def test_example_edition_holds_adopted_stories_only(example):
    editions = Edition.objects.filter(programme=example)

    assert [{story.state for story in edition.stories} for edition in editions] == [{"adopted"}] * 2


THEMES = {"vakmanschap", "professionele-ruimte", "loyaliteit", "dialoog", "betrokkenheid"}


def test_example_toolkit_covers_each_theme_and_quality_and_says_that_it_is_invented(example):
    stories = Story.objects.filter(programme=example, is_example=True)
    materials = Material.objects.filter(programme=example)
    kinds = Counter(materials.values_list("kind", flat=True))

    assert stories.count() == 12
    assert kinds == {"exercise": 8, "discussion": 6, "card": 30}
    assert set(stories.values_list("themes__slug", flat=True)) == THEMES
    assert set(stories.values_list("qualities", flat=True)) == {
        quality.pk for quality in example.qualities.all()
    }
    assert not materials.filter(is_example=False).exists()
    assert all(story.tension and story.questions for story in stories)


def test_example_ambassadors_each_said_yes(example):
    ambassadors = Ambassador.objects.filter(programme=example)

    assert ambassadors.active().count() == 21
    assert all("intrekken" in ambassador.consent.text for ambassador in ambassadors)


def test_example_flags_each_session_led_by_too_few(example):
    understaffed = Session.objects.filter(group__pilot__programme=example).understaffed()

    assert [session.number for session in understaffed] == [2, 2]


def test_every_address_in_the_example_ends_in_example():
    texts = "\n".join(
        path.read_text(encoding="utf-8") for path in (DATA / "voorbeeld").glob("*.toml")
    )

    emails = re.findall(r"[\w.+-]+@([\w.-]+)", texts)
    hosts = re.findall(r"https?://([\w.-]+)", texts)
    assert len(emails) == 38
    assert [host for host in emails + hosts if not host.endswith(".example")] == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("donderdag week +3", "8 oktober 2026"),
        ("maandag week -1", "7 september 2026"),
        ("donderdag week 11 vorig jaar", "13 maart 2025"),
        ("maart vorig jaar", "maart 2025"),
        ("eind dit jaar", "eind 2026"),
        ("voorjaar volgend jaar", "voorjaar 2027"),
        ("januari 2014", "januari 2014"),
    ],
)
def test_moments_read_what_is_relative_to_today(written, read):
    assert str(Moments(TODAY).date(written)) == read


# --- Loading -------------------------------------------------------------------------------------


def test_loading_again_changes_nothing():
    before = everything()

    load_demo(today=date(2026, 10, 20))

    assert everything() == before


def test_loading_again_writes_nothing():
    with CaptureQueriesContext(
        connection,
    ) as queries:
        load_demo(today=TODAY)

    verbs = {query["sql"].split()[0] for query in queries}
    assert verbs & {"INSERT", "UPDATE", "DELETE"} == set()


def test_loading_again_leaves_what_staff_edited_and_deleted():
    hub = Hub.objects.get(slug="goed-werk-vs-slecht-werk-den-haag")
    hub.remark = "Nagevraagd bij de spreker."
    hub.save()
    Finding.objects.filter(theme__slug="dialoog").delete()
    Person.objects.filter(name="Hans Wilmink").update(capacity="gespreksleider")
    Organisation.objects.filter(name="KING").update(abbreviation="KING")
    before = everything()

    load_demo(today=TODAY)

    assert everything() == before


def test_the_running_example_pilot_shows_what_can_become_of_sessions():
    grid = grid_of(Pilot.objects.get(slug="voorbeeld-pilot-voorbeeldstad"))
    cells = [cell for row in grid.rows for cell in row.cells if cell]

    assert sum(cell.has_too_few for cell in cells) == 1
    moved = [cell.session for cell in cells if cell.former_dates]
    assert [session.date.earliest.year - TODAY.year for session in moved] == [1]
    assert [row.held for row in grid.rows if row.group.has_stopped] == [2]
    added = [c for row in grid.rows for c in row.cells if c and c.session.number > 4]
    assert len(added) == 1
    assert (grid.planned, grid.held) == (12, 6)


def test_a_finding_of_the_example_rests_on_five_observations():
    finding = Finding.objects.filter(programme__slug="voorbeeld").exclude(observations=None).get()

    assert finding.observations.count() == 5
    assert Observation.objects.filter(findings=None).count() == 1


def test_only_the_example_has_lessons_and_risks_and_each_says_that_it_is_made_up():
    """The Routekaart has none, for its source tells none as such."""
    rows = [*Lesson.objects.all(), *Risk.objects.all()]
    texts = [getattr(row, "text", "") or row.what for row in rows]
    assert {row.programme.slug for row in rows} == {"voorbeeld"}
    assert [text for text in texts if not text.strip().startswith("Verzonnen voorbeeld: ")] == []
    assert sorted(Lesson.objects.values_list("year", flat=True)) == [2025, 2025, 2026]
