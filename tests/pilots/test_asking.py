"""Sessions, talks and closing meetings: what cannot be is refused, what is unlikely is asked."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from backoffice.asking import TICK
from dates.values import ApproximateDate
from pilots.models import Pilot, Session, What
from pilots.releasing.gate import audiences_told
from tests.backoffice.people import form_in, page_of, signed_in, ticks_asked, words
from tests.factories import (
    ConversationFactory,
    PilotFactory,
    ProgrammeFactory,
    SessionFactory,
)
from tests.factories.releasing import release

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return signed_in("Anna")


def in_days(days):
    return ApproximateDate.of_day(timezone.localdate() + timedelta(days=days))


def of_now(**values):
    year = timezone.localdate().year
    return PilotFactory(
        programme=ProgrammeFactory(first_year=year - 2, last_year=year + 6), **values
    )


def change(client, obj, **typed):
    page = page_of(obj)
    return client.post(page, form_in(client.get(page)) | typed)


def act(client, pilot, name, **typed):
    page = page_of(pilot, name)
    return client.post(page, form_in(client.get(page)) | typed)


def hold(client, session, **typed):
    return act(client, session, "gehouden", **typed)


@pytest.mark.parametrize("when", ["2030", "24-2-2030", "winter 2030/2031"])
def test_a_session_is_not_held_in_the_future(anna, when):
    session = SessionFactory(group__pilot=of_now())

    response = hold(anna, session, on=when)

    session.refresh_from_db()
    assert "Deze datum ligt in de toekomst." in words(response)
    assert ticks_asked(response) == []
    assert session.status == Session.Status.PLANNED


def test_a_session_may_have_been_held_in_a_year_that_is_not_over(anna):
    session = SessionFactory(group__pilot=of_now())
    assert hold(anna, session, on=str(timezone.localdate().year)).status_code == 302


def test_a_planned_session_may_lie_in_the_future(anna):
    session = SessionFactory(group__pilot=of_now())
    typed = {"to": str(in_days(30)), "why": "afgesproken"}
    assert act(anna, session, "datum-verbeteren", **typed).status_code == 302


@pytest.mark.parametrize("known", [{}, {"status": "held", "date": in_days(-9)}])
def test_a_session_held_without_date_is_asked(anna, known):
    session = SessionFactory(number=2, group__pilot=of_now(), **known)
    name, typed = ("gehouden", {"on": ""})
    if known:
        name, typed = "datum-verbeteren", {"to": "", "unknown": "on", "why": "fout"}

    asked = act(anna, session, name, **typed)

    assert "Sessie 2 is gehouden, maar zonder datum. Klopt dat?" in words(asked)
    saved = anna.post(page_of(session, name), form_in(asked) | {TICK: ticks_asked(asked)})
    session.refresh_from_db()
    assert (saved.status_code, session.status, session.date) == (302, "held", None)


def test_a_session_outside_the_term_is_asked(anna):
    assert len(ticks_asked(hold(anna, SessionFactory(), on="1913"))) == 1


@pytest.mark.parametrize(("days", "asked"), [(1, 1), (0, 0)])
def test_a_talk_to_come_is_asked(anna, days, asked):
    talk = ConversationFactory(counterparty__programme=of_now().programme)
    typed = {"conversations-0-date": str(in_days(days))}
    assert len(ticks_asked(change(anna, talk.counterparty, **typed))) == asked


def test_a_closing_meeting_held_without_date_is_asked(anna):
    pilot = of_now()

    asked = act(anna, pilot, "slotbijeenkomst-gehouden")

    assert "gehouden, maar zonder datum. Klopt dat?" in words(asked)
    page = page_of(pilot, "slotbijeenkomst-gehouden")
    anna.post(page, form_in(asked) | {TICK: ticks_asked(asked)})
    pilot.refresh_from_db()
    assert (pilot.closing_state, pilot.closing_date) == (Pilot.ClosingState.HELD, None)


@pytest.mark.parametrize(("days", "number"), [(-1, 1), (0, 0), (30, 0)])
def test_a_closing_meeting_planned_in_the_past_is_asked(anna, days, number):
    pilot = of_now()
    asked = act(anna, pilot, "slotbijeenkomst-plannen", on=str(in_days(days)))
    assert len(ticks_asked(asked)) == number


def test_a_closing_meeting_planned_without_date_is_not_asked(anna):
    assert act(anna, of_now(), "slotbijeenkomst-plannen").status_code == 302


@pytest.mark.parametrize(
    ("state", "on", "asked"),
    [("held", None, 1), ("planned", -9, 1), ("planned", 9, 0), ("held", -8, 0), ("none", None, 0)],
)
def test_correcting_the_closing_meeting_asks_the_same(anna, state, on, asked):
    pilot = of_now(closing_state=Pilot.ClosingState.HELD, closing_date=in_days(-30))
    typed = {"state": state, "on": "" if on is None else str(in_days(on)), "why": "fout"}

    response = act(anna, pilot, "slotbijeenkomst-verbeteren", **typed)

    assert len(ticks_asked(response)) == asked


def written():
    return of_now(results_state=Pilot.ResultsState.WRITTEN, results="Tekst")


def test_consent_is_not_given_in_advance():
    tomorrow = timezone.localdate() + timedelta(days=1)

    with pytest.raises(ValidationError) as refused:
        release(written(), What.RESULTS, consent_on=tomorrow)

    assert list(refused.value.message_dict) == ["consent_on"]


def test_consent_of_today_counts():
    pilot = written()
    release(pilot, What.RESULTS, consent_on=timezone.localdate())
    assert audiences_told(pilot, What.RESULTS)


def test_consent_without_a_day_is_refused_in_words():
    with pytest.raises(ValidationError, match="Leg vast wie toestemming gaf, en wanneer"):
        release(written(), What.RESULTS, consent_on=None)


def test_today_is_the_day_here_and_not_in_greenwich(monkeypatch):
    """Half past midnight here is the day before there."""
    moment = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    pilot = PilotFactory(results_state=Pilot.ResultsState.WRITTEN, results="Tekst")

    release(pilot, What.RESULTS, consent_on=date(2026, 7, 1))

    assert audiences_told(pilot, What.RESULTS)


def test_pilot_page_itself_asks_nothing(anna):
    pilot = of_now()
    page = reverse("admin:pilots_pilot_change", args=[pilot.pk])
    assert anna.post(page, form_in(anna.get(page)) | {"title": "Anders"}).status_code == 302
