"""People are counted once, the number outlives them, and without the key nobody is found again."""

from datetime import date

import pytest
from django.utils import timezone

from dates.values import ApproximateDate
from meetings.counting import count_people, key_of, mark_of
from meetings.models import CountedPerson, CountingKey, Registration
from privacy.requests import erase_person
from reporting.records.reached import read_people
from reporting.records.scope import find_scope
from tests.factories import HubFactory, ProgrammeFactory, ProgressReportFactory, RegistrationFactory

pytestmark = pytest.mark.django_db

ADDRESS = "anna@gemeente.example"


def held(day: int = 3, **fields):
    """Last year in June: its key is there, whatever the day of today."""
    when = date(timezone.localdate().year - 1, 6, day)
    return HubFactory(date=ApproximateDate.of_day(when), held=True, **fields)


def came(meeting, email: str = ADDRESS, **fields):
    return RegistrationFactory(meeting_id=meeting.pk, email=email, attended=True, **fields)


def marks() -> int:
    return CountedPerson.objects.values("mark").distinct().count()


@pytest.fixture
def hub():
    year = timezone.localdate().year
    return held(programme=ProgrammeFactory(first_year=year - 1, last_year=year))


def test_who_came_twice_in_a_year_has_one_mark(hub):
    other = held(4, programme=hub.programme)
    came(hub)
    came(other)
    came(other, "bert@gemeente.example")

    count_people()

    assert (CountedPerson.objects.count(), marks()) == (3, 2)


def test_counting_twice_changes_nothing_and_an_absentee_is_taken_off(hub):
    registration = came(hub)
    count_people()
    before = list(CountedPerson.objects.values())
    count_people()
    assert list(CountedPerson.objects.values()) == before

    Registration.objects.filter(pk=registration.pk).update(attended=False)
    count_people()

    assert CountedPerson.objects.count() == 0


def test_erasing_keeps_the_number_and_no_trace_of_the_address(hub):
    came(hub)

    erase_person(ADDRESS)
    count_people()

    assert Registration.objects.get().email == ""
    assert CountedPerson.objects.count() == 1
    assert ADDRESS not in str(list(CountedPerson.objects.values()))


def test_who_is_erased_and_comes_again_in_the_year_is_one_person(hub):
    came(hub)
    erase_person(ADDRESS)
    came(held(2))

    count_people()

    assert marks() == 1


def test_once_the_key_is_destroyed_no_address_gives_the_mark(hub):
    came(hub)
    count_people()
    year = hub.date_latest.year
    mark = CountedPerson.objects.get().mark
    assert mark == mark_of(key_of(year), ADDRESS)

    later = timezone.make_aware(timezone.datetime(year + 2, 1, 1, 12))
    count_people(later)

    assert not CountingKey.objects.filter(year=year).exists()
    assert CountedPerson.objects.get().mark == mark
    assert mark_of(key_of(year), ADDRESS) != mark  # a new key, if anybody made one


def test_every_year_has_another_key_and_is_made_once():
    assert key_of(2025) == key_of(2025)
    assert key_of(2025) != key_of(2026)


def test_old_meetings_are_not_counted_and_make_no_key():
    year = timezone.localdate().year - 2
    came(HubFactory(date=ApproximateDate.of_day(date(year, 6, 1)), held=True))

    count_people()

    assert (CountedPerson.objects.count(), CountingKey.objects.count()) == (0, 0)


def test_the_report_counts_people_of_its_year_and_programme(hub):
    year = hub.date_latest.year
    ProgressReportFactory(programme=hub.programme, year=year, reference_date=None)
    other = held(programme=hub.programme)
    for number in range(6):
        came(hub, f"p{number}@gemeente.example")
        came(other, f"p{number}@gemeente.example")
    came(held(), "elders@gemeente.example")

    count_people()

    assert read_people(find_scope(hub.programme.slug, year)) == 6
