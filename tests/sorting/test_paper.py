"""What was laid on paper is typed in by numbers; one sheet counts once, and never by half."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pilots.facilitator.links import token_of
from sorting.models import Round, Sort
from sorting.rounds import end_round
from tests.factories import FacilitatorLinkFactory, RoundFactory, SessionFactory
from tests.sorting.sorted import IN_ORDER, handed_in

pytestmark = pytest.mark.django_db

SHEET = {
    "pile_5": "1 2 3 4",
    "pile_4": "5, 6, 7, 8, 9, 10",
    "pile_3": "11;12;13;14;15;16;17;18;19;20",
    "pile_2": "21 22  23, 24 25 26",
    "pile_1": "27 28 29 30",
}


@pytest.fixture
def address():
    link = FacilitatorLinkFactory()
    session = SessionFactory(number=1)
    session.group.pilot.team.add(link.person)
    at = RoundFactory(group=session.group)
    return reverse("sorting:paper", args=[token_of(link), session.pk, at.pk])


def test_sheet_is_typed_in_and_counts_once_however_often_it_is_sent(client, address):
    key = str(client.get(address).context["form"]["sheet"].value())

    first = client.post(address, SHEET | {"sheet": key}, follow=True).content.decode()
    again = client.post(address, SHEET | {"sheet": key}, follow=True).content.decode()

    at = Round.objects.get()
    assert (at.counted, at.on_paper) == (1, 1)
    assert [row.index(1) + 1 for row in at.tally] == [int(pile) for pile in IN_ORDER]
    assert "Dit blad telt mee." in first
    assert "Dit blad was al ingetypt" in again


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"pile_5": "1 2 3"}, "Op “Het belangrijkst” horen 4 kaarten, en u typte er 3."),
        ({"pile_5": "1 2 3 4 5"}, "Kaart 5 staat op twee plaatsen: bij “Het belangrijkst” en bij"),
        ({"pile_5": "1 2 3 3"}, "Kaart 3 staat twee keer bij “Het belangrijkst”."),
        ({"pile_5": "1 2 3 41"}, "“41” is geen nummer van een kaart."),
        ({"pile_5": "1 2 3 Moed"}, "“Moed” is geen nummer van een kaart."),
        ({"pile_5": "1 2 3 ４"}, "“４” is geen nummer van een kaart."),
        ({"pile_5": " ".join(map(str, range(1, 42)))}, "“31” is geen nummer van een kaart."),
        ({"pile_5": ""}, "Typ de nummers bij “Het belangrijkst”."),
        ({"pile_5": ",;."}, "Op “Het belangrijkst” horen 4 kaarten, en u typte er 0."),
        ({"pile_5": "1 " * 200}, "Typ hier alleen de nummers van 4 kaarten."),
    ],
)
def test_sheet_that_cannot_be_is_told_why_and_counts_nothing(client, address, change, sentence):
    answer = client.post(address, SHEET | change)

    shown = answer.content.decode()
    at = Round.objects.get()
    assert sentence in shown
    assert "27 28 29 30" in shown
    assert (at.counted, at.tally, Sort.objects.count()) == (0, [], 0)


def test_round_that_has_ended_takes_no_sheet(client, address):
    end_round(Round.objects.get())

    for answer in (client.get(address, follow=True), client.post(address, SHEET, follow=True)):
        assert "Deze ronde is afgelopen. U kunt er geen kaarten meer in leggen." in text(answer)
    Round.objects.update(state="open", open_until=timezone.localdate() - timedelta(days=1))
    assert "Deze ronde is afgelopen." in text(client.post(address, SHEET, follow=True))
    assert Round.objects.get().counted == 0


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("phones", "sheets", "shown"),
    [(0, 5, 5), (4, 1, 0), (1, 12, 0), (4, 12, 0), (5, 1, 6), (5, 0, 5), (0, 4, 0)],
)
def test_who_types_in_sheets_does_not_work_out_what_few_laid_on_phones(
    client, address, phones, sheets, shown
):
    at = handed_in(Round.objects.get(), times=phones)
    for _ in range(sheets):
        client.post(address, SHEET)

    end_round(at)

    at.refresh_from_db()
    assert at.shown_people == shown


def test_in_steps_a_single_sheet_moves_no_picture(client, address):
    Round.objects.update(moves="steps")
    at = handed_in(Round.objects.get(), times=5)
    for number, shown in ((1, 5), (4, 5), (5, 10)):
        while at.on_paper < number:
            client.post(address, SHEET)
            at.refresh_from_db()
        assert (at.shown_people, at.counted) == (shown, 5 + number)
