"""What groups concluded comes back to a story: with consent, from five people on, without names."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from tests.factories import ConsentFactory, StoryFactory, UserFactory
from toolkit.concluding import conclude
from toolkit.models import Conclusion, Story

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

TYPED = {
    "wise": "Eerst vragen, dan pas schrijven.",
    "why": "Dan weet je wat er speelt.",
    "people": "8",
    "agreed_how": "Aan het eind gevraagd, niemand had bezwaar.",
}


@pytest.fixture
def story():
    return StoryFactory(adopted=True, title="Geduld", slug="geduld")


@pytest.fixture
def staff(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def send(client, story, **changes):
    url = reverse("admin:toolkit_story_conclusie", args=[story.pk])
    return client.post(url, TYPED | changes).content.decode()


def page_of(client, story):
    return client.get(reverse("admin:toolkit_story_change", args=[story.pk])).content.decode()


def test_conclusion_stands_beside_the_story_without_the_group(client, story, staff):
    send(client, story)
    send(client, story)

    row = Conclusion.objects.get()
    assert (row.people, row.noted_by) == (8, staff)
    page = page_of(client, story)
    assert "Eerst vragen, dan pas schrijven." in page
    assert "Aan het eind gevraagd" not in page
    assert list(Conclusion.objects.shown()) == [row]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"people": "4"}, "Van minder dan vijf mensen"),
        ({"people": "veel"}, "Vul een getal in"),
        ({"agreed_how": ""}, "Schrijf hoe de groep instemde."),
        ({"wise": " "}, "Schrijf op wat de groep wijs vond."),
        ({"why": "Dat zei Ömer Aksoy."}, "Ömer Aksoy"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(client, story, staff, changes, sentence):
    page = send(client, story, **changes)

    assert sentence in page
    assert "Eerst vragen" in page or "wise" in changes
    assert not Conclusion.objects.exists()


def test_what_a_person_looked_at_may_stand(client, story, staff):
    send(client, story, wise="Eerst Vragen met Ömer als voorbeeld.", looked_at="on")

    assert Conclusion.objects.count() == 1


def test_a_story_that_is_not_adopted_gets_none(client, story, staff):
    Story.objects.update(state="checked")

    send(client, story)

    assert not Conclusion.objects.exists()


def test_what_a_group_takes_back_is_erased(client, story, staff):
    send(client, story)
    url = reverse("admin:toolkit_story_conclusie-weg", args=[story.pk])

    client.post(url, {"conclusion": Conclusion.objects.get().pk})

    assert not Conclusion.objects.exists()
    assert "Eerst vragen" not in page_of(client, story)


def test_beside_a_story_that_was_taken_back_none_is_shown(story):
    given = TYPED | {"people": 8, "looked_at": True, "by": UserFactory()}
    conclude(story, **given)
    given_at = timezone.now() - timedelta(days=9)
    story.consent = ConsentFactory(given_at=given_at, withdrawn_at=timezone.now())
    story.save()

    assert not Conclusion.objects.shown().exists()


def test_four_people_are_refused_by_the_action_too(story):
    given = TYPED | {"people": 4, "looked_at": True, "by": UserFactory()}
    with pytest.raises(ValidationError, match="minder dan vijf"):
        conclude(story, **given)
