from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from dates.entry import read_date
from dates.values import ApproximateDate
from pilots.admin.actions import PILOT_ACTIONS
from pilots.models import Conversation, Counterparty, Group, Pilot, Session
from tests.factories import (
    ConversationFactory,
    CounterpartyFactory,
    GroupFactory,
    OrganisationFactory,
    PersonFactory,
    PilotFactory,
    ProgrammeFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SECRET = "zeldzaamwoord"


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend="routekaart.accounts.lent_roles.StaffBackend")
    return client


@pytest.fixture
def staff() -> Client:
    return client_of(UserFactory(is_superuser=True))


@pytest.fixture
def pilot_staff() -> Client:
    """Someone who may do everything with pilots, but see results that are not released."""
    user = UserFactory()
    pilots = Permission.objects.filter(content_type__app_label="pilots")
    user.user_permissions.set(pilots.exclude(codename="view_results"))
    return client_of(user)


def page_of(pilot: Pilot, name: str = "change") -> str:
    return reverse(f"admin:pilots_pilot_{name}", args=[pilot.pk])


def rows(prefix: str, *filled: dict, initial: int = 0) -> dict:
    counts = {f"{prefix}-TOTAL_FORMS": len(filled), f"{prefix}-INITIAL_FORMS": initial}
    fields = {f"{prefix}-{n}-{k}": v for n, row in enumerate(filled) for k, v in row.items()}
    return counts | fields


def filled_in(pilot: Pilot, **changes) -> dict:
    values = {"title": pilot.title, "programme": pilot.programme_id}
    return {**values, **rows("groups"), **rows("conversations"), **changes}


def errors_of(response) -> dict:
    return {name: list(found) for name, found in response.context["adminform"].errors.items()}


def sentences(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_a_pilot_is_added_with_its_groups_and_talks(pilot_staff):
    partner = CounterpartyFactory()
    groups = rows(
        "groups",
        {"name": "Directeuren", "planned_sessions": 4},
        {"name": "Directeuren", "planned_sessions": 4},
    )
    talks = rows(
        "conversations",
        {"counterparty": partner.pk, "date": "najaar 2013", "stage": "concrete"},
    )
    values = {"title": "Pilot bij het ministerie", "programme": ProgrammeFactory().pk}

    pilot_staff.post(reverse("admin:pilots_pilot_add"), {**values, **groups, **talks})

    pilot = Pilot.objects.get()
    assert pilot.slug == "pilot-bij-het-ministerie"
    assert [group.slug for group in pilot.groups.all()] == ["directeuren", "directeuren-2"]
    assert str(pilot.conversations.get().date) == "najaar 2013"


def test_numbers_of_participants_need_their_source(staff):
    pilot = PilotFactory()

    response = staff.post(
        page_of(pilot), filled_in(pilot, participants_min="6", participants_max="11")
    )

    sentence = "Vul het kleinste en het grootste aantal deelnemers in, en de bron ervan."
    assert errors_of(response) == {"participants_min": [sentence]}


def test_states_cannot_be_sent_with_the_change_form(staff):
    pilot = PilotFactory()
    attempt = {
        "sessions_state": "completed",
        "closing_state": "held",
        "results_state": "written",
        "slug": "anders",
    }

    staff.post(page_of(pilot), filled_in(pilot, title="Nieuwe titel", **attempt))

    found = Pilot.objects.get()
    assert (found.title, found.slug) == ("Nieuwe titel", pilot.slug)
    assert (found.sessions_state, found.closing_state) == ("preparation", "none")
    assert found.results_state == "none"


def test_the_way_of_a_pilot(staff):
    pilot = PilotFactory()
    SessionFactory(group=GroupFactory(pilot=pilot, planned_sessions=1), status="held")

    staff.post(page_of(pilot, "sessies-beginnen"))
    staff.post(page_of(pilot, "sessies-afronden"))
    staff.post(page_of(pilot, "slotbijeenkomst-plannen"), {"on": "februari 2014"})
    staff.post(page_of(pilot, "slotbijeenkomst-gehouden"), {"on": "24-2-2014"})
    staff.post(page_of(pilot, "stand-resultaten"), {"state": "written"})

    found = Pilot.objects.get()
    assert (found.sessions_state, found.closing_state) == ("completed", "held")
    assert str(found.closing_date) == "24 februari 2014"
    assert found.results_state == "written"


def test_closing_meeting_is_mended_with_a_reason(staff):
    pilot = PilotFactory(closing_state="held", closing_date=read_date("24-3-2014"))
    address = page_of(pilot, "slotbijeenkomst-verbeteren")
    typed = {"state": "held", "on": "24-2-2014"}

    refused = staff.post(address, typed)
    staff.post(address, typed | {"why": "typefout"})

    assert errors_of(refused) == {"why": ["Beantwoord de vraag “Waarom verandert u dit?”"]}
    assert Pilot.objects.get().closing_date == read_date("24-2-2014")
    assert staff.get(address).context_data["adminform"].form.initial["state"] == "held"


def test_closing_meeting_of_which_nothing_is_recorded_cannot_be_mended(staff):
    pilot = PilotFactory()

    response = staff.get(page_of(pilot, "slotbijeenkomst-verbeteren"))

    assert response.status_code == 302


def test_a_pilot_with_open_sessions_cannot_be_completed(staff):
    pilot = PilotFactory(sessions_state="running")
    SessionFactory(group=GroupFactory(pilot=pilot, planned_sessions=1))

    response = staff.post(page_of(pilot, "sessies-afronden"))

    sentence = "Nog niet alle sessies zijn afgehandeld: 1 staat op gepland."
    assert errors_of(response) == {"__all__": [sentence]}
    assert Pilot.objects.get().sessions_state == "running"


def test_stopping_a_pilot_needs_a_reason_and_can_be_taken_back(staff):
    pilot = PilotFactory()

    refused = staff.post(page_of(pilot, "gaat-niet-door"), {"note": " "})
    staff.post(page_of(pilot, "gaat-niet-door"), {"note": "bezuinigingen"})
    stopped = Pilot.objects.get()
    staff.post(page_of(pilot, "heropenen"), {"why": "toch geld gevonden"})

    assert errors_of(refused) == {"note": ["Beantwoord de vraag “Waarom gaat de pilot niet door?”"]}
    assert (stopped.sessions_state, stopped.cancellation_note) == ("cancelled", "bezuinigingen")
    assert Pilot.objects.get().sessions_state == "preparation"
    assert "heropend: toch geld gevonden" in staff.get(page_of(pilot, "history")).content.decode()


def every_page(pilot: Pilot) -> list[str]:
    names = ["change", "history", "delete", *(page.name for page in PILOT_ACTIONS)]
    return [*(page_of(pilot, name) for name in names), reverse("admin:pilots_pilot_changelist")]


def test_results_are_nowhere_for_who_may_not_see_them(pilot_staff):
    pilot = PilotFactory(results=SECRET, conclusions=SECRET)
    pilot.title = "Andere titel"
    pilot.save()

    for url in every_page(pilot):
        page = pilot_staff.get(url, follow=True)
        closed = url.endswith(("/vrijgave-vragen/", "/vrijgave-op-papier/"))
        assert page.status_code == (403 if closed else 200), url
        assert SECRET not in page.content.decode(), url


def test_searching_does_not_tell_what_results_hold(pilot_staff):
    PilotFactory(results=SECRET)

    response = pilot_staff.get(reverse("admin:pilots_pilot_changelist"), {"q": SECRET})

    assert list(response.context["cl"].result_list) == []


def test_results_cannot_be_sent_by_who_may_not_see_them(pilot_staff):
    pilot = PilotFactory(results=SECRET)

    pilot_staff.post(page_of(pilot), filled_in(pilot, title="Nieuw", results="iets anders"))

    found = Pilot.objects.get()
    assert (found.title, found.results) == ("Nieuw", SECRET)


def test_results_are_for_who_may_see_them_but_not_in_the_history(staff):
    pilot = PilotFactory()

    staff.post(page_of(pilot), filled_in(pilot, results=SECRET))

    assert Pilot.objects.get().results == SECRET
    assert SECRET not in staff.get(page_of(pilot)).content.decode()
    assert SECRET not in staff.get(page_of(pilot, "history")).content.decode()


def test_a_pilot_that_began_cannot_be_deleted(staff):
    pilot = PilotFactory(title="Ministerie", sessions_state="running")

    response = staff.post(page_of(pilot, "delete"), {"post": "yes"}, follow=True)

    assert sentences(response) == [
        "“Ministerie” kan niet worden verwijderd: er is al iets mee gebeurd, en dat blijft bewaard."
        " Gaat de pilot niet door, leg dat dan vast."
    ]
    assert Pilot.objects.count() == 1


def group_page(group: Group, name: str = "change") -> str:
    return reverse(f"admin:pilots_group_{name}", args=[group.pk])


def group_with(group: Group, *sessions: dict, initial: int = 0) -> dict:
    values = {"name": group.name, "planned_sessions": group.planned_sessions}
    return {**values, **rows("sessions", *sessions, initial=initial)}


def test_the_planned_sessions_of_a_group_are_made_at_once(pilot_staff):
    group = GroupFactory(planned_sessions=4)

    pilot_staff.post(group_page(group, "sessies-toevoegen"))

    assert list(group.sessions.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_a_session_is_logged_with_its_date_and_facilitators(pilot_staff):
    group, person = GroupFactory(), PersonFactory()
    row = {"number": 1, "date": "maart 2013", "status": "held", "facilitators": [person.pk]}

    pilot_staff.post(group_page(group), group_with(group, row))

    session = Session.objects.get()
    assert (str(session.date), session.status) == ("maart 2013", "held")
    assert list(session.facilitators.all()) == [person]


def test_a_session_with_a_number_that_exists_is_a_sentence_in_its_row(staff):
    group = GroupFactory()
    twice = {"number": 1, "status": "planned"}
    SessionFactory(group=group, number=1)

    response = staff.post(group_page(group), group_with(group, twice))

    rows_with_errors = response.context["inline_admin_formsets"][0].formset.errors
    assert rows_with_errors == [{"number": ["Deze groep heeft al een sessie met dit nummer."]}]


def test_a_session_that_was_held_stays(staff):
    session = SessionFactory(status="held", number=1)
    row = {"id": session.pk, "group": session.group_id, "number": 1, "status": "planned"}

    response = staff.post(
        group_page(session.group), group_with(session.group, {**row, "DELETE": "on"}, initial=1)
    )

    formset = response.context["inline_admin_formsets"][0].formset
    assert formset.non_form_errors() == [
        "Sessie 1 is gehouden of niet doorgegaan en blijft daarom bewaard."
    ]
    assert Session.objects.get().status == "held"


def test_a_session_with_too_few_facilitators_is_flagged(staff):
    group = GroupFactory(pilot=PilotFactory(facilitators_per_session=2))
    unknown, alone, together = SessionFactory.create_batch(3, group=group, status="held")
    alone.facilitators.set([PersonFactory()])
    together.facilitators.set(PersonFactory.create_batch(2))

    of_group = staff.get(group_page(group)).content.decode()
    of_pilot = staff.get(page_of(group.pilot)).content.decode()

    assert of_group.count("minder begeleiders dan afgesproken") == 1
    assert of_pilot.count("let op: minder begeleiders dan afgesproken") == 1
    assert "3 van 4 gehouden" in of_pilot


def test_a_counterparty_is_logged_with_its_talks(pilot_staff):
    organisation = OrganisationFactory()
    talk = {"date": "voorjaar 2014", "stage": "concrete", "obstacle": "bezuinigingen"}
    values = {
        "programme": ProgrammeFactory().pk,
        "name": "Belastingdienst",
        "kind": "organisation",
        "organisations": [organisation.pk],
        "decision_maker": "afdeling HRM",
    }

    pilot_staff.post(
        reverse("admin:pilots_counterparty_add"), {**values, **rows("conversations", talk)}
    )

    talk = Conversation.objects.get()
    assert (talk.counterparty.name, str(talk.date)) == ("Belastingdienst", "voorjaar 2014")
    assert list(talk.counterparty.organisations.all()) == [organisation]


def test_a_counterparty_that_exists_is_a_sentence_at_the_name(staff):
    known = CounterpartyFactory(name="VNG/KING")
    values = {"programme": known.programme_id, "name": "vng/king", "kind": "pair"}

    response = staff.post(
        reverse("admin:pilots_counterparty_add"), {**values, **rows("conversations")}
    )

    assert errors_of(response) == {"name": ["Deze gesprekspartner staat er al."]}
    assert Counterparty.objects.count() == 1


def test_a_talk_left_as_it_reads_keeps_its_interval(staff):
    """An interval without words is shown as words that cannot be typed."""
    between = ApproximateDate(date(2013, 3, 4), date(2013, 5, 6))
    talk = ConversationFactory(date=between)
    partner = talk.counterparty
    row = {"id": talk.pk, "counterparty": partner.pk, "date": str(between), "stage": "concrete"}
    values = {"programme": partner.programme_id, "name": partner.name, "kind": partner.kind}

    staff.post(
        reverse("admin:pilots_counterparty_change", args=[partner.pk]),
        {**values, **rows("conversations", row, initial=1)},
    )

    found = Conversation.objects.get()
    assert (found.date, found.stage) == (between, "concrete")


@pytest.mark.parametrize("count", [1, 3, 30])
@pytest.mark.parametrize(("model", "queries"), [("pilot", 6), ("counterparty", 6), ("group", 5)])
def test_the_lists_ask_the_same_number_of_queries(
    staff, count, model, queries, django_assert_num_queries
):
    programme = ProgrammeFactory()
    pilots = PilotFactory.create_batch(
        count, programme=programme, organisation=OrganisationFactory()
    )
    GroupFactory.create_batch(count, pilot=pilots[0])
    CounterpartyFactory.create_batch(count, programme=programme)
    url = reverse(f"admin:pilots_{model}_changelist")
    staff.get(url)

    with django_assert_num_queries(queries):
        staff.get(url)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_page_of_a_pilot_asks_the_same_number_of_queries(
    staff, count, django_assert_num_queries
):
    pilot = PilotFactory()
    for group in GroupFactory.create_batch(count, pilot=pilot):
        SessionFactory.create_batch(2, group=group)
    staff.get(page_of(pilot))

    with django_assert_num_queries(15):
        staff.get(page_of(pilot))
