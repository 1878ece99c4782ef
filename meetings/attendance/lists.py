"""The list at the door: who is on it, and its four numbers."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dates.values import write
from dutch.names import surname_key
from dutch.sorting import fold

from ..emails import when
from ..models import Meeting, Registration

SIGNS = re.compile(r"[^\w\s]+")
WALK_IN_LINES = 8
"""Empty lines on the printed list, for who comes without having registered."""


@dataclass(frozen=True)
class Numbers:
    registered: int
    present: int
    absent: int
    walked_in: int

    @classmethod
    def of(cls, people: Iterable[Registration]) -> "Numbers":
        """As `MeetingQuerySet.with_attendance` counts them, of rows that were read already."""
        people = list(people)
        asked = [p for p in people if p.state == "confirmed" and not p.is_walk_in]
        return cls(
            registered=len(asked),
            present=sum(p.attended is True for p in people),
            absent=sum(p.attended is False for p in asked),
            walked_in=sum(p.attended is True and p.is_walk_in for p in people),
        )


def on_the_list(meeting: Meeting) -> list[Registration]:
    """Everyone who is registered, waits or walked in, by surname; in one query."""
    people = meeting.registrations.active().select_related("organisation")
    return sorted(people, key=lambda person: (*surname_key(person.name), person.pk))


def doubles(people: list[Registration]) -> set[int]:
    """Walk-ins who are not there, or not yet, while someone of the same name is on the list."""
    names = Counter(fold(person.name) for person in people)
    asked = (person for person in people if person.is_walk_in and not person.attended)
    return {person.pk for person in asked if names[fold(person.name)] > 1}


def found(people: list[Registration], words: str) -> list[Registration]:
    """Those in whose name and organisation each of the words stands, whatever the accents and the
    signs between letters: "jp" is J.P., "annemarie" Anne-Marie, and a y may stand for ij."""
    wanted = _spelled(words).split()
    return [p for p in people if _stand_in(wanted, _spelled(f"{p.name} {working_at(p)}"))]


def _spelled(text: str) -> str:
    return fold(text).replace("ij", "y")


def _stand_in(wanted: list[str], text: str) -> bool:
    """Each as it is typed, without its signs, or in parts where a sign parts them."""
    bare = SIGNS.sub("", text)
    return all(_stands_in(word, text, bare) for word in wanted)


def _stands_in(word: str, text: str, bare: str) -> bool:
    parts = [part for part in SIGNS.split(word) if part] or [word]
    return ("".join(parts) in bare) or all(part in text for part in parts)


def working_at(person: Registration) -> str:
    return person.organisation.name if person.organisation else person.organisation_typed


def printed(meeting: Meeting, people: Iterable[Registration]) -> dict:
    """What the templates of the list and the badges read: never an address."""
    people = list(people)
    asked = doubles(people)
    confirmed = [p for p in people if p.state == Registration.State.CONFIRMED]
    has_place = [p for p in confirmed if p.pk not in asked]
    return {
        "title": meeting.title,
        "day": write(meeting.date),
        "when": when(meeting),
        "place": ", ".join(part for part in (meeting.venue, meeting.place) if part),
        "people": [
            {"name": p.name, "organisation": working_at(p), "function": p.function}
            for p in has_place
        ],
        "walk_in_lines": WALK_IN_LINES,
    }
