"""From a session plan to plain values, of which its page and its PDF are made.

Value cards stand together as one item, at the place of the first, with one time.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django.utils.text import capfirst

from pilots.models import Session

from ..editions.book import item_of, with_what_they_hold
from ..models import Material, PlanPart, SessionPlan, Story

CARDS = "cards"
LABELS = {"story": "verhaal", **dict(Material.Kind.choices)}
GONE_ONE = "Eén verhaal mag hier niet meer worden gebruikt en is weggelaten."
GONE_MORE = "{} verhalen mogen hier niet meer worden gebruikt en zijn weggelaten."


def plan_of(plan: SessionPlan) -> dict[str, Any]:
    """A fixed number of queries. What may no longer be used is left out, and counted."""
    items = _with_times([_item(block) for block in blocks(plan)])
    told = [item["minutes"] for item in items if item["minutes"] is not None]
    return {
        "title": str(plan),
        "about": _about(plan.session),
        "programme": plan.programme.name,
        "minutes": plan.minutes,
        "people": plan.people,
        "items": items,
        "total": sum(told),
        "warnings": list(_warnings(plan, items, sum(told))),
        "bring": list(dict.fromkeys(_bring(items, plan.people))),
    }


def blocks(plan: SessionPlan) -> list[list[PlanPart]]:
    """The parts that may be used, in their order: each by itself, the value cards together."""
    rows = plan.parts.exclude(story__in=_not_usable(plan))
    found: dict[str, list[PlanPart]] = {}
    for part in with_what_they_hold(rows).order_by("position", "pk"):
        found.setdefault(key_of(part), []).append(part)
    return list(found.values())


def key_of(part: PlanPart) -> str:
    return CARDS if part.kind == Material.Kind.CARD else f"part-{part.pk}"


def mark_of(question: str) -> str:
    """Eight signs that tell one question from another and say nothing of its words. A question that
    is written anew has another mark, and is asked."""
    return sha256(question.encode()).hexdigest()[:8]


def _not_usable(plan: SessionPlan) -> Any:
    return Story.objects.filter(in_plans__plan=plan).exclude(pk__in=Story.objects.for_a_session())


def _item(block: list[PlanPart]) -> dict[str, Any]:
    first = block[0]
    if key_of(first) == CARDS:
        return _cards(block)
    item, skipped = item_of(first), first.left_out.split()
    asked = [question for question in item["questions"] if mark_of(question) not in skipped]
    return item | {
        "part": key_of(first),
        "label": capfirst(LABELS[item["kind"]]),
        "questions": asked,
        "all_questions": item["questions"],
        "minutes": first.minutes,
        "people": _size(first.material),
        "cards": [],
    }


def _size(material: Material | None) -> tuple[int | None, int | None]:
    return (material.people_min, material.people_max) if material else (None, None)


def _cards(block: list[PlanPart]) -> dict[str, Any]:
    items = [item_of(part) for part in block]
    count = len(items)
    supplies = [item["supplies"] for item in items if item["supplies"]]
    return items[0] | {
        "part": CARDS,
        "label": "Waardenkaarten",
        "all_questions": [],
        "title": "Waardenkaarten" if count > 1 else "Waardenkaart",
        "minutes": block[0].minutes,
        "people": (None, None),
        "cards": [{"title": each["title"], "paragraphs": each["paragraphs"]} for each in items],
        "supplies": "; ".join(dict.fromkeys(supplies)),
        "is_example": any(each["is_example"] for each in items),
        **dict.fromkeys(("paragraphs", "questions", "steps", "qualities", "themes"), []),
        **dict.fromkeys(("aim", "group_size"), ""),
        "facilitator_note": [words for each in items for words in each["facilitator_note"]],
    }


def _with_times(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """From which minute to which each lasts, as long as all before it have a time."""
    done: int | None = 0
    timed = []
    for item in items:
        minutes = item["minutes"]
        ends = None if done is None or minutes is None else done + minutes
        timed.append(item | {"when": "" if ends is None else f"minuut {done} tot {ends}"})
        done = ends
    return timed


def _about(session: Session | None) -> str:
    return session.group.pilot.title if session else ""


def _warnings(plan: SessionPlan, items: list[dict[str, Any]], total: int) -> Iterator[str]:
    if (over := total - plan.minutes) > 0:
        yield f"Dit past niet: het duurt {total} minuten, en u hebt er {plan.minutes}. " + (
            f"Haal {over} {'minuut' if over == 1 else 'minuten'} weg."
        )
    if unknown := [item["title"] for item in items if item["minutes"] is None]:
        yield f"Nog zonder tijd, dus niet meegeteld: {_listed(unknown)}."
    for item in items:
        if _is_other_size(plan.people, *item["people"]):
            size = item["group_size"]
            yield f"“{item['title']}” is bedoeld voor {size}, en u verwacht er {plan.people}."
    if gone := _not_usable(plan).count():
        yield GONE_ONE if gone == 1 else GONE_MORE.format(gone)


def _is_other_size(people: int | None, low: int | None, high: int | None) -> bool:
    return people is not None and not (low or 0) <= people <= (high or people)


def _bring(items: list[dict[str, Any]], people: int | None) -> Iterator[str]:
    """In the order in which it is needed; the same twice is brought once."""
    copies = f"{people} keer" if people else "voor elke deelnemer"
    for item in items:
        if item["kind"] == "story":
            yield f"“{item['title']}” op papier, {copies}"
        if count := len(item["cards"]):
            yield f"{count} {'waardenkaart' if count == 1 else 'waardenkaarten'}"
        if item.get("supplies"):
            yield item["supplies"]


def _listed(titles: list[str]) -> str:
    return ", ".join(f"“{title}”" for title in titles)
