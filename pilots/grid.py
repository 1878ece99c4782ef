"""The grid of a pilot, "groepen × sessies": what became of each session, at a glance."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Prefetch
from django.urls import reverse

from backoffice.returning import RETURN

from .models import Group, Pilot, Session, SessionMove

TOO_FEW = "minder begeleiders dan afgesproken"
NO_LEADERS = "Wie welke sessie leidde, is niet vastgelegd."
DEEDS = {
    Session.Status.PLANNED: (
        ("gehouden", "Gehouden"),
        ("verplaatsen", "Verplaatsen"),
        ("gaat-niet-door", "Gaat niet door"),
    ),
    Session.Status.HELD: (("verbeteren", "Verbeteren"),),
    Session.Status.CANCELLED: (("terug-naar-gepland", "Toch gepland"),),
}


@dataclass(frozen=True)
class Cell:
    """What is known of one session; `leaders_told` where who led is known of any of the pilot."""

    session: Session
    agreed: int
    leaders_told: bool
    back: str

    @property
    def is_held(self) -> bool:
        return self.session.status == Session.Status.HELD

    @property
    def led_by(self) -> int:
        return self.session.led_by

    @property
    def has_too_few(self) -> bool:
        return 0 < self.led_by < self.agreed

    @property
    def facilitators(self) -> str:
        if self.led_by:
            return f"{self.led_by} {'begeleider' if self.led_by == 1 else 'begeleiders'}"
        return "begeleiders niet vastgelegd" if self.is_held and self.leaders_told else ""

    @property
    def participants(self) -> str:
        if not self.is_held:
            return ""
        number = self.session.participants
        if number is None:
            return "deelnemers niet bekend"
        source = self.session.participants_source
        people = "deelnemer" if str(number) == "1" else "deelnemers"
        return f"{number} {people}" + (f" ({source})" if source else "")

    @property
    def former_dates(self) -> list[str]:
        return [
            f"verplaatst van {move.former_date or 'onbekend'}: "
            f"{move.reason or 'reden niet vastgelegd'}"
            for move in self.session.moves.all()
        ]

    @property
    def page(self) -> str:
        return self._address("change")

    @property
    def plan(self) -> str:
        """Where the plan of a session that is to be held stands; empty for another."""
        is_planned = self.session.status == Session.Status.PLANNED
        return self._address("sessieplan") if is_planned else ""

    @property
    def deeds(self) -> list[tuple[str, str]]:
        """Address and label of what can be done with it, each one click from the grid."""
        found = DEEDS[Session.Status(self.session.status)]
        return [
            (self._address("datum-verbeteren"), "Datum invullen")
            if name == "verplaatsen" and self.session.date is None
            else (self._address(name), label)
            for name, label in found
        ]

    def _address(self, name: str) -> str:
        address = reverse(f"admin:pilots_session_{name}", args=[self.session.pk])
        return f"{address}?{urlencode({RETURN: self.back})}"


@dataclass(frozen=True)
class Row:
    group: Group
    cells: list[Cell | None]

    @property
    def sessions(self) -> list[Session]:
        return [cell.session for cell in self.cells if cell]

    @property
    def held(self) -> int:
        return sum(session.status == Session.Status.HELD for session in self.sessions)


@dataclass(frozen=True)
class Grid:
    numbers: list[int]
    rows: list[Row]
    note: str = ""
    totals: Counter = field(default_factory=Counter)

    @property
    def planned(self) -> int:
        """As many as were intended, which an added session does not change."""
        return sum(row.group.planned_sessions for row in self.rows)

    @cached_property
    def held(self) -> int:
        return self.totals[Session.Status.HELD]

    @property
    def summary(self) -> str:
        groups = f"{len(self.rows)} {'groep' if len(self.rows) == 1 else 'groepen'}"
        told = [f"{self.planned} voorgenomen sessies", f"{self.held} gehouden"]
        for status, words in (
            (Session.Status.PLANNED, "nog gepland"),
            (Session.Status.CANCELLED, "niet doorgegaan"),
        ):
            if self.totals[status]:
                told.append(f"{self.totals[status]} {words}")
        return f"{groups}, " + ", ".join(told) + "."


def grid_of(pilot: Pilot) -> Grid:
    """Three queries, however many groups and sessions there are."""
    sessions = Session.objects.with_leaders().prefetch_related(
        Prefetch("moves", SessionMove.objects.order_by("pk"))
    )
    groups = list(pilot.groups.prefetch_related(Prefetch("sessions", sessions)))
    every = [session for group in groups for session in group.sessions.all()]
    held = [session for session in every if session.status == Session.Status.HELD]
    told = any(session.led_by for session in every)
    numbers = sorted({session.number for session in every})
    agreed = pilot.facilitators_per_session or 0
    back = reverse("admin:pilots_pilot_change", args=[pilot.pk]) + "#rooster"

    def row(group: Group) -> Row:
        by_number = {
            session.number: Cell(session, agreed, told, back) for session in group.sessions.all()
        }
        return Row(group, [by_number.get(number) for number in numbers])

    return Grid(
        numbers,
        [row(group) for group in groups],
        NO_LEADERS if held and not told else "",
        Counter(session.status for session in every),
    )
