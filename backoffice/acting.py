"""Two who act on the same thing: an action knows the state that its page was opened with.

Only what actions set, and what the form asks about, is compared: another remark is no reason to
stop somebody who moves a meeting.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest

from dates.fields import DateValue, date_columns

from .history import TECHNICAL
from .versions import NAME, Digests, Opened, about, digest
from .who_saved import last_saved
from .wording import in_words

CHANGED = (
    "{} Nu staat er: {}. "
    "Wat u invulde, staat hieronder nog. Klopt het zo ook, bevestig dan opnieuw."
)
UNREADABLE = (
    "Deze pagina stond te lang open: of een collega intussen iets vastlegde, is niet na te gaan. "
    "Wat u invulde, staat hieronder nog. Klopt het nog, bevestig dan opnieuw."
)


def impossible(label: str, obj: models.Model, request: HttpRequest, form: forms.Form) -> str:
    """Why a button that stood there does nothing any more, with what was typed."""
    sentence = f"“{label}” kan nu niet meer bij “{obj}”."
    opened = _opened(request, obj)
    if opened is None or not opened.is_ours:
        return sentence
    typed = [f"{each.label}: {each.data}" for each in form if each.data and _is_text(each.field)]
    lost = f" Dit had u ingevuld: {'; '.join(typed)}" if typed else ""
    return f"{last_saved(obj, opened.at, request.user)} {sentence}{lost}"


def _is_text(field: forms.Field) -> bool:
    return isinstance(field, forms.CharField)


def state_version(obj: models.Model, form: forms.Form) -> str:
    return Opened({"": _digests(obj, form)}).sign(_about(obj))


def changed_state(request: HttpRequest, obj: models.Model, form: forms.Form) -> str:
    """A sentence, empty where nothing changed, or where the page brings no version."""
    opened = _opened(request, obj)
    if opened is None:
        return ""
    if not opened.is_ours:
        return UNREADABLE
    before, now = opened.rows.get("", {}), _digests(obj, form)
    changed = [name for name in now if before.get(name, now[name]) != now[name]]
    if not changed:
        return ""
    state = _state(obj, form)
    values = "; ".join(f"{state[name].label}: {state[name].words}" for name in changed)
    return CHANGED.format(last_saved(obj, opened.at, request.user, changed[0]), values)


def _opened(request: HttpRequest, obj: models.Model) -> Opened | None:
    text = request.POST.get(NAME)
    return None if text is None else Opened.read(text, _about(obj)) or Opened({}, is_ours=False)


def _about(obj: models.Model) -> str:
    return f"action:{about(obj._meta.concrete_model, obj.pk)}"


def _digests(obj: models.Model, form: forms.Form) -> Digests:
    return {name: digest(each.value) for name, each in _state(obj, form).items()}


def _state(obj: models.Model, form: forms.Form) -> dict[str, "Stated"]:
    """What actions set, since nobody edits it by hand; and what this form asks about."""
    model = type(obj)
    dates = {n: v for n in dir(model) if isinstance(v := getattr(model, n, None), DateValue)}
    columns = {column: name for name in dates for column in date_columns(name, None)}
    found = {}
    for field in model._meta.concrete_fields:
        name = columns.get(field.name, field.name)
        if name in TECHNICAL or (field.editable and name not in form.fields):
            continue
        label = dates[name].label if name in dates else str(field.verbose_name)
        found[name] = Stated(label, getattr(obj, name), () if name in dates else field.flatchoices)
    return found


@dataclass(frozen=True)
class Stated:
    label: str
    value: Any
    choices: Any

    @property
    def words(self) -> str:
        return in_words(self.value, self.choices)
