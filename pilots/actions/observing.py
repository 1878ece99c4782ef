"""What a facilitator noticed in a session is written down, mended, and erased where need be."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from dates.to_come import is_to_come
from privacy.declarations import declaration_of
from privacy.erasing import erase
from programme.models import Person, Quality, Theme

from ..models import Observation, Pilot, Session
from .saving import check, locked, save

READ = "pilots.read_observation"
LONGEST = 4000
"""Characters of one text."""


@transaction.atomic
def observe(
    session: Session,
    *,
    by: Person,
    tension: str,
    theme: Theme | None = None,
    quality: Quality | None = None,
    quote: str = "",
) -> Observation:
    """Of somebody in the team. Who sends the same one twice wrote it once.

    Locks the pilot, so that two sendings at once wait in turn.
    """
    session = _of_team(session, by)
    check(session.status != Session.Status.CANCELLED, "Deze sessie ging niet door.")
    check(not is_to_come(session.date), "Deze sessie moet nog komen. Kom daarna terug.")
    values = {
        "tension": _text(tension, "tension"),
        "theme": theme,
        "quality": quality,
        "quote": _text(quote, "quote"),
    }
    _check_quality(session, quality)
    same = Observation.objects.filter(session=session, written_by=by, **values).first()
    return same or _keep(Observation(session=session, written_by=by, **values), by=by)


@transaction.atomic
def mend_observation(
    observation: Observation,
    *,
    by: Person,
    tension: str,
    theme: Theme | None = None,
    quality: Quality | None = None,
    quote: str = "",
) -> Observation:
    """Its writer mends it, such as a name that slipped in. The former text is kept nowhere."""
    session = _of_team(observation.session, by)
    observation = Observation.objects.get(pk=observation.pk)
    check(observation.written_by_id == by.pk, "Alleen wie dit opschreef, kan het verbeteren.")
    _check_quality(session, quality)
    observation.tension, observation.quote = _text(tension, "tension"), _text(quote, "quote")
    observation.theme, observation.quality = theme, quality
    return save(observation, by=by, why="verbeterd")


def erase_observation(observation: Observation, *, by: AbstractBaseUser) -> None:
    """Erase the texts; that something was observed, about what theme, stays for the count."""
    if not by.has_perm(READ):
        raise PermissionDenied
    erase(declaration_of(Observation), Observation.objects.filter(pk=observation.pk))


def _keep(observation: Observation, *, by: Person) -> Observation:
    return save(observation, by=by, why="opgeschreven")


def _of_team(session: Session, person: Person) -> Session:
    """The session, with its pilot locked, where the person is in the team of that pilot."""
    pilot = locked(Pilot.objects.get(groups__sessions=session))
    if not pilot.team.filter(pk=person.pk).exists():
        raise PermissionDenied("Deze sessie hoort niet bij een pilot die u begeleidt.")
    session = Session.objects.select_related("group").get(pk=session.pk)
    session.group.pilot = pilot
    return session


def _text(text: str, field: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if len(text) > LONGEST:
        sentence = f"Kort uw tekst in tot ten hoogste {LONGEST} tekens."
        raise ValidationError({field: sentence})
    return text


def _check_quality(session: Session, quality: Quality | None) -> None:
    if quality and quality.programme_id != session.group.pilot.programme_id:
        raise ValidationError({"quality": "Kies een B van het programma van deze pilot."})
