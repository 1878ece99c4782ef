"""What becomes of each row: the action is done with all of them, and what changed is read.

Who only wants to see it rolls it back. So what is shown is what will happen, refusals and mails
too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from ..history import Change, Shown
from ..versions import digest as value_digest
from .deeds import Mail, Together, mails_written

Stored = dict[Any, dict[str, Any]]
"""By the key of a row the values of its fields."""


@dataclass(frozen=True)
class Line:
    """One row: what changes in it, or why nothing can. `version` is another as soon as a colleague
    changed what the action is about."""

    key: str
    name: str
    version: str
    changes: tuple[Change, ...] = ()
    refusal: str = ""


@dataclass(frozen=True)
class Outcome:
    lines: tuple[Line, ...]
    mails: tuple[Mail, ...]
    typed: str = ""

    @property
    def done(self) -> list[Line]:
        return [line for line in self.lines if not line.refusal]

    @property
    def refused(self) -> list[Line]:
        return [line for line in self.lines if line.refusal]

    @property
    def and_mails(self) -> str:
        """What the button adds of the mails that go at once."""
        number = sum(mail.number for mail in self.mails if not mail.goes)
        words = "mail" if number == 1 else "mails"
        return f" en {number} {words} versturen" if number else ""

    @property
    def seal(self) -> str:
        """Differs when something else would happen than was seen. The text of a mail is left out:
        it may tell a moment that is counted from now."""
        rows = [(line.key, line.version, line.refusal) for line in self.lines]
        mails = sorted((mail.kind, mail.number) for mail in self.mails)
        return digest((rows, mails, self.typed))

    def changed_since(self, seen: Mapping[str, str]) -> list[str]:
        """The names of the rows that are not as they were seen."""
        return [line.name for line in self.lines if seen.get(line.key) not in ("", line.version)]


def digest(value: object) -> str:
    return blake2b(repr(value).encode(), digest_size=8).hexdigest()


def carried_out(
    together: Together,
    rows: Sequence[Any],
    names: Mapping[Any, str],
    values: Mapping[str, Any],
    fields: list[Shown],
    *,
    by: Any,
) -> Outcome:
    """Do it with each row, in the transaction of the caller; `names` are those of the rows."""
    before = stored(rows, fields)
    refusals: dict[Any, str] = {}
    mails = mails_written(lambda: refusals.update(_refused(together, rows, values, by=by)))
    mails += _later(together, [row for row in rows if row.pk not in refusals])
    anew = type(rows[0])._base_manager.filter(pk__in=names) if rows else ()
    changed = list(_changed(before, stored(anew, fields), fields))
    versions = _versions(before, fields, {*values, *(each.name for _, each, *_ in changed)})
    told = _told(changed)
    lines = (
        Line(
            key=str(row.pk),
            name=names[row.pk],
            version=versions[row.pk],
            changes=told.get(row.pk, ()),
            refusal=refusals.get(row.pk, ""),
        )
        for row in rows
    )
    return Outcome(tuple(lines), tuple(mails))


def _versions(before: Stored, fields: list[Shown], named: set[str]) -> dict[Any, str]:
    """Of what only actions set, what the form asks about and what changes: another remark of a
    colleague is no reason to stop."""
    about = [f.name for f in fields if f.name in named or not getattr(f.of_model, "editable", 0)]
    return {
        key: digest([value_digest(values[name]) for name in about])
        for key, values in before.items()
    }


def _refused(
    together: Together, rows: Sequence[Any], values: Mapping[str, Any], *, by: Any
) -> Iterator[tuple[Any, str]]:
    for row in rows:
        try:
            if sentence := together.why_not(row):
                raise ValidationError(sentence)
            with transaction.atomic():
                together.page.act(row, by=by, **values)
        except ValidationError as refusal:
            yield row.pk, " ".join(refusal.messages)


def _later(together: Together, done: list[Any]) -> list[Mail]:
    """What is mailed afterwards; written to be seen, and never kept."""
    if together.later is None or not done:
        return []
    later = together.later
    with transaction.atomic():
        mails = mails_written(lambda: [later(row) for row in done])
        transaction.set_rollback(True)
    return [replace(mail, goes=together.goes) for mail in mails]


def stored(rows: Any, fields: list[Shown]) -> Stored:
    """One query for each link to many."""
    found = list(rows)
    keys = [row.pk for row in found]
    for each in fields:
        if isinstance(each.of_model, models.ManyToManyField):
            each.links = _links(each.of_model, keys)
    return {row.pk: {each.name: each.value(row) for each in fields} for row in found}


def _links(many: models.ManyToManyField, keys: list[Any]) -> dict[Any, frozenset]:
    own, other = f"{many.m2m_field_name()}_id", f"{many.m2m_reverse_field_name()}_id"
    rows = many.remote_field.through._base_manager.filter(**{f"{own}__in": keys})
    found: dict[Any, set] = {}
    for key, target in rows.values_list(own, other):
        found.setdefault(key, set()).add(target)
    return {key: frozenset(targets) for key, targets in found.items()}


Changed = tuple[Any, Shown, Any, Any]
"""The key of a row, a field of it, and its value before and after."""


def _changed(before: Stored, after: Stored, fields: list[Shown]) -> Iterator[Changed]:
    for key, values in before.items():
        now = after.get(key, values)
        for each in fields:
            if values[each.name] != now[each.name]:
                yield key, each, values[each.name], now[each.name]


def _told(changed: list[Changed]) -> dict[Any, tuple[Change, ...]]:
    """What a row is linked to is looked up by name, of all rows at once."""
    for each in {id(each): each for _, each, *_ in changed}.values():
        each.name_values(value for _, of, *both in changed if of is each for value in both)
    told: dict[Any, tuple[Change, ...]] = {}
    for key, each, old, new in changed:
        told[key] = (*told.get(key, ()), Change(each.label, each.words(old), each.words(new)))
    return told
