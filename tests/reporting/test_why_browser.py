"""Why a version differs, as staff and a reader meet it: wide and narrow."""

import pytest

from dates.entry import read_date
from meetings.actions import reschedule
from reporting.making import actions
from tests.browsing import faults, sign_in

from .publishing import approver, corrected, publish_now, published
from .reading import BY, hub

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_pages_that_say_why_are_accessible_and_fit(page, client):
    version = published()
    report = version.report
    actions.show_on_site(report, shown=True, by=approver())
    target = report.programme.targets.get(line="hubs")
    meeting = hub(report.programme, "mei 2013", title="Wijde blik, Zwolle", target=target)
    reschedule(meeting, to=read_date("mei 2014"), by=BY, reason="De zaal was bezet.")
    newer = publish_now(corrected(version))
    hub(report.programme, "juni 2013", title="Later gevonden, Assen", target=target, held=True)
    sign_in(page, client, approver())

    start = f"/rapportages/{report.programme.slug}/{report.year}"
    for path in ("/vergelijk/1/2/", "/gewijzigd/", f"/versie/{newer.number}/"):
        assert page.goto(start + path).status == 200
        assert (path, faults(page)) == (path, {})
