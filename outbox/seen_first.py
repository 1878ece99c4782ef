"""An action page of which staff see the mail before it goes.

The action is done and rolled back, so what is shown is what will go, word for word; its links are
for the reader alone and are not shown.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse

from backoffice.actions import ActionForm, ActionPage, ActionPages, add_sentences

from .actions import noted_keys
from .composing import read_content
from .models import Message


class Letter:
    """What one mail says, to whom."""

    def __init__(self, message: Message) -> None:
        content = read_content(message, hide_secrets=True)
        self.to, self.subject, self.text = message.to, content.subject, content.text

    @property
    def seal(self) -> str:
        told = f"{self.to}|{self.subject}|{self.text}"
        return blake2b(told.encode(), digest_size=8).hexdigest()


class Letters(list[Letter]):
    """To a few people, each with the own text."""

    @property
    def seal(self) -> str:
        return ".".join(letter.seal for letter in self)


class MailSeenFirst(ActionPages):
    """For a ModelAdmin: the pages of `mailing_pages`, by name, show their mail before it goes."""

    mailing_pages: tuple[str, ...] = ()
    seen_in = "admin/outbox/seen_first.html"

    def foreseen(self, obj: models.Model, page: ActionPage, act: Callable[[], object]) -> Any:
        """What `act` would mail, with a `seal` of it; nothing where it mails nobody. Raises
        ValidationError where it is refused."""
        return rehearsed(act) if page.name in self.mailing_pages else None

    def _acted(
        self, request: HttpRequest, obj: models.Model, page: ActionPage, form: ActionForm
    ) -> bool:
        if "edit" in request.POST or not form.is_valid():
            return False
        typed = form.cleaned_data
        try:
            mails = self.foreseen(obj, page, lambda: page.act(obj, by=request.user, **typed))
        except ValidationError as refusal:
            add_sentences(form, refusal)
            return False
        if mails and request.POST.get("seen") != mails.seal:
            form.preview = mails
            return False
        return super()._acted(request, obj, page, form)

    def _show_action(
        self, request: HttpRequest, obj: models.Model, page: ActionPage, form: ActionForm
    ) -> HttpResponse:
        response = super()._show_action(request, obj, page, form)
        preview = getattr(form, "preview", None)
        if preview:
            response.template_name = self.seen_in
            response.context_data |= {
                "preview": preview,
                "typed_in": [(n, v) for n in form.fields for v in form.data.getlist(n)],
                "changed": "seen" in request.POST,
            }
        return response


NAME = "(naam)"


def of_nobody(mail: Message) -> Message:
    """The mail without the name of the person it goes to."""
    mail.context |= {"name": NAME, "organisation": ""}
    mail.to = ""
    return mail


@dataclass(frozen=True)
class Alike:
    """Mails of one kind: how many, and what they say."""

    kind: str
    number: int
    subject: str
    text: str


@dataclass(frozen=True)
class Mails:
    """What something done to many people mails them."""

    alike: tuple[Alike, ...]
    seal: str

    @property
    def number(self) -> int:
        return sum(each.number for each in self.alike)

    @property
    def and_mails(self) -> str:
        """What the button adds."""
        return f" en {self.number} {'mail' if self.number == 1 else 'mails'} versturen"


def in_kinds(mails: Iterable[Message]) -> Mails | None:
    """The text is that of the first of each kind; the seal is of all and whom they go to."""
    kinds: dict[str, list[Message]] = {}
    for mail in mails:
        kinds.setdefault(mail.template, []).append(mail)
    told = repr({kind: sorted(mail.to for mail in alike) for kind, alike in kinds.items()})
    seal = blake2b(told.encode(), digest_size=8).hexdigest()
    return Mails(tuple(map(_alike, kinds.values())), seal) if kinds else None


def _alike(mails: list[Message]) -> Alike:
    first, number = mails[0], len(mails)
    kind, content = first.get_template_display(), read_content(of_nobody(first), hide_secrets=True)
    return Alike(kind, number, content.subject, content.text)


def rehearsed(act: Callable[[], object]) -> Letters:
    """What `act` would mail. Raises ValidationError where it is refused."""
    with transaction.atomic():
        letters = Letters(Letter(mail) for mail in mails_written_by(act))
        transaction.set_rollback(True)
    return letters


def mails_written_by(act: Callable[[], object]) -> QuerySet[Message]:
    """Do `act`: the mails that it queued, the first of them first, and none that others queued
    meanwhile. Whoever only shows them rolls it back, once they are read."""
    newest = Message.objects.aggregate(newest=Max("pk"))["newest"] or 0
    keys: set[str] = set()
    noting = noted_keys.set(keys)
    try:
        act()
    finally:
        noted_keys.reset(noting)
    return Message.objects.filter(pk__gt=newest, key__in=keys).order_by("pk")
