"""Spellings of dates in Dutch: read right, refused with a sentence, or answered with a proposal."""

from datetime import date

import pytest

from dates.entry import read_date
from dates.refusing import (
    APART,
    AROUND_A_DAY,
    MIXED,
    NO_YEAR,
    NOT_IN_ORDER,
    NOT_UNDERSTOOD,
    REASONS,
)
from dates.values import ApproximateDate

RELATIVE, HOLIDAY, WEEK_NUMBER, OPEN, DOUBT = (sentence for _, sentence in REASONS)
FEBRUARY = ApproximateDate.of_month(2014, 2)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("24-2-2014", "2014-02-24", "2014-02-24"),
        ("24-02-14", "2014-02-24", "2014-02-24"),
        ("24-2-'14", "2014-02-24", "2014-02-24"),
        ("24-2-’14", "2014-02-24", "2014-02-24"),
        ("24 - 2 - 2014", "2014-02-24", "2014-02-24"),
        ("24-feb-2014", "2014-02-24", "2014-02-24"),
        ("24 febr. 2014", "2014-02-24", "2014-02-24"),
        ("24\u00a0FEB.\u00a02014.", "2014-02-24", "2014-02-24"),
        ("de 24ste februari 2014", "2014-02-24", "2014-02-24"),
        ("d.d. 24-2-2014", "2014-02-24", "2014-02-24"),
        ("maandag 24 februari 2014", "2014-02-24", "2014-02-24"),
        ("op ma. 24-2-'14", "2014-02-24", "2014-02-24"),
        ("donderdag week 12 2014", "2014-03-20", "2014-03-20"),
        ("3/2014", "2014-03-01", "2014-03-31"),
        ("3-'14", "2014-03-01", "2014-03-31"),
        ("2014-03", "2014-03-01", "2014-03-31"),
        ("januari '14", "2014-01-01", "2014-01-31"),
        ("in de maand maart 2014", "2014-03-01", "2014-03-31"),
        ("maart/april 2014", "2014-03-01", "2014-04-30"),
        ("januari–maart 2014", "2014-01-01", "2014-03-31"),
        ("tussen maart en april 2014", "2014-03-01", "2014-04-30"),
        ("tussen 1 en 5 maart 2014", "2014-03-01", "2014-03-05"),
        ("van 1 t/m 3 maart 2014", "2014-03-01", "2014-03-03"),
        ("1-3 maart 2014", "2014-03-01", "2014-03-03"),
        ("1, 2 en 3 maart 2014", "2014-03-01", "2014-03-03"),
        ("24 t/m 26-2-2014", "2014-02-24", "2014-02-26"),
        ("maandag 24 en dinsdag 25 februari 2014", "2014-02-24", "2014-02-25"),
        ("31 december 2013 en 1 januari 2014", "2013-12-31", "2014-01-01"),
        ("week 12 2014", "2014-03-17", "2014-03-23"),
        ("week 1 2014", "2013-12-30", "2014-01-05"),
        ("wk. 12 van '14", "2014-03-17", "2014-03-23"),
        ("2014-W12", "2014-03-17", "2014-03-23"),
        ("week 12 en 13 2014", "2014-03-17", "2014-03-30"),
        ("Q1 2014", "2014-01-01", "2014-03-31"),
        ("2014 Q4", "2014-10-01", "2014-12-31"),
        ("1e kwartaal 2014", "2014-01-01", "2014-03-31"),
        ("laatste kwartaal van 2014", "2014-10-01", "2014-12-31"),
        ("eerste helft 2014", "2014-01-01", "2014-06-30"),
        ("2e halfjaar 2014", "2014-07-01", "2014-12-31"),
        ("tweede helft van februari 2014", "2014-02-16", "2014-02-28"),
        ("einde 2014", "2014-10-01", "2014-12-31"),
        ("half 2014", "2014-05-01", "2014-08-31"),
        ("half januari 2014", "2014-01-10", "2014-01-20"),
        ("eind jan. '14", "2014-01-21", "2014-01-31"),
        ("het voorjaar van 2014", "2014-03-01", "2014-05-31"),
        ("voor de zomer van 2014", "2014-01-01", "2014-05-31"),
        ("na de zomer 2014", "2014-09-01", "2014-12-31"),
        ("winter 2013/2014", "2013-12-01", "2014-02-28"),
        ("winter 2013-2014", "2013-12-01", "2014-02-28"),
        ("winter 2013/'14", "2013-12-01", "2014-02-28"),
        ("winter '13/'14", "2013-12-01", "2014-02-28"),
        ("najaar 2013 of voorjaar 2014", "2013-09-01", "2014-05-31"),
        ("schooljaar 2013/2014", "2013-08-01", "2014-07-31"),
        ("studiejaar 2013-2014", "2013-09-01", "2014-08-31"),
        ("schooljaar '13-'14", "2013-08-01", "2014-07-31"),
        ("collegejaar 2013/14", "2013-09-01", "2014-08-31"),
        ("2013/2014", "2013-01-01", "2014-12-31"),
        ("2013/'14", "2013-01-01", "2014-12-31"),
        ("'14", "2014-01-01", "2014-12-31"),
        ("ca. april 2014", "2014-04-01", "2014-04-30"),
        ("circa 2014", "2014-01-01", "2014-12-31"),
        ("ergens in 2014", "2014-01-01", "2014-12-31"),
        ("rond de zomer van 2014", "2014-06-01", "2014-08-31"),
        ("± medio april 2014", "2014-04-10", "2014-04-20"),
        ("1-1-1000", "1000-01-01", "1000-01-01"),
    ],
)
def test_a_spelling_means_these_days(text, first, last):
    when = read_date(text)

    assert (str(when.earliest), str(when.latest)) == (first, last)
    assert read_date(str(when)) == when


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("24-02-14", "24 februari 2014"),
        ("maandag 24 februari 2014", "24 februari 2014"),
        ("2014-03", "maart 2014"),
        ("ca. April 2014", "ca. april 2014"),
        ("in het voorjaar van 2014", "het voorjaar van 2014"),
        ("van 1 t/m 3 maart 2014", "1 t/m 3 maart 2014"),
        ("q1 2014", "Q1 2014"),
        ("2014q1", "2014Q1"),
        ("maart – april\u00a02014", "maart - april 2014"),
    ],
)
def test_a_spelling_is_kept_where_a_day_month_or_year_does_not_say_it(text, written):
    assert str(read_date(text)) == written


@pytest.mark.parametrize(
    "text",
    ["onbekend", "n.n.b.", "NNB", "nog niet bekend", "Datum onbekend.", "n.t.b.", "?", "-"]
    + ["Nog nader te bepalen", "volgt nog", "nog niet vastgesteld"],
)
def test_words_for_unknown_are_unknown(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("24 febuari 2014", "24 februari 2014"),
        ("24 ferbuari 2014", "24 februari 2014"),
        ("24 februari 14", "24 februari 2014"),
        ("24februari2014", "24 februari 2014"),
        ("24022014", "24 februari 2014"),
        ("24 2 2014", "24 februari 2014"),
        ("24--2-2014", "24 februari 2014"),
        ("feb 24, 2014", "24 februari 2014"),
        ("24 february 2014", "24 februari 2014"),
        ("24 februari 2014, 13.30 uur", "24 februari 2014"),
        ("24 februari 2014?", "24 februari 2014"),
        ("maandg 24 februari 2014", "24 februari 2014"),
        ("aprıl 2014", "april 2014"),  # a Turkish letter that some comparisons take for an i
        ("maart, 2014", "maart 2014"),
        ("nejaar 2014", "najaar 2014"),
        ("van 1 tot 3 maart 2014", "1 tot en met 3 maart 2014"),
        ("eerste week van mei 2014", "tussen 1 en 7 mei 2014"),
        ("1e week mei 2014", "tussen 1 en 7 mei 2014"),
        ("maandagmiddag 24 februari 2014", "24 februari 2014"),
        ("24 februari 2014 (maandag)", "24 februari 2014"),
        ("24 + 25 februari 2014", "24 en 25 februari 2014"),
        ("dec/jan 2013/2014", "dec 2013/jan 2014"),
        ("2013-14", "2013-2014"),
    ],
)
def test_a_small_error_gets_a_proposal(text, meant):
    assert refusal_of(text) == f"Deze datum begrijpen we niet. Bedoelt u {meant}?"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("komend voorjaar", RELATIVE),
        ("vandaag", RELATIVE),
        ("24 februari a.s.", RELATIVE),
        ("Pasen 2014", HOLIDAY),
        ("kerstvakantie 2013", HOLIDAY),
        ("tweede week van mei 2014", WEEK_NUMBER),
        ("vóór 1 maart 2014", OPEN),
        ("uiterlijk mei 2014", OPEN),
        ("maart 2014 of later", OPEN),
        ("waarschijnlijk volgens plan", DOUBT),
        ("24 februari", NO_YEAR),
        ("24 febuari", NO_YEAR),
        ("dinsdag 25 februari", NO_YEAR),
        ("maart of april", NO_YEAR),
        ("najaar", NO_YEAR),
        ("rond 24 februari 2014", AROUND_A_DAY),
        ("1 en 5 maart 2014", APART),
        ("2013/2015", APART),
        ("maart 2014 of 2015", MIXED),
        ("maart 2013/2014", MIXED),
        ("zomer 2013/2014", MIXED),
        ("medio mei of juni 2014", MIXED),
        ("april of maart 2014", NOT_IN_ORDER),
        ("december of januari 2014", NOT_IN_ORDER),
        ("begin 2014 of eind 2013", NOT_IN_ORDER),
        ("24. zomermaand", NOT_UNDERSTOOD),
        ("31-2-2014", "De datum “31-2-2014” bestaat niet. Controleer dag, maand en jaar."),
        (
            "30 febuari 2014",
            "De datum “30 februari 2014” bestaat niet. Controleer dag, maand en jaar.",
        ),
        ("2-24-2014", "De datum “2-24-2014” bestaat niet. Bedoelt u 24 februari 2014?"),
        ("week 53 2014", "Week 53 van 2014 bestaat niet."),
        ("2011-12", "Dit kan december 2011 zijn, of 2011-2012. Schrijf wat u bedoelt."),
        (
            "dinsdag 24 februari 2014",
            "24 februari 2014 valt op een maandag, niet op een dinsdag. Controleer de dag en de "
            "datum.",
        ),
        (
            "dinsdag 24 febuari 2014",
            "24 februari 2014 valt op een maandag, niet op een dinsdag. Controleer de dag en de "
            "datum.",
        ),
        (
            "winter 2014",
            "Schrijf bij “winter” beide jaren: winter 2013/2014 of winter 2014/2015.",
        ),
        (
            "winter 2013/2015",
            "Schrijf bij “winter” twee jaren na elkaar, bijvoorbeeld winter 2013/2014.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(text, sentence):
    assert refusal_of(text) == sentence


@pytest.mark.parametrize("text", ["24 februari", "24-2", "24/2", "ma 24 feb."])
def test_a_day_without_year_is_read_within_what_is_known(text):
    assert read_date(text, FEBRUARY) == ApproximateDate.of_day(date(2014, 2, 24))


def test_a_season_without_year_gets_the_year_in_its_words():
    assert str(read_date("voorjaar", ApproximateDate.of_year(2014))) == "voorjaar 2014"


@pytest.mark.parametrize(
    ("text", "near", "sentence"),
    [
        ("12 januari", "najaar 2013", "Schrijf ook het jaar. Bedoelt u 12 januari 2014?"),
        ("24 febuari", "2014", "Deze datum begrijpen we niet. Bedoelt u 24 februari 2014?"),
        ("24 februari", "2013/2014", NO_YEAR),
        ("3", "2014", NOT_UNDERSTOOD),
    ],
)
def test_a_day_without_year_outside_what_is_known_is_asked(text, near, sentence):
    assert refusal_of(text, read_date(near)) == sentence


def refusal_of(text, near=None):
    with pytest.raises(ValueError) as refusal:
        read_date(text, near)
    return str(refusal.value)
