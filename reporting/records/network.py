"""The network of ambassadors as it was known on a day: how many, where, and what they did.

Of nobody who, and nothing that was written: only what is counted is read. Who never was accepted is
no ambassador, who left by then is one no longer. Sector and province are those of then, as far as
they had been recorded.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from ambassadors.models import Activity, Ambassador
from dates.values import Answer, ApproximateDate, Period
from programme.models import Sector
from programme.prepared import Given, Prepared
from programme.provinces import Province

from .as_known import is_ahead, read_past_of_ambassadors
from .headcount import Headcount, InFives, Sum, sum_of
from .suppression import suppress

UNKNOWN = "Niet vastgelegd"
SECTORS = {code: str(label) for code, label in Sector.choices} | {"": UNKNOWN}
PROVINCES = {code: str(label) for code, label in Province.choices} | {"": UNKNOWN}


PARTS = ("earliest", "latest", "wording")
OF_MEMBERS = ("state", "state_since", "sector", "province", "organisation__sector")
OF_DEEDS = ("people", "organisation__sector", "ambassador__sector", "ambassador__province")
Where = dict[int, tuple[str, str]]
"""What is read beside the dates; of nobody a name or a word."""


@dataclass(frozen=True)
class Member:
    joined: ApproximateDate | None
    sector: str
    province: str
    has_left: bool


@dataclass(frozen=True)
class Deed:
    """What an ambassador did; `people` None where that is not known."""

    when: ApproximateDate | None
    people: int | None
    sector: str
    province: str


@dataclass(frozen=True)
class Network:
    members: tuple[Member, ...] = ()
    deeds: tuple[Deed, ...] = ()

    @property
    def is_recorded(self) -> bool:
        return bool(self.members or self.deeds)

    @property
    def here(self) -> list[Member]:
        """Who had not left by then."""
        return [member for member in self.members if not member.has_left]

    def size(self) -> InFives:
        return InFives(len(self.here) if self.members else None)

    def joined_in(self, year: int) -> InFives:
        new = [member for member in self.members if _lies_in(member.joined, year)]
        return InFives(len(new) if self.members else None)

    def done_in(self, year: int) -> list[Deed]:
        return [deed for deed in self.deeds if _lies_in(deed.when, year)]


def _lies_in(when: ApproximateDate | None, year: int) -> bool:
    return when is not None and when.lies_in(Period.of_year(year)) is Answer.YES


def people_of(deeds: Iterable[Deed]) -> Sum:
    """How many took part, added up: who took part twice is counted twice."""
    return sum_of(Headcount(deed.people) for deed in deeds)


def read_network(until: date, **which: object) -> Network:
    """In two queries, and one of their past where `until` is not now; `which` says of what
    programmes, as `programme=programme` does."""
    where = _where_by_then(until, which)
    members = _members(_accepted(*which, **which), where, until)
    deeds = _deeds(_activities(*which, **which), where, until)
    return Network(tuple(members), tuple(deeds))


@Prepared
def _accepted(*which: str) -> QuerySet:
    rows = Ambassador.objects.exclude(state=Ambassador.State.INTERESTED)
    read = (*OF_MEMBERS, *(f"joined_{part}" for part in PARTS))
    where = {name: Given(name) for name in which}
    return rows.filter(**where).select_related("organisation").only(*read)


@Prepared
def _activities(*which: str) -> QuerySet:
    rows = Activity.objects.select_related("organisation", "ambassador")
    read = (*OF_DEEDS, *(f"date_{part}" for part in PARTS))
    where = {f"ambassador__{name}": Given(name) for name in which}
    return rows.filter(**where).only(*read)


def _where_by_then(until: date, which: dict[str, object]) -> Where:
    """Sector and province of each who was recorded by then, by the id; who was entered only later
    stands as entered."""
    found: Where = {}
    for key, saved in read_past_of_ambassadors(*which)(until, **which).items():
        then = next((row for row in reversed(saved) if row.on <= until), None)
        if then is not None:
            sector = then.state or then.values["organisation__sector"] or ""
            found[key] = (sector, then.values["province"])
    return found


def _members(accepted: Iterable[Ambassador], where: Where, until: date) -> Iterator[Member]:
    for row in accepted:
        left = row.state == Ambassador.State.LEFT
        if is_ahead(row.joined, until) or (left and row.joined is None):
            continue
        now = row.sector or (row.organisation.sector if row.organisation else "")
        sector, province = where.get(row.pk, (now, row.province))
        yield Member(row.joined, sector, province, left and row.state_since <= until)


def _deeds(activities: Iterable[Activity], where: Where, until: date) -> Iterator[Deed]:
    """Of the sector in which it happened; where that is not known, that of who did it."""
    for row in activities:
        if not is_ahead(row.date, until):
            of = row.ambassador
            sector, province = where.get(row.ambassador_id, (of.sector, of.province))
            there = row.organisation.sector if row.organisation else sector
            yield Deed(row.date, row.people, there, province)


def spread(values: Iterable[str], names: Mapping[str, str]) -> dict[str, int | None] | None:
    """How many of each, in the order of `names` and without those of which there is none; None for
    what may not be told, and in all where nothing may."""
    counts = Counter(values)
    codes = [code for code in names if counts[code]]
    told = suppress([[counts[code]] for code in codes])
    if told is None:
        return None
    return {code: row[0] for code, row in zip(codes, told, strict=False)}
