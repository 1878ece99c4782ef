"""Readers without account: they see what was assigned to them, and nothing else."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from outbox.models import Message
from privacy.actions import withdraw_consent
from privacy.requests import erase_person
from privacy.retention import erase_expired
from tests.factories import StoryFactory, UserFactory
from toolkit.models import Assignment, Story, StoryReader
from toolkit.readers.assigning import assign, end
from toolkit.readers.links import LINKS, url_of
from toolkit.sharing import share_story

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

RAW, OTHERS = "ruwmerkteken", "anderverhaal"


@pytest.fixture
def staff():
    return UserFactory(is_superuser=True)


@pytest.fixture
def story():
    return StoryFactory(
        title="Geduld",
        state="anonymised",
        text="Ik wachtte lang.\n\nToen belde iemand.",
        raw_text=f"Ik heet {RAW}.",
    )


def until(days=30):
    return timezone.localdate() + timedelta(days=days)


def assigned(story, staff, email="lezer@hogeschool.example", name="Lea Lezer", days=30):
    return assign(story, name=name, email=email, expires_on=until(days), by=staff)


def page_of(client, reader, **arguments):
    page = "read_story" if arguments else "read_stories"
    return client.get(url_of(reader, page, **arguments))


def test_reader_sees_the_text_of_the_own_story_alone(client, story, staff):
    other = StoryFactory(title=OTHERS, state="anonymised", text=f"Over {OTHERS}.", raw_text=RAW)
    of_other = assigned(other, staff, email="ander@hogeschool.example", name="Anders")
    mine = assigned(story, staff)

    listed = page_of(client, mine.reader)
    client.post(url_of(mine.reader, "read_story", pk=mine.pk), {"begin": "1"})
    shown = page_of(client, mine.reader, pk=mine.pk)
    refused = page_of(client, mine.reader, pk=of_other.pk)

    assert "Geduld" in listed.content.decode()
    assert "<p>Toen belde iemand.</p>" in shown.content.decode()
    assert refused.status_code == 404
    for page in (listed, shown, refused):
        text = page.content.decode()
        assert not any(word in text for word in (RAW, OTHERS, "Anders"))
        assert "no-store" in page["Cache-Control"]
        assert "noindex" in page["X-Robots-Tag"]


@pytest.mark.parametrize("state", ["raw", "written"])
def test_a_story_that_is_not_anonymous_is_neither_assigned_nor_shown(client, story, staff, state):
    mine = assigned(story, staff)
    Story.objects.update(state=state)

    assert page_of(client, mine.reader, pk=mine.pk).status_code == 404
    assert "Geduld" not in page_of(client, mine.reader).content.decode()
    story.refresh_from_db()
    with pytest.raises(ValidationError, match="nog niet geanonimiseerd"):
        assigned(story, staff)


def test_a_consent_taken_back_takes_the_story_from_the_reader(client, story, staff):
    told = share_story(title="Gedeeld", text=RAW, email="verteller@gemeente.example")
    Story.objects.filter(pk=told.pk).update(state="checked", text="Iemand zei nee.")
    told.refresh_from_db()
    mine = assigned(told, staff)
    assert page_of(client, mine.reader, pk=mine.pk).status_code == 200

    withdraw_consent(told.consent)

    assert page_of(client, mine.reader, pk=mine.pk).status_code == 404
    with pytest.raises(ValidationError, match="trok de toestemming in"):
        assigned(told, staff)


def test_link_ends_when_it_is_over_revoked_or_replaced(client, story, staff):
    mine = assigned(story, staff)
    old = url_of(mine.reader)

    StoryReader.objects.update(expires_on=until(-1))
    assert client.get(old).status_code == 410
    again = assigned(story, staff)
    assert client.get(old).status_code == 410, "a new link is another"
    assert page_of(client, again.reader).status_code == 200

    end(story, assignment=again, by=staff)
    assert page_of(client, again.reader).status_code == 410
    assert client.get(reverse("toolkit:read_stories", args=["onzin"])).status_code == 404


def test_two_stories_of_one_reader_come_by_one_link(client, story, staff):
    second = StoryFactory(title="Haast", state="checked", text="Snel.")
    first = assigned(story, staff, email="Lezer@Hogeschool.example")
    also = assigned(second, staff, days=5)
    assigned(second, staff)

    assert StoryReader.objects.get().expires_on == until(30)
    assert LINKS.token_of(first.reader) == LINKS.token_of(also.reader)
    assert Assignment.objects.count() == 2
    text = page_of(client, also.reader).content.decode()
    assert "Geduld" in text and "Haast" in text

    end(story, assignment=first, by=staff)
    assert page_of(client, also.reader, pk=also.pk).status_code == 200
    assert page_of(client, also.reader, pk=first.pk).status_code == 404
    with pytest.raises(ValidationError, match="al beëindigd"):
        end(story, assignment=first, by=staff)


@pytest.mark.parametrize("days", [-1, 91])
def test_last_day_is_ahead_and_not_far(story, staff, days):
    with pytest.raises(ValidationError) as refusal:
        assigned(story, staff, days=days)

    assert "expires_on" in refusal.value.message_dict
    assert not StoryReader.objects.exists()


def test_assigning_is_for_staff(story):
    member = UserFactory()
    member.groups.set(Group.objects.filter(name="Werkgroep Toolkit"))
    with pytest.raises(PermissionDenied):
        assigned(story, member)

    client = Client()
    client.force_login(member)
    url = reverse("admin:toolkit_story_toewijzen", args=[story.pk])
    assert client.post(url, {"name": "x"}).status_code == 403


def test_staff_assign_in_the_admin_and_see_the_mail_first(client, story):
    user = UserFactory()
    user.groups.set(Group.objects.filter(name="Programmastaf"))
    client.force_login(user)
    url = reverse("admin:toolkit_story_toewijzen", args=[story.pk])
    typed = {"name": "Lea Lezer", "email": "lea@hogeschool.example"}
    typed["expires_on"] = f"{until():%d-%m-%Y}"

    refused = client.post(url, typed | {"email": "geen adres"}).content.decode()
    assert "Dit is geen e-mailadres" in refused
    assert 'value="Lea Lezer"' in refused
    preview = client.post(url, typed)
    assert not Assignment.objects.exists()
    seal = preview.context_data["preview"].seal
    client.post(url, typed | {"seen": seal})

    assert Assignment.objects.get().assigned_by == user
    assert Message.objects.get().to == "lea@hogeschool.example"
    assert "Geduld" not in str(Message.objects.get().context)
    page = client.get(reverse("admin:toolkit_story_change", args=[story.pk])).content.decode()
    assert "Lea Lezer, tot en met" in page
    assert "lea@hogeschool.example" not in page


def admin_pages(client, story):
    names = ["changelist", "per-stap"]
    urls = [reverse(f"admin:toolkit_story_{name}") for name in names]
    urls += [reverse(f"admin:toolkit_story_{n}", args=[story.pk]) for n in ("change", "history")]
    urls += [reverse("admin:index"), reverse("admin:toolkit_story_changelist") + "?q=hogeschool"]
    return [client.get(url) for url in urls]


def test_the_working_group_sees_nobody_who_reads(client, story, staff):
    assigned(story, staff)
    member = UserFactory()
    member.groups.set(Group.objects.filter(name="Werkgroep Toolkit"))
    client.force_login(member)

    for page in admin_pages(client, story):
        assert page.status_code == 200
        assert "Lea" not in page.content.decode()


def test_list_by_step_says_what_waits_for_whom(client, story, staff):
    assigned(story, staff)
    StoryFactory(title="Rauw")
    client.force_login(staff)

    text = " ".join(client.get(reverse("admin:toolkit_story_per-stap")).content.decode().split())

    assert "<h2>Ruw (1)</h2>" in text
    assert "Wacht op: een tweede lezer, die het niet uitschreef." in text
    assert "toegewezen aan Lea Lezer" in text
    assert "sinds wanneer is niet vastgelegd" in text
    assert RAW not in text


def queries(client) -> int:
    with CaptureQueriesContext(connection) as found:
        client.get(reverse("admin:toolkit_story_per-stap"))
    return len(found)


def test_list_by_step_takes_as_many_queries_for_thirty(client, story, staff):
    client.force_login(staff)
    assigned(story, staff)
    one = queries(client)
    for number in range(29):
        more = StoryFactory(state="checked", text="x", programme=story.programme)
        assigned(more, staff, email=f"{number}@hogeschool.example")

    assert queries(client) == one


def test_first_page_counts_each_step(client, staff):
    StoryFactory(state="raw")
    StoryFactory(state="checked", text="x")
    client.force_login(staff)

    text = client.get(reverse("admin:index")).content.decode()

    assert "verhaal wacht op wie het uitschrijft" in text
    assert "verhaal wacht op wie het opneemt" in text


def test_reader_is_erased_when_asked_and_after_a_year(client, story, staff):
    mine = assigned(story, staff)
    late = assigned(story, staff, email="laat@hogeschool.example", name="Laat")
    StoryReader.objects.filter(pk=late.reader_id).update(expires_on=until(-400))

    erase_person("lezer@hogeschool.example")
    erase_expired(timezone.now())

    assert set(StoryReader.objects.values_list("name", flat=True)) == {"(gewist)"}
    assert page_of(client, mine.reader).status_code == 410
