from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from pilots.models import Pilot
from programme.models import LinkChoice, Person, Target
from programme.prepared import Given, Prepared
from tests.factories import (
    LinkChoiceFactory,
    NameUseFactory,
    PersonFactory,
    PilotFactory,
    ProgrammeFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db


def test_query_is_made_once_and_asked_again_with_other_values():
    made = []

    @Prepared
    def targets() -> QuerySet:
        made.append("once")
        return Target.objects.filter(programme=Given("programme"), year=Given("year"))

    of_2012, of_2013 = TargetFactory(year=2012), TargetFactory(year=2013)
    programme = of_2013.programme
    other = TargetFactory(year=2013, programme=ProgrammeFactory())

    assert targets(programme=of_2012.programme, year=2012) == [of_2012]
    assert targets(programme=programme, year=2013) == [of_2013]
    assert targets(programme=other.programme_id, year=2013) == [other]
    assert targets(programme=programme, year=2014) == []
    assert made == ["once"]


def test_rows_bring_what_the_queryset_says_of_them(django_assert_num_queries):
    @Prepared
    def pilots() -> QuerySet:
        rows = Pilot.objects.filter(programme=Given("programme"))
        return rows.select_related("target").prefetch_related("team").defer("results")

    pilot, person = PilotFactory(target=TargetFactory(line="pilots")), PersonFactory()
    pilot.team.add(person)
    for _asked in ("first", "again"):
        with django_assert_num_queries(2):
            [found] = pilots.of(pilot.programme)
            assert (found, found.target) == (pilot, pilot.target)
            assert (list(found.team.all()), found.programme) == ([person], pilot.programme)
        assert found.get_deferred_fields() == {"results"}


def test_value_in_an_annotation_is_given_too():
    """A source on 2013 names somebody in the report on that year."""
    use = NameUseFactory(use="report", answer="published", year=2013)
    named = Prepared(lambda: Person.objects.told_in_report(Given("year")))
    told = {year: [(row, row.is_named) for row in named(year=year)] for year in (2012, 2013)}
    assert told == {2012: [(use.person, False)], 2013: [(use.person, True)]}


def test_day_and_moment_are_bound_as_the_database_keeps_them():
    moment = timezone.now()
    choice = LinkChoiceFactory(chosen_at=moment)
    at = Prepared(lambda: LinkChoice.objects.filter(chosen_at=Given("moment")))
    by = Prepared(lambda: LinkChoice.objects.filter(chosen_at__date__lte=Given("day")))
    today = timezone.localdate(moment)
    assert (at(moment=moment), at(moment=moment + timedelta(hours=1))) == ([choice], [])
    assert (by(day=today), by(day=today - timedelta(days=1))) == ([choice], [])


def test_value_that_is_not_given_is_named():
    targets = Prepared(lambda: Target.objects.filter(year=Given("year")))
    with pytest.raises(KeyError, match="year"):
        targets()


def test_each_thread_asks_over_its_own_connection():
    """What is not committed yet is seen by nobody else."""
    everybody = Prepared(Person.objects.all)
    person, seen = PersonFactory(), []

    def look() -> None:
        seen.append(everybody())
        connection.close()

    assert everybody() == [person]
    thread = Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [[]]


def test_what_changes_the_query_is_compiled_apart():
    @Prepared
    def people(is_sorted: bool) -> QuerySet:
        return Person.objects.order_by("name" if is_sorted else "-pk")

    a, b = PersonFactory(name="A"), PersonFactory(name="B")
    assert [people(True), people(False), people(True)] == [[a, b], [b, a], [a, b]]
