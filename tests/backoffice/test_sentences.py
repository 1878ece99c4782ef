"""A constraint is known by its code, so that its sentence can be reworded freely."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from backoffice.actions import ActionForm, add_sentences
from backoffice.base import HouseForm
from meetings.actions.repeating import DOUBLE
from meetings.forms import HoldForm
from meetings.models import Meeting

ASKED_BY_ACTIONS = {DOUBLE, "date"}
"""What an action asks about, or refuses, is no constraint of a row."""


def forms_below(form: type) -> Iterator[type]:
    for kind in form.__subclasses__():
        yield kind
        yield from forms_below(kind)


def test_each_sentence_at_a_field_is_of_a_constraint_with_that_code():
    known = {
        constraint.name: constraint.violation_error_code
        for model in apps.get_models()
        for constraint in model._meta.constraints
    }
    forms = [*forms_below(HouseForm), *forms_below(ActionForm)]
    named = {code for form in forms for code in form.sentences_at} - ASKED_BY_ACTIONS

    assert len(named) > 10
    assert [code for code in sorted(named) if known.get(code) != code] == []


@pytest.mark.parametrize("sentence", ["Vermeld bij een aantal de bron.", "Anders gezegd."])
def test_sentence_of_an_action_comes_at_its_field_however_it_is_worded(sentence):
    form = HoldForm({"attended": "12"}, obj=Meeting())
    form.is_valid()
    refusal = ValidationError(sentence, code="meetings_meeting_attended_with_source")

    add_sentences(form, refusal)

    assert form.errors["attended_source"] == [sentence]


def test_sentence_without_a_code_stands_above_the_form():
    form = HoldForm({"attended": "12"}, obj=Meeting())
    form.is_valid()

    add_sentences(form, ValidationError("Dit kan nu niet."))

    assert form.non_field_errors() == ["Dit kan nu niet."]
