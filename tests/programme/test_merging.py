"""Merging two records of one organisation or person, and parting them again."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from privacy.retention import erase_expired
from programme.actions import add_name
from programme.merging import merge, outlook, undo, undoable
from programme.merging.rules import RULES
from programme.models import Merge, NameKey, Organisation, OrganisationName, Person
from tests.factories import (
    ActivityFactory,
    AmbassadorFactory,
    ConversationFactory,
    CounterpartyFactory,
    EditionFactory,
    FacilitatorLinkFactory,
    HubFactory,
    LinkChoiceFactory,
    ObservationFactory,
    OrganisationFactory,
    OrganisationNameFactory,
    PartyFactory,
    PersonFactory,
    PilotFactory,
    RegistrationFactory,
    SessionFactory,
    UserFactory,
)
from tests.project.test_relations import relations

pytestmark = pytest.mark.django_db

MOVES = {
    "ambassadors.Activity.organisation": ActivityFactory,
    "ambassadors.Ambassador.organisation": AmbassadorFactory,
    "meetings.Meeting.contributors": HubFactory,
    "meetings.Registration.organisation": RegistrationFactory,
    "pilots.Conversation.spoken_by": ConversationFactory,
    "pilots.Counterparty.organisations": CounterpartyFactory,
    "pilots.FacilitatorLink.person": FacilitatorLinkFactory,
    "pilots.Observation.written_by": ObservationFactory,
    "pilots.Pilot.organisation": PilotFactory,
    "pilots.Pilot.team": PilotFactory,
    "pilots.Session.facilitators": SessionFactory,
    "programme.LinkChoice.organisation": LinkChoiceFactory,
    "programme.Organisation.parent": OrganisationFactory,
    "programme.Organisation.successor": OrganisationFactory,
    "programme.Party.organisation": PartyFactory,
    "toolkit.Edition.made_by": EditionFactory,
}
"""What names an organisation or a person, and moves along; with what makes such a row."""
STAYS = {
    "programme.Organisation.merged_into",
    "programme.Person.merged_into",
}
"""Says what went up in it before, and keeps saying so."""
NAMES = {
    "programme.NameKey.organisation",
    "programme.NameUse.person",
    "programme.OrganisationName.organisation",
}
"""Stay with the one that goes up; the other gets names of its own. What somebody said of being
named holds under both (`tests/programme/test_names.py`)."""

FACTORIES = {Organisation: OrganisationFactory, Person: PersonFactory}
GROWS = {"programme.Merge"}
"""Keeps that it was merged and undone, as histories do."""


def of(model):
    return {name: f for name, f in relations().items() if f.related_model is model}


def row_naming(relation, *named):
    """A row in which each of these is named; those in a link to many together."""
    field = relations()[relation]
    if not field.many_to_many:
        return MOVES[relation](**{field.name: named[0]})
    row = MOVES[relation]()
    getattr(row, field.name).set(named)
    return row


def named_in(row, relation):
    field = relations()[relation]
    fresh = type(row)._base_manager.get(pk=row.pk)
    found = getattr(fresh, field.name)
    return list(found.all()) if field.many_to_many else [found]


def dump():
    """Every table but the histories, link tables as part of the row that links; search keys, which
    are made anew of the names, without their own."""
    found = {}
    for model in apps.get_models():
        label = model._meta.label
        if not model._meta.pk.name.endswith("history_id") and label not in GROWS:
            rows = model._base_manager.order_by("pk")
            found[label] = serializers.serialize("json", rows, indent=1)
    keys = NameKey.objects.order_by("organisation", "key", "is_abbreviation")
    found["programme.NameKey"] = list(keys.values_list("organisation", "key", "other_name"))
    return found


def histories():
    return {
        model._meta.label: set(model._base_manager.values_list("pk", flat=True))
        for model in apps.get_models()
        if model._meta.pk.name.endswith("history_id")
    }


def test_each_relation_to_what_can_be_merged_has_a_rule():
    assert set(of(Organisation) | of(Person)) == MOVES.keys() | STAYS | NAMES
    assert set(RULES) == set(FACTORIES)


@pytest.mark.parametrize("is_both", [False, True], ids=["one named", "both named"])
@pytest.mark.parametrize("relation", MOVES)
def test_what_names_the_one_names_the_other(relation, is_both):
    model = relations()[relation].related_model
    old, new = FACTORIES[model](), FACTORIES[model]()
    row = row_naming(relation, old, *([new] if is_both else []))

    done = merge(old, into=new, by=UserFactory())

    assert named_in(row, relation) == [new]
    assert undo(done, by=None) == []
    is_many = relations()[relation].many_to_many
    assert set(named_in(row, relation)) == ({old, new} if is_both and is_many else {old})


@st.composite
def worlds(draw):
    model = draw(st.sampled_from([Organisation, Person]))
    named = st.tuples(st.sampled_from(sorted(set(of(model)) & set(MOVES))), st.sampled_from(NAMED))
    names = st.lists(st.sampled_from(["Eén", "een", "Twee", "Oud 1"]), max_size=3, unique=True)
    return (
        model,
        draw(st.lists(named, max_size=5)),
        [draw(names) for _ in range(3)],
        draw(st.sets(st.sampled_from(RULES[model].fields))),
        draw(st.sampled_from(["", "OD", "EEN"])),
    )


NAMED = [("old",), ("new",), ("other",), ("old", "new"), ("new", "other"), ("old", "other")]


def build(world):
    model, rows, names, _taken, abbreviation = world
    made = {each: FACTORIES[model](name=f"{each} 1") for each in ("old", "new", "other")}
    if model is Organisation:
        Organisation.objects.filter(pk=made["old"].pk).update(place="Ede", rank=0)
        made["old"].refresh_from_db()
        made["old"].abbreviation = abbreviation
        made["old"].save()
        for each, known_as in zip(made.values(), names, strict=True):
            for name in known_as:
                add_name(each, name=name, is_former="1" in name)
    for relation, named in rows:
        try:
            with transaction.atomic():
                row_naming(relation, *(made[each] for each in named))
        except Exception:  # noqa: BLE001, S112 — a second link of one facilitator
            continue
    return made


@settings(max_examples=10)
@given(world=worlds())
def test_merge_then_undo_is_the_identity_on_all_tables(world):
    with transaction.atomic():
        made = build(world)
        before, kept = dump(), histories()

        done = merge(made["old"], into=made["new"], by=None, taken=world[3])
        assert dump() != before
        told = undo(done, by=None)

        assert (told, dump()) == ([], before)
        assert all(keys <= histories()[label] for label, keys in kept.items())
        transaction.set_rollback(True)


def test_undo_leaves_what_changed_meanwhile_and_tells_it():
    old, new, other = (OrganisationFactory(name=name) for name in ("Oud", "Nieuw", "Derde"))
    moved, gone, later = (RegistrationFactory(organisation=old) for _ in range(3))
    done = merge(old, into=new, by=None, taken={"sector", "name"})
    moved.organisation = other
    moved.save()
    gone.delete()
    new.refresh_from_db()
    new.name = "Heel nieuw"
    new.save()
    since = RegistrationFactory(organisation=new)

    told = undo(done, by=None)

    assert told == [
        "naam: intussen gewijzigd, dus zo gebleven.",
        "aanmeldingen (2): intussen gewijzigd of gewist, dus zo gebleven.",
    ]
    for row in (moved, later, since, new, old):
        row.refresh_from_db()
    assert (moved.organisation, later.organisation, since.organisation) == (other, old, new)
    assert (new.name, old.merged_into) == ("Heel nieuw", None)
    assert [name.name for name in new.names.all()] == ["Nieuw"]


def test_undo_is_refused_twice_after_thirty_days_and_when_the_kept_one_went_up_too():
    a, b, c = (OrganisationFactory(name=name) for name in "ABC")
    first = merge(a, into=b, by=None)
    second = merge(b, into=c, by=None)
    with pytest.raises(ValidationError, match="“B” is intussen zelf samengevoegd"):
        undo(first, by=None)

    undo(second, by=None)
    with pytest.raises(ValidationError, match="al ongedaan"):
        undo(second, by=None)
    Merge.objects.filter(pk=first.pk).update(merged_at=first.merged_at - timedelta(days=30))
    with pytest.raises(ValidationError, match="langer dan 30 dagen"):
        undo(first, by=None)
    a.refresh_from_db()
    assert (a.merged_into, undoable(a)) == (b, None)


def test_what_undoing_would_take_is_erased_when_it_is_too_late():
    old, new = PersonFactory(title="dr."), PersonFactory(title="mr.")
    HubFactory().contributors.add(old)
    done = merge(old, into=new, by=None, taken={"title"})
    later = done.merged_at + timedelta(days=30)

    erase_expired(later - timedelta(minutes=1))
    done.refresh_from_db()
    assert done.values == {"title": ["mr.", "dr."]}
    assert [erase_expired(later)["programme.Merge"] for _ in range(2)] == [1, 0]

    done.refresh_from_db()
    assert (done.values, done.moved, done.names) == ({}, [], [])


def test_two_links_of_one_facilitator_stay_each_where_it_was():
    old, new = PersonFactory(), PersonFactory()
    links = [FacilitatorLinkFactory(person=each) for each in (old, new)]

    done = merge(old, into=new, by=None)

    assert [named_in(link, "pilots.FacilitatorLink.person") for link in links] == [[old], [new]]
    assert done.moved == []


def test_what_is_kept_never_stands_above_itself():
    old, new = OrganisationFactory(name="Ministerie"), OrganisationFactory(name="Dienst")
    Organisation.objects.filter(pk=new.pk).update(parent=old)

    with pytest.raises(ValidationError, match="Bij “Dienst” staat “Ministerie” als “valt onder”"):
        merge(old, into=new, by=None)


@pytest.mark.parametrize("is_taken", [False, True])
def test_what_is_kept_never_stands_above_itself_along_another(is_taken):
    old, new, between = OrganisationFactory.create_batch(3)
    top, bottom = (new, old) if is_taken else (old, new)
    Organisation.objects.filter(pk=between.pk).update(parent=top)
    Organisation.objects.filter(pk=bottom.pk).update(parent=between)

    with pytest.raises(ValidationError, match="op zichzelf uitkomen"), transaction.atomic():
        merge(old, into=new, by=None, taken=["parent_id"] if is_taken else [])

    assert Organisation.objects.filter(merged_into=None).count() == 3
    between.refresh_from_db()
    assert between.parent == top


def test_place_among_what_is_found_is_told_in_words():
    old, new = OrganisationFactory(rank=0), OrganisationFactory(rank=1)

    told = {each.label: (each.gone, each.kept) for each in outlook(old, new).choices}

    assert told["plaats bij zoeken"] == ("vooraan", "gewoon")


def test_outlook_tells_what_moves_and_in_what_both_differ(django_assert_max_num_queries):
    old = OrganisationFactory(name="Oud", place="Ede", website="https://oud.example", code="a")
    new = OrganisationFactory(name="Nieuw", place="Epe", code="b")
    for _ in range(3):
        RegistrationFactory(organisation=old)
    OrganisationNameFactory(organisation=old, name="Ouder")

    with django_assert_max_num_queries(12):
        seen = outlook(old, new)

    assert (seen.in_short, seen.names) == ("aanmeldingen (3)", ("Oud", "Ouder"))
    differ = [(each.label, each.gone, each.kept, each.stands) for each in seen.choices]
    assert differ == [
        ("naam", "Oud", "Nieuw", True),
        ("plaats", "Ede", "Epe", True),
        ("website", "https://oud.example", "", False),
    ]
    assert len(seen.warnings) == 1


def test_merging_a_person_promises_no_other_name(admin_client):
    """People have one name; the record that goes up stays, to be found by, and is not offered."""
    old = PersonFactory(name="Jan Twee")

    page = admin_client.get(f"/beheer/programme/person/{old.pk}/samenvoegen/").content.decode()

    assert "“Jan Twee” is daarna niet meer te kiezen; wie zo zoekt" in page
    assert "andere naam" not in page


def test_many_registrations_move_in_few_queries(django_assert_max_num_queries):
    old, new = OrganisationFactory(), OrganisationFactory()
    for _ in range(30):
        RegistrationFactory(organisation=old)

    with django_assert_max_num_queries(40):
        done = merge(old, into=new, by=None)
    with django_assert_max_num_queries(40):
        undo(done, by=None)

    assert OrganisationName.objects.count() == 0
