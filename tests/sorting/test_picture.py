"""The picture of a group: middle and agreement, one round and two beside each other."""

import pytest
from django.urls import reverse

from pilots.facilitator.links import token_of
from sorting.picture import Agreement, other_picture, picture_of, side_by_side, summed_up
from sorting.rounds import end_round
from tests.factories import FacilitatorLinkFactory, RoundFactory, SessionFactory
from tests.sorting.sorted import IN_ORDER, at_random, handed_in

AGREED, MIXED, SPLIT = Agreement.AGREED, Agreement.MIXED, Agreement.SPLIT
BACKWARDS = IN_ORDER[::-1]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ([0, 0, 0, 0, 5], (5, AGREED)),
        ([1, 0, 0, 0, 4], (5, AGREED)),
        ([0, 0, 0, 3, 3], (5, AGREED)),
        ([5, 0, 0, 0, 5], (3, SPLIT)),
        ([3, 0, 0, 1, 3], (4, SPLIT)),
        ([0, 2, 5, 3, 0], (3, AGREED)),
        ([2, 0, 4, 0, 1], (3, MIXED)),
        ([4, 1, 0, 0, 0], (1, AGREED)),
    ],
)
def test_middle_and_agreement(row, told):
    assert summed_up(row) == told


@pytest.mark.django_db
def test_there_is_no_picture_of_four_people():
    at = handed_in(RoundFactory(), times=4)
    end_round(at)
    at.refresh_from_db()

    assert picture_of(at) is None


@pytest.fixture
def session():
    return SessionFactory(number=1)


def ended(group, question, sorts):
    at = RoundFactory(group=group, question=question)
    for piles in sorts:
        handed_in(at, piles)
    end_round(at)
    at.refresh_from_db()
    return at


@pytest.fixture
def address_of(session):
    link = FacilitatorLinkFactory()
    session.group.pilot.team.add(link.person)
    return lambda at: reverse("sorting:round", args=[token_of(link), session.pk, at.pk])


@pytest.mark.django_db
def test_group_that_is_split_reads_over_what(client, session, address_of):
    at = ended(session.group, "mine", [IN_ORDER] * 3 + [BACKWARDS] * 3)

    picture = picture_of(at)
    shown = client.get(address_of(at)).content.decode()

    words = [card["word"] for card in at.cards]
    assert {each.word for each in picture.split} == {*words[:4], *words[-4:]}
    assert picture.agreed == []
    assert "Van 6 mensen." in shown
    assert shown.index("Waar u het oneens bent") < shown.index(words[0])


@pytest.mark.django_db
def test_two_rounds_stand_beside_each_other_with_the_widest_gap_first(client, session, address_of):
    mine = ended(session.group, "mine", [IN_ORDER] * 5)
    ended(RoundFactory().group, "ours", [at_random(1)] * 5)
    assert other_picture(mine) is None
    ours = ended(session.group, "ours", [BACKWARDS] * 7)

    both = side_by_side(picture_of(mine), picture_of(ours))
    shown = client.get(address_of(ours)).content.decode()

    assert both == side_by_side(picture_of(ours), picture_of(mine))
    assert [abs(each.gap) for each in both[:8]] == [4] * 8
    assert {each.told for each in both} == {
        "belangrijker dan het bij u is",
        "sterker dan u het belangrijk vindt",
        "past bij elkaar",
    }
    assert "Wat u vindt, en hoe het bij u is (van 7 en van 5 mensen)" in shown


@pytest.mark.django_db
@pytest.mark.parametrize("people", [0, 1, 4])
def test_number_of_a_few_is_nowhere(client, session, address_of, people):
    at = handed_in(RoundFactory(group=session.group), times=people)

    shown = client.get(address_of(at)).content.decode()

    assert "Minder dan vijf mensen gaven hun kaarten door op de telefoon." in shown
    assert "Het beeld komt als u de ronde beëindigt" in shown


@pytest.mark.django_db
@pytest.mark.parametrize(("people", "told"), [(5, 5), (9, 5), (10, 10), (14, 10)])
def test_number_of_who_handed_in_moves_by_five(client, session, address_of, people, told):
    at = handed_in(RoundFactory(group=session.group), times=people)

    shown = client.get(address_of(at)).content.decode()

    assert f"Ten minste {told} mensen gaven hun kaarten door" in shown
