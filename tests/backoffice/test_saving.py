"""Two who save one form: nothing of either is lost, and nothing is overwritten without a word."""

from datetime import date

import pytest
from django.urls import reverse

from dates.values import ApproximateDate
from hubs.models import Hub
from meetings.models import MeetingTitle
from pilots.models import Conversation, Session
from programme.models import Theme
from tests.backoffice.people import form_in, page_of, signed_in, words
from tests.factories import (
    ConversationFactory,
    HubFactory,
    MeetingTitleFactory,
    PersonFactory,
    SessionFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return signed_in("Anna")


@pytest.fixture
def bram():
    return signed_in("Bram")


@pytest.fixture
def hub():
    day = ApproximateDate.of_day(date(2027, 3, 10))
    return HubFactory(title="Jouw rol", capacity=20, place="Leiden", date=day)


def opened(client, obj):
    return form_in(client.get(page_of(obj)))


def test_second_save_does_not_undo_the_first(anna, bram, hub):
    of_anna, of_bram = opened(anna, hub), opened(bram, hub)
    bram.post(page_of(hub), of_bram | {"capacity": "35"})

    response = anna.post(page_of(hub), of_anna | {"description": "Met lunch."}, follow=True)

    hub.refresh_from_db()
    assert (hub.capacity, hub.description) == (35, "Met lunch.")
    assert (
        "Een collega bewaarde intussen ook iets op deze pagina. "
        "Dat bleef staan: Provincie: Zuid-Holland; Aantal plaatsen: 35." in words(response)
    )


def test_the_same_field_is_asked_with_both_values_and_by_whom(anna, bram, hub):
    of_anna, of_bram = opened(anna, hub), opened(bram, hub)
    bram.post(page_of(hub), of_bram | {"capacity": "35"})

    response = anna.post(page_of(hub), of_anna | {"capacity": "40", "description": "Met lunch."})

    hub.refresh_from_db()
    (conflict,) = response.context["conflicts"]
    assert (response.status_code, hub.capacity, hub.description) == (200, 35, "")
    assert (conflict.label, conflict.typed, conflict.stored) == ("Aantal plaatsen", "40", "35")
    assert str(conflict.saved).startswith("Bram bewaarde dit op ")
    sent = form_in(response)
    assert (sent["capacity"], sent["description"]) == (["40"], ["Met lunch."])


@pytest.mark.parametrize(("choice", "kept"), [("mine", 40), ("theirs", 35)])
def test_the_choice_is_kept(anna, bram, hub, choice, kept):
    of_anna, of_bram = opened(anna, hub), opened(bram, hub)
    bram.post(page_of(hub), of_bram | {"capacity": "35", "venue": "Stadhuis"})
    asked = form_in(anna.post(page_of(hub), of_anna | {"capacity": "40"}))

    response = anna.post(page_of(hub), asked | {"keep-capacity": choice})

    hub.refresh_from_db()
    assert (response.status_code, hub.capacity, hub.venue) == (302, kept, "Stadhuis")


def test_a_third_save_asks_once_more(anna, bram, hub):
    of_anna = opened(anna, hub)
    bram.post(page_of(hub), opened(bram, hub) | {"capacity": "35"})
    asked = form_in(anna.post(page_of(hub), of_anna | {"capacity": "40"}))
    bram.post(page_of(hub), opened(bram, hub) | {"capacity": "50"})

    response = anna.post(page_of(hub), asked)

    hub.refresh_from_db()
    assert (response.context["conflicts"][0].stored, hub.capacity) == ("50", 50)


def test_both_typed_the_same_is_no_conflict(anna, bram, hub):
    of_anna, of_bram = opened(anna, hub), opened(bram, hub)
    bram.post(page_of(hub), of_bram | {"capacity": "35"})

    assert anna.post(page_of(hub), of_anna | {"capacity": "35"}).status_code == 302


def test_saving_twice_in_a_row_asks_nothing(anna, hub):
    of_anna = opened(anna, hub)
    anna.post(page_of(hub), of_anna | {"description": "Een"})

    response = anna.post(page_of(hub), of_anna | {"description": "Twee"})

    assert str(response.context["conflicts"][0].saved).startswith("U bewaarde dit op ")


def test_many_to_many_is_merged_and_asked(anna, bram, hub):
    first, second, third = ThemeFactory.create_batch(3)
    hub.themes.set([first])
    of_anna, of_bram = opened(anna, hub), opened(bram, hub)
    bram.post(page_of(hub), of_bram | {"themes": [str(first.pk), str(second.pk)]})

    untouched = anna.post(page_of(hub), of_anna | {"description": "Met lunch."})
    asked = anna.post(page_of(hub), of_anna | {"themes": [str(third.pk)]})

    assert (untouched.status_code, set(hub.themes.all())) == (302, {first, second})
    (conflict,) = asked.context["conflicts"]
    assert (conflict.typed, conflict.stored) == (str(third), f"{first}, {second}")
    anna.post(page_of(hub), form_in(asked) | {"keep-themes": "theirs"})
    assert set(hub.themes.all()) == {first, second}


def test_dates_and_relations_of_rows_are_compared(anna, bram):
    talk = ConversationFactory(obstacle="geen tijd")
    page = talk.counterparty
    of_anna, of_bram = opened(anna, page), opened(bram, page)
    bram.post(
        page_of(page),
        of_bram | {"conversations-0-date": "mei 2014", "conversations-0-stage": "agreed"},
    )

    response = anna.post(page_of(page), of_anna | {"conversations-0-date": "juni 2014"})

    (conflict,) = response.context["conflicts"]
    assert (conflict.label, conflict.typed, conflict.stored) == ("Datum", "juni 2014", "mei 2014")
    anna.post(page_of(page), form_in(response))
    talk = Conversation.objects.get()
    assert (str(talk.date), talk.stage, talk.obstacle) == ("juni 2014", "agreed", "geen tijd")


def test_rows_that_others_touched_are_left(anna, bram):
    session, other = SessionFactory(number=1), None
    other = SessionFactory(number=2, group=session.group)
    person = PersonFactory()
    of_anna, of_bram = opened(anna, session.group), opened(bram, session.group)
    bram.post(page_of(session.group), of_bram | {"sessions-0-facilitators": [str(person.pk)]})

    anna.post(page_of(session.group), of_anna | {"sessions-1-number": "3"})

    other.refresh_from_db()
    assert (list(session.facilitators.all()), other.number) == ([person], 3)


def test_a_row_that_a_colleague_changed_is_not_deleted_unseen(anna, bram, hub):
    title = MeetingTitleFactory(meeting=hub, title="Oud")
    of_anna, of_bram = opened(anna, hub), opened(bram, hub)
    bram.post(page_of(hub), of_bram | {"other_titles-0-title": "Nieuw"})

    response = anna.post(page_of(hub), of_anna | {"other_titles-0-DELETE": "on"})

    assert MeetingTitle.objects.get() == title
    assert "“Nieuw” is daarbij gewijzigd: Andere titel is nu Nieuw." in words(response)
    anna.post(page_of(hub), form_in(response))
    assert MeetingTitle.objects.count() == 0


def test_a_row_that_a_colleague_deleted_stays_deleted_where_nothing_was_typed(anna, bram, hub):
    MeetingTitleFactory(meeting=hub, title="Oud")
    MeetingTitleFactory(meeting=hub, title="Blijft")
    of_anna, of_bram = opened(anna, hub), opened(bram, hub)
    bram.post(page_of(hub), of_bram | {"other_titles-0-DELETE": "on"})

    response = anna.post(page_of(hub), of_anna | {"other_titles-1-title": "Blijft staan"})

    assert response.status_code == 302
    assert [row.title for row in MeetingTitle.objects.all()] == ["Blijft staan"]


def test_what_was_typed_in_a_row_that_is_gone_is_asked(anna, bram, hub):
    MeetingTitleFactory(meeting=hub, title="Oud")
    of_anna, of_bram = opened(anna, hub), opened(bram, hub)
    bram.post(page_of(hub), of_bram | {"other_titles-0-DELETE": "on"})

    response = anna.post(page_of(hub), of_anna | {"other_titles-0-title": "Beter"})

    assert "Een collega verwijderde intussen een rij waarin u iets had gewijzigd." in words(
        response
    )
    assert MeetingTitle.objects.count() == 0
    anna.post(page_of(hub), form_in(response))
    assert [row.title for row in MeetingTitle.objects.all()] == ["Beter"]


def test_the_same_new_row_twice_is_asked(anna, hub):
    new = {"other_titles-TOTAL_FORMS": "1", "other_titles-0-title": "Ook wel"}
    form = opened(anna, hub) | new
    anna.post(page_of(hub), form)

    response = anna.post(page_of(hub), form)

    assert MeetingTitle.objects.count() == 1
    assert "Deze titel staat er al" in words(response) or "Deze rij staat er" in words(response)


def test_the_same_conversation_twice_is_not_doubled(anna, bram):
    page = ConversationFactory().counterparty
    new = {
        "conversations-TOTAL_FORMS": "2",
        "conversations-1-date": "mei 2014",
        "conversations-1-stage": "concrete",
    }
    of_anna, of_bram = opened(anna, page) | new, opened(bram, page) | new
    bram.post(page_of(page), of_bram)

    response = anna.post(page_of(page), of_anna)

    assert Conversation.objects.count() == 2
    assert "Deze rij staat er daardoor al." in words(response)
    again = anna.post(page_of(page), form_in(response))
    assert (again.status_code, Conversation.objects.count()) == (302, 3)


def test_the_same_new_record_twice_is_asked_with_the_first(anna, bram):
    address = reverse("admin:meetings_series_add")
    programme = ThemeFactory() and HubFactory().programme
    new = {"programme": str(programme.pk), "title": "Drieluik", "planned_parts": "3"}
    of_anna, of_bram = (form_in(client.get(address)) | new for client in (anna, bram))
    bram.post(address, of_bram)

    response = anna.post(address, of_anna)

    assert programme.series.count() == 1
    assert (
        "Bram heeft hetzelfde intussen al vastgelegd: Drieluik. Er is niets dubbel bewaard."
        in words(response)
    )
    assert (anna.post(address, form_in(response)).status_code, programme.series.count()) == (302, 2)


def test_a_page_without_its_version_is_asked_once(anna, hub):
    form = opened(anna, hub) | {"capacity": "40", "opened_with": "vals"}

    response = anna.post(page_of(hub), form)

    assert "is niet na te gaan" in words(response)
    anna.post(page_of(hub), form_in(response))
    hub.refresh_from_db()
    assert hub.capacity == 40


def test_the_version_of_one_thing_is_none_of_another(anna, hub):
    other = opened(anna, HubFactory())["opened_with"]

    response = anna.post(page_of(hub), opened(anna, hub) | {"opened_with": other})

    assert "is niet na te gaan" in words(response)


def test_untouched_forms_of_all_kinds_save_after_a_colleague(anna, bram, hub):
    theme = ThemeFactory(name="Vertrouwen")
    of_anna = opened(anna, theme)
    bram.post(page_of(theme), opened(bram, theme) | {"name": "Moed"})

    anna.post(page_of(theme), of_anna)

    assert (Theme.objects.get().name, Hub.objects.count(), Session.objects.count()) == (
        "Moed",
        1,
        0,
    )


def test_what_was_typed_on_a_page_that_a_colleague_deleted_is_shown(anna, hub):
    form, address = opened(anna, hub), page_of(hub)
    hub.delete()

    response = anna.post(address, form | {"description": "Met lunch."})

    assert response.status_code == 404
    assert "Waar het over gaatMet lunch." in words(response)
