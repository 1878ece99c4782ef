"""What is filled in at a section on the page of the whole report. One form sends all sections."""

from django import forms

from ..models import SectionWork
from .writing import mark_of

LONGEST = 400_000
"""Characters; some 200 pages."""
TOO_LONG = "Deze tekst is te lang. Kort hem in tot 400.000 tekens."


class Typed(forms.CharField):
    """Browsers end a line with two characters; counted and kept is one."""

    def to_python(self, value: object) -> str:
        return one_character_a_line_end(super().to_python(value))


def one_character_a_line_end(text: str) -> str:
    return text.replace("\r\n", "\n")


class PartForm(forms.Form):
    """Its prefix is the section. What was shown goes along, so that only what somebody changed is
    kept, and nothing of a colleague is set back."""

    is_kept = False
    """Whether all that could be kept of it was."""
    text = Typed(
        label="Tekst",
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "true"}),
        error_messages={"max_length": TOO_LONG},
    )
    began_with = forms.CharField(widget=forms.HiddenInput, required=False)
    writer = forms.ChoiceField(label="Wie schrijft", required=False)
    writer_shown = forms.CharField(widget=forms.HiddenInput, required=False)
    state = forms.ChoiceField(label="Stand", choices=SectionWork.State.choices, required=False)
    state_shown = forms.CharField(widget=forms.HiddenInput, required=False)
    comment = Typed(
        label="Uw opmerking voor collega's",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Deze opmerking is te lang. Kort haar in tot 5.000 tekens."},
    )

    def __init__(
        self, *args: object, writers: list[tuple[str, str]], writable: bool, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["writer"].choices = [("", "nog niemand"), *writers]
        self.fields["text"].widget.attrs["readonly"] = not writable

    @property
    def has_new_text(self) -> bool:
        text, began_with = self.cleaned_data["text"], self.cleaned_data["began_with"]
        return bool(began_with) and mark_of(text) != began_with

    @property
    def has_new_writer(self) -> bool:
        return self.cleaned_data["writer"] != self.cleaned_data["writer_shown"]

    @property
    def new_state(self) -> str:
        state = self.cleaned_data["state"]
        return state if state != self.cleaned_data["state_shown"] else ""


def shown_values(text: str, writer: str, state: str) -> dict[str, str]:
    return {
        "text": text,
        "began_with": mark_of(text),
        "writer": writer,
        "writer_shown": writer,
        "state": state,
        "state_shown": state,
    }
