"""What is a fact has no date to come; what may be unlikely is asked. For every app that logs."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ambassadors.actions import enrol
from ambassadors.models import Activity
from dates.to_come import is_over, is_to_come
from dates.values import ApproximateDate
from privacy.actions import give_consent
from publications.models import Publication
from tests.backoffice.people import form_in, page_of, signed_in, ticks_asked, words
from tests.factories import (
    AmbassadorFactory,
    FindingFactory,
    HubFactory,
    MilestoneFactory,
    ProgrammeFactory,
    ProgressReportFactory,
    PublicationFactory,
    RiskFactory,
    SessionFactory,
    StatedFigureFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db


def in_days(days):
    return ApproximateDate.of_day(timezone.localdate() + timedelta(days=days))


def of_now():
    year = timezone.localdate().year
    return ProgrammeFactory(first_year=year - 2, last_year=year + 2)


def activity(**values):
    return Activity(ambassador=AmbassadorFactory(), kind="other", description="iets", **values)


FACTS = [
    (lambda: MilestoneFactory(), "actual"),
    (lambda: activity(), "date"),
    (lambda: AmbassadorFactory(), "joined"),
    (lambda: StatedFigureFactory(), "as_of"),
    (lambda: RiskFactory(), "since"),
    (lambda: SessionFactory(status="held"), "date"),
]


@pytest.mark.parametrize(("make", "name"), FACTS)
def test_a_fact_lies_not_in_the_future(make, name):
    row = make()
    setattr(row, name, in_days(1))
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert list(refused.value.message_dict) == [name]

    for when in (in_days(0), ApproximateDate.of_year(timezone.localdate().year)):
        setattr(row, name, when)
        row.full_clean()


def test_milestone_expected_later_is_no_fact():
    MilestoneFactory(expected=in_days(30)).full_clean()


def test_consent_is_not_given_tomorrow():
    tomorrow = timezone.now() + timedelta(days=1)
    with pytest.raises(ValidationError, match="nog niet geweest"):
        give_consent(purpose="news", how="form", text="Ja.", at=tomorrow)
    with pytest.raises(ValidationError, match="nog niet geweest"):
        enrol(
            programme=of_now(),
            name="Jo",
            email="jo@rijk.example",
            consent_text="Ja.",
            consented_at=tomorrow,
        )
    assert give_consent(purpose="news", how="form", text="Ja.").pk


@pytest.mark.parametrize(
    ("when", "to_come", "over"),
    [
        (None, False, False),
        (in_days(0), False, False),
        (ApproximateDate.of_year(2013), False, True),
        (ApproximateDate.of_year(2100), True, False),
    ],
)
def test_undecided_is_neither_ahead_nor_behind(when, to_come, over):
    assert (is_to_come(when), is_over(when)) == (to_come, over)


@pytest.fixture
def anna():
    return signed_in("Anna")


@pytest.mark.parametrize(("days", "asked"), [(1, 1), (0, 0)])
def test_a_publication_to_come_is_asked(anna, days, asked):
    known = PublicationFactory(programme=of_now())
    page = page_of(known)
    response = anna.post(page, form_in(anna.get(page)) | {"date": str(in_days(days))})
    assert len(ticks_asked(response)) == asked


@pytest.mark.parametrize(("typed", "result"), [("12 oktober", "12 oktober 2013"), ("3 mei", None)])
def test_minutes_without_year_come_after_their_meeting(anna, typed, result):
    meeting = HubFactory(date=ApproximateDate.of_day(in_2013(9, 24)))
    known = PublicationFactory(programme=meeting.programme, meeting_id=meeting.pk)
    page = page_of(known)

    response = anna.post(page, form_in(anna.get(page)) | {"date": typed})

    found = Publication.objects.get(pk=known.pk).date
    assert (str(found) if found else None) == result
    assert result or "Schrijf ook het jaar." in words(response)


@pytest.mark.parametrize(("year", "asked"), [("2031", 1), ("2014", 0)])
@pytest.mark.parametrize("make", [FindingFactory, TargetFactory])
def test_a_year_outside_the_term_is_asked(anna, make, year, asked):
    known = make(programme=ProgrammeFactory(first_year=2012, last_year=2014), year=2013)
    page = page_of(known)

    response = anna.post(page, form_in(anna.get(page)) | {"year": year})

    assert len(ticks_asked(response)) == asked
    assert response.status_code == (200 if asked else 302)


@pytest.mark.parametrize(("typed", "asked"), [("maart 2015", 0), ("maart 2016", 1)])
def test_the_last_year_is_reported_after_the_term(anna, typed, asked):
    known = ProgressReportFactory(programme__last_year=2014, year=2014)
    page = page_of(known)
    response = anna.post(page, form_in(anna.get(page)) | {"reference_date": typed, "date": typed})
    assert len(ticks_asked(response)) == 2 * asked


def in_2013(month, day):
    return timezone.localdate().replace(year=2013, month=month, day=day)
