"""What becomes of talks: a step is taken, a stage is mended, a party becomes a pilot."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from backoffice.slugs import fill_slug

from ..models import Conversation, Counterparty, Pilot
from .saving import check, required, save

NOTHING_AGREED = "Met deze partij is nog niets afgesproken. Leg dat eerst vast in een gesprek."


@transaction.atomic
def tick_off_step(party: Counterparty, *, talk: Conversation, by: object) -> Conversation:
    talk = _locked(party, talk)
    check(talk.next_step, "Bij dit gesprek staat geen volgende stap.")
    check(talk.next_step_done is None, "Deze stap is al afgevinkt.")
    talk.next_step_done = timezone.localdate()
    return save(talk, by=by, why=f"stap gedaan: {talk.next_step}"[:100])


@transaction.atomic
def correct_stage(
    party: Counterparty, *, talk: Conversation, stage: str, why: str, by: object
) -> Conversation:
    """Mend an error. How far a talk came later is said by a later talk, so that the way stays."""
    talk = _locked(party, talk)
    check(stage in Conversation.Stage.values, "Kies een stadium uit de lijst.")
    check(stage != talk.stage, "Dit stadium staat er al.")
    talk.stage = stage
    return save(talk, by=by, why=f"stadium verbeterd: {required(why)}")


@transaction.atomic
def make_pilot(party: Counterparty, *, title: str, by: object) -> Pilot:
    """Of a party with which it is agreed; its talks about no pilot yet go with it."""
    party = Counterparty.objects.select_for_update().get(pk=party.pk)
    talk = last_talk(party)
    if talk is None or talk.stage != Conversation.Stage.AGREED:
        raise ValidationError(NOTHING_AGREED)
    check(talk.pilot_id is None, "Van deze afspraak is al een pilot gemaakt.")
    check(title.strip(), "Geef de pilot een titel.")
    organisations = list(party.organisations.all())
    pilot = Pilot(programme=party.programme, title=title.strip())
    pilot.organisation = organisations[0] if len(organisations) == 1 else None
    fill_slug(pilot, pilot.title)
    save(pilot, by=by, why=f"gemaakt van de gesprekken met {party}"[:100])
    for each in party.conversations.filter(pilot__isnull=True):
        each.pilot = pilot
        save(each, by=by, why=f"hoort bij pilot {pilot}"[:100])
    return pilot


def last_talk(party: Counterparty) -> Conversation | None:
    """How things stand: the last by its date; one without a date only where none has one."""
    return max(party.conversations.all(), key=when, default=None)


def when(talk: Conversation) -> tuple:
    return (talk.date is not None, talk.date and talk.date.latest, talk.pk)


def _locked(party: Counterparty, talk: Conversation) -> Conversation:
    return Conversation.objects.select_for_update().get(pk=talk.pk, counterparty=party)
