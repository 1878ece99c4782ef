import string
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dates.entry import MONTH_NUMBERS, NOT_UNDERSTOOD, SEASONS, read_date
from dates.values import MONTHS, ApproximateDate

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
        ("winter 2012", date(2011, 12, 1), date(2012, 2, 29), "winter 2012"),
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
        ("winter van 2012", date(2011, 12, 1), date(2012, 2, 29), "winter van 2012"),
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
        "morgen",
        "maart",
        "13",
        "24-2-14",
        "2014-02",
        "najaar",
        "lentemaand 2014",
        "maart of april",
        "aprıl 2014",  # a Turkish letter that a case-blind comparison takes for an i
        "ſeptember 2014",
        "٢٠١٤",
        "12 maart 2013 en nog wat",
        "maart, 2014",
        "najaar of 2014",
        "12, 2014",
        "eind of begin",
        "eind 2013 of begin 2014 of zo",
        "3013",
    ],
)
def test_what_is_no_date_gives_one_sentence(text):
    with pytest.raises(ValueError, match="^Deze datum begrijpen we niet") as refusal:
        read_date(text)

    assert str(refusal.value) == NOT_UNDERSTOOD


@pytest.mark.parametrize(
    "text",
    [
        "31-2-2013",
        "29 februari 2013",
        "0-1-2013",
        "1-13-2013",
        "april of maart 2014",
        "2014 of 2013",
        "begin 2014 of eind 2013",
        "30 of 31 april 2014",
    ],
)
def test_a_date_that_does_not_exist_gives_one_sentence(text):
    with pytest.raises(ValueError, match="bestaat niet") as refusal:
        read_date(text)

    sentence = f"De datum “{text}” bestaat niet. Controleer dag, maand en jaar."
    assert str(refusal.value) == sentence


words = [*MONTHS, *MONTH_NUMBERS, *SEASONS, "of", "en", "t/m", "begin", "eind", "winter", "van"]
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
        assert str(refusal).startswith(("Deze datum begrijpen we niet", "De datum “"))
    else:
        assert (when is None) == (not text.split())
