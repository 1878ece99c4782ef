"""Who sorts, without script: a code, thirty cards, five piles, and what cannot be."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sorting.models import Round, Sort
from sorting.piles import SIZES, UNSORTED
from sorting.rounds import end_round
from sorting.sorts import DONE, MOST, lay
from tests.factories import RoundFactory, SortFactory
from tests.sorting.sorted import IN_ORDER, handed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    return RoundFactory()


def page_of(sort):
    return f"/sorteren/{sort.round.code}/{sort.key}/"


def sent(client, sort, **values):
    return client.post(page_of(sort), values, follow=True)


def text(answer):
    return " ".join(answer.content.decode().split())


def test_thirty_cards_are_laid_and_handed_in_by_plain_forms(client, at):
    answer = client.post("/sorteren/", {"code": f" {at.code[:3].upper()}-{at.code[3:]}"})
    answer = client.post(answer.url)
    own = Sort.objects.get()
    for card, pile in enumerate(IN_ORDER, start=1):
        answer = sent(client, own, card=card, pile=pile)
        assert f"{card} van 30 kaarten gelegd" in text(answer)

    answer = sent(client, own, done="1")

    assert "Dank u wel, uw kaarten tellen mee" in text(answer)
    at.refresh_from_db()
    assert at.counted == 1
    assert [row.index(1) + 1 for row in at.tally] == [int(pile) for pile in IN_ORDER]


def test_begins_once_more_where_the_code_is_scanned_again(client, at):
    answer = client.post(at.get_absolute_url())
    own = Sort.objects.get()
    assert answer.url == f"{page_of(own)}#hand"

    assert page_of(own) in text(client.get(at.get_absolute_url()))
    assert "Ga verder" not in text(type(client)().get(at.get_absolute_url()))
    cookie = answer.cookies["kaarten"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (
        at.get_absolute_url(),
        True,
        "Lax",
        2 * 24 * 60 * 60,
    )


def test_card_goes_back_and_to_another_pile(client, at):
    own = SortFactory(round=at)
    sent(client, own, card=3, pile=5)
    sent(client, own, card=3, pile=4)
    own.refresh_from_db()
    assert own.piles == "004" + "0" * 27

    sent(client, own, card=3, pile=0)

    own.refresh_from_db()
    assert own.piles == UNSORTED


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"card": 5, "pile": 5}, "Op de stapel “Het belangrijkst” passen 4 kaarten."),
        ({"card": 31, "pile": 3}, "Kies een kaart uit de lijst."),
        ({"card": "x", "pile": 3}, "Kies een kaart uit de lijst."),
        ({"pile": 3}, "Kies een kaart uit de lijst."),
        ({"card": "9" * 5000, "pile": 3}, "Kies een kaart uit de lijst."),
        ({"card": 5, "pile": 6}, "Kies op welke stapel de kaart komt."),
        ({"card": 5}, "Kies op welke stapel de kaart komt."),
        ({"done": "1"}, "Nog niet alle kaarten liggen op een stapel: nog 26 te gaan."),
    ],
)
def test_what_cannot_be_is_one_sentence_and_changes_nothing(client, at, values, sentence):
    own = SortFactory(round=at, piles="5555" + "0" * 26)

    answer = sent(client, own, **values)

    own.refresh_from_db()
    assert sentence in text(answer)
    assert "<title>Fout: " in text(answer)
    assert (own.piles, own.is_done) == ("5555" + "0" * 26, False)
    if values.get("card") == 5:
        assert 'id="card-5" checked' in text(answer)


def test_handing_in_twice_counts_once_and_says_so(client, at):
    own = SortFactory(round=at, piles=IN_ORDER)

    for _ in range(3):
        assert "Dank u wel" in text(sent(client, own, done="1"))
    assert "Dank u wel" in text(sent(client, own, card=1, pile=1))

    at.refresh_from_db()
    own.refresh_from_db()
    assert at.counted == 1
    assert (own.piles, own.is_done) == ("", True)


def test_tab_that_was_open_hears_that_all_was_handed_in(at):
    own = SortFactory(round=at, piles=IN_ORDER)
    handed_in(at)
    Sort.objects.filter(pk=own.pk).update(piles="", is_done=True)

    with pytest.raises(Exception, match=DONE):
        lay(own.key, card=1, pile=1)


@pytest.mark.parametrize("ends", ["by its last day", "by who leads it"])
def test_round_that_ended_takes_nothing_and_says_so(client, at, ends):
    own = SortFactory(round=at, piles=IN_ORDER)
    if ends == "by who leads it":
        end_round(at)
    else:
        yesterday = timezone.localdate() - timedelta(days=1)
        Round.objects.update(open_until=yesterday)

    for answer in (
        client.get(at.get_absolute_url()),
        client.post(at.get_absolute_url()),
        client.get(page_of(own)),
        sent(client, own, card=1, pile=1),
        sent(client, own, done="1"),
    ):
        assert answer.status_code == 410
        assert "Deze ronde is afgelopen." in text(answer)
    at.refresh_from_db()
    assert at.counted == 0


@pytest.mark.parametrize("code", ["zzzzzz", "ЖЖЖ", "", "x" * 41, "a\x00b"])
def test_code_that_is_none_gets_a_sentence(client, code):
    answer = client.post("/sorteren/", {"code": code})

    assert answer.status_code in (200, 404)
    assert "error-summary" in text(answer)


def test_address_with_a_wrong_code_leads_to_the_form(client):
    answer = client.get("/sorteren/zzzzzz/")

    assert answer.status_code == 404
    assert "Deze code kennen we niet." in text(answer)


def test_guessing_codes_ends(client, settings):
    settings.RATE_LIMIT_PER_IP = 3

    answers = [client.get(f"/sorteren/zzzzz{n}/").status_code for n in range(5)]

    assert answers == [404, 404, 404, 429, 429]


def test_link_of_another_round_opens_nothing(client, at):
    own = SortFactory(round=RoundFactory())

    assert client.get(f"/sorteren/{at.code}/{own.key}/").status_code == 410


def test_round_takes_no_endless_number(client, at):
    Sort.objects.bulk_create(Sort(round=at) for _ in range(MOST))

    answer = client.post(at.get_absolute_url())

    assert answer.status_code == 409
    assert "Vraag uw begeleider om een nieuwe ronde." in text(answer)
    assert Sort.objects.count() == MOST


def test_piles_take_all_cards():
    assert sum(SIZES.values()) == len(IN_ORDER) == 30


def test_page_takes_as_many_queries_however_many_take_part(client, at, django_assert_num_queries):
    own = SortFactory(round=at)
    for more in (0, 2, 27):
        Sort.objects.bulk_create(Sort(round=at) for _ in range(more))
        with django_assert_num_queries(1):
            client.get(page_of(own))


def test_page_is_kept_by_nobody(client, at):
    answer = client.get(page_of(SortFactory(round=at)))

    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
