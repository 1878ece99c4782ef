"""Dates of meetings that cannot be are refused; those that are unlikely are asked."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from backoffice.asking import TICK
from dates.entry import read_date
from dates.values import ApproximateDate, write_day
from meetings import actions
from meetings.models import Meeting
from tests.backoffice.people import form_in, page_of, signed_in, ticks_asked, words
from tests.factories import HubFactory, ProgrammeFactory, RegistrationFactory, TargetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return signed_in("Anna")


def in_days(days):
    return ApproximateDate.of_day(timezone.localdate() + timedelta(days=days))


def programme(**term):
    return ProgrammeFactory(**{"first_year": 2012, "last_year": 2014, **term})


def of_now():
    year = timezone.localdate().year
    return programme(first_year=year - 2, last_year=year + 2)


def target(year, **values):
    return TargetFactory(year=year, line="hubs", **values)


def new_hub(client, **typed):
    page = reverse("admin:hubs_hub_add")
    titles = {"other_titles-TOTAL_FORMS": "0", "other_titles-INITIAL_FORMS": "0"}
    return client.post(page, {"title": "Jouw rol", "is_public": "on", **titles, **typed})


def act(client, hub, name, **typed):
    page = page_of(hub, name)
    return client.post(page, form_in(client.get(page)) | typed)


def date_of(hub):
    return str(Meeting.objects.get(pk=hub.pk).date)


def test_meeting_outside_the_term_is_asked(anna):
    known = programme()
    asked = new_hub(anna, programme=known.pk, date="1-1-1000")
    assert "die loopt van 2012 tot en met 2014. Klopt dat?" in words(asked)

    saved = new_hub(anna, programme=known.pk, date="1-1-1000", klopt=ticks_asked(asked))

    assert (saved.status_code, str(Meeting.objects.get().date)) == (302, "1 januari 1000")


def test_no_places_at_all_is_asked(anna):
    known = programme()
    asked = new_hub(anna, programme=known.pk, date="2013", capacity="0")
    assert "Met 0 plaatsen komt iedereen op de wachtlijst." in words(asked)

    saved = new_hub(anna, programme=known.pk, date="2013", capacity="0", klopt=ticks_asked(asked))

    assert (saved.status_code, Meeting.objects.get().capacity) == (302, 0)


def test_a_province_in_which_the_town_does_not_lie_is_asked(anna):
    known = programme()
    typed = {"programme": known.pk, "date": "2013", "place": "Groningen"}
    asked = new_hub(anna, **typed, province="ut")
    assert "Groningen ligt in Groningen. Klopt de provincie die u koos?" in words(asked)
    assert not Meeting.objects.exists()

    assert new_hub(anna, **typed, province="gr").status_code == 302


@pytest.mark.parametrize("typed", ["2012", "31-12-2014", "winter 2014/2015", "onbekend", ""])
def test_what_may_lie_in_the_term_is_not_asked(anna, typed):
    assert new_hub(anna, programme=programme().pk, date=typed).status_code == 302


def test_meeting_outside_the_year_of_its_target_is_asked(anna):
    agreed = target(2013, programme=programme())
    typed = {"programme": agreed.programme_id, "target": agreed.pk, "date": "12-3-2014"}

    asked = new_hub(anna, **typed)

    assert "“12 maart 2014” valt niet in 2013, het jaar van de afspraak" in words(asked)
    assert new_hub(anna, **typed, klopt=ticks_asked(asked)).status_code == 302
    assert new_hub(anna, **typed | {"date": "12-3-2013"}).status_code == 302


def test_choosing_a_target_of_another_year_is_asked_and_another_change_is_not(anna):
    agreed = target(2013, programme=programme())
    hub = HubFactory(programme=agreed.programme, date=read_date("12-3-2014"))
    page = page_of(hub)
    typed = form_in(anna.get(page)) | {"target": str(agreed.pk)}

    asked = anna.post(page, typed)
    assert len(ticks_asked(asked)) == 1
    assert anna.post(page, typed | {TICK: ticks_asked(asked)}).status_code == 302

    other = form_in(anna.get(page)) | {"remark": "Goed bezocht."}
    assert anna.post(page, other).status_code == 302


def test_target_outside_the_term_is_asked(anna):
    agreed = target(2013, programme=programme())
    page = page_of(agreed)

    asked = anna.post(page, form_in(anna.get(page)) | {"year": "2027"})

    assert len(ticks_asked(asked)) == 1
    saved = anna.post(page, form_in(asked) | {TICK: ticks_asked(asked)})
    agreed.refresh_from_db()
    assert (saved.status_code, agreed.year) == (302, 2027)


def test_move_outside_the_year_of_the_target_is_asked_and_goes_through_the_preview(anna):
    """With someone registered the mails are shown before they go; the tick goes along."""
    now = of_now()
    agreed = target(timezone.localdate().year - 1, programme=now)
    hub = HubFactory(programme=now, target=agreed, date=in_days(20))
    RegistrationFactory(meeting_id=hub.pk)
    to = in_days(40)

    asked = act(anna, hub, "verplaatsen", to=str(to))
    (tick,) = ticks_asked(asked)
    page = page_of(hub, "verplaatsen")
    preview = anna.post(page, form_in(asked) | {TICK: [tick]})
    assert "Er is nog niets veranderd" in words(preview)
    assert form_in(preview)[TICK] == [tick]

    assert anna.post(page, form_in(preview)).status_code == 302
    assert date_of(hub) == str(to)


def test_move_to_the_past_is_asked_unless_the_former_date_is_past_itself(anna):
    ahead = HubFactory(programme=of_now(), date=in_days(20))
    past = HubFactory(programme=of_now(), date=in_days(-90))
    to = str(in_days(-30))

    asked = act(anna, ahead, "verplaatsen", to=to)
    assert f"“{to}” is al geweest, en de datum die er stond nog niet." in words(asked)
    assert act(anna, past, "verplaatsen", to=to).status_code == 302
    assert act(anna, ahead, "datum-verbeteren", to=to, why="fout").status_code == 200
    assert date_of(ahead) == str(in_days(20))


def test_a_move_of_what_lies_outside_the_term_already_asks_that_no_second_time(anna):
    hub = HubFactory(programme=programme(), date=read_date("10 maart 2027"))

    assert act(anna, hub, "verplaatsen", to="14 mei 2027").status_code == 302
    assert len(ticks_asked(act(anna, hub, "verplaatsen", to="1-1-1000"))) >= 1


def test_former_date_outside_the_term_is_asked(anna):
    hub = HubFactory(programme=programme(), date=read_date("2013"))
    actions.reschedule(hub, to=read_date("2014"), by=None)

    asked = act(anna, hub, "eerdere-datum-verbeteren", to="1913", why="typefout")

    assert len(ticks_asked(asked)) == 1


def test_holding_a_meeting_without_date_is_not_asked(anna):
    hub = HubFactory(date=None)

    assert act(anna, hub, "gehouden").status_code == 302


def test_a_held_meeting_is_not_corrected_to_the_future():
    hub = HubFactory(date=in_days(-3), held=True)

    for to in (in_days(1), ApproximateDate.of_year(timezone.localdate().year + 1)):
        with pytest.raises(ValidationError, match="ligt in de toekomst"):
            actions.correct_date(hub, to=to, by=None, why="fout")
    actions.correct_date(hub, to=in_days(0), by=None, why="fout")
    assert date_of(hub) == str(in_days(0))


def test_a_planned_meeting_is_corrected_to_the_future():
    hub = HubFactory(date=in_days(3))
    assert actions.correct_date(hub, to=in_days(9), by=None, why="fout").date == in_days(9)


def test_a_move_was_not_decided_in_the_future(anna):
    hub = HubFactory(programme=of_now(), date=in_days(20))

    response = act(anna, hub, "verplaatsen", to=str(in_days(40)), decided=str(in_days(1)))

    errors = response.context["adminform"].errors
    assert "ligt in de toekomst" in str(errors["decided"])
    assert date_of(hub) == str(in_days(20))
    decided = {"decided": str(in_days(0))}
    assert act(anna, hub, "verplaatsen", to=str(in_days(40)), **decided).status_code == 302


BOUNDS = [
    ("decision_date", "{}", 1, False),
    ("decision_date", "{}", 0, True),
    ("registration_closes", "{} 9.00", 1, False),
    ("registration_closes", "{} 13.31", 0, False),
    ("registration_closes", "{} 13.30", 0, True),
]


@pytest.mark.parametrize(("name", "typed", "days_after", "is_right"), BOUNDS)
def test_deciding_and_closing_come_before_the_meeting(anna, name, typed, days_after, is_right):
    hub = HubFactory(programme=of_now(), date=in_days(20), start_time="13:30")
    page = page_of(hub)
    day = write_day(in_days(20 + days_after).earliest)

    response = anna.post(page, form_in(anna.get(page)) | {name: typed.format(day)})

    hub.refresh_from_db()
    assert (response.status_code == 302) == is_right
    assert (getattr(hub, name) is not None) == is_right
    if not is_right:
        assert list(response.context["adminform"].errors) == [name]


def test_new_meeting_is_not_decided_after_it_was(anna):
    typed = {"date": "12-3-2013", "decision_date": "13-3-2013"}
    response = new_hub(anna, programme=programme().pk, **typed)
    assert list(response.context["adminform"].errors) == ["decision_date"]


def test_action_refuses_what_the_page_refuses():
    hub = HubFactory(date=in_days(20))
    hub.decision_date = in_days(21).earliest
    with pytest.raises(ValidationError) as refused:
        actions.change_details(hub, by=None)
    assert list(refused.value.message_dict) == ["decision_date"]


def test_meeting_that_moved_forward_can_still_be_changed(anna):
    hub = HubFactory(programme=of_now(), date=in_days(20), decision_date=in_days(18).earliest)
    actions.reschedule(hub, to=in_days(10), by=None)
    page = page_of(hub)

    assert anna.post(page, form_in(anna.get(page)) | {"remark": "Haast."}).status_code == 302


def test_day_without_year_takes_the_year_of_the_target(anna):
    agreed = target(2014, programme=programme())
    typed = {"programme": agreed.programme_id, "target": agreed.pk, "date": "12 maart"}

    assert new_hub(anna, **typed).status_code == 302
    assert str(Meeting.objects.get().date) == "12 maart 2014"


def test_day_without_year_and_without_anything_to_go_by_is_refused(anna):
    response = new_hub(anna, programme=programme().pk, date="12 maart")
    assert "Schrijf ook het jaar" in words(response)


@pytest.mark.parametrize(
    ("page", "known", "year", "result"),
    [
        ("datum-verbeteren", "24-2-2014", None, "12 maart 2014"),
        ("datum-verbeteren", None, 2014, "12 maart 2014"),
        ("datum-verbeteren", "2013", 2014, "12 maart 2013"),
        ("verplaatsen", "24-2-2014", None, "12 maart 2014"),
        ("verplaatsen", "24-9-2013", 2014, "12 maart 2014"),
        ("verplaatsen", "24-9-2013", None, "24 september 2013"),
    ],
)
def test_day_without_year_takes_the_year_of_the_meeting(anna, page, known, year, result):
    """A move goes on from the date that is given up: another year is never guessed."""
    agreed = target(year, programme=programme()) if year else None
    values = {"target": agreed, "programme": agreed.programme} if agreed else {}
    hub = HubFactory(date=read_date(known) if known else None, **values)
    typed = {"to": "12 maart"} | ({"why": "fout"} if page == "datum-verbeteren" else {})

    response = act(anna, hub, page, **typed)
    if ticks_asked(response):
        address = page_of(hub, page)
        anna.post(address, form_in(response) | {TICK: ticks_asked(response)})

    assert date_of(hub) == result


def test_day_of_deciding_takes_the_year_of_the_meeting(anna):
    hub = HubFactory(programme=programme(), date=read_date("24-9-2013"))
    page = page_of(hub)

    anna.post(page, form_in(anna.get(page)) | {"decision_date": "1 september"})

    hub.refresh_from_db()
    assert str(hub.decision_date) == "2013-09-01"


@pytest.mark.parametrize(("attended", "asks"), [(40, True), (0, False)])
def test_number_beside_a_list_that_is_complete_is_asked(anna, attended, asks):
    hub = HubFactory(programme=of_now(), held=True, list_closed_at=timezone.now())
    page = page_of(hub)
    typed = {"attended": attended, "attended_source": "de gastvrouw"}

    response = anna.post(page, form_in(anna.get(page)) | typed)

    assert (response.status_code == 200) == asks
    if asks:
        assert "telt 0 aanwezigen" in response.context["adminform"].errors["attended"][0]


@pytest.mark.parametrize(("place", "asks"), [("leiden", True), ("Delft", False)])
def test_same_meeting_again_is_asked(anna, place, asks):
    known = HubFactory(programme=programme(), date=read_date("12-3-2013"), place="Leiden")
    typed = {"title": known.title, "programme": known.programme_id, "date": "12-3-2013"}

    response = new_hub(anna, **typed, place=place)

    assert (response.status_code == 200) == asks
    if asks:
        assert "staat er al" in response.context["adminform"].errors["title"][0]
