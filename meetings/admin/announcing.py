"""Before an action mails people, staff see who gets which mail.

The action is done and rolled back, so what is shown is what will go, word for word.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.forms import Form
from django.http import HttpRequest, HttpResponse

from backoffice.actions import ActionForm, ActionPage, ActionPages, add_sentences
from outbox.composing import read_content
from outbox.models import Message

from ..models import Meeting, Registration

NAME = "(naam)"
STATES = dict(Registration.State.choices)


@dataclass(frozen=True)
class Announcement:
    """One kind of mail to the people in one state."""

    state: str
    number: int
    subject: str
    text: str
    goes: str = ""
    """When it goes; empty where that is at once."""

    @property
    def who(self) -> str:
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
        states = dict(meeting.registrations.values_list("pk", "state"))
        found = list(_announcements(_written(act, states), states))
        if isinstance(page, AnnouncedPage):
            follow = _written(lambda: page.later(meeting), states)
            found += [replace(each, goes=page.goes) for each in _announcements(follow, states)]
        transaction.set_rollback(True)
    return Preview(tuple(found))


def _written(act: Callable[[], object], states: dict[int, str]) -> list[Message]:
    newest = Message.objects.aggregate(newest=Max("pk"))["newest"] or 0
    act()
    written = Message.objects.filter(pk__gt=newest, key__startswith="registration:")
    return [mail for mail in written if registration_of(mail) in states]


def registration_of(mail: Message) -> int:
    """A colleague's mail about another meeting may be written meanwhile."""
    return int(mail.key.split(":")[1])


def _announcements(mails: list[Message], states: dict[int, str]) -> Iterator[Announcement]:
    order = list(STATES)

    def kind(mail: Message) -> tuple[int, str]:
        return order.index(states[registration_of(mail)]), mail.template

    for (place, _), group in groupby(sorted(mails, key=kind), key=kind):
        alike = list(group)
        content = read_content(_of_nobody(alike[0]), hide_secrets=True)
        yield Announcement(STATES[order[place]], len(alike), content.subject, content.text)


def _of_nobody(mail: Message) -> Message:
    """The mail without the name of the person it goes to."""
    mail.context |= {"name": NAME}
    return mail


def typed_in(form: Form) -> list[tuple[str, str]]:
    """What was filled in, to send it once more from the preview."""
    return [(name, value) for name in form.fields for value in form.data.getlist(name)]


class AnnouncesActions(ActionPages):
    """For a ModelAdmin with action pages: who would be mailed is shown before it goes."""

    def _acted(
        self, request: HttpRequest, obj: Meeting, page: ActionPage, form: ActionForm
    ) -> bool:
        if "edit" in request.POST or not form.is_valid():
            return False
        try:
            preview = rehearse(
                obj, lambda: page.act(obj, by=request.user, **form.cleaned_data), page
            )
        except ValidationError as refusal:
            add_sentences(form, refusal)
            return False
        if preview.number and request.POST.get("seen") != preview.seal:
            form.preview = preview
            return False
        return super()._acted(request, obj, page, form)

    def _show_action(
        self, request: HttpRequest, obj: Meeting, page: ActionPage, form: ActionForm
    ) -> HttpResponse:
        response = super()._show_action(request, obj, page, form)
        preview = getattr(form, "preview", None)
        if preview:
            response.template_name = "admin/meetings/announcement.html"
            response.context_data |= {
                "preview": preview,
                "typed_in": typed_in(form),
                "changed": "seen" in request.POST,
            }
        return response
