"""An ambassador fetches an edition from the own page."""

import pytest
from django.urls import reverse

from ambassadors.links import url_of
from tests.documents.making import text_of
from tests.factories import (
    AmbassadorFactory,
    EditionFactory,
    EditionPartFactory,
    StoryFactory,
    UserFactory,
)
from toolkit.editions.publishing import publish
from toolkit.models import Copy

pytestmark = pytest.mark.django_db

JO = "jo@gemeente.example"


@pytest.fixture
def jo():
    return AmbassadorFactory(name="Jo Voorbeeld", email=JO)


def published(stage="trial"):
    edition = EditionFactory(title="Goed werk", stage=stage)
    for audience in ("facilitators", "ambassadors"):
        story = StoryFactory(adopted=True, audience=audience, title=f"Voor {audience}")
        EditionPartFactory(edition=edition, story=story)
    return publish(edition, by=UserFactory(is_superuser=True))


def edition_url(made):
    token = url_of(JO).rstrip("/").rsplit("/", 1)[-1]
    return reverse("ambassadors:edition", args=[token, made.pk])


def test_ambassador_fetches_an_edition_with_the_own_name_and_the_same_again(client, jo):
    made = published()
    address = edition_url(made)
    page = client.get(url_of(JO)).content.decode()
    assert f"/exemplaar/{made.pk}/" in page
    assert client.get(address).status_code == 200
    assert not Copy.objects.exists(), "looking takes none"

    first = client.post(address, {"mark": "name"})
    again = client.post(address, {"mark": "number"})

    copy = Copy.objects.get()
    assert (copy.holder, copy.number, copy.email) == ("ambassador", 1, JO)
    assert first.content == again.content
    assert "Exemplaar 1 van Jo Voorbeeld" in text_of(first.content)
    assert "Voor ambassadors" in text_of(first.content)
    assert "Voor facilitators" not in text_of(first.content)


def test_who_chooses_no_mark_is_asked_for_it_and_gets_no_number(client, jo):
    answer = client.post(edition_url(published()), {})

    assert "Kies een nummer of uw naam." in answer.content.decode()
    assert not Copy.objects.exists()


def test_concept_is_offered_to_nobody_and_no_edition_to_who_is_only_interested(client, jo):
    concept = published(stage="concept")
    assert f"/exemplaar/{concept.pk}/" not in client.get(url_of(JO)).content.decode()
    assert client.get(edition_url(concept)).status_code == 404
    trial = published()
    type(jo).objects.update(state="interested")

    assert f"/exemplaar/{trial.pk}/" not in client.get(url_of(JO)).content.decode()
    assert client.post(edition_url(trial), {"mark": "number"}).status_code == 302
    assert not Copy.objects.exists()
