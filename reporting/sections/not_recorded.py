"""What is not recorded and why: the lines of the readiness list that staff let stand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..document.values import Block, BulletList, Emphasis, Paragraph, Section, Text
from .material import LetStand, Material

KEY, TITLE = "not_recorded", "Wat niet is vastgelegd, en waarom"


def not_recorded(material: Material) -> Section | None:
    """Each reason once, with all that it is given for."""
    by_reason: dict[str, list[LetStand]] = defaultdict(list)
    for each in material.let_stand:
        by_reason[each.reason].append(each)
    blocks = [block for reason, found in by_reason.items() for block in _told(reason, found)]
    return Section(KEY, TITLE, tuple(blocks)) if blocks else None


def _told(reason: str, found: Iterable[LetStand]) -> list[Block]:
    """One line stands beside its reason, so that no page ends between them."""
    lines = list(_lines(found))
    why = Emphasis((Text(reason if reason[-1:] in ".!?" else f"{reason}."),), strong=True)
    if len(lines) == 1:
        return [Paragraph((why, Text(f" {lines[0]}")))]
    return [Paragraph((why,)), BulletList(tuple((Paragraph((Text(line),)),) for line in lines))]


def _lines(found: Iterable[LetStand]) -> Iterator[str]:
    """Of one thing all that is missing, and of whatever lacks the same once: "Aantal aanwezigen en
    verslag: Hub Utrecht; Hub Zwolle"."""
    of_what: dict[str, list[str]] = defaultdict(list)
    for each in found:
        of_what[each.what].append(each.of)
    same: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for what, of in of_what.items():
        same[tuple(of)].append(what)
    for named, lacking in same.items():
        yield f"{_and(lacking)}: {'; '.join(named)}"


def _and(words: list[str]) -> str:
    first, *others = words
    *between, last = [first, *(word[:1].lower() + word[1:] for word in others)]
    return f"{', '.join(between)} en {last}" if between else last
