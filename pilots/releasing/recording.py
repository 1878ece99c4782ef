"""Recording a consent and ending one. All lock the pilot, so that two at once come in turn.

All raise ValidationError with a sentence for the person.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ..actions.observing import READ
from ..actions.saving import check, locked, user
from ..models import Audience, Form, Pilot, Release, ReleaseRequest, What
from .offer import hash_of, offered

Source = Release.Source
REPLACED = "vervangen door een nieuwe toestemming"
NOT_WRITTEN = "Alleen geschreven resultaten en conclusies kunnen worden vrijgegeven."
NAME_TOO = (
    "“{}” kan de naam van de organisatie bevatten. Geef ook de naam volledig vrij, of kies de vorm "
    "“alleen het soort organisatie”."
)
NOT_READ = (
    "Waarnemingen kan alleen vrijgeven wie ze mag lezen. Vraag een collega uit de groep "
    "“Waarnemingen uit pilots”."
)
WRITTEN = (What.RESULTS, What.CONCLUSIONS)


@dataclass(frozen=True)
class Choice:
    """One cell of the matrix, as it is asked or consented to."""

    what: str
    audience: str
    form: str
    until: date | None = None


@dataclass(frozen=True)
class Given:
    """How a consent was given, by whom, and where it can be found."""

    source: str
    by: str = ""
    on: date | None = None
    note: str = ""
    request: ReleaseRequest | None = None
    marked: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Per `what` the passages that stay closed."""


@transaction.atomic
def record_on_paper(
    pilot: Pilot,
    *,
    choices: Sequence[Choice],
    consent_by: str,
    consent_on: date | None,
    source_note: str,
    by: object,
) -> list[Release]:
    """Record a consent that was given on paper, and where that paper is."""
    check_given(consent_by, consent_on)
    check(source_note.strip(), "Schrijf op waar de toestemming te vinden is.")
    given = Given(Source.PAPER, consent_by.strip(), consent_on, source_note.strip())
    return record(pilot, choices=choices, given=given, by=by)


@transaction.atomic
def take_over(
    pilot: Pilot,
    *,
    choices: Sequence[Choice],
    source_note: str,
    by: object,
    consent_by: str = "",
    consent_on: date | None = None,
) -> list[Release]:
    """What was told already before consents were kept here, with where that is found."""
    given = Given(Source.TAKEN_OVER, consent_by, consent_on, source_note)
    return record(pilot, choices=choices, given=given, by=by)


@transaction.atomic
def record(pilot: Pilot, *, choices: Sequence[Choice], given: Given, by: object) -> list[Release]:
    """One consent for each choice; what stood for the same cell before ends."""
    pilot = locked(pilot)
    check_choices(pilot, choices)
    check_reads(choices, by=by)
    return [_record(pilot, choice, given, by) for choice in choices]


@transaction.atomic
def withdraw(pilot: Pilot, *, releases: Iterable[Release], why: str, by: object) -> list[Release]:
    """End these consents; from the next request on nothing of them is told."""
    pilot = locked(pilot)
    check(why.strip(), "Schrijf op waarom u dit verandert.")
    found = list(pilot.releases.filter(ended_at=None, pk__in=[row.pk for row in releases]))
    check(found, "Deze vrijgave is al ingetrokken.")
    pilot.releases.filter(pk__in=[row.pk for row in found]).update(
        ended_at=timezone.now(), ended_because=why.strip()[:200]
    )
    return found


def check_reads(choices: Iterable[Choice], *, by: object) -> None:
    """Who may not read observations lets nobody else read them; an import acts as nobody."""
    asks = any(choice.what == What.OBSERVATIONS for choice in choices)
    acting = user(by)
    may = not isinstance(acting, AbstractUser) or acting.has_perm(READ)
    check(not asks or may, NOT_READ)


def check_choices(pilot: Pilot, choices: Sequence[Choice]) -> None:
    """What is to be released is written, has an end to come, and can stand as it is chosen."""
    check(choices, "Kies ten minste één onderdeel om vrij te geven.")
    for choice in choices:
        _check_choice(pilot, choice, choices)


def with_kind(pilot: Pilot, choices: list[Choice]) -> list[Choice]:
    """Who releases a text by the kind of organisation lets that kind be told: its cell is added
    for readers for whom nothing is chosen, or stands, of the name."""
    stands = pilot.releases.filter(ended_at=None, what=What.NAME).values_list("audience", flat=True)
    known = {each.audience for each in choices if each.what == What.NAME} | set(stands)
    more = {
        each.audience: Choice(What.NAME, each.audience, Form.KIND, each.until)
        for each in choices
        if each.form == Form.KIND and not known & {each.audience, Audience.PUBLIC}
    }
    return [*choices, *more.values()] if pilot.organisation_id else choices


def check_given(by: str, on: date | None) -> None:
    check(by.strip(), "Schrijf op wie toestemming gaf.")
    check(on, "Leg vast wie toestemming gaf, en wanneer.")
    if on and on > timezone.localdate():
        sentence = "Deze dag ligt in de toekomst. Vul de dag van de toestemming in."
        raise ValidationError({"consent_on": sentence})


def _check_choice(pilot: Pilot, choice: Choice, choices: Sequence[Choice]) -> None:
    label = What(choice.what).label
    if choice.what in WRITTEN:
        check(pilot.results_state == Pilot.ResultsState.WRITTEN, NOT_WRITTEN)
    past = choice.until is not None and choice.until < timezone.localdate()
    check(not past, f"De laatste dag van “{label}” is voorbij. Kies een dag die nog komt.")
    check(
        offered(pilot, choice.what, choice.form).passages,
        f"Er is bij “{label}” nog niets om vrij te geven.",
    )
    if choice.form == Form.FULL and choice.what != What.NAME and pilot.organisation_id:
        check(_names_host(pilot, choice.audience, choices), NAME_TOO.format(label))


def _names_host(pilot: Pilot, audience: str, choices: Sequence[Choice]) -> bool:
    """Whether these choices, or what stands already, let the audience know the host."""
    enough = (audience, Audience.PUBLIC)
    chosen = {each.audience: each.form for each in choices if each.what == What.NAME}
    stands = pilot.releases.filter(ended_at=None, what=What.NAME, audience__in=enough)
    known = dict(stands.values_list("audience", "form")) | chosen
    return any(known.get(each) == Form.FULL for each in enough)


def _record(pilot: Pilot, choice: Choice, given: Given, by: object) -> Release:
    offer = offered(pilot, choice.what, choice.form)
    text = offer.text_without(given.marked.get(choice.what, ()))
    check(text, f"Van “{What(choice.what).label}” blijft niets over om vrij te geven.")
    same = pilot.releases.filter(ended_at=None, what=choice.what, audience=choice.audience)
    same.update(ended_at=timezone.now(), ended_because=REPLACED)
    release = Release(
        pilot=pilot,
        what=choice.what,
        audience=choice.audience,
        form=choice.form,
        until=choice.until,
        text=text,
        text_hash=hash_of(text),
        read_hash=offer.read_hash,
        source=given.source,
        source_note=given.note,
        consented_by=given.by,
        consented_on=given.on,
        request=given.request,
        recorded_by=user(by),
    )
    release.full_clean(validate_unique=False)
    release.save()
    return release
