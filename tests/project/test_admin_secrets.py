"""Addresses of lists and pages that delete tell nobody what is hidden from him or her."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from backoffice.deleting import HIDDEN
from meetings.models import Meeting
from tests.factories import (
    EditionFactory,
    EditionPartFactory,
    HubFactory,
    PilotFactory,
    RegistrationFactory,
    StoryFactory,
    UserFactory,
)
from toolkit.models import Story

pytestmark = pytest.mark.django_db

STAFF = "Programmastaf"


def sign_in(client, *groups):
    user = UserFactory()
    user.groups.set(Group.objects.filter(name__in=groups))
    client.force_login(user)


def hub_and_story():
    """A meeting at which a story was told; only who may see raw stories may know that."""
    hub = HubFactory(title="Hub in Assen")
    story = StoryFactory(title="Het dossier", told_at_meeting_id=hub.pk, raw_text="geheim")
    return hub, story


@pytest.mark.parametrize(
    ("page", "lookup", "value"),
    [
        ("hubs_hub", "stories", "1"),
        ("hubs_hub", "stories__raw_text__contains", "geheim"),
        ("hubs_hub", "programme__stories__raw_text__contains", "geheim"),
        ("hubs_hub", "registrations__email", "iemand@gemeente.example"),
        ("pilots_pilot", "results__contains", "geheim"),
        ("pilots_pilot", "results", "geheim"),
        ("pilots_pilot", "stories", "1"),
        ("toolkit_edition", "parts__story__raw_text__contains", "geheim"),
        ("toolkit_story", "raw_text__contains", "geheim"),
        ("toolkit_story", "told_at_meeting_id", "1"),
        ("toolkit_story", "themes__stories__raw_text__contains", "geheim"),
    ],
)
def test_list_refuses_a_question_it_does_not_offer(client, page, lookup, value):
    sign_in(client, STAFF)

    response = client.get(reverse(f"admin:{page}_changelist"), {lookup: value})

    assert response.status_code == 400


def test_who_manages_accounts_cannot_ask_for_passwords(client):
    client.force_login(UserFactory(is_superuser=True))

    response = client.get(reverse("admin:auth_user_changelist"), {"password__startswith": "md5"})

    assert response.status_code == 400


@pytest.mark.parametrize(
    ("page", "lookup", "value"),
    [
        ("hubs_hub", "jaar", "onbekend"),
        ("hubs_hub", "status", "gepland"),
        ("hubs_hub", "programme__id__exact", "1"),
        ("pilots_pilot", "results_state__exact", "none"),
        ("pilots_counterparty", "conversations__stage__exact", "agreed"),
        ("programme_target", "explanation__isempty", "1"),
        ("publications_publication", "concerns_public_administration__isnull", "True"),
        ("outbox_message", "created_at__gte", "2026-01-01 00:00:00+00:00"),
    ],
)
def test_filters_of_a_list_keep_working(client, page, lookup, value):
    sign_in(client, STAFF)

    response = client.get(reverse(f"admin:{page}_changelist"), {lookup: value})

    assert response.status_code == 200


def deletion(client, page, *keys):
    return client.get(reverse(f"admin:{page}_delete", args=keys))


def test_deleting_a_meeting_does_not_tell_that_a_story_was_told_there(client):
    hub, _ = hub_and_story()
    sign_in(client, STAFF)

    response = deletion(client, "hubs_hub", hub.pk)

    assert response.context_data["protected"] == [HIDDEN]
    assert "Het dossier" not in response.content.decode()
    client.post(reverse("admin:hubs_hub_delete", args=[hub.pk]), {"post": "yes"})
    assert Meeting.objects.filter(pk=hub.pk).exists()


def test_who_may_see_raw_stories_reads_which_story_is_in_the_way(client):
    hub, story = hub_and_story()
    sign_in(client, STAFF, "Ruwe verhalen")

    (named,) = deletion(client, "hubs_hub", hub.pk).context_data["protected"]

    assert reverse("admin:toolkit_story_change", args=[story.pk]) in named


def test_deleting_some_meetings_at_once_tells_no_more(client):
    hub, _ = hub_and_story()
    sign_in(client, STAFF)

    response = client.post(
        reverse("admin:hubs_hub_changelist"),
        {"action": "delete_selected", "_selected_action": [hub.pk]},
    )

    assert response.context_data["protected"] == [HIDDEN]


def test_deleting_a_meeting_names_no_registration_to_who_may_not_see_them(client):
    hub = HubFactory()
    registration = RegistrationFactory(meeting_id=hub.pk)
    user = UserFactory()
    user.user_permissions.set(permissions("hubs", "view_hub", "change_hub", "delete_hub"))
    client.force_login(user)

    response = deletion(client, "hubs_hub", hub.pk)

    assert response.context_data["protected"] == [HIDDEN]
    assert str(registration) not in response.content.decode()


def permissions(app, *names):
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(content_type__app_label=app, codename__in=names)


def test_page_that_deletes_shows_no_rows_of_link_tables(client):
    edition = EditionFactory(title="Vertaling")
    EditionPartFactory(edition=edition)
    edition.used_in.add(PilotFactory())
    sign_in(client, STAFF, "Ruwe verhalen")

    response = deletion(client, "toolkit_edition", edition.pk)

    assert sorted(response.context_data["model_count"]) == [
        ("edities", 1),
        ("onderdelen van een editie", 1),
    ]


def test_what_is_deleted_itself_is_named(client):
    story = StoryFactory(title="Het dossier")
    sign_in(client, STAFF)

    assert "Het dossier" in deletion(client, "toolkit_story", story.pk).content.decode()
    client.post(reverse("admin:toolkit_story_delete", args=[story.pk]), {"post": "yes"})
    assert not Story.objects.exists()
