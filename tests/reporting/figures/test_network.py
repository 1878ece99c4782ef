"""The network of ambassadors in the report: how it grows, where, and nothing that tells who."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dates.entry import read_date
from reporting.collect import collect
from reporting.records.headcount import InFives
from reporting.records.network import read_network, spread
from tests.factories import (
    ActivityFactory,
    AmbassadorFactory,
    OrganisationFactory,
    ProgrammeFactory,
    TargetFactory,
)
from tests.reporting.reading import plain_document, report_of, section_of, table_of

pytestmark = pytest.mark.django_db
SECTORS = {"gemeente": "Gemeente", "rijk": "Rijk", "provincie": "Provincie", "": "Niet vastgelegd"}


@pytest.fixture
def programme():
    return ProgrammeFactory(first_year=2012, last_year=2014)


def join(programme, number, when="maart 2013", **values):
    return AmbassadorFactory.create_batch(
        number, programme=programme, joined=read_date(when), **values
    )


def done(ambassador, when="mei 2013", **values):
    return ActivityFactory(ambassador=ambassador, date=read_date(when), **values)


def printed(programme):
    report_of(programme)
    figures = collect(programme.slug, 2013).figures
    names = ("members", "new", "activities", "people")
    found = (figures[f"ambassadors.{name}"] for name in names)
    return [f"{figure.qualifier} {figure.value}".strip() for figure in found]


def test_sector_and_province_are_those_of_the_reference_date(programme):
    gone, entered_later = join(programme, 2, sector="gemeente", province="UT")
    done(gone), done(entered_later)
    gone.history.update(history_date=noon(2014, 3))
    for each in (gone, entered_later):
        each.sector, each.province = "rijk", "GR"
        each.save()
    entered_later.history.earliest().delete()

    known = read_network(date(2014, 4, 1), programme=programme)

    assert [(each.sector, each.province) for each in known.here] == [
        ("gemeente", "UT"), ("rijk", "GR"),
    ]  # fmt: skip
    assert {(deed.sector, deed.province) for deed in known.deeds} == {
        ("gemeente", "UT"), ("rijk", "GR"),
    }  # fmt: skip


def noon(year, month):
    return timezone.make_aware(datetime(year, month, 1, 12))


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (None, "niet vastgelegd"),
        (0, "0"),
        (4, "minder dan vijf"),
        (5, "ten minste 5"),
        (9, "ten minste 5"),
        (1013, "ten minste 1.010"),
    ],
)
def test_number_is_told_in_fives(number, told):
    assert str(InFives(number)) == told


def test_without_an_ambassador_nothing_is_recorded(programme):
    TargetFactory(programme=programme, line="ambassadors", year=2013, number=None)

    assert printed(programme) == ["None"] * 4


def test_network_is_counted_on_the_reference_date(programme):
    jo, *_others = join(programme, 7)
    join(programme, 6, "2012")
    join(programme, 6, "juni 2014")  # after the reference date
    join(programme, 6, "", state="interested")
    join(programme, 6, "2012", state="left", state_since=date(2013, 6, 1))
    done(jo, people=12), done(jo, people=3), done(jo, "2012", people=50), done(jo, "juni 2014")

    assert printed(programme) == ["ten minste 10", "ten minste 5", "2", "ten minste 13"]


def test_who_left_after_the_reference_date_was_still_there(programme):
    join(programme, 5, "2012", state="left", state_since=date(2014, 6, 1))

    assert printed(programme)[0] == "ten minste 5"


def test_few_are_told_as_few(programme):
    join(programme, 3)

    assert printed(programme)[:2] == ["minder dan 5", "minder dan 5"]


def document(programme):
    report = report_of(programme)
    return plain_document(report)


def test_section_sets_it_beside_what_was_agreed(programme):
    TargetFactory(programme=programme, line="ambassadors", year=2013, number=20)
    join(programme, 12)

    rows = table_of(document(programme), "ambassadors", "network")

    assert rows[:2] == [["Streefwaarde", "20"], ["Ambassadeurs op de peildatum", "ten minste 10"]]


@pytest.mark.parametrize("number", [None, "no target"])
def test_without_a_number_the_section_says_so(programme, number):
    if number is None:
        TargetFactory(programme=programme, line="ambassadors", year=2013, number=None)
    join(programme, 12)

    (first, *_rest) = table_of(document(programme), "ambassadors", "network")

    assert first == ["Streefwaarde", "geen streefwaarde afgesproken"]


def test_growth_by_year_and_spread_by_sector_and_province(programme):
    join(programme, 8, "2012", sector="gemeente", province="ut")
    join(programme, 6, sector="rijk", province="zh")
    of_state = OrganisationFactory(sector="rijk")
    (one,) = join(programme, 1, organisation=of_state, province="zh")
    for _ in range(5):
        done(one, people=10, organisation=of_state)

    told = document(programme)

    assert table_of(told, "ambassadors", "network-growth") == [
        ["2012", "ten minste 5", "0", "niet vastgelegd"],
        ["2013", "ten minste 5", "5", "50"],
    ]
    assert table_of(told, "ambassadors", "network-sector") == [
        ["Rijk", "ten minste 5", "5"],
        ["Gemeente", "ten minste 5", "0"],
    ]
    assert table_of(told, "ambassadors", "network-province") == [
        ["Utrecht", "ten minste 5", "0"],
        ["Zuid-Holland", "ten minste 5", "5"],
    ]


def test_small_cells_are_left_out_with_others_beside_them(programme):
    join(programme, 8, sector="gemeente")
    join(programme, 2, sector="rijk")
    join(programme, 9, sector="provincie")

    rows = table_of(document(programme), "ambassadors", "network-sector")

    told = {name: people for name, people, _times in rows}
    assert told["Rijk"] == "weggelaten"
    assert list(told.values()).count("weggelaten") == 2


def test_too_few_in_all_are_spread_over_nothing():
    assert spread(["gemeente", "rijk"], SECTORS) is None
    assert spread([], SECTORS) is None


def test_section_of_a_programme_without_network_has_no_table(programme):
    blocks = section_of(document(programme), "ambassadors")["blocks"]

    assert [block for block in blocks if block["type"] == "table"] == []


@pytest.mark.parametrize("count", [1, 3, 30])
def test_reading_takes_three_queries_and_no_names(programme, count):
    for jo in join(programme, count):
        done(jo)

    with CaptureQueriesContext(connection) as queries:
        network = read_network(date(2014, 4, 1), programme=programme)

    assert (len(network.members), len(network.deeds), len(queries)) == (count, count, 3)
    read = " ".join(query["sql"].partition(" FROM ")[0] for query in queries)
    words = ("email", "setting", "organisation_typed", "description")
    assert [word for word in words if word in read] == []
    assert '"ambassadors_ambassador"."name"' not in read
    assert '"ambassadors_historicalambassador"."name"' not in read
