"""What stories ask for on the first page of the admin: each step at which one waits."""

from collections.abc import Callable, Iterator
from datetime import date

from django.db.models import QuerySet

from backoffice.tasks import TaskList, action_deed

from .actions import DECIDE
from .concluding import PASS_ON
from .intruding import COMPARE
from .models import Attempt, Conclusion, Story

STEPS = (
    ("raw", "uit-te-schrijven", "uitgeschreven", "wie het uitschrijft"),
    ("written", "anoniem-te-maken", "geanonimiseerd", "wie het anoniem maakt"),
    ("anonymised", "tweede-lezer", "nagekeken", "een tweede lezer, die het niet uitschreef"),
    ("checked", "op-te-nemen", "opnemen", "wie het opneemt"),
)
"""The state, the list, the action page that ends the wait, and for whom a story waits."""


def of_stories() -> Iterator[tuple[TaskList, str, str]]:
    """Each list, with how it is said of one and of more."""
    for state, name, action, whom in STEPS:
        deeds = (action_deed(Story, "Stap zetten", action),)
        tasks = TaskList(Story, name, f"wacht op {whom}", waiting_at(state), deeds)
        yield tasks, f"verhaal wacht op {whom}", f"verhalen wachten op {whom}"
    for name, why, find, ends, one, more in BESIDE:
        yield TaskList(Story, name, why, find, ends), one, more


def waiting_at(state: str) -> Callable[[date], QuerySet]:
    return lambda today: Story.objects.waiting(state)


def with_answer(today: date) -> QuerySet:
    return Story.objects.filter(pk__in=Attempt.objects.to_compare().values("story"))


def with_conclusion(today: date) -> QuerySet:
    return Story.objects.filter(pk__in=Conclusion.objects.to_read().values("story"))


def to_decide(today: date) -> QuerySet:
    return Story.objects.to_decide()


BESIDE = (
    (
        "te-vergelijken",
        "antwoord van een lezer wacht",
        with_answer,
        (action_deed(Story, "Vergelijken", "vergelijken", needs=COMPARE),),
        "verhaal heeft een antwoord van een lezer dat wacht op vergelijking",
        "verhalen hebben een antwoord van een lezer dat wacht op vergelijking",
    ),
    (
        "conclusie-na-te-lezen",
        "conclusie van een groep wacht op nalezen",
        with_conclusion,
        (action_deed(Story, "Nalezen", PASS_ON),),
        "verhaal heeft een conclusie van een groep die iemand moet nalezen",
        "verhalen hebben een conclusie van een groep die iemand moet nalezen",
    ),
    (
        "te-beslissen",
        "toestemming ingetrokken",
        to_decide,
        (
            action_deed(Story, "Laten staan", "laten-staan", needs=DECIDE),
            action_deed(Story, "Weghalen", "weghalen", needs=DECIDE),
        ),
        "verhaal is gemaakt van wat iemand vertelde die de toestemming introk: "
        "beslis of het blijft",
        "verhalen zijn gemaakt van wat mensen vertelden die de toestemming introkken: "
        "beslis of ze blijven",
    ),
)
"""What waits beside the steps: the list, why it is narrowed, its stories, what ends the wait, and
how it is said of one and of more."""
