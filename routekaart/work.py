"""The kinds of work that the first page of the admin lists, each one row of `WORK`.

Which records ask for it, the list in which it is done, which the admin then has as a filter, and
what ends it, one click from its row.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ambassadors.models import Ambassador
from backoffice.tasks import Deed, TaskList, action_deed, offer_list, page_deed
from meetings.lines import MEETING_LINES
from meetings.models import Meeting, Series
from outbox.models import Message
from pilots.models import Counterparty, Pilot
from pilots.releasing.standing import waiting_hosts
from programme.models import Target
from publications.adding import minutes_url
from reporting.making.names import naming_reports
from reporting.models import Notice, ProgressReport, Question
from reporting.reading_room.actions import QUESTIONS
from reporting.rules import WRITE
from toolkit.tasks import of_stories

from .work_rows import (
    awaiting_the_funder,
    group_page,
    moved_without_reason,
    not_accounted_for,
    not_on_site,
    over_without,
    people_of,
    release_page,
    state_of_report,
    to_confirm,
    to_decide,
    unanswered,
    understaffed,
    with_day_of_step,
    with_empty_seats,
    with_group,
    with_step_overdue,
    without_attendance,
    without_minutes,
    without_next_step,
)


@dataclass(frozen=True)
class Work:
    """A kind of work: the list of the records that ask for it, and how that is said of one and of
    more.

    `urgent` names the date of a record, or of what stands beside it, on which the work becomes
    urgent; empty where no day says so.
    """

    list: TaskList
    one: str
    more: str
    urgent: str = ""

    @property
    def key(self) -> str:
        return f"{self.list.model._meta.label_lower}:{self.list.name}"


def deeds_of_meetings(name: str, model: type[Meeting]) -> tuple[Deed, ...]:
    """What ends each kind of work on a meeting of this line."""
    cancel = action_deed(model, "Annuleren", "annuleren")
    move = action_deed(model, "Verplaatsen", "verplaatsen")
    add_minutes = Deed("Verslag toevoegen", minutes_url, "publications.add_publication", True)
    return {
        "plaats-vrij": (Deed("Bellen wie wacht", people_of, "meetings.view_registration"),),
        "concept": (action_deed(model, "Op de site zetten", "op-de-site"),),
        "te-beslissen": (cancel, move, page_deed(model, "Gaat door", "id_minimum")),
        "te-bevestigen": (action_deed(model, "Gehouden", "gehouden"), move, cancel),
        "reden-onbekend": (page_deed(model, "Reden aanvullen", "reschedulings-group"),),
        "zonder-aantal": (page_deed(model, "Aantal invullen", "id_attended"),),
        "zonder-verslag": (add_minutes,),
    }[name]


OF_MEETINGS = (
    (
        with_empty_seats,
        "plaats-vrij",
        "plaats vrij en te laat om te mailen",
        "{one} heeft een plaats vrij, en het is te laat om die per mail aan te bieden: bel wie "
        "wacht",
        "{more} hebben een plaats vrij, en het is te laat om die per mail aan te bieden: bel wie "
        "wacht",
    ),
    (
        not_on_site,
        "concept",
        "nog niet op de site",
        "{one} die nog komt, is een concept en staat niet op de site",
        "{more} die nog komen, zijn een concept en staan niet op de site",
    ),
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

URGENT = {
    "plaats-vrij": "date_earliest",
    "concept": "date_earliest",
    "te-beslissen": "decision_date",
    "te-bevestigen": "date_latest",
    "zonder-aantal": "date_latest",
    "zonder-verslag": "date_latest",
}


def of_meetings() -> Iterator[Work]:
    for rows, name, label, one, more in OF_MEETINGS:
        for line in MEETING_LINES:
            if rows is not without_minutes or line.awaits_minutes:
                said = [text.format(one=line.one, more=line.more) for text in (one, more)]
                deeds = deeds_of_meetings(name, line.model)
                tasks = TaskList(line.model, name, label, rows(line.model), deeds)
                yield Work(tasks, said[0], said[1], URGENT.get(name, ""))


WORK = (
    *of_meetings(),
    Work(
        TaskList(
            Target,
            "zonder-toelichting",
            "niet gehaald, zonder toelichting",
            not_accounted_for,
            (page_deed(Target, "Toelichten", "id_explanation"),),
        ),
        "afspraak van een voorbij jaar is niet gehaald en heeft geen toelichting",
        "afspraken van een voorbij jaar zijn niet gehaald en hebben geen toelichting",
    ),
    Work(
        TaskList(
            Series,
            "zonder-evaluatie",
            "voorbij en niet geëvalueerd",
            over_without("evaluation"),
            (action_deed(Series, "Evaluatie vastleggen", "evalueren"),),
        ),
        "reeks is voorbij en nog niet geëvalueerd",
        "reeksen zijn voorbij en nog niet geëvalueerd",
    ),
    Work(
        TaskList(
            Series,
            "zonder-besluit",
            "voorbij en zonder besluit",
            over_without("decision"),
            (action_deed(Series, "Besluit vastleggen", "besluiten"),),
        ),
        "reeks is voorbij, en wat daarna is besloten, is niet vastgelegd",
        "reeksen zijn voorbij, en wat daarna is besloten, is niet vastgelegd",
    ),
    Work(
        TaskList(
            Series,
            "wacht-op-financier",
            "verzoek zonder antwoord",
            awaiting_the_funder,
            (action_deed(Series, "Antwoord vastleggen", "antwoord"),),
        ),
        "reeks heeft een verzoek aan de financier zonder antwoord",
        "reeksen hebben een verzoek aan de financier zonder antwoord",
    ),
    Work(
        TaskList(
            ProgressReport,
            "noemt-wie-dat-niet-wil",
            "noemt wie dat niet wil",
            naming_reports,
            (Deed("Correctie beginnen", state_of_report, WRITE),),
            lambda reports: reports.select_related("programme"),
        ),
        "gepubliceerde rapportage noemt iemand die daar niet genoemd wil worden: begin een "
        "correctie, met die reden",
        "gepubliceerde rapportages noemen iemand die daar niet genoemd wil worden: begin een "
        "correctie, met die reden",
    ),
    Work(
        TaskList(
            Counterparty,
            "zonder-volgende-stap",
            "in gesprek zonder volgende stap",
            without_next_step,
            (page_deed(Counterparty, "Volgende stap opschrijven", "conversations-group"),),
        ),
        "gesprekspartner is in gesprek over een pilot zonder volgende stap",
        "gesprekspartners zijn in gesprek over een pilot zonder volgende stap",
    ),
    Work(
        TaskList(
            Counterparty,
            "stap-te-laat",
            "volgende stap te laat",
            with_step_overdue,
            (action_deed(Counterparty, "Stap afvinken", "stap-gedaan"),),
            with_day_of_step,
        ),
        "gesprekspartner wacht op een volgende stap waarvan de dag voorbij is",
        "gesprekspartners wachten op een volgende stap waarvan de dag voorbij is",
        urgent="step_on",
    ),
    Work(
        TaskList(
            Pilot,
            "te-weinig-begeleiders",
            "te weinig begeleiders",
            understaffed,
            (Deed("Sessies nakijken", group_page, "pilots.change_group"),),
            with_group,
        ),
        "pilot heeft sessies met minder begeleiders dan afgesproken",
        "pilots hebben sessies met minder begeleiders dan afgesproken",
    ),
    Work(
        TaskList(
            Pilot,
            "wacht-op-vrijgave",
            "wacht op antwoord van de organisatie",
            waiting_hosts,
            (Deed("Vrijgave bekijken", release_page, "pilots.view_pilot"),),
        ),
        "pilot wacht op het antwoord van de organisatie over de vrijgave",
        "pilots wachten op het antwoord van de organisatie over de vrijgave",
    ),
    *(Work(*each) for each in of_stories()),
    Work(
        TaskList(
            Ambassador,
            "wacht-op-antwoord",
            "belangstellend, wacht op antwoord",
            lambda today: Ambassador.objects.interested(),
            (action_deed(Ambassador, "Opnemen", "opnemen"),),
        ),
        "belangstellende wil ambassadeur worden: neem contact op",
        "belangstellenden willen ambassadeur worden: neem contact op",
    ),
    Work(
        TaskList(
            Notice,
            "niet-verstuurd",
            "nog niet verstuurd",
            lambda today: Notice.objects.filter(sent_on__isnull=True),
            (
                page_deed(Notice, "Brief afmaken", "id_text"),
                action_deed(Notice, "Is verstuurd", "verstuurd"),
            ),
        ),
        "brief aan de opdrachtgever is nog niet verstuurd",
        "brieven aan de opdrachtgever zijn nog niet verstuurd",
    ),
    Work(
        TaskList(
            Question,
            "onbeantwoord",
            "zonder antwoord",
            unanswered,
            (action_deed(Question, "Beantwoorden", "beantwoorden", needs=QUESTIONS),),
        ),
        "vraag van een lezer van de rapportage heeft nog geen antwoord",
        "vragen van lezers van de rapportage hebben nog geen antwoord",
        urgent="asked_at",
    ),
    Work(
        TaskList(
            Message,
            "niet-gelukt",
            "niet verstuurd",
            lambda today: Message.objects.failed(),
            (action_deed(Message, "Opnieuw versturen", "opnieuw-versturen"),),
        ),
        "mail kon niet worden verstuurd",
        "mails konden niet worden verstuurd",
        urgent="failed_at",
    ),
)

for work in WORK:
    offer_list(work.list)
