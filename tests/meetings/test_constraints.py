from datetime import UTC, date, datetime, time

import pytest
from django.utils import timezone

from dates.values import ApproximateDate
from meetings.models import CountedPerson
from tests.factories import (
    FunderRequestFactory,
    HubFactory,
    MeetingFactory,
    MeetingTitleFactory,
    RegistrationFactory,
    ReschedulingFactory,
    SeriesDecisionFactory,
    SeriesEvaluationFactory,
    SeriesFactory,
)
from tests.violations import (
    Violation,
    assert_database_refuses,
    assert_person_hears,
    interval_violations,
)

pytestmark = pytest.mark.django_db

TWO_O_CLOCK, FOUR_O_CLOCK = time(14), time(16)


def meeting_on_a_day():
    return MeetingFactory(date=ApproximateDate.of_day(date(2013, 3, 12)))


def meeting_some_time_in_2013():
    return MeetingFactory(date=ApproximateDate.of_year(2013))


def cancelled_meeting():
    return MeetingFactory(cancelled=True)


def second_part_of_a_series():
    series = SeriesFactory()
    MeetingFactory(programme=series.programme, series=series, part=1)
    return MeetingFactory(programme=series.programme, series=series, part=2)


def title_beside_another():
    known = MeetingTitleFactory(title="Drieluik")
    return MeetingTitleFactory(meeting=known.meeting, title="Tweeluik")


def registration_beside_that_of_jo():
    jo = RegistrationFactory(email="jo@gemeente.example")
    return RegistrationFactory(meeting=jo.meeting)


def request_beside_the_first():
    first = FunderRequestFactory(number=1)
    return FunderRequestFactory(series=first.series, number=2)


ANSWER_WITH_DATE = "Vul het antwoord en de datum ervan allebei in, of geen van beide."
MAY_1 = {f"answered_{end}": date(2014, 5, 1) for end in ("earliest", "latest")}
OFFER_HAS_END = "Een aanbod heeft een moment waarop het afloopt."
TIME_NEEDS_DAY = "Een tijd kan pas als de dag bekend is."
ENDS_AFTER_START = "Vul begin en einde in, met het einde na het begin."
WITH_REASON = "Kies waarom de bijeenkomst niet doorgaat."


def counted(mark, meeting=None):
    return CountedPerson.objects.create(meeting_id=meeting or HubFactory().pk, mark=mark)


VIOLATIONS = [
    Violation(
        "meetings_countedperson_once",
        lambda: counted("a"),
        lambda row: {"mark": counted("b", row.meeting_id).mark},
        "Deze aanwezige is al geteld.",
    ),
    Violation(
        "meetings_registration_erased_is_empty",
        RegistrationFactory,
        {"erased_at": timezone.now()},
        "Van een gewiste aanmelding is niets over.",
    ),
    *interval_violations("meetings_meeting_date_interval", MeetingFactory),
    *interval_violations("meetings_rescheduling_former_date_interval", ReschedulingFactory),
    *interval_violations("meetings_rescheduling_decided_interval", ReschedulingFactory),
    Violation(
        "meetings_meeting_time_needs_day",
        MeetingFactory,
        {"start_time": TWO_O_CLOCK},
        TIME_NEEDS_DAY,
    ),
    Violation(
        "meetings_meeting_time_needs_day",
        meeting_some_time_in_2013,
        {"start_time": TWO_O_CLOCK, "end_time": FOUR_O_CLOCK},
        TIME_NEEDS_DAY,
    ),
    Violation(
        "meetings_meeting_ends_after_start",
        meeting_on_a_day,
        {"start_time": FOUR_O_CLOCK, "end_time": TWO_O_CLOCK},
        ENDS_AFTER_START,
    ),
    Violation(
        "meetings_meeting_ends_after_start",
        meeting_on_a_day,
        {"end_time": FOUR_O_CLOCK},
        ENDS_AFTER_START,
    ),
    Violation(
        "meetings_meeting_cancelled_with_reason",
        MeetingFactory,
        {"status": "cancelled"},
        WITH_REASON,
    ),
    Violation(
        "meetings_meeting_cancelled_with_reason",
        MeetingFactory,
        {"cancellation_reason": "venue"},
        WITH_REASON,
    ),
    Violation(
        "meetings_meeting_attended_with_source",
        MeetingFactory,
        {"attended": 0},
        "Schrijf op van wie of waaruit het aantal aanwezigen komt.",
    ),
    Violation(
        "meetings_meeting_not_built_on_itself",
        MeetingFactory,
        lambda meeting: {"builds_on_id": meeting.pk},
        "Een bijeenkomst bouwt niet voort op zichzelf.",
    ),
    Violation(
        "meetings_meeting_replaced_is_cancelled",
        MeetingFactory,
        lambda meeting: {"replaced_by_id": MeetingFactory(programme=meeting.programme).pk},
        "Deze bijeenkomst is vervangen door een andere. Maak eerst dat ongedaan.",
    ),
    Violation(
        "meetings_meeting_not_replaced_by_itself",
        cancelled_meeting,
        lambda meeting: {"replaced_by_id": meeting.pk},
        "Een bijeenkomst vervangt niet zichzelf.",
    ),
    Violation(
        "meetings_meeting_part_needs_series",
        MeetingFactory,
        {"part": 1},
        "Kies ook de reeks waarvan dit een deel is.",
    ),
    Violation(
        "meetings_meeting_part_once",
        second_part_of_a_series,
        {"part": 1},
        "Dit deel van de reeks bestaat al.",
    ),
    Violation(
        "meetings_meeting_line_known",
        MeetingFactory,
        {"line": "pilots"},
        "Kies een hub of een bijeenkomst Dienend Leiderschap.",
    ),
    Violation(
        "meetings_meetingtitle_once",
        title_beside_another,
        {"title": "Drieluik"},
        "Deze titel staat er al.",
    ),
    Violation(
        "meetings_meeting_minimum_within_capacity",
        MeetingFactory,
        {"minimum": 21, "capacity": 20},
        "Het minimum is niet groter dan het aantal plaatsen.",
    ),
    Violation(
        "meetings_registration_once_an_address",
        registration_beside_that_of_jo,
        {"email": "jo@gemeente.example"},
        "Met dit e-mailadres is al iemand aangemeld.",
    ),
    Violation(
        "meetings_registration_address_in_lower_case",
        RegistrationFactory,
        {"email": "Jo@Gemeente.example"},
        "Schrijf het e-mailadres in kleine letters.",
    ),
    Violation(
        "meetings_registration_address_unless_walked_in",
        RegistrationFactory,
        {"email": ""},
        "Vul een e-mailadres in.",
    ),
    Violation(
        "meetings_registration_offer_has_end",
        RegistrationFactory,
        {"state": "offered"},
        OFFER_HAS_END,
    ),
    Violation(
        "meetings_registration_offer_has_end",
        RegistrationFactory,
        {"offer_expires_at": datetime(2013, 3, 12, tzinfo=UTC)},
        OFFER_HAS_END,
    ),
    Violation(
        "meetings_registration_needs_with_consent",
        RegistrationFactory,
        {"needs": "een ringleiding"},
        "Geef toestemming om te bewaren wat u nodig hebt, of laat dat veld leeg.",
    ),
    *interval_violations("meetings_seriesevaluation_date_interval", SeriesEvaluationFactory),
    *interval_violations("meetings_seriesdecision_date_interval", SeriesDecisionFactory),
    *interval_violations("meetings_funderrequest_asked_interval", FunderRequestFactory),
    *interval_violations(
        "meetings_funderrequest_answered_interval",
        lambda: FunderRequestFactory(answer="Ja", answered=ApproximateDate.of_year(2014)),
    ),
    Violation(
        "meetings_seriesevaluation_says_something",
        SeriesEvaluationFactory,
        {"process": "", "content": ""},
        "Schrijf bij het proces of bij de inhoud wat u vond.",
    ),
    Violation(
        "meetings_seriesdecision_says_what",
        SeriesDecisionFactory,
        {"what": ""},
        "Schrijf op wat er is besloten.",
    ),
    Violation(
        "meetings_funderrequest_says_what",
        FunderRequestFactory,
        {"what": ""},
        "Schrijf op waarvoor geld nodig is.",
    ),
    Violation(
        "meetings_funderrequest_answer_with_date",
        FunderRequestFactory,
        {"answer": "Ja"},
        ANSWER_WITH_DATE,
    ),
    Violation(
        "meetings_funderrequest_answer_with_date", FunderRequestFactory, MAY_1, ANSWER_WITH_DATE
    ),
    Violation(
        "meetings_funderrequest_answered_after_asked",
        lambda: FunderRequestFactory(asked=ApproximateDate.of_day(date(2014, 5, 2))),
        {"answer": "Ja", **MAY_1},
        "Het antwoord komt niet voor de vraag. Kijk de datums na.",
    ),
    Violation(
        "meetings_funderrequest_number_once",
        request_beside_the_first,
        {"number": 1},
        "Dit nummer heeft een ander verzoek al.",
    ),
]


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_database_refuses(violation):
    assert_database_refuses(violation)


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_person_hears_why(violation):
    assert_person_hears(violation)
