"""What can be chosen in a field: what is offered, and what stands stored already.

A field may leave out what is no longer to be chosen. What a row holds stays among its choices all
the same: a page that is saved would otherwise take away what it never showed.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django import forms
from django.db import models

from .autocomplete import AsksForKeys

NO_LONGER = "{} (staat niet meer in de lijst)"


def offered_or_stored(offered: models.QuerySet, stored: Collection[Any]) -> models.QuerySet:
    """`stored` are keys. A queryset that leaves nothing out is handed back as it is."""
    if not stored or not offered.query.where:
        return offered
    rows = offered.model._base_manager.filter(pk__in=stored)
    return offered | (rows.distinct() if offered.query.distinct else rows)


def offer_what_is_stored(form: forms.BaseForm) -> None:
    """For a form that was made: what it begins with is what stands stored."""
    for name, field in form.fields.items():
        begins_with = form.get_initial_for_field(field, name)
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = offered_or_stored(field.queryset, list(_keys(begins_with)))
            _tell_what_is_known(form, name, begins_with)
        elif isinstance(field, forms.ChoiceField):
            _offer_value(field, begins_with)


def _tell_what_is_known(form: forms.BaseForm, name: str, begins_with: Any) -> None:
    """A field in which one types need not look up the names of rows that were read."""
    field = form.fields[name]
    widget = getattr(field.widget, "widget", field.widget)
    if isinstance(widget, AsksForKeys):
        found = begins_with if isinstance(begins_with, list) else [_read_with(form, name)]
        rows = (row for row in found if isinstance(row, models.Model))
        widget.known = {str(row.pk): row for row in rows}


def _read_with(form: forms.BaseForm, name: str) -> models.Model | None:
    """The row to which the one of the form refers, where it was read together with it."""
    row = getattr(form, "instance", None)
    links = {link.name: link for link in row._meta.fields if link.is_relation} if row else {}
    return getattr(row, name) if name in links and links[name].is_cached(row) else None


def _keys(value: Any) -> Iterator[Any]:
    many = isinstance(value, list | tuple | set | models.QuerySet)
    for each in value if many else [value]:
        if each not in (None, ""):
            yield getattr(each, "pk", each)


def _offer_value(field: forms.ChoiceField, value: Any) -> None:
    """A select would otherwise show, and send, its first choice."""
    if value in (None, "") or isinstance(value, list) or value in set(_values(field.choices)):
        return
    field.choices = [*field.choices, (value, NO_LONGER.format(value))]


def _values(choices: Iterable[tuple[Any, Any]]) -> Iterator[Any]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _values(label)
        else:
            yield value
