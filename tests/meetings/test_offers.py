"""An offered place does not outlive what it was for, and no personal link acts on what is over."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dates.values import ApproximateDate
from meetings import actions, schedule
from meetings.links import url_of
from meetings.models import Meeting, Registration
from meetings.times import starts_at
from outbox.composing import read_content
from outbox.models import Message
from tests.factories import RegistrationFactory

from .registering import filled_in, open_meeting, registered, text_of

pytestmark = pytest.mark.django_db


def day(days):
    return ApproximateDate.of_day(timezone.localdate() + timedelta(days=days))


@pytest.fixture
def offered():
    meeting = open_meeting(capacity=1)
    first, second = registered(meeting, 1), registered(meeting, 2)
    actions.withdraw(first)
    second.refresh_from_db()
    assert second.state == "offered"
    return second


def mails_of(registration):
    mine = Message.objects.filter(key__startswith=f"registration:{registration.pk}:")
    return list(mine.order_by("pk").values_list("template", flat=True))


def cancel(meeting):
    actions.cancel(meeting, reason="too_few", by=None)


def hold(meeting):
    dated(meeting, day(0))
    actions.hold(meeting, by=None)


def begin(meeting):
    """It began yesterday, and nobody said yet that it was held."""
    dated(meeting, day(-1))


def lose_its_day(meeting):
    actions.reschedule(meeting, to=None, by=None)


def dated(meeting, date):
    columns = {"date_earliest": date.earliest, "date_latest": date.latest}
    Meeting.objects.filter(pk=meeting.pk).update(**columns)


ENDS = {
    cancel: "Deze bijeenkomst gaat niet door.",
    hold: "Deze bijeenkomst is geweest.",
    begin: "Deze bijeenkomst is geweest.",
    lose_its_day: "De dag van deze bijeenkomst is nog niet bekend.",
}


@pytest.mark.parametrize("end", ENDS)
def test_offer_is_not_accepted_once_the_meeting_is_not_to_come(offered, end):
    end(offered.meeting)

    with pytest.raises(ValidationError, match=ENDS[end]):
        actions.accept_offer(offered)

    offered.refresh_from_db()
    assert offered.state != "confirmed"
    assert "confirmation" not in mails_of(offered)


@pytest.mark.parametrize("end", ENDS)
def test_page_of_the_offer_says_why_and_has_no_button(client, offered, end):
    end(offered.meeting)
    address = url_of(offered, "offer")

    shown = text_of(client.get(address))
    sent = text_of(client.post(address, {"answer": "accept"}, follow=True))

    assert "Ja, ik kom" not in shown
    assert ENDS[end] in shown
    assert ENDS[end] in sent
    assert "U hebt nu een plaats" not in sent


@pytest.mark.parametrize("end", [cancel, hold, begin])
@pytest.mark.parametrize("page", ["manage", "keep", "withdraw"])
def test_no_personal_page_acts_on_what_is_over(client, end, page):
    registration = registered(open_meeting())
    end(registration.meeting)
    before = list(Registration.objects.values())
    address = url_of(registration, "manage" if page == "withdraw" else page)
    address += "afmelden/" if page == "withdraw" else ""

    values = {**filled_in(name="Ander"), "answer": "give_up"}
    answer = client.post(address, values, follow=True)

    assert list(Registration.objects.values()) == before
    assert ENDS[end] in text_of(answer)


@pytest.mark.parametrize("end", [hold, begin])
def test_actions_refuse_what_is_over_too(end):
    registration = registered(open_meeting())
    end(registration.meeting)
    applicant = actions.Applicant(name="Ander", email=registration.email)

    with pytest.raises(ValidationError, match="Afmelden kan niet meer"):
        actions.withdraw(registration)
    with pytest.raises(ValidationError, match="Wijzigen kan niet meer"):
        actions.change(registration, applicant)


def test_offer_of_a_cancelled_meeting_is_taken_back_and_made_anew_once_it_goes_on(offered):
    cancel(offered.meeting)
    actions.expire_offers(timezone.now() + timedelta(days=3))
    offered.refresh_from_db()
    assert (offered.state, offered.offers_missed) == ("waiting", 0)

    actions.reverse_cancellation(offered.meeting, by=None, why="toch wel")

    offered.refresh_from_db()
    assert offered.state == "offered"
    assert mails_of(offered) == ["waiting", "offer", "cancelled", "reinstated", "offer"]


def test_offer_at_a_meeting_that_loses_its_day_is_taken_back_with_a_word(offered):
    lose_its_day(offered.meeting)

    offered.refresh_from_db()
    assert (offered.state, offered.offers_missed) == ("waiting", 0)
    assert mails_of(offered) == ["waiting", "offer", "moved", "offer_expired"]
    text = read_content(Message.objects.get(template="offer_expired")).text
    assert "De dag van deze bijeenkomst is nog niet bekend." in text
    assert "U staat weer op de wachtlijst" in text
    assert "None" not in text


def test_offer_at_a_meeting_that_comes_nearer_ends_before_it_and_says_so(offered):
    before = offered.offer_expires_at

    actions.reschedule(offered.meeting, to=day(1), by=None)

    offered.refresh_from_db()
    meeting = Meeting.objects.get()
    assert offered.state == "offered"
    assert offered.offer_expires_at <= starts_at(meeting) < before
    assert mails_of(offered) == ["waiting", "offer", "moved", "offer"]
    told = Message.objects.filter(template="offer").latest("pk")
    assert told.context["shortened"] is True
    assert "korter dan we schreven" in read_content(told).text


def test_offer_at_a_meeting_that_goes_to_later_stays_as_it_was_promised(offered):
    before = offered.offer_expires_at

    actions.reschedule(offered.meeting, to=day(60), by=None)

    offered.refresh_from_db()
    assert offered.offer_expires_at == before
    assert mails_of(offered) == ["waiting", "offer", "moved"]


def test_worker_mends_offers_of_a_meeting_that_changed_unseen(offered):
    dated(offered.meeting, day(1))

    schedule.fill_free_places()

    offered.refresh_from_db()
    assert offered.offer_expires_at <= starts_at(Meeting.objects.get())
    assert schedule.fill_free_places() == 0
    assert mails_of(offered) == ["waiting", "offer", "offer"]


def test_who_may_have_missed_one_is_told_what_that_means_on_the_page(client, offered):
    text = text_of(client.get(url_of(offered, "offer")))

    assert "komt u achteraan op de wachtlijst" in text

    Registration.objects.filter(pk=offered.pk).update(offers_missed=2)
    assert "dan halen we u van de wachtlijst" in text_of(client.get(url_of(offered, "offer")))


def test_who_takes_a_place_and_gives_it_up_is_not_asked_again():
    meeting = open_meeting(capacity=1)
    first, second, third = (registered(meeting, number) for number in (1, 2, 3))
    actions.withdraw(first)
    actions.accept_offer(second)

    actions.withdraw(second)

    states = list(meeting.registrations.order_by("id").values_list("state", flat=True))
    assert states == ["cancelled", "cancelled", "offered"]
    assert Message.objects.filter(template="offer").count() == 2


def test_transfer_link_says_when_the_first_meeting_goes_on_after_all(client):
    registration = registered(open_meeting(title="Eerste"))
    sister = open_meeting(title="Zuster")
    address = url_of(registration, "transfer") + f"?naar={sister.slug}"

    assert "“Eerste” gaat toch door" in text_of(client.get(address))
    cancel(registration.meeting)
    assert "U was aangemeld voor “Eerste”" in text_of(client.get(address))


# The same form twice


def landing(client, meeting, **values):
    return text_of(client.post(meeting.get_absolute_url(), filled_in(**values), follow=True))


def test_form_of_the_last_place_sent_twice_says_the_same_twice(client):
    meeting = open_meeting(capacity=1)

    answers = [landing(client, meeting) for _ in range(2)]

    assert ["<h1>U bent aangemeld</h1>" in answer for answer in answers] == [True, True]
    assert meeting.registrations.count() == 1
    assert Message.objects.filter(template="confirmation").count() == 1


def test_somebody_else_who_tries_an_address_is_told_what_a_stranger_is_told(client):
    meeting = open_meeting(capacity=1)
    landing(client, meeting)

    known = landing(client, meeting, name="Iemand Anders")
    stranger = landing(client, meeting, name="Iemand Anders", email="niemand@rijk.example")

    assert known == stranger.replace("niemand@rijk.example", "sanne@leiden.example")
    assert "wachtlijst" in known


def test_the_same_words_long_after_are_told_what_a_stranger_is_told(client):
    meeting = open_meeting(capacity=1)
    landing(client, meeting)
    Registration.objects.update(created_at=timezone.now() - timedelta(minutes=11))

    assert "wachtlijst" in landing(client, meeting)


def with_offer() -> tuple[Meeting, Registration, Registration]:
    meeting = open_meeting(capacity=1)
    first, second = registered(meeting, 1), registered(meeting, 2)
    actions.withdraw(first)
    Message.objects.all().delete()
    return meeting, first, second


def test_move_that_ends_an_offer_does_not_say_that_it_stands():
    meeting, _, second = with_offer()

    actions.reschedule(meeting, to=None, by=None)

    mails = Message.objects.filter(to=second.email).order_by("pk")
    said = {mail.template: read_content(mail).text for mail in mails}
    assert list(said) == ["moved", "offer_expired"]
    assert "plaats aangeboden" not in said["moved"]
    assert "In een aparte mail leest u hoe uw aanmelding er nu voor staat." in said["moved"]


def test_meeting_that_goes_on_after_all_says_one_thing_to_whom_it_offers_a_place():
    meeting = open_meeting(capacity=1)
    first, second, third = (registered(meeting, number) for number in (1, 2, 3))
    actions.cancel(meeting, reason="venue", by=None)
    actions.withdraw(first)
    Message.objects.all().delete()

    actions.reverse_cancellation(meeting, by=None, why="andere zaal")

    told = {
        mail.to: read_content(mail).text for mail in Message.objects.filter(template="reinstated")
    }
    assert Message.objects.filter(template="offer").get().to == second.email
    assert "wachtlijst" not in told[second.email]
    assert "U staat nog op de wachtlijst." in told[third.email]


def offered_by_phone() -> Registration:
    meeting = open_meeting(capacity=1)
    first = registered(meeting, 1)
    waits = RegistrationFactory(meeting=meeting, email="", state="waiting", added_by_staff=True)
    actions.withdraw(first)
    Message.objects.all().delete()
    return waits


@pytest.mark.parametrize("end", [cancel, lose_its_day])
def test_staff_hear_that_an_offer_by_phone_ends(end, settings):
    someone = offered_by_phone()

    end(someone.meeting)

    mail = Message.objects.get(template="offer_by_phone")
    someone.refresh_from_db()
    assert (mail.to, someone.state) == (settings.CONTACT["email"], "waiting")
    content = read_content(mail)
    assert content.subject.startswith("Het aanbod geldt niet meer")
    assert ENDS[end] in content.text
    assert "We houden de plaats vast" not in content.text
