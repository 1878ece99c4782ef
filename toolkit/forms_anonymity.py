"""What people decide about the marks in a story: one question for all mentions of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms

from backoffice.needed import SaysWhatIsNeeded

from .anonymising import CHANGED, Examination, Question
from .anonymity.marks import Entity

AT_ONCE = 100
"""More questions than this come in turns: nobody decides about 300 in one go."""
REPLACE, KEEP = "vervangen", "blijven"
LATER = ("", "Later beslissen")


@dataclass(frozen=True)
class Row:
    """The fields of one question, for the page."""

    number: int
    question: Question
    choice: forms.BoundField
    reason: forms.BoundField
    words: forms.BoundField | None
    """None for a combination: its text is rewritten by hand."""

    @property
    def errors(self) -> list[str]:
        fields = [self.choice, self.reason, *([self.words] if self.words else [])]
        return [str(error) for bound in fields for error in bound.errors]


class MarksForm(SaysWhatIsNeeded, forms.Form):
    version = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: object, examination: Examination, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.examination = examination
        self.fields["version"].initial = examination.version
        ordered = sorted(examination.questions, key=lambda question: not question.is_open)
        self.asked = ordered[:AT_ONCE]
        self.later = len([each for each in ordered[AT_ONCE:] if each.is_open])
        for question in self.asked:
            self._add_fields(question)

    def _add_fields(self, question: Question) -> None:
        subject = question.subject
        choices = [LATER, (KEEP, "Blijft staan, omdat")]
        if isinstance(subject, Entity):
            choices.insert(1, (REPLACE, "Vervangen door"))
            self.fields[f"w{question.digest}"] = forms.CharField(
                label="Waardoor",
                required=False,
                max_length=200,
                initial=subject.proposal or f"[{subject.kind}]",
            )
        self.fields[f"c{question.digest}"] = forms.ChoiceField(
            label="Wat doet u ermee?",
            choices=choices,
            widget=forms.RadioSelect,
            required=False,
            initial=KEEP if question.reason else "",
        )
        self.fields[f"r{question.digest}"] = forms.CharField(
            label="Waarom", required=False, max_length=300, initial=question.reason
        )

    def rows(self) -> Iterator[Row]:
        for number, question in enumerate(self.asked, 1):
            key = question.digest
            words = self[f"w{key}"] if f"w{key}" in self.fields else None
            yield Row(number, question, self[f"c{key}"], self[f"r{key}"], words)

    def clean_version(self) -> str:
        version = self.cleaned_data["version"]
        if version != self.examination.version:
            raise forms.ValidationError(CHANGED)
        return version

    def clean(self) -> dict:
        data = super().clean()
        for question in self.asked:
            key = question.digest
            chosen = data.get(f"c{key}")
            if chosen == REPLACE and not data.get(f"w{key}"):
                self.add_error(f"w{key}", "Vul in waardoor u dit vervangt.")
            if chosen == KEEP and not data.get(f"r{key}"):
                self.add_error(f"r{key}", "Schrijf waarom dit mag blijven.")
        return data

    def replaced(self) -> list[tuple[str, str]]:
        return self._chosen(REPLACE, "w")

    def kept(self) -> list[tuple[str, str]]:
        return self._chosen(KEEP, "r")

    def _chosen(self, choice: str, answer: str) -> list[tuple[str, str]]:
        keys = [question.digest for question in self.asked]
        data = self.cleaned_data
        return [(key, data[f"{answer}{key}"]) for key in keys if data.get(f"c{key}") == choice]
