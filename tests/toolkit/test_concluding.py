"""What groups concluded comes back to a story: with consent, from five people on, without names."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from pilots.facilitator.links import token_of
from tests.factories import (
    ConsentFactory,
    FacilitatorLinkFactory,
    SessionFactory,
    StoryFactory,
    UserFactory,
)
from toolkit.concluding import conclude, pass_on
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


@pytest.fixture
def led(story):
    """The address at which a facilitator hands in, at a session of the same programme."""
    link = FacilitatorLinkFactory(person__name="Noor Leidt")
    session = SessionFactory(group__pilot__programme=story.programme)
    session.group.pilot.team.add(link.person)
    return reverse("toolkit:conclusion_from_session", args=[token_of(link), session.pk])


def test_facilitator_hands_in_what_the_group_thought_and_no_row_says_which_group(
    client, story, led
):
    assert client.get(led).status_code == 200
    for _ in range(2):
        client.post(led, TYPED | {"story": story.pk})

    row = Conclusion.objects.get()
    assert (row.story, row.people, row.noted_by) == (story, 8, None)
    kept = " ".join(map(str, Conclusion.objects.values_list().get()))
    assert "Noor" not in kept


def test_what_a_facilitator_handed_in_is_shown_after_a_colleague_read_it(client, story, led):
    client.post(led, TYPED | {"story": story.pk})
    row = Conclusion.objects.get()
    assert not Conclusion.objects.shown().exists()

    client.force_login(UserFactory(is_superuser=True))
    url = reverse("admin:toolkit_story_conclusie-nalezen", args=[story.pk])
    assert "Eerst vragen, dan pas schrijven." in client.get(url).content.decode()
    client.post(url, {"conclusion": row.pk})
    assert list(Conclusion.objects.shown()) == [row]

    assert "wacht niet meer" in refusal(pass_on, story, conclusion=row, by=UserFactory())


def refusal(act, *args, **given):
    with pytest.raises(ValidationError) as raised:
        act(*args, **given)
    return str(raised.value)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"people": "4"}, "Van minder dan vijf mensen"),
        ({"agreed_how": ""}, "Zonder instemming leggen we niets vast."),
        ({"wise": "Vraag het Jan de Vries."}, "De controle ziet hierin iets"),
        ({"story": ""}, "Kies over welk verhaal het ging."),
    ],
)
def test_facilitator_reads_in_one_sentence_why_it_is_not_taken_and_keeps_what_was_typed(
    client, story, led, changes, sentence
):
    answer = client.post(led, TYPED | {"story": story.pk} | changes).content.decode()

    assert sentence in answer and "Dan weet je wat er speelt." in answer
    assert not Conclusion.objects.exists()


def test_story_that_may_not_be_used_in_a_session_is_not_offered(client, story, led):
    withheld = StoryFactory(state="checked", text="Tekst", programme=story.programme)

    answer = client.post(led, TYPED | {"story": withheld.pk}).content.decode()

    assert "Dit verhaal is er niet (meer)." in answer
    assert not Conclusion.objects.exists()
