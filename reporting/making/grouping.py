"""The readiness list by what one deed mends: twelve hubs without a number of people are one entry.

A group leads to the list in the admin that holds what it is about. A long one has a page of its
own, so that the list of a year with a thousand meetings stays one that a person can read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse

from dates.values import Answer, Period
from meetings.lines import meetings_line
from meetings.models import Meeting

from .missing import Missing
from .publishing_forms import Row

MOST_INLINE = 10
"""Lines of a group that stand on the list itself."""


@dataclass(frozen=True)
class Kind:
    """What is missing of more rows at once. `said` is its sentence; `narrowed` filters the list."""

    key: str
    said: str
    narrowed: dict[str, str] = field(default_factory=dict)


KINDS = {
    "attendance": Kind(
        "aanwezigen",
        "Van {number} {more} is het aantal aanwezigen niet vastgelegd.",
        {"ontbreekt": "aanwezigen"},
    ),
    "minutes": Kind(
        "verslag", "Van {number} {more} is geen verslag vastgelegd.", {"ontbreekt": "verslag"}
    ),
    "reason-": Kind(
        "reden",
        "Van {number} {more} is niet vastgelegd waarom zij zijn verplaatst.",
        {"ontbreekt": "reden"},
    ),
    "held-": Kind(
        "gehouden",
        "Van {number} {more} is de datum voorbij, en niet vastgelegd of zij zijn gehouden.",
        {"status": "te-bevestigen"},
    ),
    "date-": Kind(
        "datum",
        "Van {number} {more} is de oude datum losgelaten; een nieuwe ontbreekt.",
        {"jaar": "onbekend"},
    ),
    "year-": Kind("jaar", "Van {number} {more} is uit de datum niet op te maken in welk jaar."),
    "next-step-": Kind("stap", "Van {number} gesprekspartners is de volgende stap onbekend."),
    "release": Kind("vrijgave", "Van {number} pilots zijn de resultaten nog niet vrijgegeven."),
    "changed-": Kind("veranderd", "In de tekst veranderden {number} cijfers sinds zij is bewaard."),
    "nothing-": Kind("nul", "De tekst noemt {number} cijfers die nul of onbekend zijn."),
}
"""By the kind of a line, or by how it begins."""


@dataclass(frozen=True)
class Group:
    """Lines of one section that one deed mends, or one line by itself. `period`: of the report."""

    section: str
    kind: Kind | None
    rows: tuple[Row, ...]
    period: Period

    @property
    def key(self) -> str:
        return self.kind.key if self.kind else ""

    @property
    def is_one(self) -> bool:
        return self.kind is None or len(self.rows) == 1

    @property
    def is_long(self) -> bool:
        return len(self.rows) > MOST_INLINE

    @property
    def number_waived(self) -> int:
        return sum(row.line.waiver is not None for row in self.rows)

    @property
    def text(self) -> str:
        """How many there are, also of what stays so: of that nothing was mended either."""
        more = meetings_line(self._meetings[0].line).more if self._meetings else ""
        return self.kind.said.format(number=len(self.rows), more=more) if self.kind else ""

    @property
    def writing_url(self) -> str:
        """Where all are mended at once, where that is the text of the section."""
        return self.rows[0].line.writing_url if self.key in ("veranderd", "nul") else ""

    @property
    def list_url(self) -> str:
        """The list in the admin, narrowed to these; empty where there is none."""
        meetings = self._meetings
        if not meetings or not self.kind or not self.kind.narrowed or not self._may_see:
            return ""
        page = meetings_line(meetings[0].line).admin_page
        narrowed = {"programme__id__exact": str(meetings[0].programme_id)} | self.kind.narrowed
        if "jaar" not in narrowed and all(map(self._may_be_of_the_year, meetings)):
            narrowed["jaar"] = str(self.period.first.year)
        return f"{reverse(f'admin:{page}_changelist')}?{urlencode(narrowed)}"

    @property
    def _may_see(self) -> bool:
        return all(row.line.may_see for row in self.rows)

    @property
    def _meetings(self) -> list[Meeting]:
        rows = [row.line.missing.row for row in self.rows]
        return [row for row in rows if isinstance(row, Meeting)]

    def _may_be_of_the_year(self, meeting: Meeting) -> bool:
        return meeting.date is not None and meeting.date.lies_in(self.period) is not Answer.NO


def groups_of(section: str, rows: Sequence[Row], period: Period) -> Iterator[Group]:
    """In the order of the list: a group stands where its first line does."""
    order: dict[str, list[Row]] = {}
    for row in rows:
        kind = kind_of(row.line.missing)
        of = f"{kind.key}:{_of_row(row.line.missing)}" if kind else row.line.missing.key
        order.setdefault(of, []).append(row)
    for found in order.values():
        yield Group(section, kind_of(found[0].line.missing), tuple(found), period)


def kind_of(missing: Missing) -> Kind | None:
    starts = (start for start in KINDS if start[-1] == "-" and missing.kind.startswith(start))
    return KINDS.get(missing.kind) or KINDS.get(next(starts, ""))


def _of_row(missing: Missing) -> str:
    """Figures are mended text by text: that of a section, and that of an agreement."""
    about_figures = missing.kind.startswith(("changed-", "nothing-"))
    return missing.key.rpartition(":")[2] if about_figures else ""
