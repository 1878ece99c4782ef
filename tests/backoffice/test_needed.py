"""A field left empty is asked for by its name, in every form of the house."""

from django import forms
from django.conf import settings
from django.urls import get_resolver
from django.utils.module_loading import import_string

from backoffice.needed import GENERAL, SaysWhatIsNeeded
from tests.project.floors import FLOOR_OF


class Example(SaysWhatIsNeeded, forms.Form):
    title = forms.CharField(label="Titel")
    why = forms.CharField(label="Waarom?")
    theme = forms.ChoiceField(label="Thema", choices=[("a", "A")])
    agreed = forms.BooleanField(label="Ik ga akkoord")
    own = forms.CharField(label="Naam", error_messages={"required": "Hoe heet u?"})
    free = forms.CharField(required=False)


def test_each_kind_of_field_says_what_to_do():
    assert Example({}).errors == {
        "title": ["Vul “Titel” in."],
        "why": ["Beantwoord de vraag “Waarom?”"],
        "theme": ["Maak een keuze bij “Thema”."],
        "agreed": ["Vink “Ik ga akkoord” aan."],
        "own": ["Hoe heet u?"],
    }


def every(kind: type) -> set[type]:
    return {kind}.union(*map(every, kind.__subclasses__()))


def of_the_house() -> list[type[forms.BaseForm]]:
    get_resolver().url_patterns  # noqa: B018  loads the views, and with them most forms
    for form in [*settings.ACCOUNT_FORMS.values(), *settings.MFA_FORMS.values()]:
        import_string(form)  # loaded when it is asked for
    found = every(forms.BaseForm)
    ours = (each for each in found if each.__module__.split(".")[0] in FLOOR_OF)
    return sorted(ours, key=lambda each: (each.__module__, each.__qualname__))


def is_general(form: type[forms.BaseForm]) -> bool:
    fields = getattr(form, "base_fields", {}).values()
    return any(each.required and each.error_messages["required"] == GENERAL for each in fields)


def test_no_form_of_the_house_asks_without_a_name():
    general = [each for each in of_the_house() if is_general(each)]

    assert [each for each in general if not issubclass(each, SaysWhatIsNeeded)] == []
