"""Who may do what, in words, and a role for a while."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from outbox.models import Message
from reporting.making.asking_colleagues import colleagues_with
from reporting.making.sections import writers
from routekaart.accounts.lent_roles import end_lent, lend
from routekaart.models import LentRole
from routekaart.rights import GROUPS, IN_WORDS_OF_SPECIALS, Special
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

HUBS = "/beheer/hubs/hub/"
WHY = "Vervangt Bo in de vakantie."


def colleague(name: str, role: str):
    user = UserFactory(username=name, first_name=name, email=f"{name}@stichting.example")
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def anna():
    return colleague("anna", "Werkgroep Toolkit")


@pytest.fixture
def bea():
    return colleague("bea", "Beheerder")


@pytest.fixture
def page(anna):
    client = Client()
    client.force_login(anna)
    return client


@pytest.fixture
def staff():
    return Group.objects.get(name="Programmastaf")


def today():
    return timezone.localdate()


def test_role_is_given_on_the_page_of_the_colleague_and_told_to_all_administrators(
    anna, bea, page, staff
):
    other, client = colleague("cas", "Beheerder"), Client()
    client.force_login(bea)
    form = {"group": staff.pk, "until": today().isoformat(), "reason": WHY}
    assert page.get(HUBS).status_code == 403

    done = client.post(reverse("admin:auth_user_rol-voor-een-tijd", args=[anna.pk]), form)
    told = client.get(reverse("admin:auth_user_change", args=[anna.pk])).content.decode()

    assert done.status_code == 302
    assert page.get(HUBS).status_code == 200
    assert page.get("/beheer/").content.decode().count(HUBS)
    assert WHY in told
    assert {message.to for message in Message.objects.all()} == {
        anna.email,
        bea.email,
        other.email,
    }
    assert LogEntry.objects.filter(user=bea, change_message__contains=WHY).count() == 1


def test_role_ends_by_itself_in_a_session_that_is_open(anna, bea, page, staff):
    lend(anna, by=bea, group=staff, until=today(), reason=WHY)
    assert page.get(HUBS).status_code == 200

    LentRole.objects.update(until=timezone.now() - timedelta(seconds=1))

    assert page.get(HUBS).status_code == 403
    assert page.get("/beheer/toolkit/story/").status_code == 200


def test_role_lasts_through_its_last_day(anna, bea, staff):
    lend(anna, by=bea, group=staff, until=today(), reason=WHY)

    until = timezone.localtime(LentRole.objects.get().until)

    assert (until.date(), until.hour) == (today() + timedelta(days=1), 0)


def test_role_is_ended_before_its_time(anna, bea, page, staff):
    lend(anna, by=bea, group=staff, until=today(), reason=WHY)

    end_lent(anna, by=bea)

    assert page.get(HUBS).status_code == 403
    with pytest.raises(ValidationError, match="geen tijdelijke rol meer"):
        end_lent(anna, by=bea)


@pytest.mark.parametrize(("days", "words"), [(-1, "Kies vandaag"), (15, "hooguit 14 dagen")])
def test_day_is_near_and_not_past(days, words, anna, bea, staff):
    with pytest.raises(ValidationError, match=words):
        lend(anna, by=bea, group=staff, until=today() + timedelta(days=days), reason=WHY)


def test_twice_the_same_is_refused_but_anew_after_it_ended(anna, bea, staff):
    lend(anna, by=bea, group=staff, until=today(), reason=WHY)
    with pytest.raises(ValidationError, match="heeft deze rol al voor een tijd"):
        lend(anna, by=bea, group=staff, until=today(), reason=WHY)
    LentRole.objects.update(until=timezone.now() - timedelta(seconds=1))

    lend(anna, by=bea, group=staff, until=today(), reason=WHY)

    own = Group.objects.get(name="Werkgroep Toolkit")
    with pytest.raises(ValidationError, match="heeft deze rol al"):
        lend(anna, by=bea, group=own, until=today(), reason=WHY)


def test_nobody_raises_the_own_rights_and_no_other_role_raises_any(anna, bea, staff):
    with pytest.raises(ValidationError, match="andere beheerder"):
        lend(bea, by=bea, group=staff, until=today(), reason=WHY)
    with pytest.raises(PermissionDenied):
        lend(bea, by=colleague("els", "Programmastaf"), group=staff, until=today(), reason=WHY)


def test_account_that_is_off_has_no_lent_rights(anna, bea, staff):
    lend(anna, by=bea, group=staff, until=today(), reason=WHY)
    anna.is_active = False

    assert not anna.has_perm("hubs.view_hub")
    assert not anna.has_module_perms("hubs")


def test_page_says_of_each_role_in_words_what_it_may(page):
    told = page.get("/beheer/wat-mag-wie/").content.decode()

    assert [name for name in GROUPS if f"Alle rechten van {name}" not in told] == []
    assert "Werkgroep Toolkit (uw rol)" in told
    assert "Goed werk hubs: bekijken, toevoegen, wijzigen, verwijderen." in told
    assert "Student of lezer van buiten" in told


def test_every_special_right_has_its_words():
    found = {each.name for of in GROUPS.values() for each in of if isinstance(each, Special)}

    assert set(IN_WORDS_OF_SPECIALS) == found


def test_asks_no_query_of_its_own_and_counts_where_somebody_may_be_asked(anna, bea, staff):
    lend(anna, by=bea, group=staff, until=today(), reason=WHY)
    person = get_user_model().objects.get(pk=anna.pk)

    with CaptureQueriesContext(connection) as queries:
        assert person.has_perm("hubs.change_hub")
        assert not person.has_perm("auth.change_user")
    assert len(queries) == 2  # those of the person and those of roles

    assert anna in colleagues_with("hubs.change_hub")
    end_lent(anna, by=bea)
    assert anna not in colleagues_with("hubs.change_hub")


def test_who_is_lent_writing_may_be_asked_to_write(anna, bea):
    reporter = Group.objects.get(name="Rapporteur")
    lend(anna, by=bea, group=reporter, until=today(), reason=WHY)
    assert anna in writers()

    LentRole.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert anna not in writers()
