"""Where a colleague is signed in, and signing out elsewhere."""

from datetime import datetime, timedelta

import pytest
from allauth.mfa import signals
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from routekaart.accounts.sessions import in_words, sign_out_elsewhere
from tests.browsing import BACKEND
from tests.factories import UserFactory

PASSWORD = "een-lang-wachtwoord-van-mij"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile Safari/604.1"
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
ACCOUNT = "/beheer/account/"


@pytest.fixture
def anna(db):
    user = UserFactory(is_superuser=True, username="anna")
    user.set_password(PASSWORD)
    user.save()
    return user


def signed_in(agent: str, name: str = "anna") -> Client:
    browser = Client(headers={"user-agent": agent})
    browser.post(reverse("account_login"), {"login": name, "password": PASSWORD})
    return browser


def is_in(browser: Client) -> bool:
    return browser.get("/beheer/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PHONE, "Safari op een iPhone"),
        (LAPTOP, "Firefox op Windows"),
        ("Mozilla/5.0 (Windows) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge op Windows"),
        ("Mozilla/5.0 (X11; CrOS x86_64) Chrome/130.0 Safari/537", "Chrome op een Chromebook"),
        ("<script>", "Onbekende browser op een onbekend toestel"),
    ],
)
def test_browser_is_told_in_words(agent, words):
    assert in_words(agent) == words


def test_page_tells_where_one_is_in_and_signs_out_of_one(anna):
    laptop, phone = signed_in(LAPTOP), signed_in(PHONE)
    page = laptop.get(ACCOUNT)
    told = page.content.decode()
    (elsewhere,) = page.context["elsewhere"]

    assert page.context["here"].browser == "Firefox op Windows"
    assert elsewhere.browser == "Safari op een iPhone"
    assert phone.session.session_key not in told and laptop.session.session_key not in told

    laptop.post(ACCOUNT, {"afmelden": elsewhere.mark})

    assert (is_in(laptop), is_in(phone)) == (True, False)
    again = laptop.post(ACCOUNT, {"afmelden": elsewhere.mark}, follow=True).content.decode()
    assert "Daar was u al afgemeld." in again


def test_signing_out_elsewhere_leaves_this_browser_and_colleagues(anna):
    bo = UserFactory(username="bo", is_superuser=True)
    bo.set_password(PASSWORD)
    bo.save()
    laptop, phone, third, colleague = *(signed_in(LAPTOP) for _ in "123"), signed_in(PHONE, "bo")

    laptop.post(ACCOUNT, {"afmelden": "elders"})

    assert [is_in(each) for each in (laptop, phone, third, colleague)] == [True, False, False, True]


def test_nobody_signs_a_colleague_out(anna):
    bo = UserFactory(username="bo", is_superuser=True)
    laptop, other = signed_in(LAPTOP), Client()
    other.force_login(bo, backend=BACKEND)
    mark = laptop.get(ACCOUNT).context["here"].mark

    other.post(ACCOUNT, {"afmelden": mark})

    assert is_in(laptop)


def test_another_password_signs_out_elsewhere(anna):
    laptop, phone = signed_in(LAPTOP), signed_in(PHONE)
    new = {"new_password1": PASSWORD + "-nieuw", "new_password2": PASSWORD + "-nieuw"}

    laptop.post(reverse("admin:password_change"), {"old_password": PASSWORD, **new})

    assert (is_in(laptop), is_in(phone)) == (True, False)
    assert laptop.get(ACCOUNT).context["elsewhere"] == []


@pytest.mark.parametrize(
    "change",
    [signals.authenticator_added, signals.authenticator_removed, signals.authenticator_reset],
)
def test_each_change_of_the_second_factor_signs_out_elsewhere(change, anna):
    assert sign_out_elsewhere in [receiver() for _, receiver, *_ in change.receivers]
    laptop, phone = signed_in(LAPTOP), signed_in(PHONE)
    request = RequestFactory().get("/")
    request.session = laptop.session

    change.send(sender=None, request=request, user=anna, authenticator=None)

    assert (is_in(laptop), is_in(phone)) == (True, False)


def moved_back(browser: Client, **spans: timedelta) -> None:
    session = browser.session
    for name, span in spans.items():
        session[name] = (timezone.now() - span).timestamp()
    session.save()


def test_use_is_noted_but_not_at_each_request(anna):
    laptop, phone = signed_in(LAPTOP), signed_in(PHONE)
    before = phone.session["used_at"]
    is_in(phone)
    assert phone.session["used_at"] == before

    moved_back(phone, used_at=timedelta(minutes=20))
    is_in(phone)

    (elsewhere,) = laptop.get(ACCOUNT).context["elsewhere"]
    assert elsewhere.used >= datetime.fromtimestamp(before, elsewhere.used.tzinfo)


def test_session_ends_twelve_hours_after_signing_in_however_much_it_is_used(anna):
    laptop = signed_in(LAPTOP)
    moved_back(laptop, signed_in_at=timedelta(hours=11, minutes=55))
    assert is_in(laptop)

    moved_back(laptop, signed_in_at=timedelta(hours=12, minutes=1))

    assert not is_in(laptop)


def test_session_from_before_this_was_kept_is_shown_as_unknown(anna):
    laptop, old = signed_in(LAPTOP), signed_in(PHONE)
    session = old.session
    for name in ("browser", "signed_in_at", "used_at"):
        del session[name]
    session.save()

    told = laptop.get(ACCOUNT).content.decode()

    assert is_in(old)
    assert "Onbekende browser" in told and "Wanneer gebruikt is niet bekend" in told


def test_page_asks_the_same_number_of_queries_however_many_sessions(
    anna, django_assert_max_num_queries
):
    laptop = signed_in(LAPTOP)
    for _ in range(9):
        signed_in(PHONE)
    assert Session.objects.count() == 10

    with django_assert_max_num_queries(6):
        laptop.get(ACCOUNT)
