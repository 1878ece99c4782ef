"""At the door: finding someone, one tap, walk-ins, and the list on paper."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from lxml import html

from dates.values import ApproximateDate
from meetings import actions
from meetings.models import Meeting, Registration
from tests.documents.making import text_of as text_of_pdf
from tests.factories import (
    HubFactory,
    LeadershipMeetingFactory,
    OrganisationFactory,
    RegistrationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(client):
    """Someone who may change hubs, and no other meetings."""
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename="change_hub"))
    client.force_login(user, backend="routekaart.accounts.lent_roles.StaffBackend")
    return client


@pytest.fixture
def meeting():
    return HubFactory(date=ApproximateDate.of_day(timezone.localdate()), title="Jouw rol")


def at(meeting: Meeting, page: str = "list") -> str:
    return reverse(f"attendance:{page}", args=[meeting.slug])


def names(response) -> list[str]:
    page = html.fromstring(response.content)
    return page.xpath("//li[starts-with(@id, 'r-')]//strong/text()")


def counts(response) -> dict[str, str]:
    (shown,) = html.fromstring(response.content).find_class("counts")
    return {row[0].text: row[1].text for row in shown}


def counted(meeting: Meeting) -> tuple[int, int, int, int, int | None]:
    found = Meeting.objects.with_attendance().get(pk=meeting.pk)
    numbers = (found.registered, found.present, found.absent, found.walked_in)
    return (*numbers, found.attended_count)


def test_people_stand_by_name_whatever_their_accents(door, meeting):
    for name in ("Zoë", "Émile", "bas", "Fien"):
        RegistrationFactory(meeting=meeting, name=name)
    RegistrationFactory(meeting=meeting, name="Anne", state="cancelled")

    assert names(door.get(at(meeting))) == ["bas", "Émile", "Fien", "Zoë"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("emile", ["Émile de Wit"]),
        ("wit leiden", ["Émile de Wit"]),
        ("ICTU", ["Fien Bos"]),
        ("niemand", []),
        ("", ["Fien Bos", "Émile de Wit"]),
    ],
)
def test_search_finds_by_name_and_organisation(door, meeting, words, expected):
    leiden = OrganisationFactory(name="Gemeente Leiden")
    RegistrationFactory(meeting=meeting, name="Émile de Wit", organisation=leiden)
    RegistrationFactory(meeting=meeting, name="Fien Bos", organisation_typed="ICTU")

    assert names(door.get(at(meeting), {"q": words})) == expected


def test_one_tap_marks_and_comes_back_to_the_same_person_in_the_same_search(door, meeting):
    person = RegistrationFactory(meeting=meeting, name="Fien Bos")

    response = door.post(at(meeting, "mark"), {"came": person.pk, "q": "fien bos"})
    person.refresh_from_db()

    assert response.url == f"{at(meeting)}?q=fien+bos#r-{person.pk}"
    assert person.attended is True
    door.post(at(meeting, "mark"), {"came": person.pk})
    assert Meeting.objects.with_attendance().get(pk=meeting.pk).present == 1
    assert person.name in names(door.get(response.url))

    door.post(at(meeting, "mark"), {"did_not": person.pk})
    person.refresh_from_db()
    assert person.attended is None


@pytest.mark.parametrize("values", [{}, {"came": "0"}, {"came": "x"}])
def test_a_tap_on_nobody_changes_nothing(door, meeting, values):
    RegistrationFactory(meeting=meeting)

    response = door.post(at(meeting, "mark"), values, follow=True)

    assert [m.level_tag for m in response.context["messages"]] == ["error"]
    assert Registration.objects.get().attended is None


def test_someone_of_another_meeting_cannot_be_marked_here(door, meeting):
    other = RegistrationFactory(meeting=HubFactory())

    door.post(at(meeting, "mark"), {"came": other.pk})

    assert Registration.objects.get().attended is None


def test_who_cancelled_cannot_be_marked(door, meeting):
    person = RegistrationFactory(meeting=meeting, state="cancelled")

    response = door.post(at(meeting, "mark"), {"came": person.pk}, follow=True)

    sentence = "Deze persoon is afgemeld. Voeg hem of haar toe als binnenloper."
    assert [str(message) for message in response.context["messages"]] == [sentence]


def test_walk_in_is_present_at_once_and_keeps_a_known_organisation(door, meeting):
    leiden = OrganisationFactory(name="Gemeente Leiden")

    door.post(at(meeting, "walk_in"), {"name": "Kim", "organisation": "gemeente leiden"})
    door.post(at(meeting, "walk_in"), {"name": "Jan", "organisation": "Iets anders"})
    refused = door.post(at(meeting, "walk_in"), {"name": "", "organisation": "Iets"})

    kim, jan = Registration.objects.order_by("id")
    assert (kim.organisation, kim.organisation_typed) == (leiden, "gemeente leiden")
    assert (jan.organisation, jan.organisation_typed) == (None, "Iets anders")
    assert {kim.is_walk_in, kim.attended, jan.is_walk_in, jan.attended} == {True}
    assert refused.context["form"].errors == {"name": ["Vul de naam in."]}


def test_the_four_numbers_differ_and_are_the_same_in_the_database(door, meeting):
    came, absent, waiting = RegistrationFactory.create_batch(3, meeting=meeting)
    RegistrationFactory(meeting=meeting)
    RegistrationFactory(meeting=meeting, state="cancelled")
    Registration.objects.filter(pk=waiting.pk).update(state="waiting")
    door.post(at(meeting, "mark"), {"came": came.pk})
    door.post(at(meeting, "mark"), {"came": waiting.pk})
    door.post(at(meeting, "walk_in"), {"name": "Kim"})
    before = counted(meeting)

    response = door.post(at(meeting, "close"), follow=True)

    assert before == (3, 3, 0, 1, None)
    assert counted(meeting) == (3, 3, 2, 1, 3)
    assert counts(response) == {
        "Aangemeld": "3",
        "Aanwezig": "3",
        "Niet gekomen": "2",
        "Binnengelopen": "1",
    }


def test_a_stated_number_counts_only_where_no_list_was_closed(door, meeting):
    actions.hold(meeting, by=None, attended=40, attended_source="de voorzitter")
    RegistrationFactory(meeting=meeting, attended=True)
    stated = counted(meeting)

    door.post(at(meeting, "close"))

    assert stated[-1] == 40
    assert counted(meeting)[-1] == 1


def test_a_list_that_was_closed_by_mistake_is_opened_again(door, meeting):
    person = RegistrationFactory(meeting=meeting)
    door.post(at(meeting, "close"))
    door.post(at(meeting, "close"), {"reopen": "1"})

    person.refresh_from_db()
    assert person.attended is None
    assert counted(meeting)[-1] is None
    reasons = Meeting.history.order_by("history_id").values_list("history_change_reason", flat=True)
    assert list(reasons)[-2:] == ["presentielijst compleet", "presentielijst toch niet compleet"]


def test_after_closing_not_here_after_all_is_a_no_show(door, meeting):
    person = RegistrationFactory(meeting=meeting, attended=True)
    door.post(at(meeting, "close"))

    door.post(at(meeting, "mark"), {"did_not": person.pk})

    person.refresh_from_db()
    assert person.attended is False
    assert counted(meeting) == (1, 0, 1, 0, 0)


@pytest.mark.parametrize("days", [1, None])
def test_a_list_cannot_be_complete_before_the_meeting(days):
    day = days and ApproximateDate.of_day(timezone.localdate() + timedelta(days=days))
    registration = RegistrationFactory(meeting=HubFactory(date=day))

    with pytest.raises(ValidationError, match="pas compleet als de bijeenkomst is begonnen"):
        actions.close_list(registration.meeting)

    registration.refresh_from_db()
    assert registration.attended is None


@pytest.mark.parametrize(("days", "says_so"), [(1, True), (0, False), (-1, False), (None, False)])
def test_page_says_before_the_day_that_nothing_can_be_filled_in_yet(door, days, says_so):
    today = timezone.localdate()
    day = None if days is None else ApproximateDate.of_day(today + timedelta(days=days))
    hub = HubFactory(date=day)

    page = door.get(at(hub)).content.decode()

    assert ("Deze bijeenkomst is pas " in page) is says_so


def test_what_people_need_shows_to_staff_of_the_meeting_until_it_is_erased(door, meeting):
    person = RegistrationFactory(
        meeting=meeting, needs="een gebarentolk", needs_consented_at=timezone.now()
    )
    shown = door.get(at(meeting)).content.decode()

    Registration.objects.filter(pk=person.pk).update(needs="", needs_consented_at=None)

    assert "Nodig: een gebarentolk" in shown
    assert "Nodig:" not in door.get(at(meeting)).content.decode()


PAGES = ("list", "printed", "badges", "evaluation")
ACTS = ("mark", "walk_in", "close")


def test_staff_of_another_line_gets_nowhere(door):
    other = LeadershipMeetingFactory()

    statuses = {door.get(at(other, page)).status_code for page in PAGES}
    statuses |= {door.post(at(other, page)).status_code for page in ACTS}

    assert statuses == {403}


def test_without_signing_in_one_must_sign_in(client, meeting):
    answers = [client.get(at(meeting, page)) for page in PAGES]
    answers += [client.post(at(meeting, page)) for page in ACTS]

    assert {answer.status_code for answer in answers} == {302}
    assert {answer.url.partition("?")[0] for answer in answers} == {reverse("account_login")}


def test_without_second_factor_staff_can_only_set_it_up(door, meeting, settings):
    settings.REQUIRE_SECOND_FACTOR = True

    assert door.get(at(meeting)).url == reverse("mfa_index")


def test_looking_changes_nothing(door, meeting):
    assert {door.get(at(meeting, page)).status_code for page in ACTS} == {405}


@pytest.mark.parametrize("count", [1, 30, 200])
def test_page_asks_the_same_number_of_queries(door, meeting, count, django_assert_num_queries):
    leiden = OrganisationFactory()
    RegistrationFactory.create_batch(count, meeting=meeting, organisation=leiden)

    with django_assert_num_queries(6):
        door.get(at(meeting))


def test_printed_list_and_badges_hold_everyone_with_a_place_and_no_address(door, meeting):
    RegistrationFactory(
        meeting=meeting,
        name="Émile 你 de Wit",
        email="emile@leiden.example",
        organisation_typed="Gemeente Leiden",
        needs="een tolk",
        needs_consented_at=timezone.now(),
    )
    RegistrationFactory(meeting=meeting, name="Bas Wacht", state="waiting")

    for page in ("printed", "badges"):
        response = door.get(at(meeting, page))
        text = text_of_pdf(response.content)

        assert response["Content-Type"] == "application/pdf"
        assert response["Cache-Control"] == "private, no-store"
        assert "Émile □ de Wit" in text
        assert "Gemeente Leiden" in text
        assert {word for word in ("@", "tolk", "Bas Wacht") if word in text} == set()


def test_printed_list_of_nobody_can_still_be_printed(door, meeting):
    assert "Er is niemand aangemeld." in text_of_pdf(door.get(at(meeting, "printed")).content)
