"""The motivated intruder: ten minutes with the text alone, before a story is adopted."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from privacy.actions import withdraw_consent
from privacy.models import Reading
from privacy.reading import note_reading
from privacy.retention import erase_expired
from tests.factories import ProgrammeFactory, StoryFactory, UserFactory
from toolkit.intruding import begin, compare, give_answer, told
from toolkit.models import Attempt, Story, StoryKey, StoryReader, StoryStep
from toolkit.readers.assigning import assign
from toolkit.readers.links import url_of
from toolkit.sharing import share_story
from toolkit.way import adopt

from .trying import tried

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

MARKER = "Zilverberg"


@pytest.fixture
def staff():
    return UserFactory(is_superuser=True)


@pytest.fixture
def story():
    return StoryFactory(title="Geduld", slug="geduld", state="checked", text="Ik wachtte lang.")


def reader_of(story, staff):
    day = timezone.localdate() + timedelta(days=9)
    given = {"name": "Lea Lezer", "email": "lea@hogeschool.example", "expires_on": day}
    return assign(story, by=staff, **given)


def answered(story, staff):
    attempt = begin(story, reader=reader_of(story, staff).reader)
    return give_answer(attempt, who=f"Mevrouw {MARKER}", where="Leiden")


@pytest.mark.parametrize("field", ["tension", "questions", "facilitator_note"])
def test_what_stands_beside_the_text_is_read_and_asks_for_another_attempt(
    client, story, staff, field
):
    given = reader_of(story, staff)
    url = url_of(given.reader, "read_story", pk=given.pk)
    begin(story, reader=given.reader)
    Story.objects.update(**{field: MARKER})

    assert MARKER not in client.get(url).content.decode(), "of other words a new attempt begins"

    client.post(url, {"begin": "1"})
    assert MARKER in client.get(url).content.decode()
    assert Attempt.objects.count() == 2


def test_an_answer_about_a_text_that_changed_meanwhile_stays_in_the_form(client, story, staff):
    given = reader_of(story, staff)
    page = url_of(given.reader, "read_story", pk=given.pk)
    own = reverse("admin:toolkit_story_wie-is-dit", args=[story.pk])
    client.force_login(staff)
    client.post(page, {"begin": "1"})
    client.post(own, {"begin": "1"})
    Story.objects.update(text="Een andere tekst.")

    for url in (page, own):
        shown = client.post(url, {"who": MARKER, "where": "Leiden", "send": "1"}).content.decode()
        assert MARKER in shown and "Een andere tekst." in shown
        assert "De tekst is intussen gewijzigd." in shown

    assert not Attempt.objects.answered().exists()


def compared(attempt, staff, outcome):
    note_reading("guesses", attempt.story, by=staff, reason="Vergelijken.")
    compare(attempt.story, attempt=attempt, outcome=outcome, by=staff)


def test_reader_begins_reads_the_text_alone_and_answers_once(client, story, staff):
    given = reader_of(story, staff)
    url = url_of(given.reader, "read_story", pk=given.pk)
    assert "Ik wachtte lang." not in client.get(url).content.decode()

    client.post(url, {"begin": "1"})
    client.post(url, {"begin": "1"})
    page = client.get(url).content.decode()
    assert "Ik wachtte lang." in page and "Waar was het?" in page
    attempt = Attempt.objects.get()

    refused = client.post(url, {"who": MARKER, "where": " "}).content.decode()
    assert "Schrijf op waar u denkt dat het was." in refused
    assert MARKER in refused
    done = client.post(url, {"who": MARKER, "where": "Leiden"}, follow=True).content.decode()
    again = client.post(url, {"who": "Anders", "where": "Elders"}, follow=True).content.decode()

    attempt.refresh_from_db()
    assert attempt.answer == f"Wie: {MARKER}\nWaar: Leiden"
    assert "Uw antwoord is bewaard" in done
    assert MARKER not in done + again
    assert "al beantwoord" in again


def test_answer_is_stored_sealed_and_late_counts_too(story, staff):
    attempt = begin(story, reader=reader_of(story, staff).reader)
    Attempt.objects.update(started_at=timezone.now() - timedelta(minutes=25))
    give_answer(attempt, who=MARKER, where="Leiden")

    attempt = Attempt.objects.get()
    assert attempt.minutes == 25
    assert MARKER not in str(attempt.__dict__["answer"])


def test_no_story_is_adopted_untried(story, staff):
    with pytest.raises(ValidationError, match="tweede lezer proberen"):
        adopt(story, by=staff, note="")
    attempt = answered(story, staff)
    with pytest.raises(ValidationError, match="tweede lezer proberen"):
        adopt(story, by=staff, note="")

    compared(attempt, staff, "nobody")
    adopt(story, by=staff, note="")

    assert StoryStep.objects.get().attempt == attempt
    assert list(Story.objects.tried()) == [story]


def test_a_story_in_which_a_reader_recognised_something_is_not_adopted(story, staff):
    tried(story)
    tried(story, "recognised")

    with pytest.raises(ValidationError, match="herkende iets") as refusal:
        adopt(story, by=staff, note="")

    assert MARKER not in str(refusal.value)
    assert told(story) == "een lezer herkende iets in deze tekst"


def test_another_text_is_to_be_tried_again(story, staff):
    tried(story)
    story.text = "Ik wachtte lang, in mijn eentje."
    story.save()

    with pytest.raises(ValidationError, match="opnieuw lezen"):
        adopt(story, by=staff, note="")
    assert told(story) == "deze tekst is nog door niemand geprobeerd"


@pytest.mark.parametrize("how", ["wrote", "anonymised", "replaced", "read raw"])
def test_who_knows_whom_it_is_about_does_not_try(story, how):
    user = UserFactory(is_superuser=True)
    if how == "replaced":
        words = {"original": "Sanne", "instead": "iemand", "kind": "persoon", "mentions": 1}
        story.replacements.create(replaced_by=user, **words)
    elif how == "read raw":
        note_reading("raw_story", story, by=user, reason="Uitschrijven.")
    else:
        states = ("raw", "written") if how == "wrote" else ("written", "anonymised")
        StoryStep.objects.create(
            story=story, state_before=states[0], state_after=states[1], taken_by=user
        )

    with pytest.raises(ValidationError, match="weet al over wie"):
        begin(story, by=user)
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("state", ["raw", "written", "adopted"])
def test_a_story_is_tried_between_anonymising_and_adopting(story, state):
    Story.objects.update(state=state)

    with pytest.raises(ValidationError, match="nu niet te proberen"):
        begin(story, by=UserFactory())


def test_comparing_takes_the_right_and_reading_the_answer_first(story, staff):
    attempt = answered(story, staff)
    with pytest.raises(PermissionDenied):
        compare(story, attempt=attempt, outcome="nobody", by=UserFactory())
    with pytest.raises(ValidationError, match="Lees eerst het antwoord"):
        compare(story, attempt=attempt, outcome="nobody", by=staff)

    compared(attempt, staff, "nobody")

    with pytest.raises(ValidationError, match="intussen vergeleken"):
        compare(story, attempt=attempt, outcome="recognised", by=staff)


def test_nobody_compares_the_own_answer(story, staff):
    attempt = give_answer(begin(story, by=staff), who=MARKER, where="Leiden")

    with pytest.raises(ValidationError, match="zelf"):
        compared(attempt, staff, "nobody")


def test_colleague_tries_in_the_admin_and_another_compares(client, story, staff):
    Story.objects.update(raw_text="")
    member = UserFactory()
    member.groups.set(Group.objects.filter(name="Werkgroep Toolkit"))
    client.force_login(member)
    url = reverse("admin:toolkit_story_wie-is-dit", args=[story.pk])
    assert "Ik wachtte lang." not in client.get(url).content.decode()
    client.post(url, {"begin": "1"})
    assert "Ik wachtte lang." in client.get(url).content.decode()
    refused = client.post(url, {"who": MARKER, "where": "", "send": "1"}).content.decode()
    assert "Schrijf op waar" in refused and MARKER in refused
    client.post(url, {"who": MARKER, "where": "Leiden", "send": "1"})
    assert Attempt.objects.get().read_by == member
    assert client.get(reverse("admin:toolkit_story_antwoorden", args=[story.pk])).status_code == 403

    client.force_login(staff)
    answers = reverse("admin:toolkit_story_antwoorden", args=[story.pk])
    assert MARKER not in client.get(answers).content.decode()
    assert MARKER in client.post(answers, {"reason": "Vergelijken."}).content.decode()
    assert Reading.objects.get().activity == "guesses"
    page = reverse("admin:toolkit_story_vergelijken", args=[story.pk])
    assert MARKER not in client.get(page).content.decode()
    client.post(page, {"attempt": Attempt.objects.get().pk, "outcome": "nobody"})
    assert Attempt.objects.get().outcome == "nobody"


def test_an_answer_shows_on_no_other_page(client, story, staff):
    compared(answered(story, staff), staff, "recognised")
    client.force_login(staff)
    names = ["change", "history", "anonimiteit", "toewijzen", "wie-is-dit"]
    pages = [reverse(f"admin:toolkit_story_{name}", args=[story.pk]) for name in names]
    pages += [reverse("admin:toolkit_story_per-stap"), reverse("admin:index")]
    lists = ("toolkit_story", "privacy_reading")
    pages += [reverse(f"admin:{name}_changelist") for name in lists]
    for url in pages:
        answer = client.get(url)
        assert answer.status_code == 200, url
        assert MARKER not in answer.content.decode(), url


def test_answer_goes_with_the_consent_and_after_a_year(staff):
    ProgrammeFactory()
    told_by = share_story(title="Gedeeld", text="Ik", email="verteller@gemeente.example")
    Story.objects.update(state="checked", text="Iemand zei nee.")
    told_by.refresh_from_db()
    first = answered(told_by, staff)
    withdraw_consent(told_by.consent)
    first.refresh_from_db()
    assert first.answer == ""

    old = StoryFactory(state="checked", text="Ik.", programme=told_by.programme)
    attempt = answered(old, staff)
    Attempt.objects.filter(pk=attempt.pk).update(answered_at=timezone.now() - timedelta(days=366))
    erase_expired(timezone.now())

    attempt.refresh_from_db()
    assert attempt.answer == ""
    assert not StoryKey.objects.exists()
    assert attempt.reader == StoryReader.objects.get()


def test_a_story_from_before_says_that_nobody_was_asked():
    assert told(StoryFactory(adopted=True)) == "niet gevraagd: deze stap bestond nog niet"
