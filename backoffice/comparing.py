"""Two who save the same form: what neither touched twice is merged, the rest is asked.

Per field three values are held side by side: as the page showed it, as it stands stored now, and
as it was typed. See docs/decisions/0016-two-who-save.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.utils.text import capfirst

from .gone_rows import GONE, Posted
from .versions import Opened, compared, digest, digests_of, row_key, stored_digest
from .who_saved import Saved, last_saved
from .wording import field_in_words

THEIRS = "theirs"
CHOOSE = "{} Kies bovenaan de pagina welke waarde blijft."
UNREADABLE = (
    "Deze pagina stond te lang open: of een collega dit intussen wijzigde, is niet na te gaan. "
    "Wat u typte, staat er nog. Kijk in een ander venster of het nog klopt, en sla dan opnieuw op."
)
TWICE_A_ROW = (
    "{} Deze rij staat er daardoor al. Is dit een andere, sla dan nog eens op. "
    "Is het dezelfde, maak de rij hier leeg."
)
DELETES_CHANGED = (
    "{} “{}” is daarbij gewijzigd: {}. Wilt u de rij toch verwijderen, sla dan nog eens op."
)


@dataclass(frozen=True)
class Conflict:
    """A field that two people changed, each to something else; `name` is that of the choice."""

    name: str
    label: str
    typed: str
    stored: str
    saved: Saved


def choice_name(form: forms.BaseForm, name: str) -> str:
    return f"keep-{form.add_prefix(name)}"


class ComparesForm(forms.ModelForm):
    """For a form on a stored row that comes back with the version it was opened with."""

    opened: Opened
    reader: Any
    """The user who saves."""
    parent: models.Model | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflicts: list[Conflict] = []
        self.merged: list[str] = []

    def _clean_fields(self) -> None:
        super()._clean_fields()
        if not self.opened.is_ours and not self.prefix:
            self.add_error(None, UNREADABLE)
        for name, opened in self.opened.rows.get(row_key(self), {}).items():
            if name in compared(self):
                self._compare(name, opened)

    def _compare(self, name: str, opened: str) -> None:
        stored, typed = stored_digest(self, name), self._typed_digest(name)
        if stored == opened:
            if self.data.get(choice_name(self, name)) == THEIRS:
                self._keep_stored(name)
        elif typed == opened:
            self._keep_stored(name)
            self.merged.append(f"{self._label(name)}: {self._stored_words(name)}")
        elif typed != stored:
            self._ask(name)

    def _typed(self, name: str) -> Any:
        """What cannot be read counts as it was typed."""
        return self.cleaned_data[name] if name in self.cleaned_data else self[name].data

    def _typed_digest(self, name: str) -> str:
        return digest(self._typed(name))

    def _keep_stored(self, name: str) -> None:
        """The stored value counts, and stands in the field if the page comes back."""
        field = self.fields[name]
        self.cleaned_data[name] = self._stored(name)
        self._errors.pop(name, None)
        field.bound_data = lambda data, initial: initial
        field.has_changed = lambda initial, data: False

    def _stored(self, name: str) -> Any:
        field = self.fields[name]
        initial = self.get_initial_for_field(field, name)
        if isinstance(field, forms.ModelMultipleChoiceField):
            keys = [row.pk for row in initial or []]
            return field.queryset.model._base_manager.filter(pk__in=keys)
        if isinstance(field, forms.ModelChoiceField):
            return getattr(self.instance, name)
        return field.empty_value if initial is None and hasattr(field, "empty_value") else initial

    def _stored_words(self, name: str) -> str:
        field = self.fields[name]
        return field_in_words(field, self.get_initial_for_field(field, name))

    def _label(self, name: str) -> str:
        return capfirst(str(self.fields[name].label or name))

    def _ask(self, name: str) -> None:
        saved = self.last_saved(name)
        self.conflicts.append(
            Conflict(
                choice_name(self, name),
                self._label(name),
                field_in_words(self.fields[name], self._typed(name)),
                self._stored_words(name),
                saved,
            )
        )
        self.add_error(name, CHOOSE.format(saved))

    def last_saved(self, name: str = "") -> Saved:
        """By whom and when; of a row without a history of its own, what its parent tells."""
        since, reader = self.opened.at, self.reader
        saved = last_saved(self.instance, since, reader, name)
        if saved.when is None and self.parent is not None:
            return last_saved(self.parent, since, reader)
        return saved

    def changed_meanwhile(self) -> list[str]:
        """What a colleague changed, whatever was typed here; for a row that is to be deleted."""
        opened = self.opened.rows.get(row_key(self), {})
        now = digests_of(self)
        changed = [name for name in opened if name in now and opened[name] != now[name]]
        return [f"{self._label(name)} is nu {self._stored_words(name)}" for name in changed]


class ComparesRows(BaseInlineFormSet):
    """For the rows of a parent: none is deleted unseen, and none is added twice."""

    opened: Opened
    reader: Any

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        stored = self._stored_keys(kwargs["instance"], kwargs["queryset"])
        posted = Posted(type(self), data, kwargs["prefix"], stored, self.opened)
        data = posted.without_gone() if data is not None else None
        self.some_are_gone = posted.typed_in
        super().__init__(data, *args, **kwargs)

    def _construct_form(self, i: int, **kwargs: Any) -> ComparesForm:
        form = super()._construct_form(i, **kwargs)
        form.parent = self.instance
        return form

    @classmethod
    def _stored_keys(cls, instance: models.Model, queryset: models.QuerySet) -> set[str]:
        rows = queryset.filter(**{cls.fk.name: instance})
        return {str(pk) for pk in rows.values_list("pk", flat=True)}

    def clean(self) -> None:
        super().clean()
        gone = [GONE] if self.some_are_gone else []
        refused = [*gone, *self._changed_and_deleted(), *self._added_twice()]
        if refused:
            raise ValidationError(refused)

    def _changed_and_deleted(self) -> Iterator[str]:
        for form in self.deleted_forms:
            changed = form.changed_meanwhile() if form.instance.pk else []
            if changed:
                yield DELETES_CHANGED.format(form.last_saved(), form.instance, ", ".join(changed))

    def _added_twice(self) -> Iterator[str]:
        new = [form for form in self.extra_forms if form.has_changed() and form.is_valid()]
        typed = [{name: form._typed_digest(name) for name in compared(form)} for form in new]
        for added in self._added_meanwhile() if new else []:
            if any(digests_of(added, row) == row for row in typed):
                yield TWICE_A_ROW.format(added.last_saved())

    def _added_meanwhile(self) -> list[ComparesForm]:
        prefix = f"{self.prefix}-x"
        rows = [
            self.form(instance=row, prefix=prefix, **self.form_kwargs)
            for row in self.get_queryset()
        ]
        return [form for form in rows if row_key(form) not in self.opened.rows]
