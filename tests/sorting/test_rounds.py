"""Rounds: opened by who leads a session, ended by hand or by themselves, and what then stays."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from pilots.facilitator.links import token_of, url_of
from privacy.retention import erase_expired
from sorting import cards
from sorting.models import Round, Sort
from sorting.rounds import end_due, end_round, open_round
from tests.factories import (
    FacilitatorLinkFactory,
    GroupFactory,
    MaterialFactory,
    RoundFactory,
    SessionFactory,
    SortFactory,
)
from tests.sorting.sorted import IN_ORDER, at_random, handed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def link():
    return FacilitatorLinkFactory()


@pytest.fixture
def session(link):
    made = SessionFactory(number=1)
    made.group.pilot.team.add(link.person)
    return made


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def rounds_of(link, session):
    return reverse("sorting:rounds", args=[token_of(link), session.pk])


def opening(**values):
    day = f"{today():%d-%m-%Y}"
    return {"question": "mine", "moves": "end", "open_until": day} | values


def test_session_leads_to_the_rounds_of_its_group(client, link, session):
    shown = client.get(url_of(link, "session", pk=session.pk)).content.decode()

    assert rounds_of(link, session) in shown


def test_facilitator_opens_a_round_and_gets_code_and_qr(client, link, session):
    answer = client.post(rounds_of(link, session), opening(), follow=True)

    made = Round.objects.get()
    shown = answer.content.decode()
    assert (made.group, len(made.cards), made.open_until) == (session.group, 30, today())
    assert len(made.code) == 6
    assert made.get_absolute_url() in shown
    assert '<svg class="join__code"' in shown
    assert client.get(made.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"question": ""}, "Kies welke vraag de groep beantwoordt."),
        ({"moves": "x"}, "Selecteer een geldige keuze."),
        ({"open_until": ""}, "Vul in tot en met welke dag de ronde open is."),
        ({"open_until": "gisteren"}, "gisteren"),
        ({"open_until": "1-1-2013"}, "Kies een dag van vandaag of later."),
        ({"open_until": "1-1-2099"}, "Een ronde is ten hoogste twee weken open."),
    ],
)
def test_round_that_cannot_be_is_refused_in_a_sentence(client, link, session, values, sentence):
    answer = client.post(rounds_of(link, session), opening(**values))

    assert sentence in answer.content.decode()
    assert Round.objects.count() == 0


def test_rounds_of_another_group_stay_closed(client, link, session):
    other = RoundFactory()
    address = reverse("sorting:round", args=[token_of(link), session.pk, other.pk])
    stranger = FacilitatorLinkFactory()

    assert client.get(address).status_code == 404
    assert client.post(f"{address}einde/").status_code == 404
    assert client.get(rounds_of(stranger, session)).status_code == 404
    assert client.post(rounds_of(stranger, session), opening()).status_code == 404
    other.refresh_from_db()
    assert (other.state, Round.objects.count()) == ("open", 1)


def test_facilitator_ends_a_round_after_being_asked(client, link, session):
    at = RoundFactory(group=session.group)
    SortFactory(round=at, piles=at_random(1))
    address = reverse("sorting:end", args=[token_of(link), session.pk, at.pk])
    assert "telt dan niet mee" in client.get(address).content.decode()
    assert Sort.objects.count() == 1

    client.post(address)
    again = client.post(address, follow=True).content.decode()

    at.refresh_from_db()
    assert (at.state, Sort.objects.count()) == ("ended", 0)
    assert "Deze ronde is al afgelopen." in again


def test_round_that_is_opened_twice_is_one_until_somebody_begins(client, link, session):
    for _ in range(2):
        client.post(rounds_of(link, session), opening())
    client.post(rounds_of(link, session), opening(question="ours"))
    assert Round.objects.count() == 2

    SortFactory(round=Round.objects.get(question="mine"))
    client.post(rounds_of(link, session), opening())

    assert Round.objects.filter(question="mine").count() == 2


@pytest.mark.parametrize("people", [1, 4])
def test_round_with_too_few_says_so_and_keeps_nothing(client, link, session, people):
    at = handed_in(RoundFactory(group=session.group), times=people)
    end_round(at)

    address = reverse("sorting:round", args=[token_of(link), session.pk, at.pk])
    shown = client.get(address).content.decode()

    at.refresh_from_db()
    assert "legden te weinig mensen hun kaarten om een beeld te tonen" in shown
    assert (at.shown, at.tally, at.counted) == ([], [], 0)


@pytest.mark.parametrize("number", [29, 41])
def test_other_than_thirty_cards_open_no_round(monkeypatch, number):
    words = tuple((f"Woord {n}", "x") for n in range(number))
    monkeypatch.setattr(cards, "WORDS", words)

    with pytest.raises(ValidationError, match=f"30 kaarten nodig, en er zijn er nu {number}"):
        open_round(GroupFactory(), question="mine", moves="end", open_until=today())

    assert Round.objects.count() == 0


def test_cards_of_the_toolkit_of_the_programme_are_sorted():
    group = GroupFactory()
    for number in range(29, -1, -1):
        MaterialFactory(
            kind="card",
            title=f"Waarde {number}",
            text=f"Betekenis {number}",
            programme=group.pilot.programme,
            position=number,
        )
    MaterialFactory(kind="card", title="Van een ander")
    MaterialFactory(kind="exercise", programme=group.pilot.programme)

    at = open_round(group, question="mine", moves="end", open_until=today())

    assert [card["word"] for card in at.cards] == [f"Waarde {number}" for number in range(30)]
    assert at.cards[7]["meaning"] == "Betekenis 7"


def test_toolkit_with_fewer_cards_opens_no_round():
    card = MaterialFactory(kind="card")
    group = GroupFactory(pilot__programme=card.programme)

    with pytest.raises(ValidationError, match="en er zijn er nu 1. Zorg dat er in de toolkit"):
        open_round(group, question="mine", moves="end", open_until=today())


def test_word_that_is_there_twice_opens_no_round(monkeypatch):
    monkeypatch.setattr(cards, "WORDS", (*cards.WORDS[:29], cards.WORDS[0]))

    with pytest.raises(ValidationError, match="“Aandacht” staat twee keer"):
        open_round(GroupFactory(), question="mine", moves="end", open_until=today())


def test_round_keeps_the_words_with_which_it_was_opened(monkeypatch):
    at = open_round(GroupFactory(), question="mine", moves="end", open_until=today())
    monkeypatch.setattr(cards, "WORDS", (("Iets anders", "x"), *cards.WORDS[1:]))

    at.refresh_from_db()
    assert at.cards[0]["word"] == "Aandacht"


@pytest.mark.parametrize(("people", "shown"), [(1, 0), (4, 0), (5, 5), (6, 6)])
def test_at_the_end_only_the_sums_of_five_or_more_stay(people, shown):
    at = handed_in(RoundFactory(), times=people)
    SortFactory(round=at, piles=at_random(1))
    assert at.shown_people == 0

    end_round(at)

    at.refresh_from_db()
    assert (at.shown_people, at.counted, at.tally) == (shown, 0, [])
    assert bool(at.shown) == bool(shown)
    assert Sort.objects.count() == 0


@pytest.mark.parametrize(("people", "shown"), [(4, 0), (5, 5), (9, 5), (10, 10), (14, 10)])
def test_in_steps_only_whole_fives_are_shown_also_at_the_end(people, shown):
    at = handed_in(RoundFactory(moves="steps"), times=people)
    assert at.shown_people == shown

    end_round(at)

    at.refresh_from_db()
    assert at.shown_people == shown
    assert sum(map(sum, at.shown)) == 30 * shown


def test_round_ends_by_itself_after_its_last_day():
    over = handed_in(RoundFactory(), times=5)
    Round.objects.filter(pk=over.pk).update(open_until=today(-1))
    still = handed_in(RoundFactory(open_until=today()), times=5)

    assert (end_due(), end_due()) == (1, 0)

    over.refresh_from_db()
    still.refresh_from_db()
    assert (over.state, over.shown_people) == ("ended", 5)
    assert (still.state, still.counted) == ("open", 5)


def test_what_was_underway_goes_with_the_nightly_job_whatever_happens():
    kept = SortFactory(round=RoundFactory(open_until=today()))
    over = RoundFactory(open_until=today(-1))
    SortFactory(round=over, piles=IN_ORDER)

    assert erase_expired()["sorting.Sort"] == 1

    assert list(Sort.objects.all()) == [kept]


def test_history_knows_no_sum_and_no_moment_of_who_handed_in():
    at = open_round(GroupFactory(), question="mine", moves="steps", open_until=today())
    handed_in(at, times=5)
    end_round(at)

    kept = Round.history.all()
    names = {field.name for field in Round.history.model._meta.fields}
    assert [each.history_change_reason for each in kept] == ["afgelopen", None]
    assert names & {"cards", "tally", "counted", "shown", "shown_people"} == set()


def test_no_row_knows_an_order_a_moment_or_a_person():
    fields = {field.name for field in Sort._meta.fields}

    assert fields == {"key", "round", "piles", "is_done"}
