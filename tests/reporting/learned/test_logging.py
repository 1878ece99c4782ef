"""Lessons and risks in the admin: what staff log, what is refused, how a risk comes to stand."""

import pytest
from django.core.exceptions import ValidationError

from dates.entry import read_date
from reporting.learned.actions import change_state, close, open_again
from reporting.models import Lesson, Risk
from tests.backoffice.people import form_in, page_of, signed_in, ticks_asked, words
from tests.factories import (
    HubFactory,
    LessonFactory,
    PilotFactory,
    ProgrammeFactory,
    RiskFactory,
)
from tests.violations import (
    Violation,
    assert_database_refuses,
    assert_person_hears,
    interval_violations,
)

pytestmark = pytest.mark.django_db

ADD_LESSON, ADD_RISK = "/beheer/reporting/lesson/add/", "/beheer/reporting/risk/add/"


def from_a_hub():
    hub = HubFactory()
    return LessonFactory(programme=hub.programme, meeting=hub)


def closed():
    return close(RiskFactory(since=read_date("mei 2013")), on=read_date("juni 2013"), by=None)


CLOSED_AT = {
    "closed_earliest": read_date("2014").earliest,
    "closed_latest": read_date("2014").latest,
    "closed_wording": "2014",
}
NEVER_CLOSED = {"closed_earliest": None, "closed_latest": None, "closed_wording": ""}
VIOLATIONS = [
    *interval_violations("reporting_risk_since_interval", RiskFactory),
    *(
        violation
        for violation in interval_violations(
            "reporting_risk_closed_interval",
            lambda: close(RiskFactory(), on=read_date("2013"), by=None),
        )
        if violation.changes["closed_latest"] and violation.changes["closed_earliest"]
    ),
    Violation(
        "reporting_lesson_says_something", LessonFactory, {"text": ""}, "Schrijf op wat u leerde."
    ),
    Violation(
        "reporting_lesson_from_one_thing",
        from_a_hub,
        lambda lesson: {"pilot_id": PilotFactory(programme=lesson.programme).pk},
        "Kies een bijeenkomst of een pilot, niet allebei.",
    ),
    *(
        Violation(
            "reporting_risk_what_and_whose",
            RiskFactory,
            {name: ""},
            "Schrijf op wat het risico is en welke functie erop let.",
        )
        for name in ("what", "owner")
    ),
    *(
        Violation(
            "reporting_risk_closed_with_date",
            make,
            changes,
            "Alleen een gesloten risico heeft een datum van sluiten.",
        )
        for make, changes in (
            (RiskFactory, CLOSED_AT),
            (closed, NEVER_CLOSED),
            (closed, {"state": "open"}),
        )
    ),
    Violation(
        "reporting_risk_closed_after_since",
        closed,
        {"since_earliest": read_date("2014").earliest, "since_latest": read_date("2014").latest},
        "Het risico is gesloten voordat het er was. Kijk de datums na.",
    ),
]


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_database_refuses(violation):
    assert_database_refuses(violation)


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_person_hears_why(violation):
    assert_person_hears(violation)


@pytest.fixture
def anna():
    return signed_in("Anna")


def test_lesson_keeps_who_logged_it_and_not_who_changed_it(anna):
    hub = HubFactory()
    typed = {"programme": hub.programme.pk, "year": 2013, "text": "Begin op tijd."}

    anna.post(ADD_LESSON, form_in(anna.get(ADD_LESSON)) | typed | {"meeting": hub.pk})

    lesson = Lesson.objects.get()
    assert (lesson.meeting_id, lesson.logged_by.first_name, lesson.line) == (hub.pk, "Anna", "")
    bo = signed_in("Bo")
    bo.post(page_of(lesson), form_in(bo.get(page_of(lesson))) | {"text": "Begin altijd op tijd."})
    lesson.refresh_from_db()
    assert (lesson.text, lesson.logged_by.first_name) == ("Begin altijd op tijd.", "Anna")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": ""}, "Vul “Les” in."),
        ({"year": ""}, "Vul “Jaar” in."),
    ],
)
def test_lesson_that_says_nothing_is_asked_for(anna, wrong, sentence):
    typed = {"programme": ProgrammeFactory().pk, "year": 2013, "text": "Begin op tijd."}

    answer = anna.post(ADD_LESSON, form_in(anna.get(ADD_LESSON)) | typed | wrong)

    assert sentence in words(answer)
    assert not Lesson.objects.exists()


def test_lesson_comes_from_its_own_programme():
    lesson = LessonFactory()
    lesson.meeting = HubFactory()

    with pytest.raises(ValidationError) as refused:
        lesson.full_clean()

    assert list(refused.value.message_dict) == ["meeting"]


def test_lesson_of_a_year_before_its_meeting_is_asked_about(anna):
    hub = HubFactory(date=read_date("maart 2014"))
    typed = {"programme": hub.programme.pk, "year": 2013, "text": "Begin op tijd."}

    answer = anna.post(ADD_LESSON, form_in(anna.get(ADD_LESSON)) | typed | {"meeting": hub.pk})

    assert len(ticks_asked(answer)) == 1
    assert "Deze bijeenkomst is van na 2013. Klopt het jaar van de les?" in words(answer)


def test_risk_is_logged_open_with_its_owner_in_a_function(anna):
    typed = {
        "programme": ProgrammeFactory().pk,
        "what": "Te weinig aanmeldingen.",
        "owner": "programmaleider",
        "since": "maart 2013",
    }

    anna.post(ADD_RISK, form_in(anna.get(ADD_RISK)) | typed)

    risk = Risk.objects.get()
    assert (risk.state, risk.closed, risk.since) == ("open", None, read_date("maart 2013"))
    assert risk.logged_by.first_name == "Anna"


def test_risk_stands_otherwise_is_closed_and_opened_again(anna):
    risk = RiskFactory(since=read_date("maart 2013"))

    anna.post(page_of(risk, "andere-stand"), {"state": "managed"})
    risk.refresh_from_db()
    assert risk.state == "managed"
    assert "Gesloten op: niet gesloten" in words(anna.get(page_of(risk)))

    anna.post(page_of(risk, "sluiten"), {"on": "mei 2014"})
    risk.refresh_from_db()
    assert (risk.state, risk.closed) == ("closed", read_date("mei 2014"))

    anna.post(page_of(risk, "weer-openen"))
    risk.refresh_from_db()
    assert (risk.state, risk.closed) == ("open", None)


def test_saving_the_page_of_a_risk_leaves_its_state_and_who_logged_it(anna):
    risk = close(RiskFactory(), on=read_date("mei 2014"), by=None)

    anna.post(page_of(risk), form_in(anna.get(page_of(risk))) | {"measure": "Eerder beginnen."})

    risk.refresh_from_db()
    assert (risk.state, risk.measure) == ("closed", "Eerder beginnen.")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Vul in wanneer het risico is gesloten."),
        ("2012", "Het risico is gesloten voordat het er was. Kijk de datums na."),
        ("1 januari 2999", "Deze datum ligt in de toekomst."),
    ],
)
def test_closing_asks_for_a_day_that_can_be(anna, typed, sentence):
    risk = RiskFactory(since=read_date("maart 2013"))

    answer = anna.post(page_of(risk, "sluiten"), {"on": typed})

    risk.refresh_from_db()
    assert (answer.status_code, risk.state) == (200, "open")
    assert sentence in words(answer)


def test_an_action_that_came_too_late_says_so():
    risk = close(RiskFactory(), on=read_date("mei 2014"), by=None)
    with pytest.raises(ValidationError, match="al gesloten"):
        close(risk, on=read_date("mei 2014"), by=None)
    with pytest.raises(ValidationError, match="Open het eerst weer"):
        change_state(risk, state="managed", by=None)
    risk = open_again(risk, by=None)
    with pytest.raises(ValidationError, match="niet gesloten"):
        open_again(risk, by=None)
    with pytest.raises(ValidationError, match="De stand is al “open”"):
        change_state(risk, state="open", by=None)
