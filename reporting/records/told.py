"""What published versions told of numbers of people, so that no difference gives one away.

Read from the stored Documents themselves: what was printed is all that a reader can compare with.
Numbers of meetings and of organisations are not numbers of people, and are not read.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import QuerySet

from programme.prepared import Given, Prepared

from ..document.stored import read_document
from ..models import PublishedVersion
from ..models.version import AlteredError
from .scope import Scope

PEOPLE, BY_SECTOR, ALL = "Aanwezigen", "Deelnames", "Samen"
"""The heads of columns with people in them, and of the row with their sum."""
UNLINKED = "reach.unlinked"
SECTORS = "reach-sectors"
MOST_KEPT = 200

Numbers = dict[str, frozenset[int]]


@dataclass(frozen=True)
class Told:
    """Exact numbers of people, by the key of a meeting, of a figure, and by the name of a sector.

    `left_out` are the sectors of which a version of this very report left the number out, while it
    told the sum.
    """

    numbers: Numbers = field(default_factory=dict)
    sectors: Numbers = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()

    def of(self, key: str) -> frozenset[int]:
        return self.numbers.get(key, frozenset())

    def of_sector(self, name: str) -> frozenset[int]:
        return self.sectors.get(name, frozenset())


def read_told(scope: Scope) -> Told:
    """Of all versions of all reports of the programme; a damaged one tells nobody anything."""
    rows = _checksums(programme=scope.programme)
    if not rows:
        return Told()
    if new := {checksum for checksum, _report in rows} - _known.keys():
        _read_new(PublishedVersion.objects.filter(checksum__in=new))
    found = [(_known.get(checksum, Told()), report) for checksum, report in rows]
    return Told(
        numbers=_all_of([told.numbers for told, _report in found]),
        sectors=_all_of([told.sectors for told, _report in found]),
        left_out=frozenset().union(
            *(told.left_out for told, report in found if report == scope.report.pk)
        ),
    )


@Prepared
def _checksums() -> QuerySet:
    versions = PublishedVersion.objects.filter(report__programme=Given("programme"))
    return versions.order_by("pk").values_list("checksum", "report_id")


_known: dict[str, Told] = {}
"""By the checksum of a Document what it tells: a Document with that checksum never changes."""


def _read_new(versions: Iterable[PublishedVersion]) -> None:
    if len(_known) > MOST_KEPT:
        _known.clear()
    for version in versions:
        try:
            _known[version.checksum] = _told_in(read_document(version.intact_document))
        except (AlteredError, ValueError, KeyError):
            continue


def _told_in(document: dict) -> Told:
    tables = list(_tables(document))
    sectors = dict(_by_sector(tables))
    exact = {name: frozenset({number}) for name, number in sectors.items() if number is not None}
    hidden = [name for name, number in sectors.items() if number is None]
    return Told(
        numbers=_all_of([_of_figures(document), *_of_meetings(document, tables)]),
        sectors=exact,
        left_out=frozenset(hidden if ALL in exact else ()),
    )


def _all_of(parts: list[Numbers]) -> Numbers:
    found: dict[str, frozenset[int]] = defaultdict(frozenset)
    for part in parts:
        for key, numbers in part.items():
            found[key] |= numbers
    return dict(found)


def _of_figures(document: dict) -> Numbers:
    figure = document.get("figures", {}).get(UNLINKED, {})
    if figure.get("value") is None or figure["qualifier"]:
        return {}
    return {UNLINKED: frozenset({figure["value"]})}


def _of_meetings(document: dict, tables: list[dict]) -> Iterator[Numbers]:
    """A row begins with the title that the meeting had then; the longest that fits, so that "Hub 1"
    is not "Hub 10". Where two had the same title, both get the numbers of both."""
    titles = {
        key: title.partition(": ")[2].rpartition(" (")[0] or title.partition(": ")[2]
        for key, title in document.get("records", {}).items()
        if key.startswith("meeting:")
    }
    for name, number in (row for table in tables for row in _cells(table, PEOPLE)):
        fitting = {key: title for key, title in titles.items() if name.startswith(title)}
        longest = max(map(len, fitting.values()), default=0)
        if number is not None:
            told = frozenset({number})
            yield {key: told for key, title in fitting.items() if len(title) == longest}


def _by_sector(tables: list[dict]) -> Iterator[tuple[str, int | None]]:
    for table in tables:
        if table["key"] == SECTORS:
            yield from _cells(table, BY_SECTOR)


def _cells(table: dict, head: str) -> Iterator[tuple[str, int | None]]:
    """The first cell of each row, with the number under a head; None where it is not exact."""
    labels = [column["label"] for column in table["columns"]]
    if head in labels:
        for row in table["rows"]:
            yield row[0]["text"], _exact(row[labels.index(head)]["text"])


def _exact(text: str) -> int | None:
    digits = text.replace(".", "")
    return int(digits) if digits.isdecimal() else None


def _tables(document: dict) -> Iterator[dict]:
    for section in document.get("sections", []):
        for part in (section, *section["sections"]):
            yield from (block for block in part["blocks"] if block["type"] == "table")
