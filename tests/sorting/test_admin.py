"""Staff open a round for any group, see the picture and end it; nobody changes or deletes it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sorting import cards
from sorting.models import Round
from tests.factories import GroupFactory, RoundFactory, UserFactory
from tests.sorting.sorted import handed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def page_of(at, name="change"):
    return reverse(f"admin:sorting_round_{name}", args=[at.pk])


def opening(**values):
    day = f"{timezone.localdate():%d-%m-%Y}"
    group = GroupFactory(pilot__title="Pilot Noord")
    return {"group": group.pk, "question": "ours", "moves": "end", "open_until": day} | values


def add(staff, **values):
    return staff.post(reverse("admin:sorting_round_add"), opening(**values), follow=True)


def test_staff_open_a_round_for_a_group(staff):
    add(staff)

    at = Round.objects.get()
    shown = staff.get(page_of(at)).content.decode()
    assert (at.question, len(at.code), len(at.cards)) == ("ours", 6, 30)
    assert at.get_absolute_url() in shown
    assert "Pilot Noord" in shown
    assert at.history.get().history_user is not None


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"open_until": "1-1-2013"}, "Kies een dag van vandaag of later."),
        ({"open_until": "1-1-2099"}, "Een ronde is ten hoogste twee weken open."),
        ({"group": ""}, "Groep"),
    ],
)
def test_round_that_cannot_be_is_refused_in_a_sentence(staff, values, sentence):
    assert sentence in add(staff, **values).content.decode()
    assert Round.objects.count() == 0


def test_without_thirty_cards_none_is_opened(staff, monkeypatch):
    monkeypatch.setattr(cards, "WORDS", cards.WORDS[:29])

    assert "30 kaarten nodig, en er zijn er nu 29" in add(staff).content.decode()
    assert Round.objects.count() == 0


def test_saving_the_page_undoes_no_sort_that_came_in_meanwhile(staff):
    at = handed_in(RoundFactory(open_until=timezone.localdate() - timedelta(days=1)), times=0)
    Round.objects.filter(pk=at.pk).update(counted=3)

    staff.post(page_of(at), {"open_until": "1-1-2099", "question": "ours"})

    at.refresh_from_db()
    assert (at.counted, at.question) == (3, "mine")
    assert at.open_until < timezone.localdate()


def test_staff_end_a_round_and_see_its_picture(staff):
    at = handed_in(RoundFactory(), times=5)
    assert "Van 5 mensen." not in staff.get(page_of(at)).content.decode()

    staff.post(page_of(at, "beeindigen"))

    assert "Van 5 mensen." in staff.get(page_of(at)).content.decode()
    assert staff.get(page_of(at, "delete")).status_code == 403
