"""Choosing what a session holds, and in which order, for how long and with which questions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from pilots.actions.saving import save

from ..models import Material, PlanPart, SessionPlan, Story
from .values import blocks, key_of, mark_of


@dataclass(frozen=True)
class Place:
    """Where one item stands, how many minutes it takes (None: not known), and what is asked."""

    position: int
    minutes: int | None = None
    questions: frozenset[str] | None = None
    """Those that are asked, word for word; None: whatever was chosen before."""


@transaction.atomic
def choose(
    plan: SessionPlan,
    *,
    minutes: int,
    people: int | None,
    stories: Iterable[Story],
    materials: Iterable[Material],
    by: object,
) -> SessionPlan:
    """Keep the time, the group and what is chosen; also for a plan that was not stored before.

    What stays keeps its place, time and questions; what is new comes at the end, with the time that
    it has itself. Of two who begin at the same session the second goes on with the plan of the
    first.
    """
    plan = _stored(plan, minutes)
    plan.minutes, plan.people = minutes, people
    save(plan, by=by, why="onderdelen gekozen")
    kept = _leave_out(plan, list(stories), list(materials))
    wanted: list[Story | Material] = [*stories, *materials]
    new = [row for row in wanted if (type(row), row.pk) not in kept]
    last = max((part.position for part in plan.parts.all()), default=0)
    for position, row in enumerate(new, start=last + 1):
        _part(plan, row, position).save()
    return plan


@transaction.atomic
def arrange(plan: SessionPlan, *, places: Mapping[str, Place], by: object) -> None:
    """`places` by the key of an item (`values.key_of`). One that is not named stays as it is."""
    SessionPlan.objects.select_for_update().get(pk=plan.pk)
    for block in blocks(plan):
        place = places.get(key_of(block[0]))
        if place is None:
            continue
        for part in block:
            part.position = place.position
            part.minutes = place.minutes if part is block[0] else None
            _skip(part, place.questions)
            part.save()
    save(plan, by=by, why="volgorde, tijd en vragen gekozen")


def _stored(plan: SessionPlan, minutes: int) -> SessionPlan:
    """Locked, so that two who choose at once do so in turn."""
    if plan.pk is None:
        defaults = {"programme": plan.programme, "minutes": minutes}
        plan, _ = SessionPlan.objects.get_or_create(session=plan.session, defaults=defaults)
    return SessionPlan.objects.select_for_update().get(pk=plan.pk)


def _leave_out(plan: SessionPlan, stories: list[Story], materials: list[Material]) -> set:
    """What is not chosen any more goes; returns which rows stay."""
    kept = set()
    for part in plan.parts.select_related("story", "material"):
        row = part.story or part.material
        if row in (stories if part.story else materials):
            kept.add((type(row), row.pk))
        else:
            part.delete()
    return kept


def _part(plan: SessionPlan, row: Story | Material, position: int) -> PlanPart:
    if isinstance(row, Story):
        return PlanPart(plan=plan, story=row, position=position)
    return PlanPart(plan=plan, material=row, position=position, minutes=row.minutes)


def _skip(part: PlanPart, asked: frozenset[str] | None) -> None:
    if asked is None:
        return
    row = part.story or part.material
    every = filter(None, map(str.strip, row.questions.splitlines()))
    part.left_out = " ".join(mark_of(each) for each in every if each not in asked)
