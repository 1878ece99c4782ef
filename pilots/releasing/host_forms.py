"""What a host fills in: what is released, which passages stay closed, a name, and the code."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict

from meetings.registering.fields import TextField, name_field

from ..models import Form, ReleaseRequest, RequestedCell, What
from .deciding import Decision, offers_for, read_hash_of
from .offer import Offer

SIX_DIGITS = "Vul de zes cijfers uit de mail in."
AGREES, REFUSES = "ja", "nee"


@dataclass(frozen=True)
class Part:
    """A text of the page with the fields that belong to it."""

    offer: Offer
    label: str
    release: forms.BoundField
    keep_closed: forms.BoundField | None


class DecisionForm(forms.Form):
    """For each text the readers it is released to, and the passages that stay closed."""

    read = forms.CharField(required=False, widget=forms.HiddenInput)
    remark = TextField(
        label="Opmerking voor de stichting",
        required=False,
        max_length=2000,
        too_long="Kort uw opmerking in tot ten hoogste 2000 tekens.",
        help_text="Alleen wie de gesloten resultaten mag lezen, ziet uw opmerking.",
        widget=forms.Textarea({"rows": 4}),
    )
    answer = forms.ChoiceField(
        label="Uw besluit",
        choices=[
            (AGREES, "Wij geven vrij wat hierboven is aangekruist, en niets anders"),
            (REFUSES, "Wij geven niets vrij"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of u iets vrijgeeft."},
    )
    name = name_field()

    data: QueryDict

    def __init__(self, *args: Any, request: ReleaseRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.known = offers_for(request)
        self.initial["read"] = read_hash_of(request)
        for offer, cells in self.known:
            self.fields[f"release_{_key(offer)}"] = _release_field(offer, cells)
            if len(offer.passages) > 1:
                self.fields[f"closed_{_key(offer)}"] = _closed_field(offer)

    def parts(self) -> list[Part]:
        return [
            Part(
                offer,
                self._called(offer),
                self[f"release_{_key(offer)}"],
                self[f"closed_{_key(offer)}"] if f"closed_{_key(offer)}" in self.fields else None,
            )
            for offer, _cells in self.known
        ]

    def _called(self, offer: Offer) -> str:
        """With its form where one thing is asked in two, so that no two parts are called alike."""
        label = str(What(offer.what).label)
        is_twice = sum(other.what == offer.what for other, _cells in self.known) > 1
        return f"{label}, {Form(offer.form).label}" if is_twice else label

    def decision(self) -> Decision:
        values = self.cleaned_data
        agreed: list[int] = []
        marked: dict[str, list[str]] = {}
        for offer, _cells in self.known:
            agreed += [int(key) for key in values.get(f"release_{_key(offer)}", [])]
            chosen = values.get(f"closed_{_key(offer)}", [])
            closed = [offer.passages[int(number)] for number in chosen]
            marked.setdefault(offer.what, []).extend(closed)
        agrees = values["answer"] == AGREES
        return Decision(values["name"], agrees, agreed, marked, values.get("remark", ""))

    def show_again(self) -> None:
        """With what is to be read now, and no tick that was set under other words."""
        data = self.data.copy()
        data["read"] = read_hash_of(self.request)
        for name in self.fields:
            if name.startswith(("release_", "closed_")):
                data.setlist(name, [])
        self.data = data


class CodeField(forms.CharField):
    def to_python(self, value: object) -> str:
        return "".join(super().to_python(value).split())


class CodeForm(forms.Form):
    code = CodeField(
        label="Code uit de mail",
        error_messages={"required": SIX_DIGITS},
        validators=[RegexValidator(r"\A[0-9]{6}\Z", SIX_DIGITS)],
        widget=forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "input--code"}
        ),
    )


class TakeBackForm(forms.Form):
    """What the organisation released and takes back now."""

    keys = forms.MultipleChoiceField(
        label="Wat trekt u in?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kruis aan wat u intrekt."},
    )
    name = name_field()

    def __init__(self, *args: object, request: ReleaseRequest, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        standing = request.pilot.releases.filter(ended_at=None)
        self.fields["keys"].choices = [(str(row.pk), row.in_words()) for row in standing]


def _key(offer: Offer) -> str:
    return f"{offer.what}_{offer.form}"


def _release_field(offer: Offer, cells: list[RequestedCell]) -> forms.Field:
    return forms.MultipleChoiceField(
        label=f"Voor wie geeft u {_the(offer.what)} vrij?",
        required=False,
        choices=[(str(cell.pk), _for_whom(cell)) for cell in cells],
        widget=forms.CheckboxSelectMultiple,
        help_text="Kruist u niets aan, dan geeft u dit niet vrij.",
    )


def _closed_field(offer: Offer) -> forms.Field:
    return forms.MultipleChoiceField(
        label="Welke passages blijven gesloten?",
        required=False,
        choices=[
            (str(number), f"Passage {number + 1} blijft gesloten")
            for number in range(len(offer.passages))
        ],
        widget=forms.CheckboxSelectMultiple,
        help_text="Wat u aankruist, wordt nergens verteld.",
    )


def _the(what: str) -> str:
    return f"de {What(what).label}"


def _for_whom(cell: RequestedCell) -> str:
    until = f", tot en met {cell.until:%-d-%-m-%Y}" if cell.until else ""
    return f"Voor {cell.get_audience_display()}{until}"
