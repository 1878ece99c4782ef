"""Staff send a facilitator the link, anew or for longer, and take it back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from outbox.models import Message
from pilots.facilitator import inviting
from pilots.facilitator.links import token_of, url_of
from pilots.models import FacilitatorLink
from tests.factories import FacilitatorLinkFactory, PersonFactory, SessionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def link():
    return FacilitatorLinkFactory()


@pytest.fixture
def session(link):
    made = SessionFactory(number=1)
    made.group.pilot.team.add(link.person)
    return made


@pytest.fixture
def staff(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return client


def invite_address(session):
    return f"/beheer/pilots/pilot/{session.group.pilot_id}/link-sturen/"


def test_staff_see_the_mail_before_the_link_goes(staff, session):
    person = PersonFactory(name="Sam Nieuw")
    session.group.pilot.team.add(person)
    values = {"person": person.pk, "email": "Sam@Voorbeeld.nl", "expires_on": "31-12-2099"}

    first = staff.post(invite_address(session), values)

    assert "Mail aan sam@voorbeeld.nl" in first.content.decode()
    assert "(persoonlijke link)" in first.content.decode()
    assert not FacilitatorLink.objects.filter(person=person).exists()
    assert not Message.objects.exists()
    staff.post(invite_address(session), values | {"seen": first.context["preview"].seal})
    made = FacilitatorLink.objects.get(person=person)
    mail = Message.objects.get(template="facilitator_invited")
    assert (made.email, made.version) == ("sam@voorbeeld.nl", 1)
    assert mail.to == "sam@voorbeeld.nl"
    assert url_of(made) in mail.context["url"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"expires_on": "1-1-2013"}, "Deze dag is voorbij."),
        ({"email": "geen adres"}, "Dit is geen e-mailadres."),
        ({"person": ""}, "Kies aan wie de link gaat."),
    ],
)
def test_invitation_that_cannot_be_is_refused(staff, session, link, change, sentence):
    values = {"person": link.person.pk, "email": "a@b.example", "expires_on": "31-12-2099"}

    answer = staff.post(invite_address(session), values | change)

    assert sentence in answer.content.decode()
    assert not Message.objects.exists()


def test_a_link_that_works_stays_when_it_is_sent_for_another_pilot(link, session):
    token = token_of(link)
    by = UserFactory(is_superuser=True)
    last = timezone.localdate() + timedelta(days=99)

    same = inviting.invite(
        session.group.pilot, person=link.person, email=link.email, expires_on=last, by=by
    )
    assert token_of(same) == token
    elsewhere = inviting.invite(
        session.group.pilot, person=link.person, email="x@y.example", expires_on=last, by=by
    )
    assert token_of(elsewhere) != token


def test_staff_revoke_and_renew(staff, client, link):
    old = url_of(link)
    place = f"/beheer/pilots/facilitatorlink/{link.pk}"

    staff.post(f"{place}/intrekken/")
    assert client.get(old).status_code == 410
    values = {"email": link.email, "expires_on": "31-12-2099"}
    shown = staff.post(f"{place}/nieuwe-link/", values)
    staff.post(f"{place}/nieuwe-link/", values | {"seen": shown.context["preview"].seal})

    link.refresh_from_db()
    assert client.get(old).status_code == 410
    assert client.get(url_of(link)).status_code == 200
