"""Every model that holds something of a person says so; the privacy page tells it."""

import pytest
from django.apps import apps
from django.db.models import EmailField, Field, GenericIPAddressField, Model
from lxml import html

from privacy.declarations import declare, declared
from privacy.models import PendingConsent

PERSONAL_NAMES = {
    "author",
    "consented_by",
    "contact",
    "email",
    "first_name",
    "function",
    "ip_address",
    "last_name",
    "name",
    "needs",
    "organisation_typed",
    "phone",
    "raw_text",
    "to",
    "user_agent",
    "username",
}
NOT_OF_A_PERSON = {
    "auth.Group.name",
    "auth.Permission.name",
    "pilots.Counterparty.name",
    "pilots.Group.name",
    "programme.Organisation.name",
    "programme.OrganisationName.name",
    "programme.Programme.name",
    "pilots.Vacation.name",
    "programme.Theme.name",
    "reporting.AskedLine.needs",
    "routekaart.Watch.name",
    "toolkit.StoryKey.name",
}


def looks_personal(field: Field) -> bool:
    return field.name in PERSONAL_NAMES or isinstance(field, (EmailField, GenericIPAddressField))


def of_which(model: type[Model]) -> type[Model]:
    """A history holds the fields of the model it is of, and is erased with it."""
    return getattr(model, "instance_type", model)


def undeclared(models: list[type[Model]]) -> set[str]:
    known = {each.model: set(each.fields) for each in declared()}
    found = set()
    for model in models:
        source = of_which(model)
        for field in filter(looks_personal, model._meta.fields):
            label = f"{source._meta.label}.{field.name}"
            if field.name not in known.get(source, set()) and label not in NOT_OF_A_PERSON:
                found.add(label)
    return found


def all_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if not model._meta.proxy]


def test_every_personal_field_is_declared():
    assert undeclared(all_models()) == set()


def test_no_exception_is_left_over():
    fields = {
        f"{model._meta.label}.{field.name}"
        for model in all_models()
        for field in model._meta.fields
    }
    assert NOT_OF_A_PERSON - fields == set()


def test_undeclared_field_is_found(monkeypatch):
    monkeypatch.setattr(
        "privacy.declarations._declared",
        {each.model: each for each in declared() if each.model is not PendingConsent},
    )
    assert undeclared([PendingConsent]) == {"privacy.PendingConsent.email"}


@pytest.mark.parametrize("values", [{"fields": ("email",)}, {"fields": ("nickname",)}])
def test_declaring_twice_or_unknown_fields_is_refused(values, monkeypatch):
    known = {} if values["fields"] == ("nickname",) else {PendingConsent: declared()[0]}
    monkeypatch.setattr("privacy.declarations._declared", known)
    with pytest.raises(ValueError, match=r"declared twice|has no nickname"):
        declare(PendingConsent, occasion="a", why="b", kept="c", **values)


def test_every_declaration_can_be_erased_or_says_why_not():
    for each in declared():
        covered = each.erased is None or set(each.fields) <= {*each.erased, "organisation"}
        assert covered or each.stays, each.model


def test_values_of_erasing_are_values_of_the_model():
    for each in declared():
        for name in (*each.fields, *each.about, *(each.erased or {})):
            each.model._meta.get_field(name)


@pytest.mark.django_db
def test_privacy_page_tells_every_declaration_in_plain_words(client):
    page = html.fromstring(client.get("/privacy/").content)
    cards = {
        card.findtext("h4"): [" ".join(dd.text_content().split()) for dd in card.iter("dd")]
        for card in page.find_class("card")
    }
    assert set(cards) == {each.occasion for each in declared()}
    for each in declared():
        assert each.why in cards[each.occasion]
        assert each.kept in cards[each.occasion]
        assert cards[each.occasion][0] != ""
    assert cards["Als u ambassadeur wordt"][0] == "Naam, e-mailadres, organisatie en eigen werk"
