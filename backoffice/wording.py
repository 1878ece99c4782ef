"""Values in words, as people read them in the admin: in a history, and where two saved at once."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

from dates.days import write_hour
from dates.values import ApproximateDate, write_day

NOTHING = "niets"


def in_words(value: Any, choices: Iterable[tuple[Any, Any]] = ()) -> str:
    """A choice by its label, yes and no as "ja" and "nee", many with commas; empty says so."""
    labels = dict(choices) if choices else {}
    match value:
        case None | "":
            return str(labels.get(value, NOTHING))
        case _ if _is_many(value):
            return ", ".join(in_words(each, labels.items()) for each in value) or NOTHING
        case _ if _is_key(value) and value in labels:
            return str(labels[value])
        case bool():
            return "ja" if value else "nee"
        case datetime():
            return moment_in_words(value)
        case date():
            return write_day(value)
        case time():
            return write_hour(value)
        case ApproximateDate() | models.Model():
            return str(value)
    return str(value)


def moment_in_words(moment: datetime) -> str:
    """3 maart 2027 om 14.05 uur"""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f"{write_day(local.date())} om {date_format(local, 'H.i')} uur"


def field_in_words(field: forms.Field, value: Any) -> str:
    """The value of a field of a form, by the labels that the field offers."""
    if isinstance(field, forms.ModelChoiceField):
        return in_words(_rows_of(field, value))
    labels = _flat(field.choices) if isinstance(field, forms.ChoiceField) else []
    return in_words(value, labels)


def _rows_of(field: forms.ModelChoiceField, value: Any) -> Any:
    """The rows that are meant by keys, as the field calls them."""
    if value in (None, ""):
        return None
    many = isinstance(field, forms.ModelMultipleChoiceField)
    keys = [getattr(each, "pk", each) for each in (value if many else [value])]
    rows = field.queryset.model._base_manager
    found = rows.filter(**{f"{_key_of(field)}__in": keys})
    return [field.label_from_instance(row) for row in found]


def _key_of(field: forms.ModelChoiceField) -> str:
    return field.to_field_name or "pk"


def _flat(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Choices may stand in groups."""
    flat: list[tuple[Any, Any]] = []
    for value, label in choices:
        flat.extend(label if isinstance(label, (list, tuple)) else [(value, label)])
    return flat


def _is_many(value: Any) -> bool:
    return isinstance(value, (list, tuple, set, models.QuerySet))


def _is_key(value: Any) -> bool:
    return isinstance(value, (str, int))
