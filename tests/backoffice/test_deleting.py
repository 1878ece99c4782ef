"""Deleting: what is in use stays, the page says where, and many rows are as easy as one."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from backoffice.base import HouseAdmin
from backoffice.deleting_many import TOLD, pack
from backoffice.uses import NAMED
from dates.entry import read_date
from meetings import actions
from programme.models import Organisation, Theme
from tests.backoffice.people import form_in, page_of, signed_in, words
from tests.factories import (
    ActivityFactory,
    ConversationFactory,
    EditionFactory,
    EditionPartFactory,
    HubFactory,
    NarrativeFactory,
    PersonFactory,
    PilotFactory,
    QualityFactory,
    SessionFactory,
    StoryFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

THEMES = reverse("admin:programme_theme_changelist")
ORGANISATIONS = reverse("admin:programme_organisation_changelist")
HUBS = reverse("admin:hubs_hub_changelist")


@pytest.fixture
def anna():
    return signed_in("Anna")


@pytest.fixture
def staff():
    """Without the rights of a superuser, as staff are."""
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Programmastaf"))
    client = Client()
    client.force_login(user, backend="routekaart.accounts.lent_roles.StaffBackend")
    return client


def linked(owner, field, target):
    getattr(owner, field).add(target)
    return target


LINKS = {
    "theme of a meeting": lambda: linked(HubFactory(title="Rol"), "themes", ThemeFactory()),
    "speaker of a meeting": lambda: linked(
        HubFactory(title="Rol"), "contributors", PersonFactory()
    ),
    "facilitator of a session": lambda: linked(SessionFactory(), "facilitators", PersonFactory()),
    "facilitator of a pilot": lambda: linked(PilotFactory(), "team", PersonFactory()),
    "theme of a story": lambda: linked(StoryFactory(), "themes", ThemeFactory()),
    "maker of an edition": lambda: linked(EditionFactory(), "made_by", PersonFactory()),
    "story in an edition": lambda: EditionPartFactory().story,
    "pilot that used an edition": lambda: linked(EditionFactory(), "used_in", PilotFactory()),
    "party of a conversation": lambda: ConversationFactory().counterparty,
    "ambassador who did something": lambda: ActivityFactory().ambassador,
    "report with a text": lambda: NarrativeFactory().report,
}


@pytest.mark.parametrize("case", LINKS)
def test_staff_cannot_delete_what_is_in_use(staff, case):
    target = LINKS[case]()

    page = staff.post(page_of(target, "delete"), {"post": "yes"})

    assert type(target)._base_manager.filter(pk=target.pk).exists()
    assert "is in gebruik en kan daarom niet worden verwijderd" in words(page)
    assert "object (" not in words(page)


def test_page_says_where_it_is_used_and_links_there(anna):
    theme = ThemeFactory()
    hub = HubFactory(title="Rol", place="Leiden")
    hub.themes.add(theme)

    page = anna.get(page_of(theme, "delete"))

    assert "Bijeenkomsten, onder “thema's” (1) Rol, Leiden" in words(page)
    assert reverse("admin:meetings_meeting_change", args=[hub.pk]) in page.content.decode()


def test_part_is_told_with_what_it_is_part_of(anna):
    session = SessionFactory(number=2)
    session.facilitators.add(person := PersonFactory())

    page = anna.get(page_of(person, "delete"))

    assert f"Sessie 2, bij {session.group}" in words(page)
    assert page_of(session) in page.content.decode()


def queries(client, address, data=None):
    with CaptureQueriesContext(connection) as found:
        client.post(address, data) if data else client.get(address)
    return len(found)


def test_many_uses_cost_no_more_queries_and_are_counted(anna):
    theme, counts = ThemeFactory(), []
    for number in (1, 3, 30):
        for _ in range(number):
            HubFactory().themes.add(theme)
        counts.append(queries(anna, page_of(theme, "delete")))

    assert counts[0] == counts[1] == counts[2]
    page = words(anna.get(page_of(theme, "delete")))
    assert "(34)" in page
    assert f"en nog {34 - NAMED}" in page


def test_where_something_is_used_is_not_told_to_who_may_not_see_that(staff):
    hub = HubFactory()
    StoryFactory(title="Geheim", told_at_meeting=hub)

    page = words(staff.get(page_of(hub, "delete")))

    assert "Geheim" not in page
    assert "Iets dat u niet helemaal mag inzien" in page


def test_selection_of_which_one_is_in_use_deletes_none(anna):
    used, free = ThemeFactory(), ThemeFactory()
    HubFactory(title="Rol").themes.add(used)
    chosen = {"action": "delete_selected", "_selected_action": [used.pk, free.pk], "post": "yes"}

    page = anna.post(THEMES, chosen)

    assert Theme.objects.count() == 2
    assert "Er is niets verwijderd" in words(page)
    assert "onder “thema's” (1)" in words(page)
    assert page.context_data["used"] == [(page_of(used, "delete"), str(used))]


def test_meeting_in_use_can_be_cancelled_instead(anna):
    hub = HubFactory(date=read_date("12 maart 2113"))
    StoryFactory(told_at_meeting=hub)

    page = anna.get(page_of(hub, "delete"))

    assert page.context_data["ways_out"] == [(page_of(hub, "annuleren"), "Annuleren")]


def test_what_comes_into_use_while_it_is_deleted_stays(anna, monkeypatch):
    theme = ThemeFactory()

    def use_first(self, request, obj):
        HubFactory(title="Rol").themes.add(obj)
        obj.delete()

    monkeypatch.setattr(HouseAdmin, "delete_model", use_first)

    page = anna.post(page_of(theme, "delete"), {"post": "yes"}, follow=True)

    assert Theme.objects.filter(pk=theme.pk).exists()
    assert page.redirect_chain == [(page_of(theme, "delete"), 302)]


def test_selection_that_comes_into_use_while_it_is_deleted_stays_whole(anna, monkeypatch):
    first, second = ThemeFactory(), ThemeFactory()

    def use_first(self, request, rows):
        first.delete()
        HubFactory(title="Rol").themes.add(second)
        rows.delete()

    monkeypatch.setattr(HouseAdmin, "delete_queryset", use_first)
    chosen = {"action": "delete_selected", "_selected_action": [first.pk, second.pk], "post": "yes"}

    page = anna.post(THEMES, chosen, follow=True)

    assert Theme.objects.count() == 2
    assert "een collega begon intussen iets ervan te gebruiken" in words(page)
    assert not LogEntry.objects.exists()


def test_used_quality_is_not_deleted_as_a_row_of_its_programme(anna):
    quality = QualityFactory(label="Excellent")
    StoryFactory(programme=quality.programme).qualities.add(quality)
    form = form_in(anna.get(page_of(quality.programme)))

    page = anna.post(page_of(quality.programme), form | {"qualities-0-DELETE": "on"})

    quality.refresh_from_db()
    assert (
        "“Excellent” is in gebruik en kan niet worden verwijderd: verhalen, kwaliteiten van goed "
        "werk (1). Kruis bij die rij “niet meer gebruiken” aan, of vervang haar met de knop "
        "bovenaan." in words(page)
    )


def organisations(number):
    rows = [
        Organisation(name=f"Dienst {n}", sector="overig", sort_key=str(n)) for n in range(number)
    ]
    return [str(row.pk) for row in Organisation.objects.bulk_create(rows)]


def test_all_of_a_long_list_are_deleted_by_two_clicks(anna):
    keys = organisations(2_100)
    chosen = {"action": "delete_selected", "_selected_action": keys[:1], "select_across": "1"}

    asked = anna.post(ORGANISATIONS, chosen | {"index": "0"})
    form = form_in(asked)
    answer = anna.post(ORGANISATIONS, form)

    assert sum(map(len, form.values())) < 10
    assert (answer.status_code, Organisation.objects.count()) == (302, 0)


def test_a_field_for_each_of_many_rows_is_no_bad_request(anna):
    keys = organisations(2_100)

    answer = anna.post(
        ORGANISATIONS, {"action": "delete_selected", "_selected_action": keys, "post": "yes"}
    )

    assert (answer.status_code, Organisation.objects.count()) == (302, 0)


def test_what_came_after_the_page_is_not_deleted(anna):
    ThemeFactory()
    chosen = {"action": "delete_selected", "_selected_action": ["1"], "select_across": "1"}
    form = form_in(anna.post(THEMES, chosen | {"index": "0"}))
    later = ThemeFactory()

    anna.post(THEMES, form)

    assert list(Theme.objects.all()) == [later]


def test_selection_that_is_not_ours_deletes_nothing(anna):
    theme = ThemeFactory()
    form = {"action": "delete_selected", "rows_to_delete": pack([theme.pk]) + "x", "post": "yes"}

    anna.post(THEMES, form)

    assert Theme.objects.filter(pk=theme.pk).exists()


def test_of_many_that_stay_some_are_named_and_the_rest_counted(anna):
    hubs = [HubFactory(date=read_date("12 maart 2013")) for _ in range(TOLD + 2)]
    for hub in hubs:
        actions.hold(hub, by=None)
    chosen = {"action": "delete_selected", "_selected_action": [hub.pk for hub in hubs]}

    page = words(anna.post(HUBS, chosen, follow=True))

    assert page.count("kan niet worden verwijderd") == TOLD
    assert "Dat geldt ook voor nog 2 van wat u koos. Er is niets verwijderd." in page


def test_asking_about_many_costs_no_more_queries(anna):
    counts, hubs = [], []
    for number in (1, 3, 30):
        hubs += [HubFactory().pk for _ in range(number)]
        chosen = {"action": "delete_selected", "_selected_action": hubs}
        counts.append(queries(anna, HUBS, chosen))

    assert counts[0] == counts[1] == counts[2]
