"""What a story brings to a conversation, and what a group does with it."""

import pytest
from django.urls import reverse

from tests.backoffice.people import form_in, page_of, signed_in
from tests.factories import (
    ConsentFactory,
    MaterialFactory,
    ProgrammeFactory,
    StoryFactory,
    UserFactory,
)
from toolkit.anonymising import examine, settle
from toolkit.models import Audience, Material, Story

pytestmark = pytest.mark.django_db


def test_material_says_the_size_of_a_group_as_far_as_it_is_known():
    sizes = [(4, 12), (6, 6), (4, None), (None, 12), (None, None)]

    told = [MaterialFactory.build(people_min=a, people_max=b).group_size for a, b in sizes]

    assert told == ["4 tot 12 deelnemers", "6 deelnemers", "vanaf 4 deelnemers"] + [
        "tot 12 deelnemers",
        "",
    ]


def test_staff_write_an_exercise_and_it_is_for_facilitators():
    anna = signed_in("Anna")
    form = form_in(anna.get(reverse("admin:toolkit_material_add")))
    form |= {"programme": ProgrammeFactory().pk, "kind": "exercise", "title": "Het rondje"}

    anna.post(reverse("admin:toolkit_material_add"), form | {"text": "Zit in een kring."})

    made = Material.objects.get()
    assert (made.slug, made.audience) == ("het-rondje", Audience.FACILITATORS)


def test_group_that_ends_before_it_begins_is_one_sentence_and_keeps_what_was_typed():
    material, anna = MaterialFactory(), signed_in("Anna")
    form = form_in(anna.get(page_of(material))) | {"people_min": 9, "people_max": 4, "aim": "Nu"}

    answer = anna.post(page_of(material), form)

    errors = answer.context_data["adminform"].form.errors
    assert errors == {
        "people_max": ["Het grootste aantal deelnemers is niet kleiner dan het kleinste."]
    }
    assert form_in(answer)["aim"] == ["Nu"]


def test_public_are_adopted_stories_for_everybody_of_which_nobody_took_back_the_consent():
    public = StoryFactory(adopted=True, audience="public")
    StoryFactory(adopted=True)
    StoryFactory(audience="public")
    gone = ConsentFactory(purpose="story", withdrawn_at="2014-01-01T12:00Z")
    StoryFactory(adopted=True, audience="public", consent=gone)

    assert list(Story.objects.public()) == [public]


def test_name_in_the_note_of_a_story_is_marked_and_replaced_with_the_others():
    story = StoryFactory(
        text="Wethouder Jan de Vries vroeg om haast.",
        tension="Jan de Vries wil snel, u wilt zorgvuldig.",
        state="anonymised",
    )
    found = examine(story)
    names = [(q.digest, "een wethouder") for q in found.open if "Vries" in q.subject.name]

    settle(story, by=UserFactory(is_superuser=True), version=found.version, replaced=names)

    assert "Vries" not in story.text + story.tension
