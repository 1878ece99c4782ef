"""What merging two organisations does to reports: nothing to a published one, once in the next."""

import pytest

from programme.merging import merge, undo
from reporting.making import actions
from tests.factories import OrganisationFactory, RegistrationFactory, TargetFactory
from tests.reporting.publishing import publish_now, waive_all, writer
from tests.reporting.reading import figures_of, hub, report_of

pytestmark = pytest.mark.django_db

COUNTED = "reach.organisations_counted"


def test_published_keeps_its_number_and_the_next_counts_merged_ones_once():
    programme = TargetFactory(number=2).programme
    held = hub(programme, "4-9-2013", status="held")
    double, kept, other = (OrganisationFactory(sector="gemeente") for _ in range(3))
    for organisation in (double, kept, other):
        for _ in range(6):
            RegistrationFactory(
                meeting=held, organisation=organisation, state="confirmed", attended=True
            )
    report = report_of(programme)
    waive_all(report)
    version = publish_now(actions.submit(report, by=writer()))
    before = bytes(version.document)
    assert figures_of(programme)[COUNTED] == 3

    done = merge(double, into=kept, by=None)

    version.refresh_from_db()
    assert (bytes(version.document), version.intact_document) == (before, before)
    assert figures_of(programme)[COUNTED] == 2

    undo(done, by=None)
    assert figures_of(programme)[COUNTED] == 3
