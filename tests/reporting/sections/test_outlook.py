"""What the funder was told stands in the report, with its date."""

from datetime import date

import pytest

from reporting.models import Notice
from tests.factories import TargetFactory

from ..reading import hub, plain_document, report_of, table_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sent_on", "expected"),
    [
        (date(2014, 1, 6), [["Hub", "gaat niet door", "6 januari 2014"]]),
        (date(2014, 9, 1), None),
        (None, None),
    ],
)
def test_notice_that_was_sent_by_the_reference_date_is_told(sent_on, expected):
    target = TargetFactory(number=1)
    meeting = hub(target.programme, "mei 2013", title="Hub", target=target, cancelled=True)
    Notice.objects.create(
        text="Brief", target=target, meeting=meeting, standing="CANCELLED", sent_on=sent_on
    )
    document = plain_document(report_of(target.programme))
    assert table_of(document, "communication", "notices") == expected
