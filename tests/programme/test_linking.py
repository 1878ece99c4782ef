"""Saying which organisation was meant by what people typed: the room, its pages, and undoing."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from meetings.actions import Applicant
from programme.linking import chosen, link, link_one, sources, take_back, unlinked
from programme.models import LinkChoice, Organisation
from tests.factories import (
    CounterpartyFactory,
    OrganisationFactory,
    OrganisationNameFactory,
    RegistrationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ROOM, ONE = reverse("admin:programme_linking"), reverse("admin:programme_link")
CHOSEN = reverse("admin:programme_linked")
PAGES = [ROOM, ONE, CHOSEN]


@pytest.fixture
def staff():
    return UserFactory(is_superuser=True)


@pytest.fixture
def page(staff):
    client = Client()
    client.force_login(staff)
    return client


def typed(*texts: str) -> list:
    return [RegistrationFactory(organisation=None, organisation_typed=text) for text in texts]


def now_of(*rows) -> list:
    for row in rows:
        row.refresh_from_db()
    return [row.organisation for row in rows]


def sent(**meant: object) -> dict[str, object]:
    """What the room sends: per text its key and what was chosen."""
    found = {}
    for n, (key, choice) in enumerate(meant.items()):
        found |= {f"{n}-key": key, f"{n}-meant": choice}
    return found


def test_spellings_that_differ_in_signs_are_one_and_the_most_frequent_stands_first():
    typed("Gem. Súdwest", "gem. sudwest", "gem. sudwest", "ICTU")
    CounterpartyFactory(name="ICTU")
    CounterpartyFactory(name="VNG/KING", kind="pair")

    found = [(each.text, each.number, each.places) for each in unlinked()]
    assert found == [
        ("gem. sudwest", 3, "3 aanmeldingen"),
        ("ICTU", 2, "1 aanmelding, 1 gesprekspartner"),
    ]


def test_every_field_in_which_an_organisation_is_typed_is_in_the_room():
    named = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.fields
        if field.name == "organisation_typed" and not hasattr(model, "instance_type")
    }
    assert "meetings.Registration" in named
    assert named <= {source.label for source in sources()}


def test_choice_reaches_all_that_is_written_so_and_keeps_what_was_typed(staff):
    rows = typed("R.W.S.", "r.w.s.", "RWS")
    party = CounterpartyFactory(name="R.W.S.")
    rws = OrganisationFactory(name="Rijkswaterstaat")

    assert link({"r.w.s.": rws, "bestaat niet": rws}, by=staff) == {"r.w.s.": 3, "bestaat niet": 0}

    assert now_of(*rows) == [rws, rws, None]
    assert [row.organisation_typed for row in rows] == ["R.W.S.", "r.w.s.", "RWS"]
    assert list(party.organisations.all()) == [rws]
    assert party.history.first().history_user == staff
    assert [each.text for each in unlinked()] == ["RWS"]
    assert LinkChoice.objects.count() == 1


def test_choice_counts_for_who_writes_the_same_later(staff):
    typed("Min BZK, DGOO")
    bzk = OrganisationFactory(name="Ministerie van BZK")
    link({"min bzk, dgoo": bzk}, by=staff)

    said = [("min BZK, dgoo", ""), ("Min BZK", "DGOO"), ("", "Min BZK, DGOO"), ("Min BZK", "")]
    found = [Applicant.organisation_in(*words)["organisation"] for words in said]

    assert found == [bzk, bzk, bzk, None]


def test_what_a_name_says_goes_before_what_was_chosen(staff):
    typed("Dienst Zee")
    link({"dienst zee": OrganisationFactory()}, by=staff)
    zee = OrganisationFactory(name="Dienst Zee")

    assert Applicant.organisation_in("dienst zee")["organisation"] == zee


def test_text_that_is_no_organisation_is_not_asked_about_again(staff):
    row = typed("zzp")[0]
    link({"zzp": None}, by=staff)
    typed("ZZP")

    assert (unlinked(), now_of(row)) == ([], [None])
    take_back(LinkChoice.objects.get(), by=staff)
    assert unlinked()[0].number == 2


def test_undoing_a_choice_parts_what_it_linked_and_nothing_else(staff):
    rws, other = OrganisationFactory(), OrganisationFactory()
    by_hand = RegistrationFactory(organisation=rws, organisation_typed="R.W.S.")
    moved, linked = typed("R.W.S.", "r.w.s.")
    party = CounterpartyFactory(name="R.W.S.")
    link({"r.w.s.": rws}, by=staff)
    later = RegistrationFactory(organisation=rws, organisation_typed="r.w.s.")
    moved.organisation = other
    moved.save()

    assert take_back(LinkChoice.objects.get(), by=staff) == 3

    assert now_of(by_hand, moved, linked, later) == [rws, other, None, None]
    assert list(party.organisations.all()) == []
    assert Applicant.organisation_in("R.W.S.")["organisation"] is None


def test_a_choice_that_is_undone_twice_leaves_what_was_chosen_since(staff):
    rws = OrganisationFactory()
    row = typed("R.W.S.")[0]
    link({"r.w.s.": rws}, by=staff)
    before = LinkChoice.objects.get()
    take_back(before, by=staff)
    link({"r.w.s.": rws}, by=staff)

    with pytest.raises(ValidationError, match="al ongedaan gemaakt"):
        take_back(before, by=staff)

    assert now_of(row) == [rws]


def test_text_is_not_kept_with_the_choice(staff):
    row = typed("Gemeente Zee, Jan Verhalen")[0]
    link({"gemeente zee, jan verhalen": OrganisationFactory()}, by=staff)
    assert chosen(staff)[0].text == "Gemeente Zee, Jan Verhalen"

    type(row).objects.update(organisation_typed="")

    assert (chosen(staff)[0].text, chosen(staff)[0].number) == ("", 0)
    assert "Jan" not in str(LinkChoice.objects.values())


def test_room_links_nothing_by_itself_and_says_why_each_is_offered(page):
    leiden = OrganisationFactory(name="Gemeente Leiden")
    typed("gem. Leiden", "gem. Lieden")

    response = page.get(ROOM)

    offered = {each.text: found for each, found in response.context["rows"]}
    assert offered == {
        "gem. Leiden": [(leiden, "naam")],
        "gem. Lieden": [(leiden, "lijkt op de naam")],
    }
    assert response.content.decode().count("checked") == 2  # later, of both
    assert len(unlinked()) == 2


def test_room_stores_what_is_chosen_and_leaves_the_rest(page):
    leiden, old = OrganisationFactory(name="Gemeente Leiden"), OrganisationFactory(is_retired=True)
    rows = typed("a", "b", "c", "d", "e", "f")
    choices = sent(a=leiden.pk, b="geen", c="", d=old.pk, e="1 or 1=1", f="9" * 30)

    response = page.post(ROOM, choices, follow=True)

    told = [str(message) for message in response.context["messages"]]
    assert now_of(*rows) == [leiden, None, None, None, None, None]
    assert [each.key for each in unlinked()] == ["c", "d", "e", "f"]
    assert told[0].startswith("2 schrijfwijzen vastgelegd.")
    assert told[1].startswith("Van 1 was al iets vastgelegd")


def test_one_text_gets_a_new_organisation_but_not_one_that_is_there(page, staff):
    row = typed("Stichting Zee")[0]
    OrganisationNameFactory(organisation=OrganisationFactory(), name="Stichting Meer")
    new = {"name": "Stichting Meer", "abbreviation": "", "sector": "overig"}
    address = f"{ONE}?schreef=stichting+zee"

    refused = page.post(address, new).context["new"].errors
    page.post(address, new | {"name": "Stichting Zee"})

    made = Organisation.objects.get(name="Stichting Zee")
    assert refused == {"name": ["Die staat al in het register. Kies haar hierboven."]}
    assert (now_of(row), made.history.get().history_user) == ([made], staff)


def test_staff_search_for_one_text_and_may_leave_it_so(page):
    row = typed("wij van de zee")[0]
    sea = OrganisationFactory(name="Dienst Zee")
    OrganisationFactory(name="Dienst Land")
    address = f"{ONE}?schreef=wij+van+de+zee"

    found = page.get(f"{address}&zoek=dienst+zee").context["offered"]
    nothing = page.get(f"{address}&zoek=xyzzy").context["offered"]
    refused = page.post(address, {"organisation": "0"}).context["form"].errors
    page.post(address, {"organisation": "geen"})

    assert (found, nothing) == ([(sea, "naam")], [])
    assert list(refused) == ["organisation"]
    assert (unlinked(), now_of(row)) == ([], [None])


def test_two_who_decide_the_same_hear_it(page, staff):
    row = typed("RWS")[0]
    first, second = OrganisationFactory(), OrganisationFactory()
    link_one("rws", to=first, by=staff)

    with pytest.raises(ValidationError, match="al gekoppeld"):
        link_one("rws", to=second, by=staff)

    assert now_of(row) == [first]
    assert page.get(ONE, {"schreef": "rws"}).url == ROOM
    undo = reverse("admin:programme_unlink", args=[LinkChoice.objects.get().pk])
    assert page.get(undo).status_code == 405
    assert [page.post(undo).url for _ in range(2)] == [CHOSEN, CHOSEN]
    assert now_of(row) == [None]


def test_linking_is_for_who_may_change_what_it_links():
    typed("RWS")
    user = UserFactory(is_superuser=False)
    user.groups.add(Group.objects.get(name="Rapporteur"))
    client = Client()
    client.force_login(user)

    assert [client.get(each).status_code for each in PAGES] == [403, 403, 403]
    with pytest.raises(PermissionDenied):
        link({"rws": OrganisationFactory()}, by=user)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_pages_ask_the_same_number_of_queries(page, staff, number, django_assert_max_num_queries):
    typed(*(f"Dienst {n}" for n in range(number)))
    OrganisationFactory(name="Dienst")

    with django_assert_max_num_queries(9):
        page.get(ROOM)
    with django_assert_max_num_queries(9):
        page.get(ONE, {"schreef": "dienst 0"})
    link({f"dienst {n}": None for n in range(number)}, by=staff)
    with django_assert_max_num_queries(7):
        page.get(CHOSEN)
