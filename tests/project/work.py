"""Records that ask for something, of each kind that the first page of the admin knows."""

from datetime import date, timedelta

from django.utils import timezone

from dates.entry import read_date
from dates.values import ApproximateDate
from meetings.actions import cancel
from outbox.models import Message
from pilots.models import Audience, Form, What
from pilots.releasing.recording import Choice
from reporting.models import Notice, PublishedVersion, Question, Reader
from tests.factories import (
    AmbassadorFactory,
    ConsentFactory,
    ConversationFactory,
    FunderRequestFactory,
    GroupFactory,
    HubFactory,
    LeadershipMeetingFactory,
    NameUseFactory,
    PersonFactory,
    PilotFactory,
    ProgressReportFactory,
    RegistrationFactory,
    ReschedulingFactory,
    SessionFactory,
    StoryFactory,
    TargetFactory,
)
from tests.factories.releasing import asked

EMPTY_DOCUMENT = b'{"schema_version": 1, "sections": [], "figures": {}}'


def make_work(rows):
    for _ in range(rows):
        HubFactory(date=read_date("2013"))
        LeadershipMeetingFactory(date=read_date("2013"))
        LeadershipMeetingFactory(held=True)
        HubFactory(held=True)
        HubFactory(date=read_date("2100"))
        HubFactory(date=read_date("2100"), is_public=False)
        LeadershipMeetingFactory(date=read_date("2100"), is_public=False)
        ReschedulingFactory(meeting=HubFactory())
        ReschedulingFactory(meeting_id=LeadershipMeetingFactory().pk)
        TargetFactory()
        ConversationFactory()
        yesterday = timezone.localdate() - timedelta(days=1)
        ConversationFactory(next_step="Bellen", next_step_on=yesterday)
        group = GroupFactory(pilot=PilotFactory(facilitators_per_session=2))
        SessionFactory(group=group, status="held").facilitators.add(PersonFactory())
        make_failed_mail(str(group.pk))
        make_question()
        few = {"minimum": 8, "decision_date": timezone.localdate() + timedelta(days=7)}
        HubFactory(date=ApproximateDate.of_day(timezone.localdate() + timedelta(days=20)), **few)
        make_empty_seat()
        make_unsent_letter()
        make_waiting_host()
        make_series_to_finish()
        make_name_to_take_out()
        AmbassadorFactory(state="interested")
        for state in ("raw", "written", "anonymised", "checked"):
            story = StoryFactory(state=state, text="Een verhaal zonder namen.")
        story.attempts.create(answer="Ik weet het niet", answered_at=timezone.now())
        make_conclusion_to_read()


def make_empty_seat():
    """Somebody waits beside a free place, and the meeting begins within the hour.

    Around midnight that is tomorrow's.
    """
    soon = timezone.localtime() + timedelta(minutes=40)
    day = ApproximateDate.of_day(soon.date())
    hub = HubFactory(date=day, start_time=soon.time().replace(second=0, microsecond=0), capacity=1)
    RegistrationFactory(meeting_id=hub.pk, state="waiting")


def make_waiting_host():
    pilot = PilotFactory(results_state="written", results="Tekst")
    asked(pilot, Choice(What.RESULTS, Audience.PUBLIC, Form.FULL))


def make_series_to_finish():
    """Over, neither evaluated nor decided about, with an open request."""
    series = FunderRequestFactory().series
    HubFactory(series=series, programme=series.programme, held=True, date=read_date("2013"))


def make_failed_mail(key):
    to = f"{key}@gemeente.example"
    return Message.objects.create(key=key, to=to, template="thanks", context={}, state="failed")


def make_question(**fields):
    report = ProgressReportFactory()
    stored = {"number": 1, "schema_version": 1, "published_at": timezone.now()}
    version = PublishedVersion(report=report, document=EMPTY_DOCUMENT, **stored)
    version.save()
    reader = Reader.objects.create(
        report=report, email="a@bzk.example", expires_on=date(2014, 4, 15)
    )
    return Question.objects.create(reader=reader, version=version, about="hubs", **fields)


def make_name_to_take_out():
    """Published with the name of somebody who does not want that any more."""
    name = PersonFactory()
    NameUseFactory(person=name, use="report", answer="refused")
    report = ProgressReportFactory(state="published")
    document = EMPTY_DOCUMENT.replace(b'"figures"', f'"team": "{name}", "figures"'.encode())
    stored = {"number": 1, "schema_version": 1, "published_at": timezone.now()}
    PublishedVersion(report=report, document=document, **stored).save()


def make_conclusion_to_read():
    """Handed in by a facilitator."""
    told = {"wise": "Eerst luisteren.", "why": "Dat scheelt tijd.", "agreed_how": "gevraagd"}
    StoryFactory(adopted=True).conclusions.create(people=8, **told)


def make_story_to_decide():
    return StoryFactory(consent=ConsentFactory(withdrawn_at=timezone.now()), adopted=True)


def make_unsent_letter():
    target = TargetFactory(explanation="Dat is verteld.")
    hub = HubFactory(programme=target.programme, target=target)
    Notice.objects.create(target=target, meeting_id=hub.pk, text="Geachte", standing="CANCELLED")


def make_unit_to_tell():
    """A unit that was cancelled, of which the funder was told nothing yet."""
    target = TargetFactory(explanation="Dat is verteld.")
    hub = HubFactory(programme=target.programme, target=target, date=read_date("mei 2013"))
    return cancel(hub, reason="too_few", by=None)
