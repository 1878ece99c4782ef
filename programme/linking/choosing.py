"""Deciding what a text means, and taking that back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from backoffice.locking import lock
from backoffice.replacing import user_of
from dutch.sorting import fold

from ..models import LinkChoice, Organisation
from ..models.links import digest_of
from .sources import Source, sources

SHOWN = 100
UNDONE = "Dit is al ongedaan gemaakt."


@transaction.atomic
def link(meant: Mapping[str, Organisation | None], *, by: Any) -> dict[str, int]:
    """Say of each text, by its key, which organisation was meant; None for no organisation.

    It counts for whoever writes the same later. The number of rows of each; 0 where nothing is
    written so (any more), and then nothing is decided. A fixed number of queries for each text.
    """
    if not sources(by):
        raise PermissionDenied
    lock(LinkChoice, None)  # of two who decide about the same text, the second hears it
    rows = {each: _by_key(each, each.unlinked(), set(meant)) for each in sources(by)}
    found = {key: sum(len(pks.get(key, ())) for pks in rows.values()) for key in meant}
    written = {key: to for key, to in meant.items() if found[key]}
    for key, to in written.items():
        _decide(key, to, by)
        for source, pks in rows.items():
            if to is not None and key in pks:
                source.set(pks[key], to, by)
    return found


def link_one(key: str, *, to: Organisation | None, by: Any) -> int:
    """Raises ValidationError where nothing is written so (any more)."""
    number = link({key: to}, by=by)[key]
    if not number:
        raise ValidationError("Deze schrijfwijze is al gekoppeld.")
    return number


def _by_key(source: Source, rows: QuerySet, keys: set[str]) -> dict[str, list[int]]:
    """The rows in which one of these texts stands, however it is spelled."""
    spelled = {text: fold(text) for text, _number in source.counted(rows)}
    wanted = [text for text, key in spelled.items() if key in keys]
    found: dict[str, list[int]] = {}
    for pk, text in source.texts(rows.filter(**{f"{source.text}__in": wanted})):
        found.setdefault(spelled[text], []).append(pk)
    return found


def _already(key: str, to: Organisation) -> list[list]:
    """What is written so and linked to it before; not undone with the choice."""
    return [
        [source.label, pk]
        for source in sources()
        for pk in _by_key(source, source.linked_to(to), {key}).get(key, [])
    ]


def _decide(key: str, to: Organisation | None, by: Any) -> None:
    values = {"organisation": to, "chosen_by": user_of(by), "chosen_at": timezone.now()}
    values["before"] = _already(key, to) if to else []
    LinkChoice.objects.update_or_create(digest=digest_of(key), defaults=values)


@transaction.atomic
def take_back(choice: LinkChoice, *, by: Any) -> int:
    """Let what was linked by this choice be unlinked, also what was written so since. The number.

    A row that was linked so before the choice, or to another organisation since, stays. Raises
    ValidationError where it was taken back before.
    """
    if not sources(by):
        raise PermissionDenied
    found = LinkChoice.objects.select_for_update().filter(pk=choice.pk).first()
    if found is None:
        raise ValidationError(UNDONE)
    choice = found
    number = 0
    for source in sources(by) if choice.organisation else ():
        before = {pk for label, pk in choice.before if label == source.label}
        texts = source.texts(source.linked_to(choice.organisation))
        pks = [pk for pk, text in texts if pk not in before and digest_of(text) == choice.digest]
        source.unset(pks, choice.organisation, by)
        number += len(pks)
    choice.delete()
    return number


@dataclass(frozen=True)
class Chosen:
    """A choice, with how people wrote it as far as that still stands anywhere, and on how many."""

    choice: LinkChoice
    text: str
    number: int


def chosen(by: Any) -> list[Chosen]:
    """The latest choices; a fixed number of queries."""
    latest = list(LinkChoice.objects.select_related("organisation", "chosen_by")[:SHOWN])
    known = {each.digest: each for each in latest}
    texts: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for source in sources(by):
        for text, number in source.counted(source.written()):
            digest = digest_of(text)
            if digest in known:
                texts.setdefault(digest, text)
                numbers[digest] = numbers.get(digest, 0) + number
    return [
        Chosen(each, texts.get(each.digest, ""), numbers.get(each.digest, 0)) for each in latest
    ]
