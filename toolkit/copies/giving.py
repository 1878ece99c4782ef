"""Giving a copy of an edition, sending its link anew, and taking it back."""

from datetime import date, timedelta

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from documents.letters import cover

from ..editions.forms import BOOK_FOR
from ..editions.publishing import taken_back_since
from ..models import Audience, Copy, Edition, EditionFile, PublishedEdition
from .emails import send_link

MANAGE = "toolkit.change_copy"
LONGEST = timedelta(days=366)
OUT = (Edition.Stage.TRIAL, Edition.Stage.FINAL)
"""A concept is for staff."""
NOT_PUBLISHED = "Van deze editie is nog niets gepubliceerd. Publiceer haar eerst."
NOT_FOR = (
    "In deze uitgave staat niets voor “{}”, of zij is van voor dat dit werd gescheiden. Kies iets "
    "anders, of publiceer een volgende uitgave."
)
TAKEN_BACK = (
    "Deze uitgave wordt niet meer uitgedeeld: er staat een verhaal in dat is teruggenomen. "
    "Eerst is er een volgende uitgave nodig, zonder dat verhaal."
)
NO_ADDRESS = "In het bestand komt nooit een adres. Schrijf de naam zonder adres."
NO_LETTERS = (
    "Voor deze naam zijn niet alle letters er. Kies een nummer, of schrijf de naam in Latijns "
    "schrift."
)


@transaction.atomic
def give(
    edition: Edition,
    *,
    holder: str,
    name: str,
    email: str,
    reader: str,
    mark: str,
    expires_on: date,
    by: AbstractUser,
) -> Copy:
    """A copy of what was published last, with a mail that holds its link. Who has one that works on
    that address, gets the link of that one again, and no second number."""
    if not by.has_perm(MANAGE):
        raise PermissionDenied
    _check_last_day(expires_on)
    copy = hand_out(
        latest(edition),
        holder=holder,
        name=name,
        email=email,
        reader=reader,
        mark=mark,
        expires_on=expires_on,
        by=by,
    )
    send_link(copy)
    return copy


@transaction.atomic
def hand_out(
    published: PublishedEdition,
    *,
    holder: str,
    name: str,
    email: str,
    reader: str,
    mark: str,
    expires_on: date,
    by: AbstractUser | None = None,
) -> Copy:
    """Without a mail. Locks what was published, so that each copy has a number of its own."""
    published = PublishedEdition.objects.select_for_update().get(pk=published.pk)
    email = email.strip().lower()
    found = published.copies.filter(email=email, revoked_at=None).first() if email else None
    if found and found.expires_on >= timezone.localdate():
        return found
    check_may_be_handed_out(published, Audience(reader))
    if found:  # its link ended by itself; the new one has a number of its own
        _end(found)
    last = published.copies.aggregate(last=Max("number"))["last"] or 0
    copy = Copy(
        published=published,
        number=last + 1,
        holder=holder,
        name=" ".join(name.split()),
        email=email,
        reader=reader,
        mark=mark,
        expires_on=expires_on,
        given_by=by,
    )
    _check_words(copy)
    copy.full_clean()
    copy.save()
    return copy


@transaction.atomic
def renew(copy: Copy, *, expires_on: date, by: AbstractUser) -> Copy:
    """A new link to the same copy; the one before stops working, also where it was revoked."""
    copy = _locked(copy, by)
    _check_last_day(expires_on)
    if not copy.email:
        raise ValidationError("Het adres is gewist. Geef een nieuw exemplaar.")
    others = copy.published.copies.filter(email=copy.email, revoked_at=None).exclude(pk=copy.pk)
    if others.exists():
        raise ValidationError("Op dit adres is er intussen een ander exemplaar.")
    check_may_be_handed_out(copy.published, Audience(copy.reader))
    copy.version += 1
    copy.expires_on, copy.revoked_at = expires_on, None
    copy.save()
    send_link(copy)
    return copy


@transaction.atomic
def revoke(copy: Copy, *, by: AbstractUser) -> Copy:
    """The link stops working at once. What was fetched before stays with who has it."""
    copy = _locked(copy, by)
    if copy.revoked_at:
        raise ValidationError("Dit exemplaar is al ingetrokken.")
    _end(copy)
    return copy


def latest(edition: Edition) -> PublishedEdition:
    found = edition.published.defer("content").first()
    if found is None:
        raise ValidationError(NOT_PUBLISHED)
    return found


def offered_to(reader: Audience) -> list[PublishedEdition]:
    """Of each edition that is tried or final what was published last, where there is a book of it
    for this reader. Two queries, without what is in it."""
    rows = PublishedEdition.objects.defer("content").select_related("edition")
    last = {row.edition_id: row for row in rows.order_by("edition", "number")}
    files = EditionFile.objects.filter(published__in=last.values(), form=BOOK_FOR[reader])
    made = set(files.values_list("published", flat=True))
    return [row for row in last.values() if row.pk in made and row.stage in OUT]


def check_may_be_handed_out(published: PublishedEdition, reader: Audience) -> None:
    """Raises ValidationError where it has no book for this reader, or a story in it was taken back
    since: what is frozen stays, and goes to nobody any more."""
    if not published.files.filter(form=BOOK_FOR[reader]).exists():
        raise ValidationError({"reader": NOT_FOR.format(reader.label)})
    if taken_back_since(published):
        raise ValidationError(TAKEN_BACK)


def _end(copy: Copy) -> None:
    copy.revoked_at = timezone.now()
    copy.save(update_fields=["revoked_at"])


def _check_words(copy: Copy) -> None:
    if copy.mark != Copy.Mark.NAME:
        return
    if "@" in copy.name:
        raise ValidationError({"name": NO_ADDRESS})
    if not cover(copy.words):
        raise ValidationError({"mark": NO_LETTERS})


def _check_last_day(day: date) -> None:
    today = timezone.localdate()
    if day < today:
        raise ValidationError({"expires_on": "Deze dag is voorbij. Kies een dag die nog komt."})
    if day > today + LONGEST:
        raise ValidationError({"expires_on": "Kies een dag binnen een jaar."})


def _locked(copy: Copy, by: AbstractUser) -> Copy:
    if not by.has_perm(MANAGE):
        raise PermissionDenied
    rows = Copy.objects.select_related("published__edition")
    return rows.select_for_update(of=("self",)).get(pk=copy.pk)
