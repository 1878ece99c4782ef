"""A failed mail goes to a mended address, and what was for one reader alone to nobody else."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from meetings.emails import send_as_it_stands
from meetings.links import LinkError, read_token
from outbox.actions import Mail, queue, retry_to
from outbox.composing import read_content
from outbox.models import Message
from tests.factories import UserFactory
from tests.meetings.registering import open_meeting, registered

pytestmark = pytest.mark.django_db

RIGHT = "sanne@leiden.example"


@pytest.fixture
def user():
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Programmastaf"))
    return user


@pytest.fixture
def staff(client, user):
    client.force_login(user, backend="routekaart.accounts.lent_roles.StaffBackend")
    return client


@pytest.fixture
def registration():
    return registered(open_meeting(), email="sanne@ledien.example")


def failed(template="confirmation"):
    Message.objects.update(state="failed", attempts=9, failed_at=timezone.now())
    return Message.objects.get(template=template)


def page_of(message):
    return reverse("admin:outbox_message_ander-adres", args=[message.pk])


def token_in(message):
    return message.context["manage_url"].rstrip("/").rsplit("/", 1)[-1]


def of_kind(template, **context):
    queue([Mail(key=f"{template}:1", to="an@ledien.example", template=template, context=context)])
    return failed(template)


def test_mail_of_a_registration_goes_to_the_mended_address_with_a_link_of_its_own(
    staff, registration
):
    message = failed()
    old = token_in(message)

    staff.post(page_of(message), {"to": " Sanne@Leiden.example "})

    message.refresh_from_db()
    registration.refresh_from_db()
    assert (message.state, message.to, registration.email) == ("queued", RIGHT, RIGHT)
    assert read_token(token_in(message)) == registration
    with pytest.raises(LinkError):
        read_token(old)
    assert f"E-mailadres: {RIGHT}" in read_content(message).text
    assert message.context["manage_url"] in read_content(message).text.splitlines()


def test_other_mails_that_did_not_go_yet_follow(user, registration):
    failed()
    send_as_it_stands(registration)
    first, second = Message.objects.order_by("pk")
    retry_to(first, to=RIGHT, by=user)

    second.refresh_from_db()
    assert (second.to, second.state) == (RIGHT, "queued")
    registration.refresh_from_db()
    assert read_token(token_in(second)) == registration


def test_consent_that_was_asked_with_the_wrong_address_does_not_go_along(user, registration):
    message = failed()
    message.context["consent_urls"] = [{"text": "Nieuws", "url": "https://x.example/geheim"}]
    message.save()
    retry_to(message, to=RIGHT, by=user)

    assert "geheim" not in read_content(Message.objects.get()).text


def test_address_that_was_mended_already_keeps_its_link(user, registration):
    message = failed()
    registration.email = RIGHT
    registration.save()
    retry_to(message, to=RIGHT, by=user)

    registration.refresh_from_db()
    assert (registration.link_version, Message.objects.get().to) == (1, RIGHT)


def test_address_of_another_who_registered_is_refused(staff, registration):
    registered(registration.meeting, email=RIGHT)
    message = Message.objects.get(to="sanne@ledien.example")
    Message.objects.update(state="failed", attempts=9, failed_at=timezone.now())

    page = staff.post(page_of(message), {"to": RIGHT}).content.decode()

    assert "Met dit e-mailadres is al iemand anders aangemeld." in page
    message.refresh_from_db()
    assert (message.state, message.to) == ("failed", "sanne@ledien.example")


@pytest.mark.parametrize(
    ("template", "context"),
    [
        ("reader_code", {"code": "123456"}),
        ("new_password", {"url": "https://x.example/geheim"}),
        ("colleague_invited", {"url": "https://x.example/geheim"}),
        ("my_registrations", {"registrations": [{"url": "https://x.example/geheim"}]}),
    ],
)
def test_secret_of_one_reader_goes_to_no_other(staff, template, context):
    message = of_kind(template, **context)

    page = staff.post(page_of(message), {"to": RIGHT}).content.decode()

    message.refresh_from_db()
    assert "In deze mail staat een link of code voor één persoon." in page
    assert (message.state, message.to) == ("failed", "an@ledien.example")


def test_mail_without_secrets_goes_anywhere(user):
    message = of_kind("failed_mails", count=1, admin_url="https://x.example/beheer/")
    retry_to(message, to=RIGHT, by=user)

    message.refresh_from_db()
    assert (message.state, message.to) == ("queued", RIGHT)


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ("", "Vul het e-mailadres in."),
        ("sanne", "Vul een e-mailadres in zoals naam@organisatie.nl."),
        ("SANNE@ledien.example", "Dit is het adres waar de mail al heen ging."),
    ],
)
def test_address_must_be_one_and_another(staff, registration, to, sentence):
    assert sentence in staff.post(page_of(failed()), {"to": to}).content.decode()


def test_mail_that_did_not_fail_stays_where_it_is(user, registration):
    with pytest.raises(ValidationError):
        retry_to(Message.objects.get(), to=RIGHT, by=user)


def test_who_may_not_change_registrations_mends_no_address(registration):
    with pytest.raises(PermissionDenied):
        retry_to(failed(), to=RIGHT, by=UserFactory())
