"""What groups concluded comes back to a story: noted, looked at for names, and taken back."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import Truncator

from backoffice.base import ActionForm, ActionPage

from .anonymising import known_names
from .anonymity.check import check
from .models import Conclusion, Story
from .models.conclusion import FEWEST

LONGEST = 1000
PASS_ON = "conclusie-nalezen"
NOT_WAITING = "Deze conclusie wacht niet meer: een collega las haar al, of zij is weg."
NAMES = (
    "De controle ziet hierin iets wat naar een persoon of organisatie kan leiden: {}. Schrijf het "
    "zonder, of kruis aan dat u het hebt nagelezen."
)


@transaction.atomic
def conclude(
    story: Story,
    *,
    wise: str,
    why: str,
    people: int,
    agreed_how: str,
    looked_at: bool,
    by: AbstractUser | None,
) -> Conclusion:
    """`by` None where a facilitator hands it in: then it waits for `pass_on`. Who sends the same
    twice notes it once.

    Raises ValidationError for fewer than five people, and for what the check still marks unless a
    person looked at it.
    """
    Story.objects.select_for_update().get(pk=story.pk)
    if not looked_at:
        _refuse_names(wise, why)
    values = {"wise": wise.strip(), "why": why.strip(), "people": people}
    found = story.conclusions.filter(**values).first()
    if found and by and not found.noted_by:
        pass_on(story, conclusion=found, by=by)
    if found:
        return found
    row = Conclusion(story=story, agreed_how=agreed_how.strip(), noted_by=by, **values)
    row.full_clean(exclude=["noted_by"])
    row.save()
    return row


@transaction.atomic
def pass_on(story: Story, *, conclusion: Conclusion, by: AbstractUser) -> None:
    """A colleague read what a facilitator handed in, and it is shown from now on."""
    if not story.conclusions.to_read().filter(pk=conclusion.pk).update(noted_by=by):
        raise ValidationError(NOT_WAITING)


def take_back(story: Story, *, conclusion: Conclusion, by: AbstractUser) -> None:
    """The group does not want it told any more: gone everywhere at once, with its words."""
    if not story.conclusions.filter(pk=conclusion.pk).delete()[0]:
        raise ValidationError("Deze conclusie is er niet meer.")


def _refuse_names(wise: str, why: str) -> None:
    entities = check({"wise": wise, "why": why}, known_names()).entities
    if entities:
        found = ", ".join(f"“{entity.name}”" for entity in entities)
        raise ValidationError(NAMES.format(found))


def words(label: str, needed: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text="Zonder namen van mensen, organisaties of plaatsen.",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        error_messages={
            "required": needed,
            "max_length": f"Kort dit in tot ten hoogste {LONGEST} tekens.",
        },
    )


class ConcludeForm(ActionForm):
    wise = words("Wat vond de groep wijs?", "Schrijf op wat de groep wijs vond.")
    why = words("Waarom?", "Schrijf op waarom de groep dit wijs vond.")
    people = forms.IntegerField(
        label="Met hoeveel mensen?",
        min_value=FEWEST,
        max_value=500,
        help_text="Op andere pagina's staat alleen dat het er vijf of meer waren.",
        error_messages={
            "required": "Vul in met hoeveel mensen de groep was.",
            "min_value": "Van minder dan vijf mensen leggen we geen conclusie vast.",
            "invalid": "Vul een getal in, bijvoorbeeld 8.",
        },
    )
    agreed_how = forms.CharField(
        label="Hoe stemde de groep ermee in?",
        max_length=200,
        help_text="Bijvoorbeeld: aan het eind gevraagd, niemand had bezwaar. Zonder namen.",
        error_messages={
            "required": "Schrijf hoe de groep instemde. Zonder instemming leggen we niets vast."
        },
    )
    looked_at = forms.BooleanField(
        label="Ik heb het nagelezen: niemand is erin te herkennen", required=False
    )


class ChosenConclusion(forms.ModelChoiceField):
    def label_from_instance(self, conclusion: Conclusion) -> str:
        return Truncator(conclusion.wise).chars(80)


class TakeBackForm(ActionForm):
    conclusion = ChosenConclusion(
        Conclusion.objects.none(),
        label="Conclusie",
        error_messages={"required": "Kies welke conclusie de groep terugneemt."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["conclusion"].queryset = self.obj.conclusions.all()


class PassOnForm(ActionForm):
    conclusion = ChosenConclusion(
        Conclusion.objects.none(),
        label="Welke klopt, en verraadt niemand?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Kies welke conclusie u hebt nagelezen."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["conclusion"].queryset = self.obj.conclusions.to_read()
        self.fields["conclusion"].label_from_instance = told


def told(conclusion: Conclusion) -> str:
    return f"{conclusion.wise} Waarom: {conclusion.why}"


CONCLUSION_PAGES = (
    ActionPage(
        PASS_ON,
        "Conclusie nalezen",
        pass_on,
        "De conclusie staat bij het verhaal.",
        form=PassOnForm,
        rows=lambda story: story.conclusions.to_read(),
        intro="Een begeleider gaf dit door. Herkent u een mens of een organisatie, kies dan "
        "“Conclusie weghalen” en vraag de begeleider het anders te schrijven.",
    ),
    ActionPage(
        "conclusie",
        "Conclusie van een groep vastleggen",
        conclude,
        "De conclusie staat bij het verhaal.",
        form=ConcludeForm,
        possible=lambda story: story.state == Story.State.ADOPTED,
        intro="Alleen met instemming van de groep, en van vijf mensen of meer.",
    ),
    ActionPage(
        "conclusie-weg",
        "Conclusie weghalen",
        take_back,
        "De conclusie is weg.",
        form=TakeBackForm,
        rows=lambda story: story.conclusions.all(),
        intro="Bijvoorbeeld omdat de groep haar terugneemt. De woorden worden gewist.",
    ),
)


class ConclusionsBeside(admin.ModelAdmin):
    """For the ModelAdmin of stories."""

    @admin.display(description="wat groepen wijs vonden (vijf mensen of meer)")
    def concluded(self, story: Story) -> str:
        rows = Conclusion.objects.shown().filter(story=story) if story.pk else []
        read = [(told(row),) for row in rows]
        return format_html_join(mark_safe("<br>"), "{}", read) or "niets vastgelegd"
