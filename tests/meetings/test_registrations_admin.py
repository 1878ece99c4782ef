"""Who registered, in the admin: seen, mended, added, cancelled, mailed and exported by staff."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from dates.entry import read_date
from meetings import actions
from meetings.actions import Applicant, on_behalf
from meetings.links import LinkError, read_token, token_of
from meetings.models import Registration
from outbox.composing import read_content
from outbox.models import Message
from privacy.models import Reading
from privacy.requests import erase_person
from tests.factories import HubFactory, OrganisationFactory, RegistrationFactory, UserFactory
from tests.meetings.registering import open_meeting, registered

pytestmark = pytest.mark.django_db

LIST = reverse("admin:meetings_registration_changelist")
ADD = reverse("admin:meetings_registration_add")
WHO = {"name": "Anna de Wit", "email": "", "organisation_typed": "", "function": ""}


@pytest.fixture
def staff():
    user = UserFactory(is_superuser=False)
    user.groups.add(Group.objects.get(name="Programmastaf"))
    return user


@pytest.fixture
def page(staff):
    client = Client()
    client.force_login(staff)
    return client


def act(registration: Registration, name: str) -> str:
    return reverse(f"admin:meetings_registration_{name}", args=[registration.pk])


def names(response) -> list[str]:
    return [row.name for row in response.context["cl"].result_list]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Łukasz Wójcik", "lukasz wojcik"),
        ("Ayşe Yıldız", "YILDIZ"),
        ("Søren Ørsted", "orsted"),
        ("Mieke ’t Hart", "'t hart"),
        ("Zoë Müller", "zoe"),
    ],
)
def test_search_finds_whatever_signs_are_typed(page, name, typed):
    RegistrationFactory(name=name)
    RegistrationFactory(name="Iemand Anders")

    assert names(page.get(LIST, {"q": typed})) == [name]


def test_search_finds_by_organisation_and_address(page):
    leiden = OrganisationFactory(name="Gemeente Leiden")
    RegistrationFactory(name="A", organisation=leiden, email="a@x.example")
    RegistrationFactory(name="B", organisation_typed="ICTU", email="b@y.example")

    assert names(page.get(LIST, {"q": "leiden"})) == ["A"]
    assert names(page.get(LIST, {"q": "ictu"})) == ["B"]
    assert names(page.get(LIST, {"q": "Y.example"})) == ["B"]
    assert names(page.get(LIST, {"q": "%"})) == []


def test_page_of_a_meeting_leads_to_its_registrations_alone(page):
    meeting, other = HubFactory(), HubFactory()
    RegistrationFactory(name="Hier", meeting=meeting)
    RegistrationFactory(name="Daar", meeting=other)
    change = page.get(reverse("admin:hubs_hub_change", args=[meeting.pk])).content.decode()
    address = f"{LIST}?bijeenkomst={meeting.pk}"

    assert f'href="{address}"' in change
    assert names(page.get(address)) == ["Hier"]


def test_adding_from_the_list_of_a_meeting_chooses_that_meeting(page):
    meeting, _other = open_meeting(title="Hier"), open_meeting(title="Daar")
    shown = html.fromstring(page.get(f"{LIST}?bijeenkomst={meeting.pk}").content)
    (link,) = set(shown.xpath("//a[contains(@class, 'addlink')]/@href[contains(., 'filters')]"))

    form = html.fromstring(page.get(link).content)

    chosen = form.xpath("//select[@name='meeting']/option[@selected]/@value")
    assert chosen == [str(meeting.pk)]


@pytest.mark.parametrize("number", [1, 3, 30])
def test_list_asks_the_same_number_of_queries(page, number, django_assert_max_num_queries):
    for _ in range(number):
        RegistrationFactory(organisation=OrganisationFactory())

    with django_assert_max_num_queries(12):
        page.get(LIST)


def test_by_phone_with_address_gets_a_place_and_a_mail(page):
    meeting = open_meeting()

    response = page.post(ADD, {**WHO, "meeting": meeting.pk, "email": "Anna@x.example"})

    made = Registration.objects.get()
    assert response.status_code == 302
    assert (made.state, made.email, made.added_by_staff) == ("confirmed", "anna@x.example", True)
    assert Message.objects.get().template == "confirmation"


def test_by_phone_without_address_gets_a_place_and_no_mail(page):
    meeting = open_meeting()

    page.post(ADD, {**WHO, "meeting": meeting.pk})

    assert Registration.objects.get().state == "confirmed"
    assert not Message.objects.exists()


def test_by_phone_waits_where_it_is_full(page):
    meeting = open_meeting(capacity=1)
    registered(meeting)

    response = page.post(ADD, {**WHO, "meeting": meeting.pk}, follow=True)

    assert Registration.objects.get(name="Anna de Wit").state == "waiting"
    assert "Anna de Wit staat op de wachtlijst, op plaats 1." in response.content.decode()


def test_known_address_is_refused_and_what_was_typed_stays(page):
    meeting = open_meeting()
    known = registered(meeting)

    response = page.post(ADD, {**WHO, "meeting": meeting.pk, "email": known.email})

    text = response.content.decode()
    assert (response.status_code, Registration.objects.count()) == (200, 1)
    assert "Met dit e-mailadres is al iemand aangemeld." in text
    assert 'value="Anna de Wit"' in text


def test_nobody_is_registered_for_a_meeting_that_is_over(staff):
    meeting = HubFactory(held=True)

    with pytest.raises(ValidationError, match="presentielijst"):
        on_behalf.register_for(meeting, Applicant(name="A", email=""), by=staff)


def test_mended_address_gets_the_mail_and_the_former_link_stops(page):
    wrong = registered(open_meeting(), email="ana@x.example")
    former = token_of(wrong)

    response = page.post(act(wrong, "adres"), {"email": "Anna@x.example"})

    wrong.refresh_from_db()
    last = Message.objects.latest("pk")
    assert (response.status_code, wrong.email) == (302, "anna@x.example")
    assert (last.to, last.template) == ("anna@x.example", "confirmation")
    with pytest.raises(LinkError, match="werkt niet"):
        read_token(former)


def test_address_of_somebody_else_at_the_meeting_is_refused(page):
    meeting = open_meeting()
    first, second = registered(meeting, 1), registered(meeting, 2)

    response = page.post(act(first, "adres"), {"email": second.email})

    assert "al iemand anders aangemeld" in response.content.decode()


def test_mended_details(page):
    registration = registered(open_meeting(), organisation_typed="ICTTU")
    ictu = OrganisationFactory(name="ICTU")
    typed = {"name": "Łukasz", "organisation": ictu.pk, "organisation_typed": "", "function": "x"}

    page.post(act(registration, "gegevens"), typed)

    registration.refresh_from_db()
    assert (registration.name, registration.organisation) == ("Łukasz", ictu)
    assert names(page.get(LIST, {"q": "lukasz"})) == ["Łukasz"]


def test_who_rings_to_cancel_frees_the_place(page):
    meeting = open_meeting(capacity=1)
    first, second = registered(meeting, 1), registered(meeting, 2)

    page.post(act(first, "afmelden"))

    states = [Registration.objects.get(pk=r.pk).state for r in (first, second)]
    assert states == ["cancelled", "offered"]


def test_place_out_of_turn_has_a_reason_and_asks_when_full(page):
    meeting = open_meeting(capacity=1)
    registered(meeting, 1)
    waiting = registered(meeting, 2)

    refused = page.post(act(waiting, "plaats"), {"reason": "Spreker van de dag"})
    waiting.refresh_from_db()
    assert ("De bijeenkomst is vol" in refused.content.decode(), waiting.state) == (True, "waiting")

    page.post(act(waiting, "plaats"), {"reason": "Spreker van de dag", "when_full": "on"})
    waiting.refresh_from_db()
    assert waiting.state == "confirmed"
    assert LogEntry.objects.filter(change_message__contains="Spreker van de dag").count() == 1
    assert Message.objects.latest("pk").template == "confirmation"


def test_letter_to_a_selection_is_shown_first_and_goes_once(page):
    meeting = open_meeting()
    people = [registered(meeting, n) for n in (1, 2)]
    gone = registered(meeting, 3)
    actions.withdraw(gone)
    Message.objects.all().delete()
    chosen = {"action": "mail_selected", "_selected_action": [r.pk for r in (*people, gone)]}
    letter = {"subject": "Andere ingang", "text": "De ingang is aan de achterkant."}

    form = page.post(LIST, chosen)
    sealed = {"action": "mail_selected", "_selected_action": people[0].pk}
    sealed["chosen"] = form.context["chosen"]
    preview = page.post(LIST, {**sealed, **letter})
    assert not Message.objects.exists()
    assert "De ingang is aan de achterkant." in preview.content.decode()
    for _ in range(2):
        page.post(LIST, {**sealed, **letter, "send": "ja"})

    mails = Message.objects.order_by("to")
    assert [mail.to for mail in mails] == [person.email for person in people]
    assert {mail.context["subject"] for mail in mails} == {"Andere ingang"}


def test_forged_selection_is_refused(page):
    person = registered(open_meeting())
    Message.objects.all().delete()
    chosen = {"action": "mail_selected", "_selected_action": person.pk, "chosen": "[1]"}

    response = page.post(LIST, {**chosen, "subject": "x", "text": "y", "send": "ja"})

    assert (response.status_code, Message.objects.count()) == (302, 0)


def test_export_holds_the_chosen_and_no_formula(page):
    one = registered(open_meeting(), name="=1+1")
    registered(open_meeting(), 2)

    chosen = {"action": "exporteren", "_selected_action": one.pk}
    address = page.post(LIST, chosen).url
    response = page.post(address, {"purpose": "Voor de naambordjes.", "form": "csv"})

    lines = response.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert lines[2].split(";")[3] == "'=1+1"
    logged = Reading.objects.get()
    assert (logged.activity, logged.subject) == ("export", "meetings.Registration (1)")
    assert logged.reason == "Voor de naambordjes."


@pytest.mark.parametrize("role", ["Rapporteur", "Eindverantwoordelijke", "Werkgroep Toolkit"])
def test_who_registered_is_not_for_who_reads_the_report(role):
    registration = RegistrationFactory(name="Zilverberg")
    user = UserFactory(is_superuser=False)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)

    pages = [LIST, ADD, act(registration, "change"), act(registration, "adres")]
    assert [client.get(each).status_code for each in pages] == [403] * 4
    with pytest.raises(PermissionDenied):
        on_behalf.withdraw_for(registration, by=user)


def test_nobody_deletes_a_registration():
    client = Client()
    client.force_login(UserFactory(is_superuser=True))

    answer = client.post(act(RegistrationFactory(), "delete"), {"post": "yes"})

    assert answer.status_code == 403


def test_erased_registration_offers_nothing_and_shows_so(page):
    registration = registered(open_meeting())
    erase_person(registration.email)

    text = page.get(act(registration, "change")).content.decode()

    assert "gewist" in page.get(LIST).content.decode()
    assert "Gegevens verbeteren" not in text


def test_list_says_who_stands_where_in_the_line(page):
    meeting = open_meeting(capacity=1)
    first, *_ = [registered(meeting, number) for number in range(1, 5)]
    actions.withdraw(first)
    end = meeting.registrations.get(state="offered").offer_expires_at
    actions.expire_offers(end)

    rows = html.fromstring(page.get(LIST).content).xpath("//td[contains(@class,'standing')]/text()")

    assert rows[0] == "op de wachtlijst, plaats 1"
    assert rows[1].startswith("plaats aangeboden tot ")
    assert rows[2] == "op de wachtlijst, plaats 2, miste 1 aanbod"
    assert rows[3] == "afgemeld"


@pytest.mark.parametrize("people", [1, 3, 30])
def test_list_of_who_waits_takes_the_same_number_of_queries(page, people):
    for _ in range(people):
        meeting = open_meeting(capacity=0)
        registered(meeting, 1), registered(meeting, 2)
    page.get(LIST)

    with CaptureQueriesContext(connection) as queries:
        page.get(LIST)

    assert len([q for q in queries if "meetings_registration" in q["sql"]]) == 4


@pytest.mark.parametrize("words", ["januari 2014", "2014", "3 of 4 maart 2014"])
def test_nobody_is_registered_for_a_month_or_year_that_is_over(staff, words):
    meeting = HubFactory(date=read_date(words))

    with pytest.raises(ValidationError, match="Wie er was, vult u in op de presentielijst"):
        on_behalf.register_for(meeting, Applicant(name="Bea", email=""), by=staff)

    assert not meeting.registrations.exists()


@pytest.mark.parametrize(
    ("email", "told"),
    [("", "Er is geen e-mailadres: geef het zelf door."), ("a@b.example", "Er gaat een mail")],
)
def test_staff_read_whether_who_gets_a_place_is_mailed(page, email, told):
    waits = RegistrationFactory(
        meeting=open_meeting(), email=email, state="waiting", added_by_staff=True
    )

    response = page.post(act(waits, "plaats"), {"reason": "spreker"}, follow=True)

    said = [str(message) for message in response.context["messages"]]
    assert len(said) == 1
    assert told in said[0]
    assert Message.objects.filter(template="confirmation").exists() == bool(email)


def test_who_rings_for_a_concept_gets_no_link_to_a_page_that_is_not_there(page):
    concept = open_meeting(is_public=False)

    page.post(ADD, {**WHO, "email": "anna@x.example", "meeting": concept.pk})

    mail = Message.objects.get(to="anna@x.example")
    assert concept.get_absolute_url() not in str(mail.context)
    assert "Meer:" not in read_content(mail).text


def test_choice_holds_what_can_still_come(page):
    coming, undated = open_meeting(is_public=False), HubFactory(date=None)
    HubFactory(date=read_date("januari 2014"))

    choice = page.get(ADD).context["adminform"].form.fields["meeting"]

    assert set(choice.queryset.values_list("pk", flat=True)) == {coming.pk, undated.pk}
    assert choice.label_from_instance(coming).endswith("(concept)")


def test_same_name_by_phone_is_asked_once(page):
    meeting = open_meeting()
    typed = {**WHO, "meeting": meeting.pk}
    page.post(ADD, typed)

    asked = page.post(ADD, {**typed, "name": "anna de wit"})
    (tick,) = html.fromstring(asked.content).xpath("//input[@name='klopt']/@value")
    page.post(ADD, {**typed, "name": "anna de wit", "klopt": tick})

    assert "Is dit echt iemand anders?" in asked.content.decode()
    assert meeting.registrations.count() == 2
