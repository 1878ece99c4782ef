import re
import string
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dates.entry import NOT_UNDERSTOOD, read_date
from dates.values import MONTHS, ApproximateDate
from dates.words import KNOWN_WORDS, MONTH_NUMBERS, SEASONS

years = st.integers(1000, 2999)


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_a_day_reads_back_as_it_is_written(day):
    when = ApproximateDate.of_day(day)

    assert read_date(str(when)) == when


@given(years, st.integers(1, 12))
def test_a_month_reads_back_as_it_is_written(year, month):
    when = ApproximateDate.of_month(year, month)

    assert read_date(str(when)) == when


@given(years)
def test_a_year_reads_back_as_it_is_written(year):
    when = ApproximateDate.of_year(year)

    assert read_date(str(when)) == when


@pytest.mark.parametrize(
    ("text", "first", "last", "written"),
    [
        ("2013", date(2013, 1, 1), date(2013, 12, 31), "2013"),
        ("januari 2014", date(2014, 1, 1), date(2014, 1, 31), "januari 2014"),
        ("Februari 2012", date(2012, 2, 1), date(2012, 2, 29), "februari 2012"),
        ("mrt. 2013", date(2013, 3, 1), date(2013, 3, 31), "maart 2013"),
        ("sept 2013", date(2013, 9, 1), date(2013, 9, 30), "september 2013"),
        ("24-2-2014", date(2014, 2, 24), date(2014, 2, 24), "24 februari 2014"),
        ("24/02/2014", date(2014, 2, 24), date(2014, 2, 24), "24 februari 2014"),
        ("24.2.2014", date(2014, 2, 24), date(2014, 2, 24), "24 februari 2014"),
        ("2014-02-24", date(2014, 2, 24), date(2014, 2, 24), "24 februari 2014"),
        ("12 maart 2013", date(2013, 3, 12), date(2013, 3, 12), "12 maart 2013"),
        ("29-2-2012", date(2012, 2, 29), date(2012, 2, 29), "29 februari 2012"),
        (
            "maart of april 2014",
            date(2014, 3, 1),
            date(2014, 4, 30),
            "maart of april 2014",
        ),
        (
            "december 2013 of januari 2014",
            date(2013, 12, 1),
            date(2014, 1, 31),
            "december 2013 of januari 2014",
        ),
        ("maart-april 2014", date(2014, 3, 1), date(2014, 4, 30), "maart-april 2014"),
        ("2013 of 2014", date(2013, 1, 1), date(2014, 12, 31), "2013 of 2014"),
        ("12 en 13 maart 2013", date(2013, 3, 12), date(2013, 3, 13), "12 en 13 maart 2013"),
        ("voorjaar 2014", date(2014, 3, 1), date(2014, 5, 31), "voorjaar 2014"),
        ("zomer 2014", date(2014, 6, 1), date(2014, 8, 31), "zomer 2014"),
        ("najaar 2014", date(2014, 9, 1), date(2014, 11, 30), "najaar 2014"),
        ("winter 2011/2012", date(2011, 12, 1), date(2012, 2, 29), "winter 2011/2012"),
        ("begin 2014", date(2014, 1, 1), date(2014, 3, 31), "begin 2014"),
        ("medio 2014", date(2014, 5, 1), date(2014, 8, 31), "medio 2014"),
        ("eind 2014", date(2014, 10, 1), date(2014, 12, 31), "eind 2014"),
        ("begin april 2014", date(2014, 4, 1), date(2014, 4, 10), "begin april 2014"),
        ("medio april 2014", date(2014, 4, 10), date(2014, 4, 20), "medio april 2014"),
        ("eind februari 2014", date(2014, 2, 21), date(2014, 2, 28), "eind februari 2014"),
        (
            "eerste helft van 2014",
            date(2014, 1, 1),
            date(2014, 6, 30),
            "eerste helft van 2014",
        ),
        ("derde kwartaal 2014", date(2014, 7, 1), date(2014, 9, 30), "derde kwartaal 2014"),
        ("Najaar 2014", date(2014, 9, 1), date(2014, 11, 30), "najaar 2014"),
        ("MAART OF APRIL 2014", date(2014, 3, 1), date(2014, 4, 30), "maart of april 2014"),
        ("zomer van 2014", date(2014, 6, 1), date(2014, 8, 31), "zomer van 2014"),
        ("begin van 2014", date(2014, 1, 1), date(2014, 3, 31), "begin van 2014"),
        ("eind van maart 2014", date(2014, 3, 21), date(2014, 3, 31), "eind van maart 2014"),
        ("mrt. of apr. 2014", date(2014, 3, 1), date(2014, 4, 30), "mrt. of apr. 2014"),
        ("12 en 13 mrt. 2013", date(2013, 3, 12), date(2013, 3, 13), "12 en 13 mrt. 2013"),
        ("eind 2013 of begin 2014", date(2013, 10, 1), date(2014, 3, 31), None),
        ("eind 2013, begin 2014", date(2013, 10, 1), date(2014, 3, 31), None),
        ("eind 2013 - begin van 2014", date(2013, 10, 1), date(2014, 3, 31), None),
        ("lente 2013 of zomer 2014", date(2013, 3, 1), date(2014, 8, 31), None),
        ("voorjaar of zomer 2014", date(2014, 3, 1), date(2014, 8, 31), None),
        ("eind maart of begin april 2014", date(2014, 3, 21), date(2014, 4, 10), None),
        ("12 maart of 2 april 2014", date(2014, 3, 12), date(2014, 4, 2), None),
        ("12-3-2013 t/m 14-3-2013", date(2013, 3, 12), date(2013, 3, 14), None),
        ("  maart \t of  april 2014 ", date(2014, 3, 1), date(2014, 4, 30), "maart of april 2014"),
    ],
)
def test_read_date_understands(text, first, last, written):
    when = read_date(text)

    assert (when.earliest, when.latest, str(when)) == (first, last, written or text)


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_written_is_unknown(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "13",
        "3/14",
        "lentemaand 2014",
        "٢٠١٤",
        "12 maart 2013 en nog wat",
        "najaar of 2014",
        "12, 2014",
        "eind 2013 of begin 2014 of zo",
        "eind van de zomer 2014",
        "Q5 2014",
        "3013",
        "1 maart 2014 " * 7,
    ],
)
def test_what_is_no_date_gives_one_sentence(text):
    assert refusal_of(text) == NOT_UNDERSTOOD


@pytest.mark.parametrize(
    "text",
    ["31-2-2013", "29-2-2013", "29 februari 2013", "0-1-2013", "13/2014", "30 of 31 april 2014"],
)
def test_a_date_that_does_not_exist_gives_one_sentence(text):
    sentence = f"De datum “{text}” bestaat niet. Controleer dag, maand en jaar."

    assert refusal_of(text) == sentence


def refusal_of(text, near=None):
    with pytest.raises(ValueError) as refusal:
        read_date(text, near)
    return str(refusal.value)


@given(st.dates(date(1000, 1, 2), date(2999, 12, 29)), st.integers(1, 400))
def test_a_stretch_without_words_reads_back_as_it_is_written(first, days):
    when = ApproximateDate(first, min(first + timedelta(days), date(2999, 12, 31)))

    assert read_date(str(when)) == when


words = [*MONTHS, *MONTH_NUMBERS, *SEASONS, *KNOWN_WORDS, "t/m", "'14", "Q1", "rond"]
some_years = ["2013", "2014", "'14"]
pieces = st.one_of(
    st.sampled_from(words),
    st.integers(-5, 3500).map(str),
    st.text(string.punctuation + "ıſK–½²", max_size=2),
)


@given(st.one_of(st.text(max_size=80), st.lists(pieces, max_size=7).map(" ".join)))
@example("9999-99-99")
@example("winter 1000")
def test_whatever_is_written_gives_a_date_or_a_sentence(text):
    try:
        when = read_date(text)
    except ValueError as refusal:
        assert str(refusal)[-1] in ".?"
    else:
        assert when is None or read_date(str(when)) == when


@given(
    st.lists(
        st.sampled_from([*words, *some_years, "-", "/", ",", "24", "3"]), min_size=1, max_size=6
    ).map(" ".join)
)
@example("winter 2013/2014")
@example("maart 2013/2014")
@example("zomer 2013/2014")
def test_what_is_read_lies_in_the_years_that_are_named(text):
    """But for a week: the first and the last of a year may begin or end in another."""
    try:
        when = read_date(text)
    except ValueError:
        return
    named = {int(year) % 100 for year in re.findall(r"(?<!\d)(?:20|')(\d\d)", text)}
    if when and "w" not in text:
        assert min(named) + 2000 <= when.earliest.year
        assert when.latest.year <= max(named) + 2000


@given(st.sampled_from(MONTHS), st.integers(1, 28), st.integers(0, 12), st.data())
def test_a_typing_error_is_never_silently_mended(month, day, place, data):
    """One letter more or less: refused, or the same day."""
    letter = data.draw(st.sampled_from(string.ascii_lowercase))
    place = min(place, len(month))
    more, less = month[:place] + letter + month[place:], month[:place] + month[place + 1 :]
    mistyped = data.draw(st.sampled_from([more, less]))
    try:
        when = read_date(f"{day} {mistyped} 2014")
    except ValueError:
        return
    assert mistyped in MONTH_NUMBERS
    assert when == ApproximateDate.of_day(date(2014, MONTH_NUMBERS[mistyped], day))
