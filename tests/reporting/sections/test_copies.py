"""How many copies of an edition were given and fetched, as the report tells it."""

from datetime import UTC, date, datetime

import pytest

from tests.factories import CopyFactory, EditionFactory, ProgrammeFactory, PublishedEditionFactory

from ..reading import plain_document, report_of, table_of

pytestmark = pytest.mark.django_db

BEFORE, LATER = datetime(2014, 1, 8, 12, tzinfo=UTC), datetime(2029, 1, 8, 12, tzinfo=UTC)


def given(published, number, at=BEFORE, **values):
    for _ in range(number):
        CopyFactory(published=published, given_at=at, name="GEHEIM", **values)


def test_report_counts_copies_by_edition_up_to_the_reference_date_and_tells_few_as_few():
    programme = ProgrammeFactory(slug="routekaart", first_year=2012, last_year=2014)
    many, few, none = (
        EditionFactory(programme=programme, title=t) for t in ("Een", "Twee", "Drie")
    )
    first, second = (PublishedEditionFactory(edition=many, number=n) for n in (1, 2))
    given(first, 4, first_fetched_on=date(2014, 1, 9))
    given(second, 3)
    given(second, 2, at=LATER)
    given(PublishedEditionFactory(edition=few), 1, first_fetched_on=date(2014, 1, 9))

    document = plain_document(report_of(programme))

    assert table_of(document, "adaptation", "copies") == [
        ["Een", "7", "minder dan vijf"],
        ["Twee", "minder dan vijf", "minder dan vijf"],
    ]
    assert "GEHEIM" not in str(document)
