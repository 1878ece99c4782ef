"""The lists of the admin: what comes next or is newest stands first, with columns for the work."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dates.entry import read_date
from dates.values import ApproximateDate
from tests.factories import (
    ConversationFactory,
    CopyFactory,
    HubFactory,
    MaterialFactory,
    PilotFactory,
    PublicationFactory,
    RegistrationFactory,
    RoundFactory,
    SessionFactory,
    SessionPlanFactory,
    StoryFactory,
    TargetFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

BY_NAME = {"auth.user", "programme.organisation", "programme.person", "programme.theme"}
"""Looked up by name, so they stand in that order."""
IN_A_PLAN = {
    *("toolkit.milestone", "pilots.group"),
    *("programme.programme", "privacy.consent", "outbox.message"),
}
"""Have an order of their own in their model: steps, parts, or the newest first."""


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def shown(staff, model, **asked):
    page = staff.get(reverse(f"admin:{model.replace('.', '_')}_changelist"), asked)
    return list(page.context_data["cl"].result_list)


def day(days):
    return ApproximateDate.of_day(timezone.localdate() + timedelta(days=days))


def test_the_next_meeting_stands_first_then_the_last_one(staff):
    for title, date in (
        ("lang geleden", read_date("2013")),
        ("straks", day(3)),
        ("onbekend", None),
        ("gisteren", day(-1)),
        ("later", day(300)),
        ("vandaag", day(0)),
    ):
        HubFactory(title=title, date=date)

    assert [hub.title for hub in shown(staff, "hubs.hub")] == [
        "vandaag",
        "straks",
        "later",
        "gisteren",
        "lang geleden",
        "onbekend",
    ]


def test_list_of_meetings_says_how_full_they_are_and_what_is_a_concept(staff):
    hub = HubFactory(capacity=2, date=day(3))
    RegistrationFactory.create_batch(2, meeting=hub)
    RegistrationFactory(meeting=hub, state="waiting")
    HubFactory(is_public=False, date=day(4))

    page = staff.get(reverse("admin:hubs_hub_changelist")).content.decode()

    assert "2 van 2, 1 wacht" in page
    assert page.count("icon-no") == page.count("icon-yes") == 1


def test_newest_publication_stands_first_whatever_its_programme(staff):
    for title, date in (("oud", "2012"), ("nieuw", "mei 2014"), ("onbekend", "")):
        PublicationFactory(title=title, date=read_date(date) if date else None)

    found = [publication.title for publication in shown(staff, "publications.publication")]

    assert found == ["nieuw", "oud", "onbekend"]


def test_latest_talk_stands_first_with_what_comes_next(staff):
    old = ConversationFactory(date=read_date("2012"), next_step="bellen")
    ConversationFactory(date=read_date("2014"), next_step="offerte", stage="concrete")
    ConversationFactory(
        counterparty=old.counterparty, date=read_date("2013"), next_step="nog eens bellen"
    )

    found = [(party.step, party.stage) for party in shown(staff, "pilots.counterparty")]

    assert found == [("offerte", "concrete"), ("nog eens bellen", "unknown")]


def test_targets_of_the_newest_year_stand_first(staff):
    for year in (2012, 2014, 2013):
        TargetFactory(year=year)

    assert [target.year for target in shown(staff, "programme.target")] == [2014, 2013, 2012]


@pytest.mark.parametrize("label", sorted(model._meta.label_lower for model in admin.site._registry))
def test_every_list_states_its_order(label):
    each = next(a for m, a in admin.site._registry.items() if m._meta.label_lower == label)
    states_it = type(each).get_ordering is not admin.ModelAdmin.get_ordering or each.ordering

    assert states_it or label in BY_NAME | IN_A_PLAN


MANY = {
    "hubs.hub": lambda: RegistrationFactory(meeting=HubFactory(date=day(3))),
    "pilots.pilot": PilotFactory,
    "pilots.counterparty": ConversationFactory,
    "publications.publication": lambda: PublicationFactory(meeting_id=HubFactory().pk),
    "programme.target": TargetFactory,
    "sorting.round": RoundFactory,
    "toolkit.copy": CopyFactory,
    "toolkit.material": MaterialFactory,
    "toolkit.sessionplan": lambda: SessionPlanFactory(session=SessionFactory()),
    "toolkit.story": StoryFactory,
}


@pytest.mark.parametrize("label", MANY)
def test_list_takes_as_many_queries_for_many_rows_as_for_one(staff, label):
    counts = []
    for more in (1, 2, 27):
        for _ in range(more):
            MANY[label]()
        with CaptureQueriesContext(connection) as queries:
            counts.append(len(shown(staff, label)))
        counts.append(len(queries))

    assert counts[::2] == [1, 3, 30]
    assert len(set(counts[1::2])) == 1
