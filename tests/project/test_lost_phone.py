"""Two colleagues help a third who lost the phone."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from backoffice.proving import SIGNED_IN_AT
from outbox.models import Message
from routekaart.accounts.lost_phone import ask, confirm, stop
from routekaart.models import LostPhone
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

PAGE = "/beheer/telefoon-kwijt/"
CALLED = "Gebeld op haar vaste nummer."


def colleague(name: str, role: str = "Programmastaf", **options):
    user = UserFactory(
        username=name,
        first_name=name.title(),
        last_name="",
        email=f"{name}@stichting.example",
        is_superuser=options.pop("is_superuser", False),
    )
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def anna():
    user = colleague("anna", "Beheerder")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return user


@pytest.fixture
def bo():
    return colleague("bo")


@pytest.fixture
def cas():
    return colleague("cas")


def has_second_factor(user) -> bool:
    return Authenticator.objects.filter(user=user).exists()


def page_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_two_colleagues_on_their_own_page_and_all_three_are_told(anna, bo, cas):
    elsewhere = page_of(anna)
    page_of(bo).post(PAGE, {"user": anna.pk, "checked": CALLED})
    asked = {message.to for message in Message.objects.filter(template="lost_phone_asked")}
    assert has_second_factor(anna)

    one = f"{PAGE}{LostPhone.objects.get().pk}/"
    told = page_of(cas).get(one).content.decode()
    page_of(cas).post(one, {"checked": "Zij stond naast mij."})

    assert asked == {anna.email, cas.email}
    assert CALLED in told
    assert not has_second_factor(anna)
    assert "_auth_user_id" not in elsewhere.session
    removed = Message.objects.filter(template="second_factor_removed")
    assert {message.to for message in removed} == {anna.email, bo.email, cas.email}
    log = LogEntry.objects.filter(object_id=str(anna.pk))
    assert [(each.user, CALLED in each.change_message) for each in log.order_by("id")] == [
        (bo, True),
        (cas, False),
    ]


def test_neither_the_person_nor_the_same_colleague_twice(anna, bo, cas):
    with pytest.raises(ValidationError, match="Vraag een collega"):
        ask(anna, by=anna, checked="Ik ben het.")
    lost = ask(anna, by=bo, checked=CALLED)

    with pytest.raises(ValidationError, match="Een andere collega bevestigt het"):
        confirm(lost, by=bo, checked=CALLED)
    with pytest.raises(ValidationError, match="Vraag een collega"):
        confirm(lost, by=anna, checked=CALLED)

    assert has_second_factor(anna)
    answer = page_of(bo).post(f"{PAGE}{lost.pk}/", {"checked": CALLED})
    assert "Een andere collega bevestigt het" in answer.content.decode()


def test_who_comes_second_finds_it_done(anna, bo, cas):
    lost = ask(anna, by=bo, checked=CALLED)
    confirm(lost, by=cas, checked=CALLED)

    with pytest.raises(ValidationError, match="Dit verzoek is er niet meer"):
        confirm(lost, by=colleague("dirk"), checked=CALLED)


def test_after_a_day_it_is_asked_anew(anna, bo, cas):
    lost = ask(anna, by=bo, checked=CALLED)
    with pytest.raises(ValidationError, match="Dit is al gevraagd"):
        ask(anna, by=cas, checked=CALLED)
    LostPhone.objects.update(asked_at=timezone.now() - timedelta(hours=25))

    assert page_of(cas).get(f"{PAGE}{lost.pk}/").status_code == 404
    with pytest.raises(ValidationError, match="Dit verzoek is er niet meer"):
        confirm(lost, by=cas, checked=CALLED)
    confirm(ask(anna, by=cas, checked=CALLED), by=bo, checked=CALLED)
    assert not has_second_factor(anna)


def test_who_has_doubts_stops_it(anna, bo, cas):
    lost = ask(anna, by=bo, checked=CALLED)

    page_of(cas).post(f"{PAGE}{lost.pk}/", {"stoppen": "1"})

    assert has_second_factor(anna) and not LostPhone.objects.exists()
    with pytest.raises(ValidationError, match="Dit verzoek is er niet meer"):
        stop(lost, by=bo)


def test_who_may_do_all_is_helped_by_who_may_do_all(anna, bo, cas):
    anna.is_superuser = True
    anna.save()
    other = colleague("dirk", is_superuser=True)

    with pytest.raises(PermissionDenied):
        ask(anna, by=bo, checked=CALLED)
    with pytest.raises(PermissionDenied):
        confirm(ask(anna, by=other, checked=CALLED), by=cas, checked=CALLED)


def test_working_group_has_no_part_in_it_and_nothing_to_lose_is_said(anna, bo):
    assert page_of(colleague("wil", "Werkgroep Toolkit")).get(PAGE).status_code == 403
    with pytest.raises(ValidationError, match="geen tweede bewijs"):
        ask(colleague("els"), by=bo, checked=CALLED)


def test_confirming_asks_for_proof(anna, bo, cas):
    lost = ask(anna, by=bo, checked=CALLED)
    client = page_of(cas)
    session = client.session
    session[SIGNED_IN_AT] = (timezone.now() - timedelta(hours=1)).timestamp()
    session.save()

    client.post(f"{PAGE}{lost.pk}/", {"checked": CALLED})

    assert has_second_factor(anna)


def test_how_one_knows_is_asked_and_what_was_chosen_stays(anna, bo):
    page = page_of(bo).post(PAGE, {"user": anna.pk, "checked": " "}).content.decode()

    assert f'<option value="{anna.pk}" selected>' in page
    assert not LostPhone.objects.exists()


@pytest.mark.parametrize("number", [1, 30])
def test_page_asks_the_same_number_of_queries(number, bo, django_assert_max_num_queries):
    for count in range(number):
        LostPhone.objects.create(
            user=UserFactory(username=f"u{count}"), asked_by=UserFactory(), checked=CALLED
        )
    client = page_of(bo)

    with django_assert_max_num_queries(12):
        client.get(PAGE)
