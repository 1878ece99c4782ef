"""What becomes of the marks in a story: replaced everywhere, or left with a reason.

The check itself (`anonymity`) knows no models; here the names of the database go in, and what
people decide is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.text import slugify

from backoffice.slugs import free_slug
from programme.models import Organisation, OrganisationName, Person, Sector

from .anonymity.check import Known, Report, check
from .anonymity.marks import Entity, Warning
from .anonymity.register import Register
from .anonymity.replacing import joined, replace_all
from .models import Accepted, Attempt, Conclusion, Replacement, Story
from .models.story import WRITTEN_OUT

CHANGED = (
    "Een collega heeft de tekst van dit verhaal intussen gewijzigd. Hieronder staat de tekst zoals "
    "hij nu is; beslis opnieuw."
)
TOO_LONG = "Met deze woorden wordt de titel te lang. Kies kortere woorden; er is niets gewijzigd."
TOO_LONG_TENSION = (
    "Met deze woorden wordt de spanning te lang. Kies kortere woorden; er is niets gewijzigd."
)
NOT_YET = "Dit verhaal kan nog niet worden opgenomen: {} Beslis erover op de pagina “Anonimiteit”."
INSTEAD = {
    Sector.CENTRAL: "een onderdeel van het Rijk",
    Sector.PROVINCE: "een provincie",
    Sector.MUNICIPALITY: "een middelgrote gemeente",
    Sector.WATER_BOARD: "een waterschap",
    Sector.AGENCY: "een uitvoeringsorganisatie",
    Sector.JUSTICE: "een organisatie in de rechtspraak",
    Sector.EDUCATION: "een onderwijsinstelling",
}


@dataclass(frozen=True)
class Question:
    """One thing to decide about: all mentions of an entity, or a combination of details."""

    digest: str
    subject: Entity | Warning
    reason: str
    """Why it may stay; empty as long as nobody decided."""

    @property
    def is_open(self) -> bool:
        return not self.reason


@dataclass(frozen=True)
class Examination:
    texts: dict[str, str]
    report: Report
    questions: tuple[Question, ...]

    @property
    def open(self) -> list[Question]:
        return [question for question in self.questions if question.is_open]

    @property
    def version(self) -> str:
        """Of the texts that were read: decisions about others do not count."""
        return sha256(repr(sorted(self.texts.items())).encode()).hexdigest()[:32]


def known_names() -> Known:
    """The persons and organisations of the database, in three queries."""
    people = Person.objects.values_list("name", flat=True)
    own = Organisation.objects.values_list("pk", "sector", "name", "abbreviation")
    rows = [(f"{pk}|{_instead(sector)}", name, False) for pk, sector, name, _short in own]
    rows += [(f"{pk}|{_instead(sector)}", short, True) for pk, sector, _n, short in own if short]
    other = OrganisationName.objects.values_list("organisation", "organisation__sector", "name")
    rows += [(f"{pk}|{_instead(sector)}", name, False) for pk, sector, name in other]
    return Known(tuple(people), Register(rows))


def _instead(sector: str) -> str:
    return INSTEAD.get(Sector(sector), "een organisatie")


def examine(story: Story) -> Examination:
    """What stands in the story as it is in memory, stored or not."""
    texts = {"text": story.text, "title": story.title, "address": story.slug}
    texts |= {name: getattr(story, name) for name in WRITTEN_OUT if getattr(story, name)}
    report = check(texts, known_names())
    reasons = dict(story.accepted.values_list("digest", "reason")) if story.pk else {}
    subjects: list[tuple[str, Entity | Warning]] = [
        *((entity.key, entity) for entity in report.entities),
        *((warning.key, warning) for warning in report.warnings),
    ]
    digests = ((_digest(story, key), subject) for key, subject in subjects)
    questions = tuple(Question(d, subject, reasons.get(d, "")) for d, subject in digests)
    return Examination(texts, report, questions)


def _digest(story: Story, key: str) -> str:
    return salted_hmac("toolkit.anonymity", f"{story.pk}:{key}", algorithm="sha256").hexdigest()


def refuse_open(story: Story) -> None:
    """Raises ValidationError, with one sentence, while something in the story is undecided."""
    number = len(examine(story).open)
    if number:
        what = "over één gegeven is" if number == 1 else f"over {number} gegevens is"
        raise ValidationError(NOT_YET.format(f"{what} nog niet beslist."), code="not_anonymous")


@transaction.atomic
def settle(
    story: Story,
    *,
    by: AbstractUser,
    version: str,
    replaced: Iterable[tuple[str, str]] = (),
    kept: Iterable[tuple[str, str]] = (),
) -> int:
    """Replace and accept by digest; the number of mentions that were replaced.

    Locks the story against others who change its text. Raises ValidationError where the text is
    not the one that was read, or a digest is of nothing in it.
    """
    if not by.has_perm("toolkit.change_story"):
        raise PermissionDenied
    locked = Story.objects.select_for_update().get(pk=story.pk)
    examination = examine(locked)
    if examination.version != version:
        raise ValidationError(CHANGED, code="changed")
    subjects = {question.digest: question.subject for question in examination.questions}
    entities = [(_entity(subjects, digest), words) for digest, words in replaced]
    for digest, reason in kept:
        if digest not in subjects:
            raise ValidationError(CHANGED, code="changed")
        Accepted.objects.update_or_create(
            story=locked, digest=digest, defaults={"reason": reason, "decided_by": by}
        )
    if entities:
        _replace(locked, examination, entities, by)
    story.refresh_from_db()
    return sum(len(entity.mentions) for entity, _words in entities)


def _entity(subjects: dict[str, Entity | Warning], digest: str) -> Entity:
    subject = subjects.get(digest)
    if not isinstance(subject, Entity):
        raise ValidationError(CHANGED, code="changed")
    return subject


def _replace(
    story: Story, examination: Examination, entities: list[tuple[Entity, str]], by: AbstractUser
) -> None:
    after = {k: joined(v) for k, v in replace_all(examination.texts, entities).items()}
    for entity, words in entities:
        Replacement.objects.create(  # one by one: each is sealed with a key of its own
            story=story,
            original=entity.name,
            instead=words,
            kind=str(entity.kind),
            mentions=len(entity.mentions),
            replaced_by=by,
        )
    _refuse_too_long(after)
    gone = story.title != after["title"]
    written = [name for name in ("title", *WRITTEN_OUT) if name in after]
    for name in written:
        setattr(story, name, after[name])
    if story.slug != slugify(after["address"]):
        story.slug = free_slug(Story.objects.exclude(pk=story.pk), story, [story.title])
        gone = True
    story._history_user = by
    story.save(update_fields=[*written, "slug"])
    if gone:  # the history would go on naming who was in the title
        story.history.update(title=story.title, slug=story.slug)


def _refuse_too_long(after: dict[str, str]) -> None:
    for name, sentence in (("title", TOO_LONG), ("tension", TOO_LONG_TENSION)):
        if len(after.get(name, "")) > Story._meta.get_field(name).max_length:
            raise ValidationError(sentence, code="too_long")


def forget(stories: Iterable[Story]) -> None:
    """What was decided about stories whose text was erased."""
    keys = [story.pk for story in stories]
    Accepted.objects.filter(story__in=keys).delete()
    Replacement.objects.filter(story__in=keys).delete()
    Attempt.objects.filter(story__in=keys).update(answer="")
    Conclusion.objects.filter(story__in=keys).delete()
