"""Who reads the stories of the example, tried to recognise them, gave them, and talked of them."""

from collections.abc import Collection, Sequence
from typing import Any

from django.utils import timezone

from privacy.actions import give_consent
from privacy.models import Consent
from toolkit.giver import emails
from toolkit.giver.reading import ask_to_read
from toolkit.intruding import TIME
from toolkit.models import Assignment, Attempt, Conclusion, Story, StoryReader, StoryTerms
from toolkit.models.attempt import digest_of
from toolkit.sharing import consent_text

from .rows import Loading, find, make


def load_reading(loading: Loading) -> int:
    """How many readers from outside there are."""
    readers = loading.folder.rows("reading", "reader")
    for row in readers:
        _load_reader(loading, **row)
    for row in loading.folder.rows("reading", "attempt"):
        _load_attempt(**row)
    for row in loading.folder.rows("reading", "giver"):
        _load_giver(**row)
    for row in loading.folder.rows("reading", "conclusion"):
        Conclusion.objects.create(**row | {"story": find(Story, row["story"])})
    return len(readers)


def _load_reader(loading: Loading, *, until: str, stories: Sequence[str], **fields: Any) -> None:
    """With a link that is not mailed; staff mail another from the page of a story."""
    last = loading.moments.known(until).latest
    reader = make(StoryReader, expires_on=last, version=1, **fields)
    for slug in stories:
        Assignment.objects.create(story=find(Story, slug), reader=reader)


def _load_attempt(*, story: str, reader: str, answer: str, outcome: str = "") -> None:
    """One without outcome waits for a colleague who compares it."""
    now, of = timezone.now(), Story.objects.get(slug=story)
    Attempt.objects.create(
        story=of,
        reader=StoryReader.objects.get(email=reader),
        text_digest=digest_of(of),
        started_at=now - TIME,
        answered_at=now,
        answer=answer,
        outcome=outcome,
        compared_at=now if outcome else None,
    )


def _load_giver(*, story: str, email: str, uses: Collection[str]) -> None:
    """The mails that go are those that somebody gets who shares a story on the site."""
    of = Story.objects.get(slug=story)
    of.consent = give_consent(
        purpose=Consent.Purpose.STORY,
        text=consent_text(uses),
        how=Consent.How.FORM,
        email=email,
    )
    of.save()
    StoryTerms.objects.create(story=of, **dict.fromkeys(uses, True))
    emails.send_link(of)
    if of.state == Story.State.CHECKED:
        ask_to_read(of)
