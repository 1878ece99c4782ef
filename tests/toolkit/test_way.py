"""A story's way: each step an action with who, when and a note."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import StoryFactory, UserFactory
from toolkit.models import Story, StoryStep

from .trying import tried

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return StoryFactory(title="Geduld", slug="geduld", text="Ik wachtte lang.")


@pytest.fixture
def sign_in(client):
    def as_new_user(group="Werkgroep Toolkit"):
        user = UserFactory()
        user.groups.set(Group.objects.filter(name=group))
        client.force_login(user)
        return user

    return as_new_user


def act(client, story, page, note=""):
    url = reverse(f"admin:toolkit_story_{page}", args=[story.pk])
    response = client.post(url, {"note": note}, follow=True)
    story.refresh_from_db()
    return response.content.decode()


def test_whole_way_keeps_who_did_each_step_and_why(client, story, sign_in):
    writer = sign_in()
    act(client, story, "uitgeschreven", "Ingekort.")
    act(client, story, "geanonimiseerd")
    reader = sign_in()
    act(client, story, "nagekeken")
    tried(story)
    act(client, story, "opnemen")
    page = act(client, story, "stap-terug", "Er ontbreekt een vraag.")

    assert story.state == "checked"
    assert [(s.state_after, s.taken_by, s.note) for s in story.steps.all()] == [
        ("written", writer, "Ingekort."),
        ("anonymised", writer, ""),
        ("checked", reader, ""),
        ("adopted", reader, ""),
        ("checked", reader, "Er ontbreekt een vraag."),
    ]
    assert story.steps.all()[2].writer == writer
    assert "Er ontbreekt een vraag." in page


@pytest.mark.parametrize("own", [["uitgeschreven", "geanonimiseerd"], ["geanonimiseerd"]])
def test_who_worked_on_the_text_does_not_read_second(client, story, sign_in, own):
    Story.objects.update(state="raw" if len(own) == 2 else "written")
    sign_in()
    for page in own:
        act(client, story, page)

    page = act(client, story, "nagekeken", "Goed.")

    assert "Vraag een collega om het als tweede te lezen." in page
    assert "Goed." in page
    assert story.state == "anonymised"


def test_who_replaced_words_in_it_does_not_read_second(client, story, sign_in):
    Story.objects.update(state="anonymised")
    user = sign_in()
    story.replacements.create(
        original="Sanne", instead="iemand", kind="persoon", mentions=1, replaced_by=user
    )

    assert "Vraag een collega" in act(client, story, "nagekeken")
    assert story.state == "anonymised"


def test_step_back_without_reason_is_refused(client, story, sign_in):
    Story.objects.update(state="written")
    sign_in()
    act(client, story, "stap-terug", " ")

    assert story.state == "written"
    assert not StoryStep.objects.exists()


def test_no_step_is_skipped_and_no_story_without_text_goes_on(client, sign_in):
    story = StoryFactory(state="written")
    sign_in()
    act(client, story, "opnemen")
    assert story.state == "written"

    assert "Vul de tekst zonder herkenbare personen in" in act(client, story, "geanonimiseerd")
    assert story.state == "written"


def test_state_is_not_changed_in_the_form(client, story, sign_in):
    sign_in()
    url = reverse("admin:toolkit_story_change", args=[story.pk])
    data = {"programme": story.programme_id, "title": "Geduld!", "text": story.text}
    client.post(url, data | {"state": "adopted"})
    story.refresh_from_db()

    assert (story.title, story.state) == ("Geduld!", "raw")
    assert "niet vastgelegd" in client.get(url).content.decode()


def test_a_step_is_never_written_again(story):
    step = StoryStep.objects.create(story=story, state_before="raw", state_after="written")
    step.note = "Anders"

    with pytest.raises(ValidationError):
        step.save()


def queries_of_list(client) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("admin:toolkit_story_changelist"))
    return len(queries)


def test_list_says_what_each_story_waits_for_in_as_many_queries(client, story, sign_in):
    sign_in()
    url = reverse("admin:toolkit_story_changelist")
    assert "wie het uitschrijft" in client.get(url).content.decode()
    one = queries_of_list(client)
    StoryFactory.create_batch(3, state="anonymised", text="Ik wachtte.", programme=story.programme)

    assert queries_of_list(client) == one
    assert "een tweede lezer, die het niet uitschreef" in client.get(url).content.decode()


def test_markers_in_a_raw_text_and_in_notes_stay_where_they_are(client, story, sign_in):
    story.raw_text = "zeldzaamwoord"
    story.save()
    sign_in()
    act(client, story, "uitgeschreven", "notitiemerk")
    pages = [
        client.get(reverse("admin:toolkit_story_change", args=[story.pk])),
        client.get(reverse("admin:toolkit_story_history", args=[story.pk])),
        client.get(reverse("admin:toolkit_story_changelist")),
        client.get(reverse("admin:index")),
    ]
    texts = [page.content.decode() for page in pages]

    assert "notitiemerk" in texts[0]
    assert not any("notitiemerk" in text for text in texts[1:])
    assert not any("zeldzaamwoord" in text for text in texts)
