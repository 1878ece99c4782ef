"""The first page of the admin: what is to be done, each with the list in which it is done."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dates.entry import read_date
from outbox.models import Message
from pilots.models import Conversation, Session
from reporting.notices.drafting import draft_notice, log_sent
from routekaart.today.tasks import tasks
from tests.factories import (
    ConversationFactory,
    GroupFactory,
    HubFactory,
    LeadershipMeetingFactory,
    PersonFactory,
    PilotFactory,
    PublicationFactory,
    ReschedulingFactory,
    SessionFactory,
    TargetFactory,
    UserFactory,
)

from .work import make_failed_mail, make_question, make_unit_to_tell, make_work

pytestmark = pytest.mark.django_db

TODAY = date(2014, 4, 15)


@pytest.fixture
def staff():
    return UserFactory(is_superuser=True)


def said(user):
    return {task.sentence: task.count for task in tasks(user, TODAY)}


def count_of(user, words):
    return sum(count for sentence, count in said(user).items() if words in sentence)


def test_nothing_is_to_be_done_where_nothing_is_logged(staff):
    assert tasks(staff, TODAY) == []


def test_planned_meeting_of_the_past_asks_to_be_confirmed(staff):
    HubFactory(date=read_date("januari 2014"))
    HubFactory(date=read_date("2014"))
    HubFactory()
    LeadershipMeetingFactory(date=read_date("2013"))

    assert said(staff) == {
        "hub is voorbij en staat nog op gepland: is die gehouden?": 1,
        "bijeenkomst Dienend Leiderschap is voorbij en staat nog op gepland: is die gehouden?": 1,
    }


def test_move_without_a_reason_asks_for_it(staff):
    ReschedulingFactory(meeting=HubFactory())
    ReschedulingFactory(meeting=HubFactory(), reason="zaal bezet")

    assert said(staff) == {"hub is verplaatst zonder dat de reden is vastgelegd": 1}


def test_held_hub_asks_for_attendance_and_minutes_until_they_are_there(staff):
    HubFactory(held=True)
    complete = HubFactory(held=True, attended=0, attended_source="presentielijst")
    PublicationFactory(kind="minutes", meeting_id=complete.pk)

    assert said(staff) == {
        "gehouden hub heeft nog geen aantal aanwezigen": 1,
        "gehouden hub heeft nog geen verslag": 1,
    }


def test_target_of_a_past_year_that_is_not_filled_asks_for_an_explanation(staff):
    open_target = TargetFactory(number=2)
    HubFactory(target=open_target, programme=open_target.programme, cancelled=True)
    TargetFactory(number=2, year=2014)
    TargetFactory(number=2, explanation="Te weinig aanmeldingen.")
    TargetFactory(number=None, line="toolkit")
    filled = TargetFactory(number=1, line="pilots")
    PilotFactory(target=filled, programme=filled.programme)

    assert count_of(staff, "toelichting") == 1


def test_talk_asks_for_a_next_step_by_its_last_conversation(staff):
    first = ConversationFactory()
    ConversationFactory(counterparty=first.counterparty, next_step="bellen")
    ConversationFactory(stage=Conversation.Stage.DECLINED)
    ConversationFactory()

    assert count_of(staff, "volgende stap") == 1


def test_pilot_asks_about_sessions_with_fewer_facilitators_than_agreed(staff):
    group = GroupFactory(pilot=PilotFactory(facilitators_per_session=2))
    SessionFactory(group=group, status=Session.Status.HELD)
    assert count_of(staff, "begeleiders") == 0

    SessionFactory(group=group, status=Session.Status.HELD).facilitators.add(PersonFactory())

    assert count_of(staff, "begeleiders") == 1


def test_mail_that_failed_asks_for_attention(staff):
    make_failed_mail("a")
    Message.objects.create(key="b", to="b@gemeente.example", template="thanks", context={})

    assert said(staff) == {"mail kon niet worden verstuurd": 1}


def test_question_of_a_reader_asks_for_an_answer(staff):
    make_question()
    make_question(answer="Zo.", answered_at=timezone.now())

    assert said(staff) == {"vraag van een lezer van de rapportage heeft nog geen antwoord": 1}


def test_letter_that_is_due_stands_on_the_first_page_until_it_was_sent(staff):
    hub = make_unit_to_tell()
    due = "activiteit gaat niet door zoals afgesproken: meld dat aan de opdrachtgever"
    unsent = "brief aan de opdrachtgever is nog niet verstuurd"
    assert said(staff) == {due: 1}

    letter = draft_notice(hub)
    assert said(staff) == {unsent: 1}

    log_sent(letter, on=timezone.localdate(), by=staff)
    assert said(staff) == {}


def test_letters_are_for_who_may_see_them():
    make_unit_to_tell()
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Werkgroep Toolkit"))

    assert tasks(user, TODAY) == []


def test_each_line_opens_the_list_of_just_those_records(client, staff):
    make_work(2)
    client.force_login(staff)
    found = tasks(staff, TODAY)
    shown = {task.address: client.get(task.address).context_data["cl"] for task in found}

    assert len(found) == 28
    assert [shown[task.address].result_count for task in found] == [task.count for task in found]


def test_list_of_work_is_narrowed_by_name_and_says_why(client, staff):
    client.force_login(staff)
    ReschedulingFactory(meeting=HubFactory())
    (moved,) = (task for task in tasks(staff, TODAY) if "verplaatst" in task.sentence)
    HubFactory.create_batch(3, held=True, programme=HubFactory().programme)

    page = client.get(moved.address)

    assert moved.address == "/beheer/hubs/hub/?taak=reden-onbekend"
    assert page.context_data["cl"].result_count == 1
    assert "verplaatst zonder reden" in page.content.decode()


def test_first_page_takes_as_many_queries_for_much_work_as_for_little(client, staff):
    client.force_login(staff)
    counts = []
    for more in (1, 2, 27):
        make_work(more)
        for _ in range(more):
            make_unit_to_tell()
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("admin:index"))
        counts.append(len(queries))

    assert len(set(counts)) == 1


def test_working_group_sees_nothing_of_meetings_and_pilots(client):
    make_work(1)
    HubFactory(title="Hubmerkteken", date=read_date("2100"))
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Werkgroep Toolkit"))
    client.force_login(user)

    page = client.get(reverse("admin:index"))

    assert [own.sentence for own in page.context_data["tasks"]] == [
        "verhaal wacht op wie het uitschrijft",
        "verhaal wacht op wie het anoniem maakt",
        "verhaal wacht op een tweede lezer, die het niet uitschreef",
        "verhaal wacht op wie het opneemt",
        "verhaal heeft een conclusie van een groep die iemand moet nalezen",
    ]
    assert "Hubmerkteken" not in page.content.decode()


def test_parts_stand_in_the_order_in_which_people_think_of_them(client, staff):
    client.force_login(staff)
    parts = client.get(reverse("admin:index")).context_data["app_list"]

    assert {part["name"]: [str(each["name"]) for each in part["models"]][:3] for part in parts} == {
        "Bijeenkomsten": ["Hubs", "Bijeenkomsten Dienend Leiderschap", "Aanmeldingen"],
        "Pilots": ["Gesprekspartners", "Links van begeleiders", "Pilots"],
        "Toolkit": ["Begeleiderskits", "Bevindingen", "Edities"],
        "Netwerk": ["Ambassadeurs", "Organisaties", "Medewerkers"],
        "Rapportage": ["Lessen", "Lezers", "Meldingen aan de opdrachtgever"],
        "Beheer": ["Gebruikers", "Mails", "Leeslogboek"],
    }


def test_headings_of_the_parts_are_dutch(client, staff):
    client.force_login(staff)
    page = client.get(reverse("admin:index")).content.decode()

    english = ("Model name", "Add link", "list link")
    assert [page.count(heading) for heading in english] == [0, 0, 0]
    assert page.count("Bekijken of wijzigen") == page.count("<caption>")
