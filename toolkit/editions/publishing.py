"""Publishing an edition: its book and all its forms, stored together and for good."""

import json
from hashlib import sha256

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from documents.pdf import DocumentError

from ..models import Audience, Edition, EditionFile, PublishedEdition, Story
from .book import as_bytes, book_of, items_of
from .changes import changes, is_same
from .forms import FORMS

WITHOUT_STORIES = "Een editie zonder verhalen wordt geen boek. Kies eerst ten minste één verhaal."
SAME = "Er is niets gewijzigd sinds uitgave {}. Er is geen nieuwe uitgave gemaakt."
NOT_THESE = "Haal eerst uit de editie wat er niet in mag: {}."


@transaction.atomic
def publish(edition: Edition, *, by: AbstractUser) -> PublishedEdition:
    """Locks the edition, so that of two who publish the second sees what the first published.

    Raises ValidationError where it has no story, or one that may not be in it, or where nothing
    changed since it was published.
    """
    if not by.has_perm("toolkit.change_edition"):
        raise PermissionDenied
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    _check(edition)
    now, before = timezone.now(), edition.published.first()
    number = before.number + 1 if before else 1
    today = timezone.localdate(now)
    books = {
        reader: book_of(edition, number=number, today=today, reader=reader) for reader in Audience
    }
    book = books[Audience.FACILITATORS]
    if before and is_same(json.loads(before.intact_content), book):
        raise ValidationError(SAME.format(before.number))
    files = _made(books, now)
    content = as_bytes(book)
    published = PublishedEdition(
        edition=edition,
        number=number,
        stage=edition.stage,
        changes=changes(json.loads(before.intact_content) if before else None, book),
        content=content,
        checksum=sha256(content).hexdigest(),
        published_at=now,
        published_by=by,
    )
    published.save()
    for form, made in files.items():
        checksum = sha256(made).hexdigest()
        EditionFile(published=published, form=form, content=made, checksum=checksum).save()
    return published


def _check(edition: Edition) -> None:
    if not edition.stories.exists():
        raise ValidationError(WITHOUT_STORIES)
    if gone := [story.title for story in edition.stories.not_for_the_next()]:
        raise ValidationError(NOT_THESE.format(", ".join(f"“{title}”" for title in gone)))


def _made(books: dict[Audience, dict], now: timezone.datetime) -> dict[str, bytes]:
    try:
        return {
            name: form.make(books[form.reader], now)
            for name, form in FORMS.items()
            if form.fits(books[form.reader])
        }
    except DocumentError as refusal:
        raise ValidationError(str(refusal)) from None


def not_for_the_next(edition: Edition) -> list[str]:
    """Titles of stories, chosen now or in what was published last, that may not be in the next."""
    titles = {story.slug: story.title for story in edition.stories.not_for_the_next()}
    last = edition.published.first()
    if last is None:
        return list(titles.values())
    frozen = _frozen_titles(last)
    fine = Story.objects.filter(slug__in=frozen)
    fine = fine.exclude(pk__in=Story.objects.not_for_the_next())
    kept = set(fine.values_list("slug", flat=True))
    titles |= {slug: title for slug, title in frozen.items() if slug not in kept}
    return list(titles.values())


def taken_back_since(published: PublishedEdition) -> bool:
    """Whether a story in it may be in no edition any more."""
    slugs = _frozen_titles(published)
    return Story.objects.not_for_the_next().filter(slug__in=slugs).exists() or (
        Story.objects.filter(slug__in=slugs).count() < len(slugs)
    )


def _frozen_titles(published: PublishedEdition) -> dict[str, str]:
    items = items_of(json.loads(published.intact_content))
    found = (item for item in items if item["kind"] == "story")
    return {item["key"].partition(":")[2]: item["title"] for item in found}
