"""What would be released exactly, in each form: the words that a host reads and consents to."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

from ..models import Form, Pilot, Session, What
from .hosts import kind_of, without_names
from .sources import passages_of

FEW = 5
"""Fewer than this are told as "minder dan vijf" (domain.md, rules 15 and 25)."""


@dataclass(frozen=True)
class Offer:
    what: str
    form: str
    passages: tuple[str, ...]

    @property
    def read_hash(self) -> str:
        return hash_of([self.what, self.form, *self.passages])

    def text_without(self, marked: Collection[str] = ()) -> str:
        return "\n\n".join(each for each in self.passages if each not in marked)


def offered(pilot: Pilot, what: str, form: str) -> Offer:
    """As the records stand now; without passages where there is nothing to release."""
    return Offer(what, form, tuple(_passages(pilot, what, form)))


def hash_of(values: object) -> str:
    return sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()


def _passages(pilot: Pilot, what: str, form: str) -> list[str]:
    if what == What.NAME:
        return _name(pilot, form)
    if form == Form.NUMBERS:
        return _number(pilot, what)
    texts = passages_of(pilot, what)
    return [without_names(pilot, text) for text in texts] if form == Form.KIND else texts


def _name(pilot: Pilot, form: str) -> list[str]:
    host = pilot.organisation
    if host is None:
        return []
    return [host.name if form == Form.FULL else kind_of(host)]


def _number(pilot: Pilot, what: str) -> list[str]:
    if what == What.RESULTS:
        held = Session.objects.held().filter(group__pilot=pilot).count()
        groups = pilot.groups.count()
        return [f"{_many(groups, 'groep', 'groepen')}, {_many(held, 'sessie', 'sessies')} gehouden"]
    number, called = len(passages_of(pilot, what)), What(what).label
    if not number:
        return []
    return [f"{number} {called}" if number >= FEW else f"minder dan vijf {called}"]


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
