"""How the releases of a pilot stand, for staff: the matrix, what changed since, what is asked."""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from programme.models import Programme
from programme.prepared import Given, Prepared

from ..models import Audience, Pilot, Release, ReleaseRequest, What
from .gate import told_now
from .offer import offered


@dataclass(frozen=True)
class Told:
    """Something published that holds words of a release; it is frozen and does not change."""

    title: str
    url: str
    since: datetime


Publications = Callable[[Pilot, list[str]], list[Told]]
_publications: list[Publications] = []


def published_by(find: Publications) -> None:
    """An app above this one says where words of a pilot were published."""
    _publications.append(find)


def published_with(pilot: Pilot, releases: list[Release]) -> list[Told]:
    words = [passage for release in releases for passage in release.text.split("\n\n") if passage]
    return [told for find in _publications for told in find(pilot, words)] if words else []


@dataclass(frozen=True)
class Cell:
    """`changed`: what was read is not what stands there now, so it is to be asked again. `closed`:
    a text in full that is told to nobody as long as the host may not be named."""

    audience: Audience
    release: Release | None
    changed: bool = False
    over: bool = False
    closed: bool = False
    by_all: bool = False
    """Told to this audience because it is told to everybody."""

    @property
    def words(self) -> str:
        return in_words(self.release) if self.release else ""


@dataclass(frozen=True)
class Row:
    what: What
    cells: list[Cell]


def matrix_of(pilot: Pilot) -> list[Row]:
    """A row for each thing to release, a cell for each audience."""
    known = {(row.what, row.audience): row for row in pilot.releases.filter(ended_at=None)}
    told = {row.pk for row in told_now(pilot)}
    return [Row(what, _cells(pilot, known, what, told)) for what in What]


def changed_since_read(pilot: Pilot) -> list[Release]:
    """Standing consents of which the source is another than the host read."""
    cells = (cell for row in matrix_of(pilot) for cell in row.cells)
    return [cell.release for cell in cells if cell.release and cell.changed]


def former_of(pilot: Pilot) -> QuerySet[Release]:
    return pilot.releases.exclude(ended_at=None).order_by("-ended_at", "-pk")


def requests_of(pilot: Pilot) -> QuerySet[ReleaseRequest]:
    return pilot.release_requests.prefetch_related("cells", "marks").select_related("asked_by")


def waiting_hosts(today: date | Given) -> QuerySet[Pilot]:
    """Pilots of which a host was asked and did not answer yet."""
    waiting = ReleaseRequest.objects.waiting(today).values("pilot")
    return Pilot.objects.filter(pk__in=waiting)


def asked_hosts(programme: Programme) -> frozenset[int]:
    """The keys of the pilots of a programme that wait for their host."""
    return frozenset(_waiting_of(programme=programme, today=timezone.localdate()))


@Prepared
def _waiting_of() -> QuerySet:
    waiting = waiting_hosts(Given("today")).filter(programme=Given("programme"))
    return waiting.values_list("pk", flat=True)


def in_words(release: Release) -> str:
    """ "volledig, tot en met 3-4-2027; toestemming van de directeur, 24-2-2014"."""
    return "; ".join(_words(release))


def _words(release: Release) -> Iterator[str]:
    until = f", tot en met {release.until:%-d-%-m-%Y}" if release.until else ""
    yield f"{release.get_form_display()}{until}"
    if release.consented_by:
        day = f", {release.consented_on:%-d-%-m-%Y}" if release.consented_on else ""
        yield f"toestemming van {release.consented_by}{day}"
    source = release.get_source_display()
    yield f"{source}: {release.source_note}" if release.source_note else source


def _cells(
    pilot: Pilot, known: dict[tuple[str, str], Release], what: What, told: Container[int]
) -> list[Cell]:
    for_all = known.get((what, Audience.PUBLIC))
    return [_cell(pilot, each, known.get((what, each)), for_all, told) for each in Audience]


def _cell(
    pilot: Pilot,
    audience: Audience,
    release: Release | None,
    for_all: Release | None,
    told: Container[int],
) -> Cell:
    if release is None:
        return Cell(audience, None, by_all=for_all is not None)
    now = offered(pilot, release.what, release.form).read_hash
    over = release.until is not None and release.until < timezone.localdate()
    closed = not over and release.pk not in told
    return Cell(audience, release, now != release.read_hash, over, closed)
