"""The agreement and the register of organisations in the admin."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programme.models import Organisation, Person, Programme, Target
from tests.backoffice.people import form_in, page_of, ticks_asked
from tests.factories import (
    HubFactory,
    OrganisationFactory,
    OrganisationNameFactory,
    PartyFactory,
    PersonFactory,
    PilotFactory,
    ProgrammeFactory,
    TargetFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def staff(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def choices(client, term):
    source = {"app_label": "pilots", "model_name": "pilot", "field_name": "organisation"}
    found = client.get(reverse("admin:autocomplete"), {**source, "term": term}).json()["results"]
    return [row["text"] for row in found]


def test_organisation_is_found_by_abbreviation_and_former_name_without_accents(client):
    dictu = OrganisationFactory(name="Dienst ICT Uitvoering", abbreviation="DICTU")
    ictu = OrganisationFactory(name="Stichting ICTU", abbreviation="ICTU", rank=0)
    OrganisationNameFactory(organisation=dictu, name="Fédération")

    assert choices(client, "ICTU") == [str(ictu)]
    assert choices(client, "federation") == [str(dictu)]
    assert choices(client, "i") == [str(ictu), str(dictu)]


def test_merged_organisation_can_no_longer_be_chosen(client):
    kept = OrganisationFactory(name="Gemeente Nieuw")
    OrganisationFactory(name="Gemeente Oud", merged_into=kept)

    assert choices(client, "gemeente") == ["Gemeente Nieuw"]


def merge_page(organisation):
    return reverse("admin:programme_organisation_samenvoegen", args=[organisation.pk])


def test_merging_says_beforehand_what_moves_and_then_moves_it(client, staff):
    old, new = OrganisationFactory(name="VROM"), OrganisationFactory(name="IenM")
    pilot, party = PilotFactory(organisation=old), PartyFactory(organisation=old)
    asked = client.post(merge_page(old), {"into": new.pk})
    assert Organisation.objects.get(pk=old.pk).merged_into is None
    ticks = ticks_asked(asked)
    response = client.post(merge_page(old), {"into": new.pk, "klopt": ticks}, follow=True)

    for row in (pilot, party, old):
        row.refresh_from_db()
    assert "Naar “IenM” verhuist: partijen (1), pilots (1)." in asked.content.decode()
    assert (pilot.organisation, party.organisation, old.merged_into) == (new, new, new)
    assert [name.name for name in new.names.all()] == ["VROM"]
    assert old.history.first().history_user == staff
    assert "De organisatie is samengevoegd." in response.content.decode()


def test_merging_with_itself_is_refused_at_the_form(client):
    organisation = OrganisationFactory()
    response = client.post(merge_page(organisation), {"into": organisation.pk})

    assert list(response.context_data["adminform"].form.errors) == ["into"]


def test_staff_choose_what_is_taken_over_and_part_both_again(client):
    old = OrganisationFactory(name="V.R.O.M.", place="Den Haag", website="https://vrom.example")
    new = OrganisationFactory(name="VROM", place="Rijswijk")
    page, values = merge_page(old), {"into": new.pk}
    asked = client.post(page, values)
    chosen = {name: form_in(asked)[name] for name in ("neem_website", "neem_place", "neem_name")}

    client.post(page, values | chosen | {"neem_place": "gone", "klopt": ticks_asked(asked)})

    new.refresh_from_db()
    assert chosen == {"neem_website": ["gone"], "neem_place": ["kept"], "neem_name": ["kept"]}
    assert (new.name, new.place, new.website) == ("VROM", "Den Haag", "https://vrom.example")

    response = client.post(page_of(old, "weer-apart"), follow=True)

    new.refresh_from_db()
    assert (new.place, new.website, new.names.count()) == ("Rijswijk", "", 0)
    assert "De organisatie staat weer apart." in response.content.decode()


def test_person_who_stands_twice_is_found_by_either_name(client):
    old, new = PersonFactory(name="An de Vries"), PersonFactory(name="Anna de Vries")
    hub = HubFactory()
    hub.contributors.add(old)
    page = page_of(old, "samenvoegen")
    ticks = ticks_asked(client.post(page, {"into": new.pk}))

    client.post(page, {"into": new.pk, "klopt": ticks})

    source = {"app_label": "meetings", "model_name": "meeting", "field_name": "contributors"}
    found = client.get(reverse("admin:autocomplete"), {**source, "term": "an de"}).json()["results"]
    assert [row["text"] for row in found] == ["Anna de Vries"]
    for value, listed in (("yes", [old]), ("no", [new])):
        people = client.get(reverse("admin:programme_person_changelist"), {"merged": value})
        assert list(people.context["cl"].result_list) == listed
    assert list(hub.contributors.all()) == [new]


def test_merged_organisation_cannot_be_deleted(client):
    kept = OrganisationFactory()
    old = OrganisationFactory(merged_into=kept)
    client.post(reverse("admin:programme_organisation_delete", args=[old.pk]), {"post": "yes"})

    assert Organisation.objects.filter(pk=old.pk).exists()


INLINES = {
    f"{prefix}-{name}": 0
    for prefix in ("parties", "qualities", "names")
    for name in ("TOTAL_FORMS", "INITIAL_FORMS")
}


def test_term_that_ends_before_it_begins_is_refused_at_the_field(client):
    data = {"name": "Getypt", "first_year": 2014, "last_year": 2012, **INLINES}
    response = client.post(reverse("admin:programme_programme_add"), data)

    assert response.context_data["adminform"].form.errors == {
        "last_year": ["Het laatste jaar ligt niet voor het eerste jaar."]
    }
    assert 'value="Getypt"' in response.content.decode()


def test_new_programme_gets_an_address_and_its_parts(client):
    bzk = OrganisationFactory()
    parts = {
        **INLINES,
        "parties-TOTAL_FORMS": 1,
        "parties-0-organisation": bzk.pk,
        "parties-0-role": "funder",
        "qualities-TOTAL_FORMS": 1,
        "qualities-0-label": "Bekwaam",
        "qualities-0-meaning": "vakmanschap",
    }
    data = {"name": "Goed Werk", "first_year": 2012, "last_year": 2014}
    client.post(reverse("admin:programme_programme_add"), data | parts)
    made = Programme.objects.get()

    assert made.slug == "goed-werk"
    assert [party.organisation for party in made.parties.all()] == [bzk]
    assert [quality.label for quality in made.qualities.all()] == ["Bekwaam"]


def test_same_other_name_twice_is_refused_in_the_row(client):
    organisation = OrganisationFactory()
    OrganisationNameFactory(organisation=organisation, name="Logius")
    data = {
        "name": organisation.name,
        "sector": "overig",
        "rank": 1,
        "names-TOTAL_FORMS": 1,
        "names-INITIAL_FORMS": 0,
        "names-0-name": "LOGIUS",
    }
    page = reverse("admin:programme_organisation_change", args=[organisation.pk])
    response = client.post(page, data)

    assert "Deze naam staat er al." in response.content.decode()


def test_second_target_for_a_line_and_year_is_refused_at_the_line(client):
    target = TargetFactory()
    fields = ("programme_id", "year", "line", "number", "description", "source")
    data = {name.removesuffix("_id"): getattr(target, name) for name in fields}
    response = client.post(reverse("admin:programme_target_add"), data)

    assert response.context_data["adminform"].form.errors == {
        "line": ["Voor deze lijn en dit jaar is er al een afspraak."]
    }


def test_explanation_of_a_target_is_kept_with_who_wrote_it(client, staff):
    target = TargetFactory()
    fields = ("programme_id", "year", "line", "number", "description", "source")
    data = {name.removesuffix("_id"): getattr(target, name) for name in fields}
    page = reverse("admin:programme_target_change", args=[target.pk])
    client.post(page, data | {"explanation": "Te weinig aanmeldingen."})
    newest = Target.objects.get().history.first()

    assert (newest.explanation, newest.history_user) == ("Te weinig aanmeldingen.", staff)


def test_namesake_is_refused_in_plain_dutch(client):
    PersonFactory(name="Hans Jansen")
    response = client.post(reverse("admin:programme_person_add"), {"name": "hans  jansen"})

    assert response.context_data["adminform"].form.errors == {
        "name": ["Er is al een medewerker met deze naam."]
    }
    assert Person.objects.count() == 1


def test_target_that_meetings_fill_is_not_deleted(client):
    target = TargetFactory()
    HubFactory(target=target, programme=target.programme)
    client.post(reverse("admin:programme_target_delete", args=[target.pk]), {"post": "yes"})

    assert Target.objects.filter(pk=target.pk).exists()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("programme", ProgrammeFactory),
        ("target", TargetFactory),
        ("theme", ThemeFactory),
        ("organisation", OrganisationFactory),
        ("person", PersonFactory),
    ],
)
def test_list_takes_as_many_queries_for_many_rows(client, name, make):
    counts = []
    for more in (1, 2, 27):
        make.create_batch(more)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(f"admin:programme_{name}_changelist"))
        counts.append(len(queries))

    assert len(set(counts)) == 1
