from datetime import datetime

from django.db.models import Case, F, QuerySet, Value, When

from privacy.declarations import Whom, declare

from .composing import read_content
from .models import Message
from .retention import KEPT


def sent_long_ago(now: datetime) -> QuerySet:
    return Message.objects.finished_before(now - KEPT).exclude(to="")


def what_it_said(message: Message) -> str:
    """The mail as its reader got it, but for its links, which may still be of use to a thief."""
    content = read_content(message, hide_secrets=True)
    return f"{content.subject}\n\n{content.text.strip()}"


UNSENT = When(state__in=["queued", "failed"], then=Value("withdrawn"))

declare(
    Message,
    occasion="Als we u een mail sturen",
    whom=Whom.PARTICIPANT,
    what="e-mailadres en wat er in de mail staat",
    fields=("to", "context"),
    about=("template", "state", "created_at", "sent_at"),
    why="Om de mail te versturen, en om te zien of dat is gelukt.",
    kept=f"{KEPT.days} dagen nadat de mail is verstuurd.",
    owner="to__iexact",
    worded={"context": what_it_said},
    erased={
        "to": "",
        "context": {},
        "last_error": "",
        "failed_at": None,
        "state": Case(UNSENT, default=F("state")),
    },
    expired=sent_long_ago,
)
