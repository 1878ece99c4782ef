"""A scanner of mail fetches every link before its reader does: nothing changes."""

import re
from datetime import date, time

import pytest
from django.apps import apps
from django.conf import settings

from ambassadors import emails as network
from ambassadors.actions import accept
from dates.entry import read_date
from meetings import actions, emails
from meetings.registering.forms import CONSENT_TEXTS
from outbox.composing import read_content
from outbox.models import Message
from tests.factories import AmbassadorFactory, HubFactory, RegistrationFactory

from .registering import open_meeting, registered

pytestmark = pytest.mark.django_db

LINK = re.compile(r"https?://[^\s\"<>]+")
COUNTED_ON_PURPOSE = {"privacy.RateCount", "sessions.Session"}


def stored():
    """All rows, but for how often someone asked."""
    models = [model for model in apps.get_models() if model._meta.label not in COUNTED_ON_PURPOSE]
    return {model._meta.label: list(model._base_manager.values()) for model in models}


def mail_everything():
    """Consents, an offer, a move, a cancellation with a sister meeting, and thanks."""
    sister = open_meeting()
    meeting = open_meeting(
        capacity=1, start_time=time(13), end_time=time(16), programme=sister.programme
    )
    first = actions.Applicant(name="Ans", email="ans@rijk.example")
    has_place = actions.register(meeting, first, consents=dict(CONSENT_TEXTS)).registration
    registered(meeting, 2), registered(meeting, 3)
    actions.withdraw(has_place)
    actions.reschedule(meeting, to=read_date("12 maart 2099"), by=None)
    actions.cancel(meeting, reason="too_few", by=None, sister=sister)
    held = HubFactory(held=True)
    mail_the_network()
    emails.send_thanks(held, [RegistrationFactory(meeting=held, email="jo@rijk.example")])


def mail_the_network():
    """A link for who is in it and for who is not, a welcome, and a reminder."""
    ans, jo = "ans@rijk.example", "jo@rijk.example"
    interested = AmbassadorFactory(state="interested", email=jo)
    network.send_link(ans), network.send_link(jo)
    accept(interested, by=None)
    interested.reminded_on = date(2026, 3, 1)
    network.send_reminder(interested, is_last=False)


def own_links():
    contents = [read_content(message) for message in Message.objects.all()]
    found = {link for c in contents for link in LINK.findall(f"{c.text} {c.html}")}
    site = settings.SITE_URL.rstrip("/")
    return sorted(link.removeprefix(site) for link in found if link.startswith(site))


@pytest.mark.parametrize("method", ["get", "head"])
def test_fetching_every_link_of_every_mail_changes_nothing(client, method):
    mail_everything()
    links, before = own_links(), stored()
    assert len(links) >= 13

    statuses = {link: getattr(client, method)(link, follow=True).status_code for link in links}

    assert {link for link, status in statuses.items() if status not in (200, 410)} == set()
    assert stored() == before
