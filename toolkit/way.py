"""The way of a story from raw to adopted: each step with who, when and a note."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dates.days import write_moment

from .anonymising import examine, refuse_open
from .giver.reading import ask_to_read, refuse_unread
from .intruding import attempt_for_adoption
from .models import Attempt, Story, StoryStep
from .models.step import ORDER

State = Story.State
WITHOUT_TEXT = "Vul de tekst zonder herkenbare personen in voordat het verhaal verdergaat."
OWN_WORK = (
    "U schreef dit verhaal uit of maakte het anoniem. Vraag een collega om het als tweede te lezen."
)
OPEN = "Nog te beslissen bij “Anonimiteit”: {}. Eerder kan het verhaal niet worden opgenomen."
WAITS_FOR = {
    State.RAW: "wie het uitschrijft",
    State.WRITTEN: "wie het anoniem maakt",
    State.ANONYMISED: "een tweede lezer, die het niet uitschreef",
    State.CHECKED: "wie het opneemt",
    State.ADOPTED: "niemand; het kan in een editie",
}


@transaction.atomic
def take_step(
    story: Story,
    to: str,
    *,
    by: AbstractUser | None,
    note: str,
    writer: int | None = None,
    attempt: Attempt | None = None,
) -> StoryStep | None:
    """Set the state and write the row; a story that is there already takes no step."""
    if story.state == to:
        return None
    step = StoryStep(
        story=story,
        state_before=story.state,
        state_after=to,
        taken_by=by,
        writer_id=writer,
        attempt=attempt,
        note=note.strip(),
    )
    step.full_clean(exclude=None if by else ["taken_by"])  # who told it has no account
    story.state = to
    story._history_user = by
    story.save(update_fields=["state"])
    step.save()
    return step


def write_out(story: Story, *, by: AbstractUser, note: str) -> None:
    _go_on(story, State.WRITTEN, by=by, note=note)


def call_anonymous(story: Story, *, by: AbstractUser, note: str) -> int:
    """How many marks are still to be decided about."""
    if not story.text:
        raise ValidationError(WITHOUT_TEXT)
    _go_on(story, State.ANONYMISED, by=by, note=note)
    return len(examine(story).open)


def read_second(story: Story, *, by: AbstractUser, note: str) -> None:
    """Raises ValidationError for who wrote the story out or made it anonymous, ever; also by a
    replacement that is still in the log."""
    own = story.steps.filter(state_after__in=[State.WRITTEN, State.ANONYMISED], taken_by=by)
    if own.exists() or story.replacements.filter(replaced_by=by).exists():
        raise ValidationError(OWN_WORK)
    written = story.steps.filter(state_before=State.RAW, state_after=State.WRITTEN).last()
    _go_on(story, State.CHECKED, by=by, note=note, writer=written and written.taken_by_id)
    ask_to_read(story)


def adopt(story: Story, *, by: AbstractUser, note: str) -> None:
    """Raises ValidationError while something in it is open, nobody tried to recognise it, or who
    told it was not given time to read it."""
    refuse_open(story)
    attempt = attempt_for_adoption(story)
    refuse_unread(story)
    _go_on(story, State.ADOPTED, by=by, note=note, attempt=attempt)


def step_back(story: Story, *, by: AbstractUser, note: str) -> None:
    if story.state == State.RAW:
        raise ValidationError("Dit verhaal is nog ruw; een stap terug is er niet.")
    take_step(story, ORDER[ORDER.index(story.state) - 1], by=by, note=note)


def _go_on(
    story: Story,
    to: str,
    *,
    by: AbstractUser,
    note: str,
    writer: int | None = None,
    attempt: Attempt | None = None,
) -> None:
    if ORDER.index(to) != ORDER.index(story.state) + 1:
        raise ValidationError("Het verhaal is intussen verder of terug. Kijk eerst waar het is.")
    take_step(story, to, by=by, note=note, writer=writer, attempt=attempt)


def still_open(number: int) -> str:
    return OPEN.format(number) if number else ""


def is_at(*states: str) -> Callable[[Story], bool]:
    return lambda story: story.state in states


@dataclass(frozen=True)
class Taken:
    """A step as staff read it."""

    when: str
    what: str
    who: str
    note: str


def way_of(story: Story) -> list[Taken]:
    """All steps, the oldest first, in one query."""
    return [
        Taken(
            write_moment(timezone.localtime(step.taken_at)),
            f"{step.get_state_before_display()} → {step.get_state_after_display()}",
            str(step.taken_by or "niet vastgelegd"),
            step.note,
        )
        for step in story.steps.select_related("taken_by")
    ]
