"""One page makes the groups of a pilot with their sessions, around holidays and vacations."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from dates.entry import read_date
from pilots import actions
from pilots.calendar import ClosedDays, session_days
from pilots.models import Session
from tests.backoffice.people import form_in, page_of, signed_in, ticks_asked, words
from tests.factories import (
    PersonFactory,
    PilotFactory,
    ProgrammeFactory,
    UserFactory,
    VacationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return signed_in("Anna")


def pilot_of_now(**values):
    return PilotFactory(programme=ProgrammeFactory(first_year=2025, last_year=2028), **values)


def open_form(client, pilot):
    page = page_of(pilot, "opzetten")
    return page, client.get(page)


def days(pilot):
    return [
        [str(session.date or "") for session in group.sessions.all()]
        for group in pilot.groups.all()
    ]


def test_four_groups_of_four_sessions_take_six_inputs(anna):
    pilot, people = pilot_of_now(), PersonFactory.create_batch(4)
    page, shown = open_form(anna, pilot)
    fields = shown.context_data["adminform"].form.fields
    assert len(fields) == 6

    typed = {
        "groups": 4,
        "sessions": 4,
        "team": [person.pk for person in people],
        "facilitators": 2,
        "first": "1-3-2027; 2-3-2027; 3-3-2027; 4-3-2027",
        "weeks": 2,
    }
    done = anna.post(page, form_in(shown) | typed)

    assert done.status_code == 302
    pilot.refresh_from_db()
    assert pilot.facilitators_per_session == 2
    assert set(pilot.team.all()) == set(people)
    assert [group.planned_sessions for group in pilot.groups.all()] == [4] * 4
    assert days(pilot)[1] == ["2 maart 2027", "16 maart 2027", "30 maart 2027", "13 april 2027"]
    assert days(pilot)[0][2:] == ["5 april 2027", "19 april 2027"]


def test_without_any_date_it_works_too(anna):
    pilot = pilot_of_now()
    page, shown = open_form(anna, pilot)

    anna.post(page, form_in(shown) | {"groups": 2, "sessions": 3})

    assert days(pilot) == [["", "", ""]] * 2


def test_holidays_and_vacations_are_skipped_by_whole_weeks_and_told(anna):
    """Easter Monday 2027 is on 29 March."""
    VacationFactory(name="Meivakantie", first=date(2027, 4, 24), last=date(2027, 5, 9))
    pilot = pilot_of_now()
    page, shown = open_form(anna, pilot)
    typed = {"groups": 1, "sessions": 4, "first": "22-3-2027", "weeks": 2}

    done = anna.post(page, form_in(shown) | typed, follow=True)

    assert days(pilot) == [["22 maart 2027", "5 april 2027", "19 april 2027", "10 mei 2027"]]
    said = " ".join(str(message) for message in done.context["messages"])
    assert "Overgeslagen: 3-5-2027 (Meivakantie)." in said


def test_a_weekly_session_skips_easter_monday():
    found, skipped = session_days(date(2027, 3, 22), 3, weeks=1, closed=ClosedDays(()))
    assert found == [date(2027, 3, 22), date(2027, 4, 5), date(2027, 4, 12)]
    assert [str(each) for each in skipped] == ["29-3-2027 (feestdag)"]


def test_over_new_year_the_weekday_stays():
    closed = ClosedDays(((date(2026, 12, 19), date(2027, 1, 3), "Kerstvakantie"),))
    found, _ = session_days(date(2026, 12, 17), 2, weeks=1, closed=closed)
    assert found == [date(2026, 12, 17), date(2027, 1, 7)]


def test_a_first_day_that_is_closed_is_asked_about(anna):
    page, shown = open_form(anna, pilot_of_now())
    asked = anna.post(page, form_in(shown) | {"groups": 1, "sessions": 1, "first": "25-12-2026"})
    assert len(ticks_asked(asked)) == 1
    assert "(feestdag). Klopt deze dag?" in words(asked)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"groups": 0}, "Typ een getal van 1 tot en met 30."),
        ({"sessions": 1000}, "Typ een getal van 1 tot en met 60."),
        ({"first": "1-3-2027; 2-3-2027"}, "Vul één dag in, of voor elk van de 4 groepen één."),
        ({"first": "maart 2027"}, "“maart 2027” is geen dag."),
    ],
)
def test_bad_input_is_refused_in_dutch(anna, typed, said):
    pilot = pilot_of_now()
    page, shown = open_form(anna, pilot)
    refused = anna.post(page, form_in(shown) | {"groups": 4, "sessions": 4} | typed)
    assert said in words(refused)
    assert not pilot.groups.exists()


def test_the_same_facilitator_twice_is_refused(anna):
    pilot, person = pilot_of_now(), PersonFactory()
    page, shown = open_form(anna, pilot)
    typed = {"groups": 1, "sessions": 1, "team": [person.pk, person.pk]}
    assert "Iemand staat er twee keer." in words(anna.post(page, form_in(shown) | typed))


def test_no_session_is_made_before_the_pilot_begins():
    pilot = pilot_of_now(begins=read_date("april 2027"))
    with pytest.raises(ValidationError, match="ligt voor het begin van de pilot"):
        actions.set_up(pilot, groups=1, sessions=2, first=[date(2027, 3, 1)], by=None)
    assert not Session.objects.exists()


def test_more_groups_are_added_beside_those_that_stand():
    pilot = pilot_of_now()
    actions.set_up(pilot, groups=2, sessions=4, by=None)
    actions.set_up(pilot, groups=1, sessions=2, by=None)
    assert [group.name for group in pilot.groups.all()] == ["Groep 1", "Groep 2", "Groep 3"]


def test_a_pilot_that_ended_gets_no_groups():
    pilot = PilotFactory(sessions_state="completed")
    with pytest.raises(ValidationError, match="Heropen de pilot eerst"):
        actions.set_up(pilot, groups=1, sessions=1, by=None)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_of_vacations_asks_the_same_queries(anna, count, django_assert_num_queries):
    from django.urls import reverse

    VacationFactory.create_batch(count)
    page = reverse("admin:pilots_vacation_changelist")
    anna.get(page)
    with django_assert_num_queries(5):
        anna.get(page)


def test_sessions_that_were_made_at_once_say_so_in_their_history():
    anna = UserFactory()
    pilot = PilotFactory()
    actions.set_up(pilot, groups=2, sessions=3, by=anna)
    group = pilot.groups.first()
    group.planned_sessions = 4
    group.save()
    actions.plan_sessions(group, by=anna)

    told = Session.history.values_list("history_type", "history_change_reason", "history_user")
    assert sorted(told) == [
        *[("+", "bij het opzetten van de pilot", anna.pk)] * 6,
        ("+", "voorgenomen sessie toegevoegd", anna.pk),
    ]
