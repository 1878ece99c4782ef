"""Each group for rights opens what it needs, and nothing else."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from routekaart.rights import GROUPS, ensure_groups, permissions_of
from tests.factories import UserFactory
from tests.project.access import in_brief

pytestmark = pytest.mark.django_db

EVERYTHING = {model._meta.label_lower for model in admin.site._registry}
ONLY_SUPERUSERS = {"auth.user", "privacy.reading"}
ONLY_READERS = {"pilots.observation"}
ONLY_STAFF = {"pilots.facilitatorlink", "toolkit.copy"}

SEES = {
    "Beheerder": {
        "auth.user",
        "outbox.message",
        "privacy.consent",
        "privacy.personrequest",
        "privacy.reading",
    },
    "Programmastaf": EVERYTHING - ONLY_SUPERUSERS - ONLY_READERS,
    "Werkgroep Toolkit": {
        "toolkit.story",
        "toolkit.edition",
        "toolkit.finding",
        "toolkit.material",
        "toolkit.milestone",
        "programme.programme",
        "programme.theme",
        "programme.person",
    },
    "Rapporteur": EVERYTHING
    - ONLY_SUPERUSERS
    - ONLY_READERS
    - ONLY_STAFF
    - {"ambassadors.ambassador", "outbox.message", "privacy.consent", "meetings.registration"}
    - {"privacy.personrequest", "sorting.round"},
    "Eindverantwoordelijke": EVERYTHING
    - ONLY_SUPERUSERS
    - ONLY_READERS
    - ONLY_STAFF
    - {"ambassadors.ambassador", "outbox.message", "privacy.consent", "meetings.registration"}
    - {"privacy.personrequest", "sorting.round"},
    "Deurdienst": set(),
    "Ruwe verhalen": set(),
    "Resultaten van pilots": set(),
    "Waarnemingen uit pilots": ONLY_READERS,
}
ADDS = {
    "Beheerder": {"auth.user"},
    "Programmastaf": SEES["Programmastaf"]
    - {"meetings.meeting", "outbox.message", "pilots.group", "privacy.consent"}
    - {"privacy.personrequest"}
    - {"pilots.releaserequest", "pilots.session", "reporting.notice", "reporting.question"}
    - ONLY_STAFF,
    "Werkgroep Toolkit": {"toolkit.story", "toolkit.edition", "toolkit.material"},
    "Rapporteur": {
        "reporting.lesson",
        "reporting.progressreport",
        "reporting.reader",
        "reporting.risk",
        "reporting.statedfigure",
    },
    "Eindverantwoordelijke": set(),
    "Deurdienst": set(),
    "Ruwe verhalen": set(),
    "Resultaten van pilots": set(),
    "Waarnemingen uit pilots": set(),
}


@pytest.fixture(params=GROUPS)
def group(request, client):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=request.param))
    client.force_login(user)
    return request.param


def opened(client, page):
    """The models whose page opens; every other one refuses."""
    with in_brief():
        answers = {
            model._meta.label_lower: client.get(
                reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")
            ).status_code
            for model in admin.site._registry
        }
    assert set(answers.values()) <= {200, 403}
    return {label for label, status in answers.items() if status == 200}


def test_group_opens_the_lists_it_needs_and_no_others(client, group):
    assert opened(client, "changelist") == SEES[group]


def test_group_adds_what_it_logs_and_nothing_else(client, group):
    assert opened(client, "add") == ADDS[group]


@pytest.mark.parametrize(
    ("permission", "holders"),
    [
        ("view_raw_story", {"Ruwe verhalen"}),
        ("view_results", {"Resultaten van pilots"}),
        ("read_observation", {"Waarnemingen uit pilots"}),
        ("publish_progressreport", {"Eindverantwoordelijke"}),
        ("write_progressreport", {"Programmastaf", "Rapporteur"}),
        ("change_progressreport", {"Programmastaf", "Rapporteur"}),
    ],
)
def test_what_is_closed_is_in_a_group_of_its_own(permission, holders):
    found = Group.objects.filter(permissions__codename=permission)

    assert set(found.values_list("name", flat=True)) == holders


def test_who_approves_reports_only_looks_beside_that():
    codenames = {permission.codename for permission in permissions_of("Eindverantwoordelijke")}

    assert {name for name in codenames if not name.startswith("view_")} == {
        "confirm_lostphone",
        "publish_progressreport",
    }


def test_no_group_may_write_history_and_only_the_administrator_may_change_users():
    granted = Permission.objects.filter(group__isnull=False)

    assert not granted.filter(codename__contains="historical").exists()
    changing_users = granted.filter(content_type__app_label="auth")
    assert set(changing_users.values_list("group__name", flat=True)) == {"Beheerder"}
    assert set(changing_users.values_list("codename", flat=True)) == {
        "view_user",
        "add_user",
        "change_user",
    }


def test_a_right_that_was_given_by_hand_is_taken_back_and_a_lost_one_restored():
    staff, working_group = (
        Group.objects.get(name=n) for n in ("Programmastaf", "Werkgroep Toolkit")
    )
    before = set(working_group.permissions.values_list("codename", flat=True))
    working_group.permissions.set(staff.permissions.all())
    staff.permissions.clear()

    ensure_groups()

    assert set(working_group.permissions.values_list("codename", flat=True)) == before
    assert staff.permissions.filter(codename="change_hub").exists()


def test_who_is_no_staff_is_sent_to_sign_in(client):
    user = UserFactory(is_staff=False)
    user.groups.add(Group.objects.get(name="Programmastaf"))
    client.force_login(user)

    response = client.get(reverse("admin:index"))

    assert response.status_code in (302, 403)


def test_user_page_gives_rights_by_group_and_not_one_by_one(client):
    client.force_login(UserFactory(is_superuser=True))
    other = UserFactory()

    page = client.get(reverse("admin:auth_user_change", args=[other.pk])).content.decode()

    assert 'name="groups"' in page
    assert "user_permissions" not in page
