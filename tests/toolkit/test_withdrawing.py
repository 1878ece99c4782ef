"""Who takes the consent for a story back, or is erased, is nowhere in it any more."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from dates.values import ApproximateDate
from privacy.actions import withdraw_consent
from privacy.links import withdraw_url
from privacy.requests import erase_person, export_person
from tests.factories import (
    EditionFactory,
    EditionPartFactory,
    PilotFactory,
    ProgrammeFactory,
    StoryFactory,
    UserFactory,
)
from toolkit.actions import keep_after_withdrawal, remove_after_withdrawal
from toolkit.models import Story, StoryStep
from toolkit.releasing import stories_of
from toolkit.sharing import share_story

pytestmark = pytest.mark.django_db

EMAIL = "zilverberg@gemeente.example"
MARKER = "Zilverberg"


@pytest.fixture
def told(programme_of_stories):
    story = share_story(title=f"Hoe ik, {MARKER}, nee zei", text=f"Ik heet {MARKER}.", email=EMAIL)
    story.title = f"Het nee van {MARKER}"
    story.save()
    return story


@pytest.fixture
def programme_of_stories():
    return ProgrammeFactory()


def adopted(story: Story) -> Story:
    story.title, story.text, story.state = "Het nee", "Iemand zei nee.", Story.State.ADOPTED
    story.save()
    return story


def erased(story: Story) -> None:
    erase_person(EMAIL)


def everything_of(story: Story) -> str:
    rows = [Story.objects.filter(pk=story.pk).values(), story.history.values()]
    return str([*map(list, rows), list(LogEntry.objects.values("object_repr", "change_message"))])


@pytest.mark.parametrize("how", ["withdrawn by link", "withdrawn", "erased by address"])
@pytest.mark.parametrize("state", ["raw", "written"])
def test_raw_story_goes_with_title_text_address_in_pages_and_history(told, client, how, state):
    Story.objects.filter(pk=told.pk).update(state=state, slug="het-nee-van-zilverberg")
    told.history.update(state=state)
    if how == "withdrawn by link":
        client.post(withdraw_url(told.consent))
    elif how == "withdrawn":
        withdraw_consent(told.consent)
    else:
        erase_person(EMAIL.upper())

    assert MARKER.lower() not in everything_of(told).lower()
    told.refresh_from_db()
    assert (told.title, told.slug) == (
        f"Ingetrokken verhaal {told.pk}",
        f"ingetrokken-verhaal-{told.pk}",
    )


def test_what_someone_told_is_in_the_export(told):
    exported = str(export_person(EMAIL))

    assert f"Ik heet {MARKER}." in exported


def test_adopted_story_keeps_its_words_and_waits_for_a_decision(told):
    adopted(told)

    withdraw_consent(told.consent)

    told.refresh_from_db()
    assert (told.raw_text, told.title, told.text) == ("", "Het nee", "Iemand zei nee.")
    assert list(Story.objects.to_decide()) == [told]
    assert MARKER not in everything_of(told)


@pytest.mark.parametrize("let_go", [lambda story: withdraw_consent(story.consent), erased])
def test_what_colleagues_noted_at_its_steps_goes_too(told, let_go):
    """Also of a step back, of which a reason has to stay."""
    steps = {"story": told, "taken_by": UserFactory()}
    StoryStep.objects.create(state_before="raw", state_after="written", note=MARKER, **steps)
    StoryStep.objects.create(
        state_before="written", state_after="raw", note=f"Bel {MARKER}", **steps
    )
    StoryStep.objects.create(state_before="raw", state_after="written", **steps)

    let_go(told)

    notes = list(StoryStep.objects.order_by("pk").values_list("note", flat=True))
    assert notes == ["(gewist)", "(gewist)", ""]


def test_a_pilot_releases_no_story_of_which_the_consent_was_taken_back(told):
    adopted(told)
    told.told_in_pilot = PilotFactory()
    told.save()
    assert stories_of(told.told_in_pilot) == ["Iemand zei nee."]

    withdraw_consent(told.consent)
    assert stories_of(told.told_in_pilot) == []

    keep_after_withdrawal(told, by=UserFactory(is_superuser=True), reason="Vindt het goed")
    assert stories_of(told.told_in_pilot) == ["Iemand zei nee."]


def test_decision_stands_on_the_first_page_for_who_may_see_stories(told):
    adopted(told)
    withdraw_consent(told.consent)
    client = Client()
    client.force_login(UserFactory(is_superuser=True))

    page = client.get(reverse("admin:index")).content.decode()

    assert "verhaal is gemaakt van wat iemand vertelde die de toestemming introk" in page


def test_kept_with_a_reason_it_is_decided(told):
    adopted(told)
    withdraw_consent(told.consent)

    keep_after_withdrawal(told, by=UserFactory(is_superuser=True), reason="Vindt het goed")

    assert list(Story.objects.to_decide()) == []
    with pytest.raises(ValidationError, match="niets"):
        keep_after_withdrawal(told, by=UserFactory(is_superuser=True), reason="x")


def test_removed_it_leaves_unfinished_editions_and_no_text(told):
    adopted(told)
    unfinished, finished = EditionFactory(), EditionFactory(ready=ApproximateDate.of_year(2014))
    for edition in (unfinished, finished):
        EditionPartFactory(edition=edition, story=told)
    withdraw_consent(told.consent)

    remove_after_withdrawal(told, by=UserFactory(is_superuser=True))

    assert (told.state, told.text, told.title) == ("raw", "", f"Ingetrokken verhaal {told.pk}")
    assert (unfinished.stories.count(), finished.stories.count()) == (0, 1)


def test_decision_is_for_who_may_see_raw_stories(told):
    adopted(told)
    withdraw_consent(told.consent)

    with pytest.raises(PermissionDenied):
        remove_after_withdrawal(told, by=UserFactory(is_superuser=False))


def test_story_of_who_still_agrees_cannot_be_removed_so(told):
    adopted(told)

    with pytest.raises(ValidationError, match="niets"):
        remove_after_withdrawal(told, by=UserFactory(is_superuser=True))


def test_an_edition_names_the_stories_that_may_not_be_in_the_next(told, admin_client):
    story = adopted(told)
    edition = EditionFactory(ready=ApproximateDate.of_year(2024))
    EditionPartFactory(edition=edition, story=story)
    EditionPartFactory(edition=edition, story__title="Het vinkje")
    raw = StoryFactory(title="Terug naar ruw")
    EditionPartFactory(edition=edition, story=raw)
    assert list(edition.stories.not_for_the_next()) == [raw]

    withdraw_consent(story.consent)

    named = edition.stories.not_for_the_next()
    assert set(named) == {story, raw}
    url = reverse("admin:toolkit_edition_change", args=[edition.pk])
    shown = admin_client.get(url).content.decode()
    field = shown.partition("field-not_for_the_next")[2].partition("field-used_in")[0]
    assert "Het nee" in field and "Terug naar ruw" in field and "Het vinkje" not in field

    keep_after_withdrawal(story, by=UserFactory(is_superuser=True), reason="Niemand herkenbaar.")

    assert list(named.all()) == [raw]
