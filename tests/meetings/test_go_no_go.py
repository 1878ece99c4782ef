"""Moving, cancelling and deciding: who hears what, through the pages of the admin and the mails."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from lxml import html

from dates.values import ApproximateDate, spell_out
from meetings import actions
from meetings.admin.announcing import rehearse
from meetings.models import Meeting, Registration, Rescheduling
from meetings.registering.occupancy import count_places
from outbox.composing import read_content
from outbox.delivery import deliver_due
from outbox.models import Message
from routekaart.today.tasks import tasks
from tests.factories import HubFactory, RegistrationFactory, SeriesFactory, UserFactory

from .registering import open_meeting, registered

pytestmark = pytest.mark.django_db

State = Registration.State
IN_SIX_WEEKS = ApproximateDate.of_day(timezone.localdate() + timedelta(days=42))


@pytest.fixture
def staff(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user, backend="routekaart.accounts.lent_roles.StaffBackend")
    return client


@pytest.fixture
def meeting():
    """Forty registered and five waiting; what they were mailed before does not count here."""
    meeting = open_meeting(title="Jouw rol", capacity=40)
    for number in range(45):
        registered(meeting, number)
    Message.objects.all().delete()
    return meeting


def page_of(meeting: Meeting, name: str) -> str:
    return reverse(f"admin:hubs_hub_{name}", args=[meeting.pk])


def inputs(response) -> dict[str, str]:
    """What the page sends when its first button is pressed."""
    (form,) = html.fromstring(response.content).xpath("//form[.//input[@name='seen']]")
    return {each.get("name"): each.get("value") for each in form.xpath(".//input[@type='hidden']")}


def who(response) -> list[str]:
    return html.fromstring(response.content).xpath("//section//h2/text()")


def mailed() -> list:
    mail.outbox.clear()
    deliver_due()
    return mail.outbox


def link_in(body: str, part: str) -> str:
    (line,) = [line for line in body.splitlines() if part in line]
    parts = urlsplit(line)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def test_moving_a_meeting_reaches_40_registered_and_5_waiting(staff, client, meeting):
    former = spell_out(meeting.date)
    url, values = page_of(meeting, "verplaatsen"), {"to": str(IN_SIX_WEEKS), "reason": "zaal bezet"}

    preview = staff.post(url, values)
    before = Meeting.objects.get()
    done_yet = (Rescheduling.objects.count(), Message.objects.count())
    staff.post(url, inputs(preview))

    assert who(preview) == ["40 personen, nu aangemeld", "5 personen, nu op de wachtlijst"]
    assert (spell_out(before.date), done_yet) == (former, (0, 0))
    assert Meeting.objects.get().date == IN_SIX_WEEKS
    mails = mailed()
    assert len({each.to[0] for each in mails}) == len(mails) == 45
    assert {each.subject for each in mails} == {"Verplaatst: Jouw rol"}
    for each in mails:
        assert f"Oude datum: {former}" in each.body
        assert f"Nieuwe datum: {spell_out(IN_SIX_WEEKS)}" in each.body
    assert sum(len(each.attachments) for each in mails) == 40
    keep = link_in(mails[0].body, "/nieuwe-datum/")
    client.post(keep, {"answer": "give_up"})
    states = Registration.objects.filter(email=mails[0].to[0]).values_list("state", flat=True)
    assert list(states) == [State.CANCELLED]
    assert Registration.objects.filter(state=State.OFFERED).count() == 1


def test_preview_shows_the_text_of_the_mail_and_nobody_s_link_or_name(staff, meeting):
    values = {"to": str(IN_SIX_WEEKS), "reason": "zaal bezet"}

    shown = staff.post(page_of(meeting, "verplaatsen"), values).content.decode()

    assert "Verplaatst: Jouw rol" in shown
    assert f"Nieuwe datum: {spell_out(IN_SIX_WEEKS)}" in shown
    assert "(persoonlijke link)" in shown
    assert {
        part for part in ("/mijn-aanmelding/", "Deelnemer", "@rijk.example") if part in shown
    } == (set())


def test_new_times_go_with_the_move(staff, meeting):
    url = page_of(meeting, "verplaatsen")
    values = {"to": str(IN_SIX_WEEKS), "start_time": "13:30", "end_time": "16:00"}

    staff.post(url, inputs(staff.post(url, values)))

    assert f"Nieuwe datum: {spell_out(IN_SIX_WEEKS)}, 13.30 tot 16.00 uur" in mailed()[0].body


def test_times_that_cannot_be_are_said_at_their_field_before_any_mail(staff, meeting):
    values = {"to": str(IN_SIX_WEEKS), "start_time": "16:00", "end_time": "13:30"}

    response = staff.post(page_of(meeting, "verplaatsen"), values)

    assert list(response.context["adminform"].errors) == ["end_time"]
    assert Message.objects.count() == 0


def test_who_registers_while_staff_look_is_shown_before_it_goes(staff, meeting):
    url = page_of(meeting, "annuleren")
    first = staff.post(url, {"reason": "too_few"})
    registered(meeting, 45)

    second = staff.post(url, inputs(first))

    assert Meeting.objects.get().status == "planned"
    assert who(second) == ["40 personen, nu aangemeld", "6 personen, nu op de wachtlijst"]
    staff.post(url, inputs(second))
    assert Meeting.objects.get().status == "cancelled"


def test_going_back_from_the_preview_keeps_what_was_filled_in(staff, meeting):
    url = page_of(meeting, "annuleren")
    preview = staff.post(url, {"reason": "venue", "note": "lekkage"})

    back = staff.post(url, {**inputs(preview), "edit": "1"})

    form = back.context["adminform"].form
    assert (form["reason"].value(), form["note"].value()) == ("venue", "lekkage")
    assert Meeting.objects.get().status == "planned"


def test_cancelling_offers_a_place_in_the_sister_meeting(staff, client, meeting):
    sister = open_meeting(title="Jouw rol, deel 2", programme=meeting.programme, date=IN_SIX_WEEKS)
    url = page_of(meeting, "annuleren")
    values = {"reason": "too_few", "note": "", "sister": sister.pk}

    preview = staff.post(url, values)
    staff.post(url, inputs(preview))

    cancelled = Meeting.objects.get(pk=meeting.pk)
    assert who(preview) == ["40 personen, nu aangemeld", "5 personen, nu op de wachtlijst"]
    assert (cancelled.status, cancelled.cancellation_reason) == ("cancelled", "too_few")
    mails = mailed()
    assert len({each.to[0] for each in mails}) == len(mails) == 45
    assert {each.subject for each in mails} == {"Gaat niet door: Jouw rol"}
    transfer = link_in(mails[0].body, "/overstappen/")
    assert client.get(transfer).status_code == 200
    assert sister.registrations.count() == 0
    client.post(transfer)
    assert [each.email for each in sister.registrations.all()] == [mails[0].to[0]]


def test_sisters_are_upcoming_and_of_the_same_programme(meeting):
    series = SeriesFactory(programme=meeting.programme)
    Meeting.objects.filter(pk=meeting.pk).update(series=series, part=1)
    meeting.refresh_from_db()
    same_programme = open_meeting(programme=meeting.programme)
    same_series = open_meeting(series=series, part=2, programme=meeting.programme)
    open_meeting()
    HubFactory(programme=meeting.programme)
    HubFactory(programme=meeting.programme, cancelled=True, date=IN_SIX_WEEKS)
    open_meeting(programme=meeting.programme, is_public=False)

    found = Meeting.objects.sisters_of(meeting, timezone.localdate())

    assert {each.pk for each in found} == {same_programme.pk, same_series.pk}


def test_correcting_a_date_mails_nobody_unless_staff_ask(staff, meeting):
    url = page_of(meeting, "datum-verbeteren")
    in_seven_weeks = ApproximateDate.of_day(timezone.localdate() + timedelta(days=49))

    silent = staff.post(url, {"to": str(IN_SIX_WEEKS), "why": "verkeerd overgenomen"})
    after_silence = Message.objects.count()
    asked = staff.post(url, {"to": str(in_seven_weeks), "why": "weer mis", "notify": "on"})
    staff.post(url, inputs(asked))

    assert (silent.status_code, after_silence) == (302, 0)
    assert Meeting.objects.get().date == in_seven_weeks
    assert {each.subject for each in mailed()} == {"Juiste datum: Jouw rol"}
    assert len(mail.outbox) == 45


def test_a_place_given_up_is_offered_refused_and_offered_to_the_next(client):
    meeting = open_meeting(title="Jouw rol", capacity=1)
    placed, second, third = (registered(meeting, number) for number in range(3))
    by_address = {each.to[0]: each.body for each in mailed()}

    client.post(link_in(by_address[placed.email], "/mijn-aanmelding/") + "afmelden/")
    to_second = {each.to[0]: each for each in mailed()}[second.email]
    client.post(link_in(to_second.body, "/vrije-plaats/"), {"answer": "decline"})
    to_third = {each.to[0]: each for each in mailed()}[third.email]
    client.post(link_in(to_third.body, "/vrije-plaats/"), {"answer": "accept"})
    confirmed = {each.to[0]: each for each in mailed()}

    states = dict(Registration.objects.values_list("email", "state"))
    assert states == {
        placed.email: State.CANCELLED,
        second.email: State.CANCELLED,
        third.email: State.CONFIRMED,
    }
    assert list(confirmed) == [third.email]
    assert count_places(meeting) == {"taken": 1, "waiting": 0}


def sentences(today) -> list[str]:
    return [task.sentence for task in tasks(UserFactory(is_superuser=True), today)]


@pytest.mark.parametrize(
    ("minimum", "people", "days", "asked"),
    [
        (3, 2, 14, True),
        (3, 2, 15, False),
        (3, 3, 14, False),
        (3, 2, -1, True),
        (None, 2, 14, False),
    ],
)
def test_first_page_says_what_must_be_decided(minimum, people, days, asked):
    today = timezone.localdate()
    meeting = open_meeting(minimum=minimum, decision_date=today + timedelta(days=days))
    RegistrationFactory.create_batch(people, meeting=meeting)
    RegistrationFactory.create_batch(3, meeting=meeting, state="cancelled")

    expected = "hub heeft te weinig aanmeldingen: beslis binnen 14 dagen of die doorgaat"
    assert (expected in sentences(today)) is asked


def test_an_action_without_people_is_done_at_once(staff):
    meeting = open_meeting()

    response = staff.post(page_of(meeting, "annuleren"), {"reason": "too_few"})

    assert (response.status_code, Meeting.objects.get().status) == (302, "cancelled")


def test_looking_at_who_is_mailed_leaves_no_trace(meeting):
    history = Meeting.history.count()

    preview = rehearse(meeting, lambda: actions.cancel(meeting, reason="venue", by=None))

    assert preview.number == 45
    assert (Message.objects.count(), Meeting.history.count()) == (0, history)
    assert Meeting.objects.get().status == "planned"


def test_holding_a_meeting_shows_the_thanks_that_follow_and_sends_nothing_yet(staff, meeting):
    Meeting.objects.update(date_earliest=timezone.localdate(), date_latest=timezone.localdate())
    people = list(meeting.registrations.order_by("pk"))
    actions.mark_attended(people[-1], attended=True)
    url, values = page_of(meeting, "gehouden"), {"attended": "", "attended_source": ""}

    preview = staff.post(url, values)
    still = Meeting.objects.get().status
    staff.post(url, inputs(preview))

    page = html.fromstring(preview.content)
    assert who(preview) == ["40 personen, nu aangemeld", "1 persoon, nu op de wachtlijst"]
    assert page.xpath("//section/p[contains(., 'Deze mail gaat na afloop')]")
    assert page.xpath("//input[@type='submit']/@value")[0] == "Gehouden"
    assert (still, Meeting.objects.get().status, mailed()) == ("planned", "held", [])


def test_full_or_closed_meeting_is_no_sister(meeting):
    full = open_meeting(programme=meeting.programme, capacity=1)
    registered(full)
    closed = timezone.now() - timedelta(minutes=1)
    open_meeting(programme=meeting.programme, registration_closes=closed)

    assert not Meeting.objects.sisters_of(meeting, timezone.localdate()).exists()


def test_staff_are_asked_where_the_sister_has_too_few_places(staff, meeting):
    sister = open_meeting(title="Jouw rol, deel 2", programme=meeting.programme, capacity=2)

    asked = staff.post(
        page_of(meeting, "annuleren"), {"reason": "too_few", "note": "", "sister": sister.pk}
    )

    assert "nog 2 plaatsen. De link gaat naar 45 mensen" in asked.content.decode()
    assert Meeting.objects.get(pk=meeting.pk).status == "planned"


def test_link_to_a_sister_that_is_full_speaks_of_its_waiting_list(client):
    meeting = open_meeting()
    someone = registered(meeting)
    sister = open_meeting(programme=meeting.programme, capacity=1)
    registered(sister, 2)

    actions.cancel(meeting, reason="venue", by=None, sister=sister)
    mail = Message.objects.get(template="cancelled")
    page = client.get(mail.context["transfer_url"]).content.decode()

    assert "aanmelden voor de wachtlijst" in read_content(mail).text
    assert "Zet mij op de wachtlijst" in page
    assert someone.email == mail.to


def test_who_is_offered_a_place_is_named_before_it_goes(staff):
    meeting = open_meeting(capacity=1)
    registered(meeting)
    RegistrationFactory(
        meeting=meeting, name="Bea Bel", email="", state="waiting", added_by_staff=True
    )
    actions.cancel(meeting, reason="venue", by=None)
    Meeting.objects.update(capacity=2)

    preview = staff.post(page_of(meeting, "toch-niet-geannuleerd"), {"why": "andere zaal"})

    assert "1 mail aan de staf, over wie geen e-mailadres gaf" in who(preview)
    assert "Aan de beurt: Bea Bel" in preview.content.decode()
