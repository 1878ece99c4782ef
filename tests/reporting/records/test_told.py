"""What published versions told is known: no difference between two numbers is a small group."""

import re
from itertools import cycle

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from programme.models import Organisation
from reporting.collect import read_material
from reporting.making import actions
from reporting.records.headcount import SMALLEST, Headcount, sum_of
from reporting.records.told import Told
from reporting.sections.spread import _kept
from tests.factories import OrganisationFactory, RegistrationFactory

from ..altering import alter
from ..publishing import draft, keys_open, publish_now, waive_all, writer
from ..reading import hub, plain_document, section_of, table_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick_formats(monkeypatch):
    monkeypatch.setattr("reporting.making.publishing.FORMATS", {"pdf": lambda document: b"PDF"})


# --- One number ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "told", "printed"),
    [
        (45, [], "45"),
        (45, [45], "45"),
        (42, [45], "ten minste 41"),
        (49, [45], "ten minste 41"),
        (50, [45], "50"),
        (40, [45], "40"),
        (46, [45, 48], "ten minste 41"),
        (45, [45, 48], "45"),
        (6, [8], "ten minste 5"),
        (3, [5], "minder dan vijf"),
        (0, [5], "0"),
        (5, [0], "5"),
        (None, [5], "niet vastgelegd"),
    ],
)
def test_number_near_what_was_told_is_a_lower_bound(number, told, printed):
    assert str(Headcount(number).beside(told)) == printed


@given(st.integers(0, 60), st.frozensets(st.integers(5, 60), max_size=3))
def test_no_printed_number_differs_by_a_small_group(number, told):
    count = Headcount(number).beside(told)
    if count.is_exact:
        assert count.value == number
        assert number in told or all(abs(number - each) >= SMALLEST for each in told)
        return
    assert count.qualifier in ("ten minste", "minder dan")
    fitting = [
        other
        for other in range(70)
        if str(Headcount(other).beside(told)) == str(count) and other not in told
    ]
    assert number in fitting
    assert len(fitting) > 1
    assert count.at_least <= number


def test_a_bound_is_never_that_of_one_number_alone():
    """Beside 16 and 17 "ten minste 13" was printed for 21, and for nothing else."""
    said = [str(Headcount(number).beside({5, 16, 17})) for number in range(12, 22)]

    assert said.count(str(Headcount(21).beside({5, 16, 17}))) > 5


def test_sum_of_such_a_number_is_a_lower_bound_too():
    total = sum_of([Headcount(42).beside([45]), Headcount(20)])
    assert (str(total), total.value) == ("ten minste 61", 61)


# --- Meetings ------------------------------------------------------------------------------------


@pytest.fixture
def report():
    return draft()


def held(report, title: str, attended: int | None):
    target = report.programme.targets.get(line="hubs")
    return hub(
        report.programme,
        "12 maart 2013",
        target=target,
        held=True,
        title=title,
        attended=attended,
        attended_source="verslag",
    )


def publish(report):
    report.refresh_from_db()
    if report.state == "published":
        report = actions.start_correction(report, reason="Verbeterd.", by=writer())
    if keys_open(report):
        waive_all(report)
    return publish_now(actions.submit(report, by=writer()))


def change(meeting, **fields) -> None:
    type(meeting).objects.filter(pk=meeting.pk).update(**fields)


def attended(report) -> list[tuple[str, str]]:
    """The name and the number of people of each row that the report prints."""
    blocks = section_of(plain_document(report), "hubs")["blocks"]
    printed = next(block for block in blocks if block.get("key") == "hubs-held")
    column = [each["label"] for each in printed["columns"]].index("Aanwezigen")
    return [(row[0]["text"], row[column]["text"]) for row in printed["rows"]]


def people(report) -> dict[str, str]:
    return dict(attended(report))


def total(report) -> tuple:
    figure = read_material(report.programme.slug, 2013).figures["hubs.attended"]
    return figure.qualifier, figure.value


def test_correction_by_a_few_people_is_not_told(report):
    utrecht, _zwolle = held(report, "Hub Utrecht", 45), held(report, "Hub Zwolle", 30)
    publish(report)
    change(utrecht, attended=42)

    assert people(report) == {"Hub Utrecht": "ten minste 41", "Hub Zwolle": "30"}
    assert total(report) == ("ten minste", 71)

    second = publish(report)
    assert not re.search(r"(?<![\w-])42(?!\w)", bytes(second.document).decode())


def test_correction_by_more_is_told_and_so_is_what_did_not_change(report):
    utrecht, _zwolle = held(report, "Hub Utrecht", 45), held(report, "Hub Zwolle", 30)
    publish(report)
    change(utrecht, attended=60)
    assert people(report) == {"Hub Utrecht": "60", "Hub Zwolle": "30"}
    assert total(report) == ("", 90)


def test_version_before_the_last_is_known_too(report):
    utrecht = held(report, "Hub Utrecht", 45)
    publish(report)
    change(utrecht, attended=60)
    publish(report)
    change(utrecht, attended=47)
    assert people(report) == {"Hub Utrecht": "ten minste 41"}


def test_other_name_is_the_same_meeting(report):
    utrecht = held(report, "Hub Utrecht", 45)
    held(report, "Hub Utrecht 2", 30)
    publish(report)
    change(utrecht, title="Heel anders", attended=42)
    assert people(report) == {"Heel anders": "ten minste 41", "Hub Utrecht 2": "30"}


def test_two_of_one_name_keep_their_own_numbers(report):
    held(report, "Hub", 45)
    held(report, "Hub", 43)
    publish(report)
    assert sorted(number for _name, number in attended(report)) == ["43", "45"]


def test_small_meeting_that_grew_and_unknown_one_that_became_known_are_told(report):
    small, unknown = held(report, "Hub Utrecht", 3), held(report, "Hub Zwolle", None)
    publish(report)
    change(small, attended=7)
    change(unknown, attended=40)
    assert people(report) == {"Hub Utrecht": "7", "Hub Zwolle": "40"}


def test_report_of_the_next_year_knows_it_too(report):
    """It prints last year's number again, as it is known by then."""
    utrecht = held(report, "Hub Utrecht", 45)
    publish(report)
    change(utrecht, attended=42)
    figure = read_material(report.programme.slug, 2014).figures["previous.hubs.attended"]
    assert (figure.qualifier, figure.value) == ("ten minste", 41)


def test_damaged_version_tells_nothing_and_breaks_nothing(report):
    utrecht = held(report, "Hub Utrecht", 45)
    alter(publish(report), "document", b"{}")
    change(utrecht, attended=42)
    assert people(report) == {"Hub Utrecht": "42"}


def test_versions_are_read_in_the_same_number_of_queries(report):
    held(report, "Hub Utrecht", 45)
    slug, counts = report.programme.slug, set()
    for _ in range(3):
        publish(report)
        with CaptureQueriesContext(connection) as queries:
            read_material(slug, 2013)
        counts.add(len(queries))
    assert len(counts) == 1


# --- Sectors -------------------------------------------------------------------------------------


def sectors(report) -> dict[str, str]:
    rows = table_of(plain_document(report), "reach", "reach-sectors")
    return {row[0]: row[-1] for row in rows}


def came(report, **numbers: int):
    """A meeting with a completed list, with so many people of an organisation of each sector."""
    meeting = held(report, f"Hub {numbers}", None)
    change(meeting, list_closed_at=timezone.now())
    add(meeting, **numbers)
    return meeting


def add(meeting, **numbers: int) -> None:
    """Of the same six organisations of a sector, whatever the meeting."""
    for sector, number in numbers.items():
        of_sector = Organisation.objects.filter(sector=sector)
        six = list(of_sector) or OrganisationFactory.create_batch(6, sector=sector)
        for _number, organisation in zip(range(number), cycle(six), strict=False):
            RegistrationFactory(meeting=meeting, attended=True, organisation=organisation)


def test_sector_that_grew_by_a_few_is_left_out_and_cannot_be_worked_out(report):
    came(report, rijk=20, gemeente=20, provincie=30)
    publish(report)
    assert set(sectors(report).values()) == {"20", "30", "70"}

    came(report, rijk=3, gemeente=10)

    printed = sectors(report)
    assert printed.pop("Samen") == "83"
    assert sorted(printed.values()) == ["30", "weggelaten", "weggelaten"]


def test_whole_that_grew_by_a_few_is_not_told_by_sector(report):
    came(report, rijk=20, gemeente=20)
    publish(report)
    meeting = report.programme.meetings.get()
    add(meeting, rijk=3)
    assert set(sectors(report).values()) == {"weggelaten"}


def test_sector_left_out_before_stays_out_so_that_its_old_number_does_not_follow(report):
    came(report, rijk=20, gemeente=3, provincie=6)
    publish(report)
    before = sectors(report)
    left_out = {name for name, number in before.items() if number == "weggelaten"}
    assert len(left_out) == 2

    came(report, gemeente=15)

    after = sectors(report)
    assert {name for name, number in after.items() if number == "weggelaten"} == left_out
    assert after["Samen"] == "44"


def test_nothing_is_kept_where_nothing_was_told():
    assert _kept(["rijk"], [[20]], Told()) == set()


def test_unlinked_that_became_a_few_less_is_a_lower_bound(report):
    meeting = held(report, "Hub Utrecht", None)
    change(meeting, list_closed_at=timezone.now())
    RegistrationFactory.create_batch(
        12, meeting=meeting, attended=True, organisation_typed="Dienst"
    )
    publish(report)
    known = meeting.registrations.first()
    type(known).objects.filter(pk=known.pk).update(organisation=OrganisationFactory())

    figure = read_material(report.programme.slug, 2013).figures["reach.unlinked"]

    assert (figure.qualifier, figure.value) == ("ten minste", 8)
