import re
from pathlib import Path

import allauth
import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from outbox.models import Message

pytestmark = pytest.mark.django_db

PASSWORD = "een-lang-wachtwoord"
MESSAGES = Path(allauth.__file__).parent.glob("templates/*/messages/*.txt")
FAMILIAR = re.compile(r"\b(?:je|jij|jou|jouw)\b", re.IGNORECASE)


@pytest.fixture
def staff():
    return get_user_model().objects.create_user(
        "medewerker", password=PASSWORD, is_staff=True, is_superuser=True
    )


def sign_in(client, password: str, username: str = "medewerker"):
    return client.post(reverse("account_login"), {"login": username, "password": password})


def test_admin_sends_to_the_sign_in_page(client) -> None:
    response = client.get(reverse("admin:login"))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_staff_sign_in_to_the_admin(client, staff) -> None:
    response = sign_in(client, PASSWORD)

    assert (response.status_code, response.url) == (302, reverse("admin:index"))


def test_nobody_signs_up(client) -> None:
    response = client.post(
        reverse("account_signup"),
        {"username": "nieuw", "password1": PASSWORD, "password2": PASSWORD},
    )

    assert response.url == reverse("account_login")
    assert not get_user_model().objects.filter(username="nieuw").exists()


PAGES = ["email/", "signup/", "confirm-email/", "password/change/", "2fa/", "2fa/webauthn/add/"]


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_an_account_say_u(client, staff, page) -> None:
    client.force_login(staff, backend="routekaart.accounts.lent_roles.StaffBackend")

    said = client.get(f"/account/{page}", follow=True).content.decode()

    assert not re.search(r"\b(je|jouw|jij)\b", said, re.IGNORECASE)


def test_a_wrong_password_is_said_with_u(client, staff) -> None:
    client.force_login(staff, backend="routekaart.accounts.lent_roles.StaffBackend")
    typed = {
        "oldpassword": "mis",
        "password1": "Iets-heel-nieuws-9",
        "password2": "Iets-heel-nieuws-9",
    }

    said = client.post("/account/password/change/", typed).content.decode()

    assert "Vul uw huidige wachtwoord in." in said


def test_fifth_wrong_password_locks_out(client, staff) -> None:
    statuses = [sign_in(client, "onjuist").status_code for _ in range(5)]

    assert statuses == [200, 200, 200, 200, 429]
    assert sign_in(client, PASSWORD).status_code == 429
    assert "_auth_user_id" not in client.session


SPELLINGS = ["medewerker", "MEDEWERKER", " medewerker", "medewerker ", "Mede\uff57erker"]


def test_right_password_in_between_begins_anew(client, staff) -> None:
    for _ in range(4):
        sign_in(client, "onjuist")
    assert sign_in(client, PASSWORD).status_code == 302
    client.post(reverse("account_logout"))

    assert [sign_in(client, "onjuist").status_code for _ in range(4)] == [200] * 4


def test_spellings_of_one_name_are_counted_together(client, staff) -> None:
    for name in SPELLINGS:
        sign_in(client, "onjuist", username=name)

    assert sign_in(client, PASSWORD).status_code == 429


@pytest.mark.parametrize("typed", ["dırk", "ｄirk", "dir\N{KELVIN SIGN}"])
def test_spellings_that_only_a_database_takes_for_the_name_are_counted_with_it(
    client, staff, typed
) -> None:
    """PostgreSQL compares in capitals, in which a dotless i is an I."""
    staff.username = "dirk"
    staff.save()
    for _ in range(5):
        sign_in(client, "onjuist", username=typed)

    assert sign_in(client, PASSWORD, username="dirk").status_code == 429


@pytest.mark.parametrize("behind_proxy", [False, True])
def test_name_is_counted_wherever_the_guesses_come_from(staff, settings, behind_proxy) -> None:
    settings.BEHIND_PROXY = behind_proxy
    for number in range(5):
        address = f"192.0.2.{number}"
        guesser = Client(REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR=f"10.0.0.1, {address}")
        sign_in(guesser, "onjuist")

    assert sign_in(Client(REMOTE_ADDR="198.51.100.7"), PASSWORD).status_code == 429


def test_who_knows_a_name_does_not_keep_its_owner_out(client, staff) -> None:
    sign_in(client, PASSWORD)
    client.post(reverse("account_logout"))
    for _ in range(12):
        sign_in(Client(), "onjuist")

    assert sign_in(Client(), PASSWORD).status_code == 429
    assert sign_in(client, PASSWORD).status_code == 302


def test_known_browser_has_five_guesses_too(client, staff) -> None:
    sign_in(client, PASSWORD)
    client.post(reverse("account_logout"))

    assert [sign_in(client, "onjuist").status_code for _ in range(5)] == [200] * 4 + [429]


def test_mark_of_a_browser_serves_one_account_only(client, staff) -> None:
    get_user_model().objects.create_user("collega", password=PASSWORD)
    sign_in(client, PASSWORD)
    client.post(reverse("account_logout"))
    for _ in range(5):
        sign_in(Client(), "onjuist", username="collega")

    assert sign_in(client, PASSWORD, username="collega").status_code == 429


def test_forged_mark_is_none(client, staff) -> None:
    sign_in(client, PASSWORD)
    name = next(name for name in client.cookies if name.startswith("known_"))
    forger = Client()
    forger.cookies[name] = client.cookies[name].value + "x"
    for _ in range(5):
        sign_in(forger, "onjuist")

    assert sign_in(Client(), PASSWORD).status_code == 429


def test_new_password_by_mail_opens_a_locked_name(client, staff) -> None:
    staff.email = "medewerker@stichting.example"
    staff.save()
    for _ in range(5):
        sign_in(client, "onjuist")
    client.post(reverse("account_reset_password"), {"email": staff.email})
    link = re.sub(r"^https?://[^/]+", "", Message.objects.get().context["url"])
    form = client.get(link, follow=True)
    new = {"password1": PASSWORD + "-nieuw", "password2": PASSWORD + "-nieuw"}

    response = client.post(form.request["PATH_INFO"], new)

    assert (response.status_code, response.url) == (302, reverse("admin:index"))
    assert sign_in(Client(), PASSWORD + "-nieuw").status_code == 302


def test_empty_name_locks_out_nobody(client, staff) -> None:
    for _ in range(8):
        sign_in(client, "onjuist", username="")

    assert sign_in(client, PASSWORD).status_code == 302


@pytest.mark.parametrize("forwarded", ["onbekend", "", "192.0.2.1:8080", "<script>"])
def test_strange_forwarded_address_breaks_nothing(client, staff, settings, forwarded) -> None:
    settings.BEHIND_PROXY = True

    response = client.post(
        reverse("account_login"),
        {"login": "medewerker", "password": "onjuist"},
        headers={"X-Forwarded-For": forwarded},
    )

    assert response.status_code == 200


def test_lock_out_does_not_touch_others(client, staff) -> None:
    get_user_model().objects.create_user("collega", password=PASSWORD)
    for _ in range(5):
        sign_in(client, "onjuist")

    assert sign_in(client, PASSWORD, username="collega").status_code == 302


def test_staff_without_second_factor_must_set_it_up_first(client, staff, settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    client.force_login(staff)

    response = client.get(reverse("admin:index"))

    assert (response.status_code, response.url) == (302, reverse("mfa_index"))


def test_who_is_in_a_group_without_being_staff_must_set_it_up_too(client, settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    client.force_login(get_user_model().objects.create_user("rapporteur", password=PASSWORD))

    response = client.get(reverse("reporting:list"))

    assert (response.status_code, response.url) == (302, reverse("mfa_index"))


def test_visitors_need_no_second_factor(client, settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True

    assert client.get(reverse("reporting:list")).status_code == 200


def test_set_up_of_second_factor_stays_reachable(client, staff, settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    client.force_login(staff)

    assert client.get(reverse("mfa_index")).status_code == 200


def test_staff_with_second_factor_pass(client, staff, settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    Authenticator.objects.create(user=staff, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(staff)

    assert client.get(reverse("admin:index")).status_code == 200


def test_password_alone_does_not_sign_in_who_has_a_second_factor(client, staff) -> None:
    Authenticator.objects.create(user=staff, type=Authenticator.Type.TOTP, data={"secret": "x"})

    response = sign_in(client, PASSWORD)

    assert (response.status_code, response.url) == (302, reverse("mfa_authenticate"))
    assert "_auth_user_id" not in client.session


def test_pages_carry_the_security_headers(client) -> None:
    headers = client.get(reverse("account_login")).headers
    policy = dict(
        part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")
    )

    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }


def test_demo_account_gets_a_new_password_each_time(client, capsys) -> None:
    call_command("make_demo_account")
    call_command("make_demo_account")

    first, second = (line.split()[-1] for line in capsys.readouterr().out.splitlines())
    assert sign_in(client, first, username="demo").status_code == 200
    assert sign_in(client, second, username="demo").status_code == 302


def test_demo_account_is_refused_in_production(settings) -> None:
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="niet in productie"):
        call_command("make_demo_account")

    assert get_user_model().objects.count() == 0


@pytest.mark.parametrize("file", sorted(MESSAGES), ids=lambda file: file.stem)
def test_messages_address_people_with_u(file, staff):
    name = "/".join(file.parts[-3:])
    known = {"user": staff, "email": "a@b.example", "phone": "1", "recipient": "a@b.example"}

    assert FAMILIAR.findall(render_to_string(name, known)) == []


def test_who_signs_in_is_told_so(client, staff) -> None:
    client.post(reverse("account_login"), {"login": "medewerker", "password": PASSWORD})

    page = client.get(reverse("admin:index"))

    assert [str(message) for message in page.context["messages"]] == [
        "U bent ingelogd als medewerker."
    ]


@pytest.mark.parametrize("required", [True, False])
def test_sign_in_page_speaks_of_a_code_only_where_one_is_asked(client, settings, required):
    settings.REQUIRE_SECOND_FACTOR = required
    page = client.get(reverse("account_login")).content.decode()

    assert page.count("vragen we een code uit uw authenticator-app") == required
