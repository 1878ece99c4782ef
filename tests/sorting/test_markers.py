"""What one person laid, and the link with which, stand on no page but that person's own."""

import logging

import pytest
from django.urls import reverse

from pilots.facilitator.links import token_of
from sorting.rounds import end_round
from tests.factories import (
    FacilitatorLinkFactory,
    RoundFactory,
    SessionFactory,
    SortFactory,
    UserFactory,
)
from tests.sorting.sorted import at_random, handed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    return RoundFactory(group=SessionFactory(number=1).group)


@pytest.fixture
def pages(at, client):
    """All where a round shows, read by who may read most."""
    link, session = FacilitatorLinkFactory(), at.group.sessions.get()
    at.group.pilot.team.add(link.person)
    led = [token_of(link), session.pk]
    client.force_login(UserFactory(is_superuser=True))
    addresses = [
        reverse("sorting:rounds", args=led),
        *(reverse(f"sorting:{name}", args=[*led, at.pk]) for name in ("round", "paper", "end")),
        at.get_absolute_url(),
        *(reverse(f"admin:sorting_round_{name}", args=[at.pk]) for name in ("change", "history")),
        reverse("admin:sorting_round_changelist"),
        reverse("admin:index"),
        *("/privacy/", "/sitemap.xml", "/feed/"),
    ]

    def read(*more):
        answers = (client.get(address, follow=True) for address in (*addresses, *more))
        return [(answer.request["PATH_INFO"], answer.content.decode()) for answer in answers]

    return read


@pytest.mark.parametrize("ended", [False, True])
def test_cards_and_link_of_one_person_stand_nowhere_else(at, pages, caplog, ended):
    caplog.set_level(logging.DEBUG)
    under_way = SortFactory(round=at, piles=at_random(7))
    handed_in(at, at_random(8))
    for number in range(5):
        handed_in(at, at_random(number))
    if ended:
        end_round(at)

    sought = f"{reverse('admin:find')}?q={str(under_way.key)[:8]}"
    for address, shown in pages(sought):
        assert not any(secret in shown for secret in secrets(under_way)), address
    assert not any(secret in caplog.text for secret in secrets(under_way))


def secrets(sort):
    return (sort.piles, sort.key.hex, str(sort.key), at_random(8))


@pytest.mark.parametrize("people", range(5, 13))
def test_page_tells_no_number_for_a_pile(at, pages, people):
    """The sums stay in the table; a page that printed one would print what the attacker lacks."""
    for number in range(people):
        handed_in(at, at_random(number))
    end_round(at)
    at.refresh_from_db()

    for address, shown in pages():
        rows = [str(row) for row in at.shown] + [",".join(map(str, row)) for row in at.shown]
        assert not any(row in shown for row in rows), address
