"""Staff never read a code or a personal link in the outbox; once sent, nobody does."""

import json
import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from outbox.actions import Mail, queue, retry
from outbox.delivery import deliver_due
from outbox.models import Message
from outbox.secrets import masked
from privacy.requests import export_person
from routekaart.settings import BASE_DIR
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

TO = "jo@gemeente.example"
LINK = "https://routekaart.example/aanmelding/geheim"
LIST = "admin:outbox_message_changelist"
NAMES_OF_LINKS = re.compile(r"\{\{ (?:\w+\.)?(\w*url) \}\}")
SECRET = {
    "receipt_url",
    "page_url",
    "url",
    "manage_url",
    "keep_url",
    "offer_url",
    "transfer_url",
    "evaluation_url",
}


@pytest.fixture
def staff(client):
    user = UserFactory(is_superuser=True)
    user.groups.add(Group.objects.get(name="Programmastaf"))
    client.force_login(user, backend="routekaart.accounts.lent_roles.StaffBackend")
    return client


@pytest.fixture
def message():
    context = {"name": "Jo", "title": "Goed werk", "manage_url": LINK, "evaluation_url": LINK}
    queue([Mail(key="test:jo", to=TO, template="thanks", context=context)])
    return Message.objects.get()


def failed(message):
    Message.objects.update(state="failed", attempts=9, failed_at=timezone.now())


def sent(message):
    deliver_due()
    assert Message.objects.get().state == "sent"


def pages_about(message):
    page = [message.pk]
    return [
        reverse(LIST),
        reverse("admin:outbox_message_change", args=page),
        reverse("admin:outbox_message_history", args=page),
        reverse("admin:outbox_message_opnieuw-versturen", args=page),
    ]


@pytest.mark.parametrize("become", [lambda message: None, failed, sent])
def test_no_page_of_the_admin_shows_what_is_for_the_reader_alone(staff, message, become):
    become(message)

    shown = "".join(staff.get(page, follow=True).content.decode() for page in pages_about(message))

    assert "Met deze link bekijkt u uw aanmelding." in shown
    assert "(persoonlijke link)" in shown
    assert "geheim" not in shown


def test_export_for_a_person_holds_no_link_that_works(message):
    told = json.dumps(export_person(TO), default=str)

    assert "Goed werk" in told
    assert "geheim" not in told


def test_link_is_in_the_mail_and_gone_from_the_row_once_that_went(message, mailoutbox):
    deliver_due()

    (mail,) = mailoutbox
    assert LINK in mail.body.splitlines()
    message.refresh_from_db()
    assert message.context == {
        "name": "Jo",
        "title": "Goed werk",
        "manage_url": "(persoonlijke link)",
        "evaluation_url": "(persoonlijke link)",
    }


def test_failed_mail_that_is_sent_again_holds_its_link(message, mailoutbox):
    failed(message)
    retry(message)
    deliver_due()

    assert LINK in mailoutbox[0].body.splitlines()


def test_what_was_erased_while_it_was_sent_stays_erased(message, monkeypatch):
    def send(mail, connection=None):
        Message.objects.update(to="", context={}, state="withdrawn")

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", send)
    deliver_due()

    message.refresh_from_db()
    assert (message.to, message.context) == ("", {})


def test_secret_is_hidden_at_every_depth_and_what_all_may_see_is_not():
    context = {
        "code": "123456",
        "url": "",
        "meeting_url": "https://routekaart.example/hubs/1/",
        "registrations": [{"title": "Hub", "url": LINK}],
    }

    assert masked(context) == {
        "code": "(code)",
        "url": "",
        "meeting_url": "https://routekaart.example/hubs/1/",
        "registrations": [{"title": "Hub", "url": "(persoonlijke link)"}],
    }


def test_every_link_in_a_mail_is_either_secret_or_for_all():
    """Who adds a link decides here which it is."""
    files = (BASE_DIR / "templates" / "mails").rglob("*.txt")
    names = {name for file in files for name in NAMES_OF_LINKS.findall(file.read_text())}
    shown = masked(dict.fromkeys(names, LINK))

    assert {name for name, value in shown.items() if value != LINK} == SECRET
    assert names - SECRET == {"admin_url", "meeting_url", "site_url"}
