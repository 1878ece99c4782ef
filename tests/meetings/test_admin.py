from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from dates.entry import NOT_UNDERSTOOD, read_date
from hubs.models import Hub
from leadership.models import LeadershipMeeting
from meetings import actions
from meetings.models import Meeting, Rescheduling
from tests.factories import (
    HubFactory,
    LeadershipMeetingFactory,
    MeetingTitleFactory,
    ProgrammeFactory,
    SeriesFactory,
    TargetFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

NO_TITLES = {"other_titles-TOTAL_FORMS": "0", "other_titles-INITIAL_FORMS": "0"}


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend="routekaart.accounts.lent_roles.StaffBackend")
    return client


@pytest.fixture
def staff() -> Client:
    return client_of(UserFactory(is_superuser=True))


@pytest.fixture
def hub_staff() -> Client:
    """Someone who may do everything with hubs, and nothing else."""
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="hubs"))
    return client_of(user)


def page_of(meeting: Meeting, name: str = "change") -> str:
    return reverse(f"admin:hubs_hub_{name}", args=[meeting.pk])


def filled_in(meeting: Meeting, **changes) -> dict:
    return {"title": meeting.title, "programme": meeting.programme_id, **NO_TITLES, **changes}


def errors_of(response) -> dict:
    return {name: list(found) for name, found in response.context["adminform"].errors.items()}


def sentences(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_adding_a_hub_keeps_its_date_as_it_was_written(hub_staff):
    programme = ProgrammeFactory()
    url = reverse("admin:hubs_hub_add")

    hub_staff.post(
        url,
        {
            "title": "Jouw rol in een veranderende overheid",
            "programme": programme.pk,
            "date": "maart of april 2014",
            "place": "Eindhoven",
            **NO_TITLES,
        },
    )

    hub = Hub.objects.get()
    assert str(hub.date) == "maart of april 2014"
    assert (hub.date.earliest, hub.date.latest) == (date(2014, 3, 1), date(2014, 4, 30))
    assert (hub.line, hub.status, hub.province) == ("hubs", "planned", "nb")
    assert hub.slug == "jouw-rol-in-een-veranderende-overheid-eindhoven"


def test_a_second_hub_of_the_same_name_gets_a_slug_of_its_own(staff):
    LeadershipMeetingFactory(slug="dialoog-utrecht")
    values = {"title": "Dialoog", "place": "Utrecht", "programme": ProgrammeFactory().pk}

    staff.post(reverse("admin:hubs_hub_add"), {**values, **NO_TITLES})

    assert Hub.objects.get().slug == "dialoog-utrecht-2"


def test_a_leadership_meeting_is_added_to_its_own_line(staff):
    values = {"title": "Drieluik", "programme": ProgrammeFactory().pk, **NO_TITLES}

    staff.post(reverse("admin:leadership_leadershipmeeting_add"), values)

    assert LeadershipMeeting.objects.get().title == "Drieluik"
    assert Hub.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ergens in de lente", NOT_UNDERSTOOD),
        ("2013?", "Deze datum begrijpen we niet. Bedoelt u 2013?"),
        ("maart", "Schrijf ook het jaar, bijvoorbeeld 24 februari 2014 of maart 2014."),
    ],
)
def test_adding_with_a_date_nobody_understands_says_so_and_keeps_the_text(staff, text, sentence):
    values = {"title": "Hub", "programme": ProgrammeFactory().pk, "date": text, **NO_TITLES}

    response = staff.post(reverse("admin:hubs_hub_add"), values)

    assert errors_of(response) == {"date": [sentence]}
    assert response.context["adminform"].form["date"].value() == text
    assert Meeting.objects.count() == 0


def test_a_time_without_a_day_is_a_sentence_at_the_time(staff):
    values = {"title": "Hub", "programme": ProgrammeFactory().pk, "date": "2013"}

    response = staff.post(
        reverse("admin:hubs_hub_add"), {**values, "start_time": "14:00", **NO_TITLES}
    )

    assert errors_of(response) == {"start_time": ["Een tijd kan pas als de dag bekend is."]}


def test_a_time_on_a_known_day_is_accepted(staff):
    values = {"title": "Hub", "programme": ProgrammeFactory().pk, "date": "24-2-2014"}

    staff.post(
        reverse("admin:hubs_hub_add"),
        {**values, "start_time": "14:00", "end_time": "17:00", **NO_TITLES},
    )

    assert str(Hub.objects.get().end_time) == "17:00:00"


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        (
            {"start_time": "14:00"},
            {"start_time": ["Een tijd kan pas als de dag bekend is."]},
        ),
        (
            {"attended": "40"},
            {"attended_source": ["Schrijf op van wie of waaruit het aantal aanwezigen komt."]},
        ),
        ({"part": "2"}, {"series": ["Kies ook de reeks waarvan dit een deel is."]}),
    ],
)
def test_what_cannot_be_is_a_sentence_at_its_field(staff, changes, errors):
    hub = HubFactory(date=read_date("2013"))

    response = staff.post(page_of(hub), filled_in(hub, **changes))

    assert errors_of(response) == errors


def test_a_part_that_exists_is_a_sentence_at_its_field(staff):
    series = SeriesFactory()
    HubFactory(series=series, part=1)
    hub = HubFactory()

    response = staff.post(page_of(hub), filled_in(hub, series=series.pk, part=1))

    assert errors_of(response) == {"part": ["Dit deel van de reeks bestaat al."]}


def test_targets_of_another_line_are_not_offered(staff):
    TargetFactory(line="leadership")
    hubs = TargetFactory(line="hubs")

    response = staff.get(reverse("admin:hubs_hub_add"))

    assert list(response.context["adminform"].form.fields["target"].queryset) == [hubs]


def test_date_and_status_cannot_be_sent_with_the_change_form(staff):
    hub = HubFactory(date=read_date("2013"))
    attempt = {
        "date": "2014",
        "date_earliest": "2014-01-01",
        "date_latest": "2014-12-31",
        "date_wording": "2014",
        "when": "2014",
        "status": "held",
        "line": "leadership",
        "slug": "anders",
    }

    staff.post(page_of(hub), filled_in(hub, title="Nieuwe titel", **attempt))

    found = Meeting.objects.get()
    assert found.title == "Nieuwe titel"
    assert (str(found.date), found.status, found.line) == ("2013", "planned", "hubs")
    assert found.slug == hub.slug


def test_saving_the_page_does_not_undo_what_a_colleague_did_meanwhile(staff, monkeypatch):
    """The colleague acts after the page was read, and just before it is saved."""
    hub = HubFactory()
    change = actions.change_details

    def hold_first(meeting, **arguments):
        Meeting.objects.filter(pk=meeting.pk).update(status="held")
        return change(meeting, **arguments)

    monkeypatch.setattr(actions, "change_details", hold_first)
    staff.post(page_of(hub), filled_in(hub, title="Nieuwe titel"))

    found = Meeting.objects.get()
    assert (found.title, found.status) == ("Nieuwe titel", "held")


def test_moving_keeps_the_former_date(hub_staff):
    hub = HubFactory(date=read_date("2013"))
    values = {"to": "januari 2014", "reason": "zaal niet vrij", "decided": "eind 2013"}

    response = hub_staff.post(page_of(hub, "verplaatsen"), values, follow=True)

    move = Rescheduling.objects.get()
    assert response.redirect_chain == [(page_of(hub), 302)]
    assert sentences(response) == ["De bijeenkomst is verplaatst. De eerdere datum is bewaard."]
    assert str(Meeting.objects.get().date) == "januari 2014"
    assert (str(move.former_date), move.reason) == ("2013", "zaal niet vrij")
    assert str(move.decided) == "eind 2013"
    assert LogEntry.objects.get().get_change_message() == sentences(response)[0]


def test_looking_at_an_action_changes_nothing(staff):
    hub = HubFactory()

    assert staff.get(page_of(hub, "gehouden")).status_code == 200
    assert Meeting.objects.get().status == "planned"


def test_moving_to_a_date_nobody_understands_keeps_the_text(staff):
    hub = HubFactory(date=read_date("2013"))

    response = staff.post(
        page_of(hub, "verplaatsen"), {"to": "31-2-2014", "reason": "zaal niet vrij"}
    )

    sentence = "De datum “31-2-2014” bestaat niet. Controleer dag, maand en jaar."
    assert errors_of(response) == {"to": [sentence]}
    assert response.context["adminform"].form["to"].value() == "31-2-2014"
    assert response.context["adminform"].form["reason"].value() == "zaal niet vrij"
    assert Rescheduling.objects.count() == 0


def test_moving_to_an_unknown_date_is_said_aloud(staff):
    hub = HubFactory(date=read_date("2013"))

    refused = staff.post(page_of(hub, "verplaatsen"), {"to": ""})
    staff.post(page_of(hub, "verplaatsen"), {"to": "", "unknown": "on"})

    sentence = "Schrijf de datum op, of vink aan dat die niet bekend is."
    assert errors_of(refused) == {"to": [sentence]}
    assert Meeting.objects.get().date is None
    assert Rescheduling.objects.count() == 1


def test_moving_to_the_same_date_shows_the_sentence_of_the_action(staff):
    hub = HubFactory(date=read_date("2013"))

    response = staff.post(page_of(hub, "verplaatsen"), {"to": "2013"})

    sentence = "De bijeenkomst staat al op deze datum. Kies een andere datum."
    assert errors_of(response) == {"__all__": [sentence]}


def test_correcting_a_date_is_no_move_and_says_why(staff):
    hub = HubFactory(date=read_date("2013"))

    refused = staff.post(page_of(hub, "datum-verbeteren"), {"to": "12 maart 2013"})
    staff.post(page_of(hub, "datum-verbeteren"), {"to": "12 maart 2013", "why": "uit de agenda"})

    assert errors_of(refused) == {"why": ["Beantwoord de vraag “Waarom verandert u dit?”"]}
    assert str(Meeting.objects.get().date) == "12 maart 2013"
    assert Rescheduling.objects.count() == 0
    history = staff.get(page_of(hub, "history")).content.decode()
    assert "datum verbeterd: uit de agenda" in history
    assert "2013 → 12 maart 2013" in history


def test_a_former_date_can_be_corrected(staff):
    hub = HubFactory(date=read_date("2013"))
    actions.reschedule(hub, to=read_date("2014"), by=None)
    move = Rescheduling.objects.get()

    staff.post(
        page_of(hub, "eerdere-datum-verbeteren"),
        {"rescheduling": move.pk, "to": "november 2013", "why": "uit de agenda"},
    )

    assert str(Rescheduling.objects.get().former_date) == "november 2013"


def test_the_reason_of_a_move_can_be_filled_in_later_and_its_date_cannot(staff):
    hub = HubFactory(date=read_date("2013"))
    actions.reschedule(hub, to=read_date("2014"), by=None)
    move = Rescheduling.objects.get()
    rows = {
        "reschedulings-TOTAL_FORMS": "1",
        "reschedulings-INITIAL_FORMS": "1",
        "reschedulings-0-id": move.pk,
        "reschedulings-0-meeting": hub.pk,
        "reschedulings-0-reason": "spreker ziek",
        "reschedulings-0-former_date": "2010",
        "reschedulings-0-DELETE": "on",
    }

    staff.post(page_of(hub), filled_in(hub, **rows))

    move.refresh_from_db()
    assert (move.reason, str(move.former_date)) == ("spreker ziek", "2013")


def test_cancelling_needs_a_reason_of_the_list(staff):
    hub = HubFactory()

    refused = staff.post(page_of(hub, "annuleren"), {"note": "twee aanmeldingen"})
    unknown = staff.post(page_of(hub, "annuleren"), {"reason": "zomaar"})

    assert errors_of(refused) == {"reason": ["Kies een reden uit de lijst."]}
    assert refused.context["adminform"].form["note"].value() == "twee aanmeldingen"
    assert list(errors_of(unknown)) == ["reason"]
    assert Meeting.objects.get().status == "planned"


def test_cancelling_and_taking_it_back(staff):
    hub = HubFactory()

    staff.post(page_of(hub, "annuleren"), {"reason": "too_few", "note": "twee aanmeldingen"})
    cancelled = Meeting.objects.get()
    staff.post(page_of(hub, "toch-niet-geannuleerd"), {"why": "vergissing"})

    assert (cancelled.status, cancelled.cancellation_reason) == ("cancelled", "too_few")
    assert Meeting.objects.get().status == "planned"


def test_holding_with_a_number_needs_its_source(staff):
    hub = HubFactory()

    refused = staff.post(page_of(hub, "gehouden"), {"attended": "40"})
    staff.post(page_of(hub, "gehouden"), {"attended": "40", "attended_source": "de voorzitter"})

    sentence = "Schrijf op van wie of waaruit het aantal aanwezigen komt."
    assert errors_of(refused) == {"attended_source": [sentence]}
    assert (Meeting.objects.get().status, Meeting.objects.get().attended) == ("held", 40)


def test_only_what_is_possible_now_has_a_button(staff):
    planned, held = HubFactory(date=read_date("2013")), HubFactory(held=True)

    of_planned = [label for _, label in staff.get(page_of(planned)).context["action_links"]]
    of_held = [label for _, label in staff.get(page_of(held)).context["action_links"]]

    always = ["Van de site halen", "Datum verbeteren", "Herhaal in …"]
    people = ["Aanmeldingen", "Presentielijst"]
    assert set(of_planned) == {"Verplaatsen", "Gehouden", "Annuleren", *always, *people}
    assert set(of_held) == {"Toch niet gehouden", "Verslag toevoegen", *always, *people}


def test_an_action_that_is_no_longer_possible_says_so(staff):
    hub = HubFactory(held=True)

    response = staff.post(page_of(hub, "annuleren"), {"reason": "too_few"}, follow=True)

    assert sentences(response) == [f"“Annuleren” kan nu niet meer bij “{hub}”."]
    assert Meeting.objects.get().status == "held"


def test_who_may_only_look_gets_no_action():
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename="view_hub"))
    reader, hub = client_of(user), HubFactory()

    page = reader.get(page_of(hub))

    assert page.context["action_links"] == []
    assert reader.post(page_of(hub, "gehouden")).status_code == 403
    assert Meeting.objects.get().status == "planned"


def test_rights_are_for_one_line_only(hub_staff):
    meeting = LeadershipMeetingFactory()
    url = reverse("admin:leadership_leadershipmeeting_change", args=[meeting.pk])

    assert hub_staff.get(url).status_code == 403
    assert hub_staff.get(reverse("admin:meetings_meeting_add")).status_code == 403


def test_a_meeting_of_another_line_can_be_chosen_to_build_on(hub_staff):
    meeting = LeadershipMeetingFactory(title="Dienend leiden")

    response = hub_staff.get(
        reverse("admin:autocomplete"),
        {
            "app_label": "meetings",
            "model_name": "meeting",
            "field_name": "builds_on",
            "term": "dien",
        },
    )

    assert response.json()["results"] == [{"id": str(meeting.pk), "text": "Dienend leiden"}]


def test_meetings_of_all_lines_are_no_entry_of_the_menu(hub_staff):
    response = hub_staff.get(reverse("admin:index"))

    models = [
        model["object_name"] for app in response.context["app_list"] for model in app["models"]
    ]
    assert models == ["Hub"]


def test_a_meeting_opens_at_the_page_of_its_line(staff):
    hub = HubFactory()

    response = staff.get(reverse("admin:meetings_meeting_change", args=[hub.pk]))

    assert response.url == page_of(hub)


def test_a_hub_that_was_held_cannot_be_deleted(staff):
    hub = HubFactory(title="Groningen", held=True)

    response = staff.post(page_of(hub, "delete"), {"post": "yes"}, follow=True)

    assert sentences(response) == [
        "“Groningen” kan niet worden verwijderd: er is al iets mee gebeurd, en dat blijft bewaard. "
        "Gaat de bijeenkomst niet door, annuleer haar dan."
    ]
    assert Meeting.objects.count() == 1


def test_deleting_many_deletes_none_where_one_has_a_history(staff):
    hubs = [HubFactory(), HubFactory(cancelled=True)]
    values = {"action": "delete_selected", "_selected_action": [h.pk for h in hubs], "post": "yes"}

    response = staff.post(reverse("admin:hubs_hub_changelist"), values, follow=True)

    assert len(sentences(response)) == 1
    assert Meeting.objects.count() == 2


def test_a_hub_without_history_can_be_deleted(staff):
    hub = HubFactory()

    staff.post(page_of(hub, "delete"), {"post": "yes"})

    assert Meeting.objects.count() == 0


def titles_in_list(client, **filters) -> set[str]:
    response = client.get(reverse("admin:hubs_hub_changelist"), filters)
    return {hub.title for hub in response.context["cl"].result_list}


def test_the_year_filter_takes_dates_as_precise_as_they_are_known(staff):
    ProgrammeFactory()
    HubFactory(title="dag", date=read_date("12 maart 2013"))
    HubFactory(title="jaar", date=read_date("2013"))
    HubFactory(title="twee jaren", date=read_date("2013 of 2014"))
    HubFactory(title="later", date=read_date("januari 2014"))
    HubFactory(title="onbekend")

    assert titles_in_list(staff, jaar="2013") == {"dag", "jaar", "twee jaren"}
    assert titles_in_list(staff, jaar="onbekend") == {"onbekend"}
    assert len(titles_in_list(staff, jaar="tweeduizend")) == 5


def test_the_status_filter_finds_what_must_be_confirmed(staff):
    HubFactory(title="voorbij", date=read_date("januari 2014"))
    HubFactory(title="gehouden", date=read_date("januari 2014"), held=True)
    HubFactory(title="straks", date=read_date("2999"))

    assert titles_in_list(staff, status="te-bevestigen") == {"voorbij"}
    assert titles_in_list(staff, status="gehouden") == {"gehouden"}


def test_a_meeting_is_found_by_its_other_title(staff):
    title = MeetingTitleFactory(meeting=HubFactory(title="Professionaliteit en moraliteit"))
    HubFactory(title="Dialoog")

    found = titles_in_list(staff, q=title.title)

    assert found == {"Professionaliteit en moraliteit"}


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_asks_the_same_number_of_queries(staff, count, django_assert_num_queries):
    programme = ProgrammeFactory()
    HubFactory.create_batch(count, programme=programme, date=read_date("2013"))
    url = reverse("admin:hubs_hub_changelist")
    staff.get(url)

    with django_assert_num_queries(7):
        staff.get(url)
