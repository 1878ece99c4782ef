"""By what a page of the admin knows the version that it was opened with.

The page sends back, signed, a short digest of each value it showed. A digest tells whether a value
is still the same, and lets nothing be overwritten that the page never showed.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from django import forms
from django.core import signing
from django.db import models
from django.forms.models import InlineForeignKeyField
from django.utils import timezone

from dates.values import ApproximateDate

NAME = "opened_with"
"""The hidden input in which the version comes back."""

Digests = dict[str, str]


@dataclass(frozen=True)
class Opened:
    """What a page showed, and when; `rows` hold digests per row and field, see `row_key`.

    One that is not ours (a mangled one, or one of before a new key of the site) holds nothing.
    """

    rows: Mapping[str, Digests]
    at: datetime = field(default_factory=timezone.now)
    is_ours: bool = True

    def sign(self, about: str) -> str:
        values = {"at": self.at.isoformat(), "rows": dict(self.rows)}
        return signing.dumps(values, salt=f"{NAME}:{about}", compress=True)

    @classmethod
    def read(cls, text: str, about: str) -> "Opened | None":
        """None where it is not ours, or about something else."""
        try:
            values = signing.loads(text, salt=f"{NAME}:{about}")
        except signing.BadSignature:
            return None
        return cls(values["rows"], datetime.fromisoformat(values["at"]))


def about(model: type[models.Model], pk: object) -> str:
    """What a version is of; of a new row `pk` is None."""
    return f"{model._meta.label}:{pk}"


def row_key(form: forms.BaseForm) -> str:
    """One form has one row; in rows of a parent, the set they are in and the key of the row."""
    if not form.prefix:
        return ""
    return f"{str(form.prefix).rpartition('-')[0]}#{form.instance.pk}"


def digests_of(form: forms.ModelForm, names: Iterable[str] | None = None) -> Digests:
    """Of the values that stand stored in the row of the form; of all in which people write, if no
    names are given."""
    chosen = compared(form) if names is None else (name for name in names if name in form.fields)
    return {name: stored_digest(form, name) for name in chosen}


def compared(form: forms.ModelForm) -> Iterator[str]:
    """The fields in which people write."""
    own = form._meta.model._meta.pk.name
    for name, each in form.fields.items():
        fixed = each.disabled or isinstance(each, InlineForeignKeyField)
        if not fixed and name not in (own, "DELETE"):
            yield name


def stored_digest(form: forms.BaseForm, name: str) -> str:
    return digest(form.get_initial_for_field(form.fields[name], name))


def digest(value: Any) -> str:
    return hashlib.blake2b(_canonical(value).encode(), digest_size=6).hexdigest()


def _canonical(value: Any) -> str:
    """The same for a value as it is stored and as it is typed, whatever holds it."""
    match value:
        case None | "" | False:
            return ""
        case models.Model():
            return str(value.pk)
        case ApproximateDate():
            return repr(value)
        case datetime():
            moment = timezone.localtime(value) if timezone.is_aware(value) else value
            return f"{moment:%Y-%m-%dT%H:%M}"
        case time():
            return f"{value:%H:%M}"
        case str():
            return value.replace("\r\n", "\n").strip()
        case list() | tuple() | set() | models.QuerySet():
            return "\x1f".join(sorted(map(_canonical, value)))
    return str(value)
