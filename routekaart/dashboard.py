"""What is to be done, and what comes: the values of the first page of the admin.

Each kind of work is one row of `WORK`: which records ask for it, and the list in which it is done,
which the admin then has as a filter.
Only what the person may see is counted, so the number of queries is that of the kinds of work.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db.models import Count, Exists, F, Model, OuterRef, QuerySet, Subquery
from django.urls import reverse

from backoffice.tasks import TaskList, offer_list
from dates.values import write
from meetings.lines import MEETING_LINES
from meetings.models import Meeting, Rescheduling
from outbox.models import Message
from pilots.models import Conversation, Counterparty, Pilot, Session
from programme.models import Target
from publications.models import Publication
from reporting.models import Question
from toolkit.models import Story

UPCOMING = 5


@dataclass(frozen=True)
class Task:
    """So many records of one kind ask for something; `address` is the list of just those."""

    count: int
    sentence: str
    address: str


@dataclass(frozen=True)
class Upcoming:
    title: str
    when: str
    address: str


@dataclass(frozen=True)
class Work:
    """A kind of work: the list of the records that ask for it, and how that is said of one and of
    more."""

    list: TaskList
    one: str
    more: str


def to_confirm(model: type[Meeting]) -> Callable[[date], QuerySet]:
    return lambda today: model.objects.to_confirm(today)


def moved_without_reason(model: type[Meeting]) -> Callable[[date], QuerySet]:
    unexplained = Rescheduling.objects.filter(meeting=OuterRef("pk"), reason="")
    return lambda today: model.objects.filter(Exists(unexplained))


def without_attendance(model: type[Meeting]) -> Callable[[date], QuerySet]:
    return lambda today: model.objects.held().with_attendance().filter(attended_count__isnull=True)


def to_decide(model: type[Meeting]) -> Callable[[date], QuerySet]:
    return lambda today: model.objects.to_decide(today)


def without_minutes(model: type[Meeting]) -> Callable[[date], QuerySet]:
    minutes = Publication.objects.minutes().filter(meeting=OuterRef("pk"))
    return lambda today: model.objects.held().exclude(Exists(minutes))


def not_accounted_for(today: date) -> QuerySet:
    """Targets of past years that fewer activities fill than were agreed, without explanation."""
    filled = Count("meetings", distinct=True) + Count("pilots", distinct=True)
    past = Target.objects.filter(year__lt=today.year, number__isnull=False, explanation="")
    return past.annotate(filled=filled).filter(filled__lt=F("number"))


def without_next_step(today: date) -> QuerySet:
    """Parties to a talk of which the latest conversation goes on, and nobody wrote how."""
    of_party = Conversation.objects.filter(counterparty=OuterRef("pk"))
    of_party = of_party.order_by(F("date_latest").desc(nulls_last=True), "-pk")
    going_on = [Conversation.Stage.EXPLORATORY, Conversation.Stage.CONCRETE]
    return Counterparty.objects.annotate(last=Subquery(of_party.values("pk")[:1])).filter(
        conversations__pk=F("last"),
        conversations__stage__in=going_on,
        conversations__next_step="",
    )


def understaffed(today: date) -> QuerySet:
    sessions = Session.objects.held().understaffed().filter(group__pilot=OuterRef("pk"))
    return Pilot.objects.filter(Exists(sessions))


def unanswered(today: date) -> QuerySet:
    return Question.objects.filter(answered_at__isnull=True)


OF_MEETINGS = (
    (
        to_decide,
        "te-beslissen",
        "te weinig aanmeldingen",
        "{one} heeft te weinig aanmeldingen: beslis binnen 14 dagen of die doorgaat",
        "{more} hebben te weinig aanmeldingen: beslis binnen 14 dagen of ze doorgaan",
    ),
    (
        to_confirm,
        "te-bevestigen",
        "voorbij en nog gepland",
        "{one} is voorbij en staat nog op gepland: is die gehouden?",
        "{more} zijn voorbij en staan nog op gepland: zijn ze gehouden?",
    ),
    (
        moved_without_reason,
        "reden-onbekend",
        "verplaatst zonder reden",
        "{one} is verplaatst zonder dat de reden is vastgelegd",
        "{more} zijn verplaatst zonder dat de reden is vastgelegd",
    ),
    (
        without_attendance,
        "zonder-aantal",
        "zonder aantal aanwezigen",
        "gehouden {one} heeft nog geen aantal aanwezigen",
        "gehouden {more} hebben nog geen aantal aanwezigen",
    ),
    (
        without_minutes,
        "zonder-verslag",
        "zonder verslag",
        "gehouden {one} heeft nog geen verslag",
        "gehouden {more} hebben nog geen verslag",
    ),
)
"""The kinds of work on meetings; each is there for every line of them."""


def of_meetings() -> Iterator[Work]:
    for rows, name, label, one, more in OF_MEETINGS:
        for line in MEETING_LINES:
            if rows is not without_minutes or line.awaits_minutes:
                said = (text.format(one=line.one, more=line.more) for text in (one, more))
                yield Work(TaskList(line.model, name, label, rows(line.model)), *said)


WORK = (
    *of_meetings(),
    Work(
        TaskList(
            Target,
            "zonder-toelichting",
            "niet gehaald, zonder toelichting",
            not_accounted_for,
        ),
        "afspraak van een voorbij jaar is niet gehaald en heeft geen toelichting",
        "afspraken van een voorbij jaar zijn niet gehaald en hebben geen toelichting",
    ),
    Work(
        TaskList(
            Counterparty,
            "zonder-volgende-stap",
            "in gesprek zonder volgende stap",
            without_next_step,
        ),
        "gesprekspartner is in gesprek over een pilot zonder volgende stap",
        "gesprekspartners zijn in gesprek over een pilot zonder volgende stap",
    ),
    Work(
        TaskList(Pilot, "te-weinig-begeleiders", "te weinig begeleiders", understaffed),
        "pilot heeft sessies met minder begeleiders dan afgesproken",
        "pilots hebben sessies met minder begeleiders dan afgesproken",
    ),
    Work(
        TaskList(
            Story,
            "te-beslissen",
            "toestemming ingetrokken",
            lambda today: Story.objects.to_decide(),
        ),
        "verhaal is gemaakt van wat iemand vertelde die de toestemming introk: "
        "beslis of het blijft",
        "verhalen zijn gemaakt van wat mensen vertelden die de toestemming introkken: "
        "beslis of ze blijven",
    ),
    Work(
        TaskList(Question, "onbeantwoord", "zonder antwoord", unanswered),
        "vraag van een lezer van de rapportage heeft nog geen antwoord",
        "vragen van lezers van de rapportage hebben nog geen antwoord",
    ),
    Work(
        TaskList(Message, "niet-gelukt", "niet verstuurd", lambda today: Message.objects.failed()),
        "mail kon niet worden verstuurd",
        "mails konden niet worden verstuurd",
    ),
)

for work in WORK:
    offer_list(work.list)


def tasks(user: AbstractUser, today: date) -> list[Task]:
    """What the person may see of what is to be done; a kind without work is left out."""
    return [task for work in WORK if (task := _task(work, user, today))]


def _task(work: Work, user: AbstractUser, today: date) -> Task | None:
    if not may_see(user, work.list.model):
        return None
    found = work.list.rows(today).count()
    sentence = work.one if found == 1 else work.more
    return Task(found, sentence, work.list.address) if found else None


def may_see(user: AbstractUser, model: type[Model]) -> bool:
    return user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")


def upcoming(user: AbstractUser, today: date) -> list[Upcoming]:
    """The first meetings to come, of the lines that the person may see."""
    lines = [line.model for line in MEETING_LINES if may_see(user, line.model)]
    found = [meeting for model in lines for meeting in model.objects.upcoming(today)[:UPCOMING]]
    found.sort(key=lambda meeting: (meeting.date_earliest, meeting.pk))
    return list(_shown(found[:UPCOMING]))


def _shown(meetings: list[Meeting]) -> Iterator[Upcoming]:
    for meeting in meetings:
        page = f"admin:{meeting._meta.app_label}_{meeting._meta.model_name}_change"
        yield Upcoming(str(meeting), write(meeting.date), reverse(page, args=[meeting.pk]))
