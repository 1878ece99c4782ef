"""What is filled in for a session plan: what is in it, then its order, times and questions."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField

from ..models import Material, SessionPlan, Story
from ..models.plan import LONGEST_SESSION
from .acting import Place
from .values import CARDS, plan_of

MOST_PEOPLE = 500
NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}
TIME = {
    "min_value": "Vul ten minste 1 minuut in.",
    "max_value": "Een dag heeft 1440 minuten. Vul een kleiner getal in.",
    "invalid": "Vul een getal in, bijvoorbeeld 90.",
}
CHANGED = "Een vraag is intussen gewijzigd. Kies opnieuw."
PLACES = {
    "min_value": "De eerste plaats is 1.",
    "max_value": "Vul een plaats in van 1 tot en met 99.",
    "invalid": "Vul een getal in, bijvoorbeeld 2.",
}
KINDS = {
    "exercises": (Material.Kind.EXERCISE, "Oefeningen"),
    "discussions": (Material.Kind.DISCUSSION, "Discussiethema’s"),
    CARDS: (Material.Kind.CARD, "Waardenkaarten"),
}


def number(label: str, most: int, sentences: dict, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=most,
        error_messages=sentences,
        widget=forms.TextInput(NUMERIC),
        **more,
    )


class Offered(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "invalid_choice": "Een onderdeel dat u koos, is er niet (meer). Kies opnieuw.",
        "invalid_pk_value": "Een onderdeel dat u koos, is er niet (meer). Kies opnieuw.",
    }

    def label_from_instance(self, row: Story | Material) -> str:
        if isinstance(row, Story):
            return f"{row.title}: {row.tension}" if row.tension else row.title
        time = f"{row.minutes} minuten" if row.minutes else ""
        return ", ".join(filter(None, [row.title, time, row.group_size]))


class ChooseForm(forms.Form):
    """Only what is for facilitators (each part is: it is its narrowest audience), and only stories
    that may be used with a group."""

    minutes = number(
        "Hoeveel minuten hebt u?",
        LONGEST_SESSION,
        TIME | {"required": "Vul in hoeveel minuten u hebt."},
    )
    people = number(
        "Hoeveel deelnemers verwacht u?",
        MOST_PEOPLE,
        {
            "min_value": "Vul ten minste 1 deelnemer in, of laat het leeg.",
            "max_value": "Een groep is niet groter dan 500. Vul een kleiner getal in.",
            "invalid": "Vul een getal in, bijvoorbeeld 8.",
        },
        required=False,
    )
    stories = Offered(Story.objects.none(), label="Verhalen", required=False)
    exercises = Offered(Material.objects.none(), label="Oefeningen", required=False)
    discussions = Offered(Material.objects.none(), label="Discussiethema’s", required=False)
    cards = Offered(Material.objects.none(), label="Waardenkaarten", required=False)

    def __init__(self, *args: Any, plan: SessionPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_programme = {"programme": plan.programme}
        self.fields["stories"].queryset = (
            Story.objects.for_a_session().filter(**of_programme).order_by("title")
        )
        for name, (kind, _label) in KINDS.items():
            self.fields[name].queryset = Material.objects.filter(kind=kind, **of_programme)
        if plan.pk:
            parts = plan.parts.all()
            rows = {part.material_id for part in parts}
            self.initial |= dict.fromkeys(KINDS, rows)
            self.initial["stories"] = {part.story_id for part in parts}
            self.initial |= {"minutes": plan.minutes, "people": plan.people}

    @property
    def kinds(self) -> list[BoundField]:
        """Those of which one sees all at once; the cards, which are many, are folded."""
        return [self[name] for name in ("stories", *KINDS) if name != CARDS]

    def chosen(self) -> dict[str, Any]:
        """The arguments of `acting.choose`."""
        values = self.cleaned_data
        return {
            "minutes": values["minutes"],
            "people": values["people"],
            "stories": list(values["stories"]),
            "materials": [row for name in KINDS for row in values[name]],
        }


class ArrangeForm(forms.Form):
    """Of each item its place, its time, and which of its questions are asked."""

    def __init__(self, *args: Any, plan: SessionPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = plan_of(plan)["items"]
        for position, item in enumerate(self.items, start=1):
            key = item["part"]
            self.fields[f"{key}-position"] = number(
                "Plaats", 99, PLACES, initial=position, required=False
            )
            self.fields[f"{key}-minutes"] = number(
                "Minuten", LONGEST_SESSION, TIME, initial=item["minutes"], required=False
            )
            if item["all_questions"]:
                self.fields[f"{key}-questions"] = forms.MultipleChoiceField(
                    label="Welke vragen stelt u?",
                    choices=[(each, each) for each in item["all_questions"]],
                    initial=item["questions"],
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                    error_messages={"invalid_choice": CHANGED},
                )

    def rows(self) -> Iterator[tuple[dict[str, Any], list[BoundField]]]:
        for item in self.items:
            names = [name for name in self.fields if name.startswith(f"{item['part']}-")]
            yield item, [self[name] for name in names]

    def places(self) -> dict[str, Place]:
        """The argument of `acting.arrange`; what has no place stays at its own."""
        values = self.cleaned_data
        found = {}
        for number_before, item in enumerate(self.items, start=1):
            key = item["part"]
            asked = values.get(f"{key}-questions")
            found[key] = Place(
                position=values[f"{key}-position"] or number_before,
                minutes=values[f"{key}-minutes"],
                questions=None if asked is None else frozenset(asked),
            )
        return found
