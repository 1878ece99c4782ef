from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dates.entry import read_date
from dates.values import UNKNOWN, Answer, ApproximateDate, Period, write, write_with_days

days = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@st.composite
def stretches(draw):
    return sorted(draw(st.tuples(days, days)))


@st.composite
def near_stretches(draw):
    """Two stretches close enough to touch, overlap or hold each other often."""
    start = draw(st.dates(date(2012, 1, 1), date(2014, 12, 31)))
    offsets = st.integers(0, 20).map(lambda number: start + timedelta(days=number))
    return tuple(sorted(draw(st.tuples(offsets, offsets))) for _ in range(2))


def days_of(stretch):
    first, last = stretch
    return {first + timedelta(days=number) for number in range((last - first).days + 1)}


@given(near_stretches())
def test_lies_in_says_what_holds_for_every_day(stretches):
    when, period = stretches
    inside = days_of(when) <= days_of(period)
    outside = days_of(when).isdisjoint(days_of(period))

    answer = ApproximateDate(*when).lies_in(Period(*period))

    assert (answer is Answer.YES, answer is Answer.NO) == (inside, outside)


@given(near_stretches())
def test_lies_before_and_after_say_what_holds_for_every_day(stretches):
    when, (day, _) = stretches
    approximate = ApproximateDate(*when)
    before = [one < day for one in days_of(when)]
    after = [one > day for one in days_of(when)]

    assert approximate.lies_before(day) == answer_of(before)
    assert approximate.lies_after(day) == answer_of(after)


def answer_of(for_each_day):
    if all(for_each_day):
        return Answer.YES
    return Answer.UNDECIDED if any(for_each_day) else Answer.NO


@given(stretches(), days)
def test_lies_before_and_after_never_both(stretch, day):
    when = ApproximateDate(*stretch)

    assert [when.lies_before(day), when.lies_after(day)].count(Answer.YES) <= 1


@pytest.mark.parametrize(
    ("first", "last", "answer"),
    [
        (date(2013, 1, 1), date(2013, 12, 31), Answer.YES),
        (date(2013, 12, 31), date(2014, 1, 1), Answer.UNDECIDED),
        (date(2014, 1, 1), date(2014, 1, 31), Answer.NO),
        (date(2012, 1, 1), date(2014, 12, 31), Answer.UNDECIDED),
    ],
)
def test_lies_in_a_year_at_its_edges(first, last, answer):
    assert ApproximateDate(first, last).lies_in(Period.of_year(2013)) == answer


@given(days, days)
def test_an_interval_that_ends_before_it_starts_is_refused(one, other):
    first, last = max(one, other) + timedelta(days=1), min(one, other)

    with pytest.raises(ValueError, match="De eerste dag ligt na de laatste."):
        ApproximateDate(first, last)


@pytest.mark.parametrize(
    ("when", "written"),
    [
        (ApproximateDate.of_day(date(2013, 3, 12)), "12 maart 2013"),
        (ApproximateDate.of_day(date(2013, 1, 1)), "1 januari 2013"),
        (ApproximateDate.of_month(2014, 1), "januari 2014"),
        (ApproximateDate.of_month(2012, 2), "februari 2012"),
        (ApproximateDate.of_year(2013), "2013"),
        (
            ApproximateDate(date(2014, 3, 1), date(2014, 4, 30), "maart of april 2014"),
            "maart of april 2014",
        ),
        (
            ApproximateDate(date(2014, 3, 1), date(2014, 4, 30)),
            "tussen 1 maart 2014 en 30 april 2014",
        ),
        (None, UNKNOWN),
    ],
)
def test_write_is_as_precise_as_known(when, written):
    assert write(when) == written


@given(stretches())
def test_only_a_date_that_is_known_to_the_day_has_a_day(stretch):
    first, last = stretch

    assert ApproximateDate(first, last).day == (first if first == last else None)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("najaar 2013", "najaar 2013 (1 september tot en met 30 november 2013)"),
        ("12 maart 2013", "12 maart 2013"),
        ("", "datum niet vastgelegd"),
    ],
)
def test_words_are_written_with_the_days_they_are_read_as(text, written):
    assert write_with_days(read_date(text)) == written
