from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dates.day_fields import ClockField, DayField, MomentField
from dates.days import (
    MIDNIGHT,
    NO_DAY,
    NO_TIME,
    PROPOSED_TIME,
    UNCLEAR_DAY,
    UNCLEAR_TIME,
    read_day,
    read_time,
)
from dates.refusing import NO_YEAR

DAY = date(2014, 2, 24)


@pytest.mark.parametrize("text", ["24-2-2014", "24-02-14", "ma 24 feb. 2014", "2014-02-24"])
def test_a_day_is_read_in_all_its_spellings(text):
    assert read_day(text) == DAY


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("februari 2014", NO_DAY),
        ("24 t/m 26 februari 2014", NO_DAY),
        ("ooit", UNCLEAR_DAY),
        ("2/24/2014", "De datum “2/24/2014” bestaat niet. Bedoelt u 24 februari 2014?"),
        ("30 februari", "De datum “30 februari” bestaat niet. Controleer dag en maand."),
        ("31-4", "De datum “31-4” bestaat niet. Controleer dag en maand."),
        ("29 februari", NO_YEAR),
        ("24 febuari 2014", "Deze datum begrijpen we niet. Bedoelt u 24 februari 2014?"),
    ],
)
def test_less_than_a_day_is_refused(text, sentence):
    assert refusal_of(DayField(), text) == [sentence]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13.30", time(13, 30)),
        ("13:30", time(13, 30)),
        ("13.30 uur", time(13, 30)),
        ("13u30", time(13, 30)),
        ("9 uur", time(9)),
        ("9u", time(9)),
        ("0.00", time(0)),
        ("13:30:00", time(13, 30)),
        ("", None),
    ],
)
def test_a_time_is_read_in_all_its_spellings(text, expected):
    assert read_time(text) == expected


@pytest.mark.parametrize(("text", "hour"), [("2 uur", 2), ("6u", 6)])
def test_an_hour_of_the_night_is_asked_about(text, hour):
    with pytest.raises(ValueError, match=f"Bedoelt u {hour + 12}.00 uur"):
        read_time(text)


@pytest.mark.parametrize("text", ["13.60", "1360", "25", "half dertig", "13.3", "1:30 PM", "-1.00"])
def test_what_is_no_time_is_refused(text):
    assert refusal_of(ClockField(), text) == [UNCLEAR_TIME]


@pytest.mark.parametrize(
    ("text", "time_meant"),
    [
        ("13,30", "13.30"),
        ("1330", "13.30"),
        ("930", "9.30"),
        ("9", "9.00"),
        ("13", "13.00"),
        ("half twee", "13.30"),
        ("Half 9", "8.30"),
        ("half een", "12.30"),
        ("kwart over één", "13.15"),
        ("kwart voor 3", "14.45"),
        ("3 uur 's middags", "15.00"),
        ("3.30 ’s middags", "15.30"),
        ("9 uur ’s avonds", "21.00"),
        ("12 uur 's nachts", "0.00"),
    ],
)
def test_what_may_be_a_time_is_proposed_and_not_taken(text, time_meant):
    assert refusal_of(ClockField(), text) == [PROPOSED_TIME.format(time_meant)]


@pytest.mark.parametrize("text", ["24.00", "24:00 uur", "2400", "24"])
def test_the_end_of_a_day_asks_for_the_begin_of_the_next(text):
    assert refusal_of(ClockField(), text) == [MIDNIGHT]


@pytest.mark.parametrize(
    "text",
    [
        "24-2-2014 13.30",
        "24-2-2014 13:30",
        "24 februari 2014, 13.30 uur",
        "maandag 24 februari 2014 om 13u30",
        "2014-02-24T13:30",
    ],
)
def test_a_moment_is_read_in_all_its_spellings(text):
    expected = timezone.make_aware(datetime(2014, 2, 24, 13, 30))

    assert MomentField().clean(text) == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("24-2-2014", NO_TIME),
        ("februari 2014 13.30", NO_DAY),
        ("24-2-2014 25.00", UNCLEAR_TIME),
        ("13.30", UNCLEAR_DAY),
    ],
)
def test_half_a_moment_is_refused(text, sentence):
    assert refusal_of(MomentField(), text) == [sentence]


def test_a_moment_without_time_is_its_day_where_that_will_do():
    found = MomentField(time_needed=False).clean("24-2-2014")

    assert timezone.localtime(found).replace(tzinfo=None) == datetime(2014, 2, 24)


@pytest.mark.parametrize(
    ("field", "value", "written"),
    [
        (DayField(), DAY, "24-2-2014"),
        (ClockField(), time(9, 5), "9.05"),
        (MomentField(), datetime(2014, 2, 24, 13, 30), "24-2-2014 13.30"),
    ],
)
def test_a_field_shows_a_value_as_it_is_typed(field, value, written):
    shown = field.widget.format_value(value)

    assert shown == written
    assert not field.has_changed(field.clean(shown), shown)


def refusal_of(field, text):
    with pytest.raises(ValidationError) as refusal:
        field.clean(text)
    return refusal.value.messages
