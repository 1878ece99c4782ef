"""Inviting colleagues, and helping who cannot get in."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation

from outbox.models import Message
from routekaart.accounts import actions
from routekaart.rights import GROUPS, IN_WORDS
from tests.factories import ThemeFactory, UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "een-lang-wachtwoord-van-mij"
INVITED = {"first_name": "Anna", "last_name": "de Wit", "email": "Anna@stichting.example"}


@pytest.fixture
def administrator():
    user = UserFactory(is_superuser=False, first_name="Bea", last_name="Heer")
    user.groups.add(Group.objects.get(name="Beheerder"))
    return user


@pytest.fixture
def admin_page(administrator):
    client = Client()
    client.force_login(administrator)
    return client


def user_page(name: str, user) -> str:
    return reverse(f"admin:auth_user_{name}", args=[user.pk])


def with_second_factor(**options):
    user = UserFactory(**options)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return user


def path_in(message: Message) -> str:
    return re.sub(r"^https?://[^/]+", "", message.context["url"])


def test_invited_colleague_chooses_a_password_by_mail_and_is_in(admin_page):
    role = Group.objects.get(name="Programmastaf")
    admin_page.post(reverse("admin:auth_user_add"), {**INVITED, "groups": [role.pk]})
    message = Message.objects.get(template="colleague_invited")
    colleague = Client()

    form = colleague.get(path_in(message), follow=True)
    address = form.request["PATH_INFO"]
    response = colleague.post(address, {"password1": PASSWORD, "password2": PASSWORD})

    user = get_user_model().objects.get(username="anna@stichting.example")
    assert (response.status_code, response.url) == (302, reverse("admin:index"))
    assert colleague.get(reverse("admin:index")).status_code == 200
    assert list(user.groups.all()) == [role]
    assert (message.to, message.context["invited_by"]) == ("anna@stichting.example", "Bea Heer")


@pytest.mark.parametrize("way", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_invited_colleague_sets_up_a_second_factor(admin_page, settings, way):
    admin_page.post(reverse("admin:auth_user_add"), INVITED)
    settings.REQUIRE_SECOND_FACTOR = True
    colleague = Client()
    form = colleague.get(path_in(Message.objects.get(template="colleague_invited")), follow=True)
    colleague.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})

    again = colleague.get(reverse(way)).url
    page = colleague.post(again, {"password": PASSWORD}, follow=True)

    assert page.request["PATH_INFO"] == reverse(way)
    assert "verifiëren" not in page.content.decode()


@pytest.mark.parametrize("password", ["12345", "wachtwoord", "password", "81726354", "anna-heer"])
def test_refused_password_is_refused_in_dutch(password):
    user = UserFactory(username="anna-heer")

    with translation.override("nl"), pytest.raises(ValidationError) as refusal:
        validate_password(password, user)

    assert all("wachtwoord" in sentence for sentence in refusal.value.messages)


def test_link_of_an_invitation_works_once(admin_page):
    admin_page.post(reverse("admin:auth_user_add"), INVITED)
    link = path_in(Message.objects.get(template="colleague_invited"))
    form = Client().get(link, follow=True)
    client = Client()
    client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})

    again = Client().get(link, follow=True)

    assert "Deze link werkt niet meer" in again.content.decode()


@pytest.mark.parametrize("known", ["anna@stichting.example", "ANNA@stichting.example"])
def test_known_address_is_not_invited_again_and_what_was_typed_stays(admin_page, known):
    UserFactory(email="anna@stichting.example", is_active=False)

    response = admin_page.post(reverse("admin:auth_user_add"), INVITED | {"email": known})

    assert response.context["adminform"].errors["email"] == [actions.KNOWN]
    assert 'value="Anna"' in response.content.decode()
    assert not Message.objects.exists()


def test_who_may_not_invite_cannot():
    with pytest.raises(PermissionDenied):
        actions.invite(by=UserFactory(is_superuser=False), groups=[], **INVITED)


def test_page_of_a_colleague_shows_no_password_no_staff_tick_and_no_english(admin_page):
    page = admin_page.get(user_page("change", UserFactory(password=PASSWORD))).content.decode()

    assert "pbkdf2" not in page
    assert "Stafstatus" not in page
    assert 'name="is_superuser"' not in page
    assert 'name="password"' not in page


def test_administrator_changes_no_superuser(admin_page, administrator):
    chief = UserFactory(is_superuser=True)
    posted = {"first_name": "X", "last_name": "Y", "email": "ander@stichting.example"}

    response = admin_page.post(user_page("change", chief), posted)

    chief.refresh_from_db()
    assert (response.status_code, chief.first_name == "X") == (403, False)
    with pytest.raises(PermissionDenied):
        actions.mail_new_password_link(chief, by=administrator)


def test_administrator_makes_nobody_a_superuser(admin_page):
    colleague = UserFactory(is_superuser=False)
    posted = {"first_name": "X", "last_name": "Y", "email": "a@b.example", "is_superuser": "on"}

    response = admin_page.post(user_page("change", colleague), posted)

    colleague.refresh_from_db()
    assert (response.status_code, colleague.first_name, colleague.is_superuser) == (302, "X", False)


def test_nobody_switches_the_own_account_off(administrator):
    with pytest.raises(ValidationError, match="andere beheerder"):
        actions.switch_off(administrator, by=administrator)


def test_switched_off_is_out_at_once_and_stays_in_history(administrator):
    colleague = UserFactory(is_superuser=True)
    by = UserFactory(is_superuser=True)
    client = Client()
    client.force_login(colleague)

    actions.switch_off(colleague, by=by)

    assert client.get(reverse("admin:index")).status_code == 302
    assert get_user_model().objects.filter(pk=colleague.pk, is_active=False).exists()
    with pytest.raises(ValidationError, match="al uitgeschakeld"):
        actions.switch_off(colleague, by=by)


def test_accounts_are_never_deleted():
    client = Client()
    client.force_login(UserFactory(is_superuser=True))

    assert client.get(user_page("delete", UserFactory())).status_code == 403


def test_forgotten_password_comes_by_the_outbox(client):
    user = UserFactory(email="anna@stichting.example")

    response = client.post(reverse("account_reset_password"), {"email": "anna@stichting.example"})

    message = Message.objects.get()
    assert response.status_code == 302
    assert (message.template, message.to) == ("new_password", user.email)
    assert "Nieuw wachtwoord kiezen" in client.get(path_in(message), follow=True).content.decode()


def test_forgotten_password_of_nobody_answers_the_same_and_mails_nobody(client, mailoutbox):
    response = client.post(reverse("account_reset_password"), {"email": "niemand@x.example"})

    assert (response.status_code, response.url) == (302, reverse("account_reset_password_done"))
    assert (Message.objects.count(), mailoutbox) == (0, [])


def test_every_role_says_in_words_what_it_may_do():
    assert IN_WORDS.keys() == GROUPS.keys()


@pytest.mark.parametrize("number", [1, 3, 30])
def test_list_of_users_asks_the_same_number_of_queries(
    admin_page, number, django_assert_max_num_queries
):
    for _ in range(number):
        UserFactory().groups.add(*Group.objects.all()[:2])

    with django_assert_max_num_queries(12):
        admin_page.get(reverse("admin:auth_user_changelist"))


def test_what_a_deleted_colleague_logged_stays():
    gone, theme = UserFactory(username="vertrokken"), ThemeFactory()
    LogEntry.objects.create(
        user=gone,
        content_type=ContentType.objects.get_for_model(theme),
        object_id=str(theme.pk),
        object_repr=str(theme),
        action_flag=CHANGE,
    )

    gone.delete()

    user = LogEntry.objects.get().user
    assert (str(user), user.is_active) == ("een vroegere medewerker", False)
    assert not user.has_usable_password()


def test_a_colleague_who_logged_nothing_leaves_nothing():
    gone = UserFactory()
    gone.delete()

    assert not get_user_model().objects.filter(username="een vroegere medewerker").exists()
