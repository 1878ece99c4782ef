"""Before an action mails people, staff see who gets which mail.

The action is done and rolled back, so what is shown is what will go, word for word.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.contrib.admin import ModelAdmin
from django.db import transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from backoffice.actions import ActionPage
from outbox.composing import read_content
from outbox.models import Message
from outbox.seen_first import MailSeenFirst, mails_written_by, of_nobody

from ..models import Meeting, Registration

TO_STAFF = {"offer_by_phone"}
OFFERS = {"offer", "offer_by_phone"}
STATES = dict(Registration.State.choices)


@dataclass(frozen=True)
class Announcement:
    """One kind of mail to the people in one state."""

    state: str
    kind: str
    number: int
    subject: str
    text: str
    goes: str = ""
    """When it goes; empty where that is at once."""
    names: tuple[str, ...] = ()
    """Of whom it is the turn, where a place is offered."""

    @property
    def who(self) -> str:
        if self.kind in TO_STAFF:
            mails = "mail" if self.number == 1 else "mails"
            return f"{self.number} {mails} aan de staf, over wie geen e-mailadres gaf"
        people = "persoon" if self.number == 1 else "personen"
        return f"{self.number} {people}, nu {self.state}"


@dataclass(frozen=True, kw_only=True)
class AnnouncedPage(ActionPage):
    """An action that leads to mails afterwards: `later(obj)` writes them, `goes` says when."""

    later: Callable[[Meeting], object]
    goes: str


@dataclass(frozen=True)
class Preview:
    announcements: tuple[Announcement, ...]

    @property
    def number(self) -> int:
        return sum(each.number for each in self.announcements)

    @property
    def and_mails(self) -> str:
        """What the button adds of the mails that go at once."""
        number = sum(each.number for each in self.announcements if not each.goes)
        if not number:
            return ""
        return f" en {number} {'mail' if number == 1 else 'mails'} versturen"

    def __bool__(self) -> bool:
        return bool(self.number)

    @property
    def seal(self) -> str:
        """Differs when someone registers or leaves between looking and doing."""
        return ";".join(f"{each.state}={each.number}" for each in self.announcements)


def rehearse(
    meeting: Meeting, act: Callable[[], object], page: ActionPage | None = None
) -> Preview:
    """What `act` would mail about the meeting, and what follows on it where `page` says so. Raises
    ValidationError where it is refused."""
    with transaction.atomic():
        preview = written_by(meeting, act)
        if isinstance(page, AnnouncedPage):
            later = written_by(meeting, lambda: page.later(meeting))
            follow = tuple(replace(each, goes=page.goes) for each in later.announcements)
            preview = Preview(preview.announcements + follow)
        transaction.set_rollback(True)
    return preview


def written_by(meeting: Meeting, act: Callable[[], object]) -> Preview:
    """Do `act`, and tell what it mails about the meeting."""
    states = dict(meeting.registrations.values_list("pk", "state"))
    written = mails_written_by(act).filter(key__startswith="registration:")
    mails = [mail for mail in written if registration_of(mail) in states]
    return Preview(tuple(_announcements(mails, states)))


def registration_of(mail: Message) -> int:
    """A colleague's mail about another meeting may be written meanwhile."""
    return int(mail.key.split(":")[1])


def _announcements(mails: list[Message], states: dict[int, str]) -> Iterator[Announcement]:
    order = list(STATES)

    def kind(mail: Message) -> tuple[int, str]:
        return order.index(states[registration_of(mail)]), mail.template

    for (place, template), group in groupby(sorted(mails, key=kind), key=kind):
        alike = list(group)
        content = read_content(of_nobody(alike[0]), hide_secrets=True)
        state = STATES[order[place]]
        names = _names(alike) if template in OFFERS else ()
        told = (content.subject, content.text)
        yield Announcement(state, template, len(alike), *told, names=names)


def _names(mails: list[Message]) -> tuple[str, ...]:
    people = Registration.objects.in_bulk([registration_of(mail) for mail in mails])
    return tuple(people[registration_of(mail)].name for mail in mails)


class AnnouncesActions(MailSeenFirst):
    """For a ModelAdmin with action pages: who would be mailed is shown before it goes."""

    seen_in = "admin/meetings/announcement.html"

    def foreseen(self, obj: Meeting, page: ActionPage, act: Callable[[], object]) -> Preview:
        return rehearse(obj, act, page)


UNASKED = {"offer", "offer_by_phone", "offer_expired"}
"""The kinds of mail that go when the queue moves, without anybody having ticked that mail goes."""


class NotSeenYet(Exception):
    """Saving would mail what staff did not see yet; nothing may be kept."""

    def __init__(self, meeting: Meeting, preview: Preview) -> None:
        self.meeting, self.preview = meeting, preview


class AnnouncesSaving(ModelAdmin):
    """For the page of a meeting itself: who is offered a place by what is saved is shown first.

    Saving runs in one transaction, so that what was not seen yet is undone as a whole.
    """

    def save_seen(self, request: HttpRequest, meeting: Meeting, act: Callable[[], object]) -> None:
        preview = written_by(meeting, act)
        moves = UNASKED & {each.kind for each in preview.announcements}
        if moves and request.POST.get("seen") != preview.seal:
            raise NotSeenYet(meeting, preview)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> type[ModelForm]:
        form = super().get_form(request, *args, **kwargs)
        return type(form)(form.__name__, (Reopened, form), {}) if "edit" in request.POST else form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except NotSeenYet as unseen:
            return self._show_unseen(request, unseen)

    def _show_unseen(self, request: HttpRequest, unseen: NotSeenYet) -> HttpResponse:
        typed = [(name, value) for name, sent in request.POST.lists() for value in sent]
        context = {
            **self.admin_site.each_context(request),
            "title": "Opslaan",
            "subtitle": self.name_of(unseen.meeting),
            "opts": self.opts,
            "original": unseen.meeting,
            "page": {"label": "Opslaan"},
            "adminform": {"errors": {}},
            "media": self.media,
            "back": request.get_full_path(),
            "preview": unseen.preview,
            "typed_in": [pair for pair in typed if pair[0] not in ASKED],
            "changed": "seen" in request.POST,
        }
        return TemplateResponse(request, "admin/meetings/announcement.html", context)


ASKED = {"csrfmiddlewaretoken", "seen", "edit"}


class Reopened(ModelForm):
    """The form as it was sent, shown once more to change it."""

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        self.add_error(None, "Er is nog niets bewaard. Pas aan wat u wilt en sla opnieuw op.")
        return values
