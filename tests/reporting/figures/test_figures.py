"""Every figure is what its rows say, and follows when one of them changes."""

from datetime import date

import pytest
from django.utils import timezone

from dates.entry import read_date
from meetings.actions import cancel, hold, reschedule, reverse_cancellation, reverse_hold
from programme.models import Target
from reporting.collect import collect
from tests.factories import (
    ConversationFactory,
    CounterpartyFactory,
    GroupFactory,
    HubFactory,
    PersonFactory,
    PilotFactory,
    RegistrationFactory,
    SessionFactory,
    StatedFigureFactory,
    TargetFactory,
)

from ..reading import BY, figures_of, hub, plain_document, report_of, table_of

pytestmark = pytest.mark.django_db

SUMS = (".sessions_planned", ".facilitators")
"""Counted figures that do not count the rows they rest on."""


@pytest.fixture
def target():
    target = TargetFactory(number=8, source="beschikking")
    report_of(target.programme)
    return target


@pytest.fixture
def programme(target):
    return target.programme


@pytest.fixture
def pilot(programme):
    target = TargetFactory(programme=programme, line="pilots", number=2)
    return PilotFactory(programme=programme, target=target, sessions_state="completed")


def records_of(programme, key: str) -> tuple:
    return collect(programme.slug, 2013).figures[key].records


def counted_rows(programme) -> dict[str, tuple[int, int]]:
    figures = collect(programme.slug, 2013).figures.values()
    return {
        figure.key: (figure.value, len(figure.records))
        for figure in figures
        if figure.basis == "counted"
        and not figure.key.endswith(SUMS)
        and figure.value is not None
        and not figure.key.endswith((".unaccounted", ".surplus"))
        and not figure.key.startswith(("reach.", "pilot."))  # counted in the database, from persons
    }


def test_counted_figure_is_the_number_of_its_records(target, programme, pilot):
    earlier = hub(programme, "maart 2013", target=target, held=True)
    hub(programme, "mei 2013", held=True)
    hub(programme, "maart 2014", held=True, builds_on=earlier)
    hub(programme, "januari 2014")
    SessionFactory(group__pilot=pilot, status="held")
    counted = counted_rows(programme)
    assert {key for key, (value, rows) in counted.items() if value != rows} == set()
    of_year = {key: row for key, row in counted.items() if not key.startswith("cumulative.")}
    assert {key for key, (value, _rows) in of_year.items() if value} == {
        "hubs.held", "hubs.held_in_year", "hubs.fulfilled", "hubs.extra", "hubs.held_after",
        "hubs.unconfirmed_after", "hubs.follow_ups",
        "pilots.completed", "pilots.groups", "pilots.sessions_held",
    }  # fmt: skip


def test_every_figure_says_what_it_counts_and_its_key_is_its_own(target, programme, pilot):
    for key, figure in collect(programme.slug, 2013).figures.items():
        assert figure.key == key
        assert figure.label and figure.definition.endswith(".")
        assert all(record.partition(":")[2] for record in figure.records)


def test_agreed_is_stated_with_its_source(target, programme):
    figure = collect(programme.slug, 2013).figures["hubs.agreed"]
    assert (figure.value, figure.basis, figure.source) == (8, "stated", "beschikking")
    assert figure.records == (f"target:{programme.slug}/2013/hubs",)


def test_without_target_agreed_and_unaccounted_are_unknown(programme):
    figures = figures_of(programme)
    assert (figures["leadership.agreed"], figures["leadership.unaccounted"]) == (None, None)


def test_hub_is_named_as_the_meeting_it_is(target, programme):
    meeting = hub(programme, "2013", target=target, held=True)
    assert records_of(programme, "hubs.held") == (f"meeting:{meeting.slug}",)


def test_agreement_in_words_has_no_number():
    target = TargetFactory(number=None, line="hubs")
    figures = figures_of(target.programme)
    assert (figures["hubs.agreed"], figures["hubs.unaccounted"]) == (None, None)


# --- One change, and everything follows ----------------------------------------------------------


def seen(report) -> dict:
    """The figures that change in this story, and the titles in each list."""
    document = plain_document(report)
    names = ("held", "moved_out", "cancelled", "in_preparation", "to_confirm", "unaccounted")
    lists = ("held", "moved", "cancelled", "open", "after")
    tables = {name: table_of(document, "hubs", f"hubs-{name}") or [] for name in lists}
    return {
        "figures": {
            name: document["figures"][f"hubs.{name}"]["value"]
            for name in names
            if document["figures"][f"hubs.{name}"]["value"]
        },
        "lists": {name: [row[0] for row in rows] for name, rows in tables.items() if rows},
    }


@pytest.fixture
def story():
    target = TargetFactory(number=1)
    report = report_of(target.programme)
    return report, hub(target.programme, "juni 2014", target=target, title="Hub")


def expect(report, figure: str, in_list: str, others: tuple = ()) -> None:
    found = seen(report)
    assert found["figures"] == {figure: 1}
    assert found["lists"] == {in_list: ["Hub"], **dict.fromkeys(others, ["Hub"])}


def test_holding_a_meeting_changes_figures_and_lists(story):
    report, meeting = story
    expect(report, "in_preparation", "open")
    meeting = reschedule(meeting, to=read_date("maart 2013"), by=BY)
    expect(report, "to_confirm", "open")
    hold(meeting, by=BY)
    expect(report, "held", "held")
    reverse_hold(meeting, by=BY, why="vergissing")
    expect(report, "to_confirm", "open")


def test_cancelling_a_meeting_changes_figures_and_lists(story):
    report, meeting = story
    cancel(meeting, reason="too_few", by=BY)
    expect(report, "cancelled", "cancelled")
    reverse_cancellation(meeting, by=BY, why="toch wel")
    expect(report, "in_preparation", "open")


def test_moving_a_meeting_twice_and_back_changes_figures_and_lists(story):
    report, meeting = story
    meeting = reschedule(meeting, to=read_date("november 2013"), by=BY)
    meeting = reschedule(meeting, to=read_date("januari 2014"), by=BY)
    expect(report, "moved_out", "moved")
    meeting = reschedule(meeting, to=read_date("december 2013"), by=BY)
    expect(report, "to_confirm", "open")
    hold(meeting, by=BY)
    expect(report, "held", "held")


def test_taking_a_meeting_off_its_target_leaves_a_gap(story):
    report, meeting = story
    HubFactory._meta.model.objects.filter(pk=meeting.pk).update(target=None)
    assert seen(report)["figures"] == {"unaccounted": 1}


def test_changing_the_agreement_changes_the_gap(target, programme):
    Target.objects.filter(pk=target.pk).update(number=3)
    assert figures_of(programme)["hubs.unaccounted"] == 3


# --- After the period ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "fields", "held_after", "unconfirmed"),
    [
        ("maart of april 2014", {"held": True}, 1, 0),
        ("mei 2014", {"held": True}, 0, 0),
        ("2014", {"held": True}, 0, 0),
        ("december 2013", {"held": True}, 0, 0),
        ("januari 2014", {}, 0, 1),
        ("april 2014", {}, 0, 0),
        ("januari 2014", {"cancelled": True}, 0, 0),
    ],
)
def test_after_the_period_is_apart(programme, when, fields, held_after, unconfirmed):
    hub(programme, when, **fields)
    figures = figures_of(programme)
    assert figures["hubs.held_after"] == held_after
    assert figures["hubs.unconfirmed_after"] == unconfirmed
    assert figures["hubs.held"] == 0


def test_follow_up_builds_on_a_meeting_of_its_line_in_the_year(programme):
    of_year, before = hub(programme, "2013", held=True), hub(programme, "2012", held=True)
    lesson = HubFactory(programme=programme, date=read_date("2013"), line="leadership", held=True)
    expected = hub(programme, "maart 2014", builds_on=of_year, held=True)
    for other in (before, lesson, None):
        hub(programme, "maart 2014", builds_on=other, held=True)
    hub(programme, "maart 2014", builds_on=of_year, cancelled=True)
    assert records_of(programme, "hubs.follow_ups") == (f"meeting:{expected.slug}",)


# --- Attendance ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbers", "value", "qualifier"),
    [
        ([], None, ""),
        ([None], None, ""),
        ([12, 30], 42, ""),
        ([12, None], 12, "ten minste"),
        ([0], 0, ""),
        ([12, 3], 13, "ten minste"),
        ([3, 4], 2, "ten minste"),
    ],
)
def test_attendance_is_known_unknown_or_a_lower_bound(target, programme, numbers, value, qualifier):
    for number in numbers:
        source = "telling" if number is not None else ""
        hub(programme, "2013", target=target, held=True, attended=number, attended_source=source)
    figure = collect(programme.slug, 2013).figures["hubs.attended"]
    assert (figure.value, figure.qualifier) == (value, qualifier)


def test_attendance_of_an_extra_and_of_what_came_instead_counts(target, programme):
    counted = {"attended": 10, "attended_source": "telling"}
    hub(programme, "2013", held=True, **counted)
    instead = hub(programme, "2013", held=True, **counted)
    hub(programme, "2013", target=target, cancelled=True, replaced_by=instead)
    figures = figures_of(programme)
    assert (figures["hubs.attended"], figures["hubs.held"], figures["hubs.replaced"]) == (20, 0, 1)


def test_held_for_another_year_counts_where_it_was_held(programme):
    before = TargetFactory(programme=programme, line="hubs", year=2012, number=1)
    hub(programme, "maart 2013", target=before, held=True, attended=10, attended_source="telling")
    document = plain_document(programme.reports.get())
    assert document["figures"]["hubs.attended"]["value"] == 10
    assert document["figures"]["hubs.held"]["value"] == 0
    (row,) = table_of(document, "hubs", "hubs-held")
    assert row[0].endswith("(telt mee voor 2012)")


def test_people_of_a_small_meeting_are_in_no_number_of_unlinked(target, programme):
    for number in (20, 4):
        meeting = hub(programme, "2013", target=target, held=True, list_closed_at=timezone.now())
        RegistrationFactory.create_batch(
            number, meeting=meeting, attended=True, organisation_typed="Dienst"
        )
    assert figures_of(programme)["reach.unlinked"] == 20


def test_list_closed_after_the_reference_date_is_not_known_yet(target, programme):
    type(programme.reports.get()).objects.update(
        reference_date_earliest=date(2013, 6, 1), reference_date_latest=date(2013, 6, 1)
    )
    meeting = hub(programme, "2013", target=target, held=True, list_closed_at=timezone.now())
    RegistrationFactory(meeting=meeting, state="confirmed", attended=True)
    assert figures_of(programme)["hubs.attended"] is None


def test_held_after_the_reference_date_is_in_preparation_then(target, programme):
    type(programme.reports.get()).objects.update(
        reference_date_earliest=date(2013, 6, 1), reference_date_latest=date(2013, 6, 1)
    )
    hub(programme, "12 december 2013", target=target, held=True)
    figures = figures_of(programme)
    assert (figures["hubs.held"], figures["hubs.in_preparation"]) == (0, 1)


def test_more_than_agreed_in_one_year_makes_up_for_no_other(target, programme):
    Target.objects.filter(pk=target.pk).update(number=2)
    before = TargetFactory(programme=programme, line="hubs", year=2012, number=2)
    hub(programme, "2012", target=before, held=True)
    for _ in range(3):
        hub(programme, "2013", target=target, held=True)
    figures = figures_of(programme)
    assert figures["hubs.surplus"] == 1
    term = {name: figures[f"cumulative.hubs.{name}"] for name in ("agreed", "surplus", "held")}
    assert term == {"agreed": 4, "surplus": 1, "held": 4}
    assert figures["cumulative.hubs.unaccounted"] == 1


# --- Pilots --------------------------------------------------------------------------------------


def test_sessions_are_counted_over_the_pilots_own_term(programme, pilot):
    group = GroupFactory(pilot=pilot, planned_sessions=4)
    for when, status in (("2013", "held"), ("2014", "held"), ("", "held"), ("2013", "planned")):
        SessionFactory(group=group, date=read_date(when), status=status)
    figures = figures_of(programme)
    assert figures["pilots.sessions_held"] == 3
    assert figures["pilots.sessions_planned"] == 4


def test_groups_of_a_pilot_of_another_year_do_not_count(programme, pilot):
    later = TargetFactory(programme=programme, line="pilots", year=2014)
    GroupFactory(pilot=PilotFactory(programme=programme, target=later))
    assert figures_of(programme)["pilots.groups"] == 0


def test_participants_are_a_group_and_never_a_total(programme, pilot):
    assert figures_of(programme)["pilots.participants_min"] is None
    type(pilot).objects.filter(pk=pilot.pk).update(
        participants_min=6, participants_max=11, participants_source="rapportage"
    )
    GroupFactory.create_batch(4, pilot=pilot)
    figures = collect(programme.slug, 2013).figures
    least, most = figures["pilots.participants_min"], figures["pilots.participants_max"]
    assert (least.value, most.value) == (6, 11)
    assert {least.basis, most.basis} == {"stated"}
    assert least.source == "rapportage"
    assert {24, 44}.isdisjoint(figure.value for figure in figures.values())


def test_group_under_five_is_printed_as_small(programme, pilot):
    type(pilot).objects.filter(pk=pilot.pk).update(
        participants_min=2, participants_max=11, participants_source="opgave"
    )
    GroupFactory(pilot=pilot)
    document = plain_document(programme.reports.get())
    least = document["figures"]["pilots.participants_min"]
    assert (least["value"], least["qualifier"]) == (5, "minder dan")
    facts = dict(table_of(document, "pilots", f"pilot-{pilot.slug}"))
    assert facts["Deelnemers per groep"] == "minder dan vijf tot 11"


def test_facilitator_of_two_pilots_counts_once_and_is_not_named(programme, pilot):
    other = PilotFactory(programme=programme, target=pilot.target)
    person = PersonFactory(name="Een Begeleider")
    pilot.team.add(person, PersonFactory())
    other.team.add(person)
    figure = collect(programme.slug, 2013).figures["pilots.facilitators"]
    assert figure.value == 2
    assert {record.partition(":")[0] for record in figure.records} == {"pilot"}


@pytest.mark.parametrize(
    ("of_pilot", "when", "counts"),
    [
        (True, "", 1),
        (True, "2011", 1),
        (True, "mei 2014", 0),
        (False, "", 1),
        (False, "april 2014", 1),
        (False, "mei 2014", 0),
        (False, "2012", 0),
    ],
)
def test_conversation_partner_counts_once_for_the_year(programme, pilot, of_pilot, when, counts):
    party = CounterpartyFactory(programme=programme)
    for _ in range(2):
        ConversationFactory(
            counterparty=party, pilot=pilot if of_pilot else None, date=read_date(when)
        )
    assert figures_of(programme)["pilots.conversation_parties"] == counts


def test_partner_without_conversation_does_not_count(programme, pilot):
    CounterpartyFactory(programme=programme)
    assert figures_of(programme)["pilots.conversation_parties"] == 0


# --- Reach ---------------------------------------------------------------------------------------


def test_reach_is_the_latest_statement_up_to_the_reference_date(programme):
    for value, when in ((100, "2012"), (250, "april 2014"), (400, "2014")):
        StatedFigureFactory(programme=programme, value=value, as_of=read_date(when))
    figure = collect(programme.slug, 2013).figures["reach.organisations"]
    assert (figure.value, figure.qualifier, figure.basis) == (250, "meer dan", "stated")
    assert (figure.source, figure.as_of) == ("opgave van de staf", "april 2014")


def test_reach_without_statement_is_unknown(programme):
    assert figures_of(programme)["reach.organisations"] is None
