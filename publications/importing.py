"""Publications out of a file: which one a row is about, and what would change (rule 14).

A row is about the publication with its kenmerk; else with its address on the web; else with its
title and date, where not both have an address. So the same file twice adds nothing, a feed neither,
and an export that was worked on comes back on its own rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from backoffice.records import IMPORTED
from backoffice.replacing import user_of
from dates.fields import date_columns
from dates.to_come import is_to_come
from dates.values import ApproximateDate
from dutch.sorting import fold
from programme.asking import outside_term
from programme.models import Programme
from tables import Change, Fault, Judged, Plan, Planned

from .models import Publication

TWICE = "Deze bijdrage staat ook bij nummer {}. Verwijder één van beide uit het bestand."
ELSEWHERE = "Dit kenmerk is van een bijdrage van een ander programma. Maak de cel leeg."
UNKNOWN = "Dit kenmerk is onbekend. Maak de cel leeg; een nieuwe bijdrage krijgt er vanzelf een."
OF_ONE = "Een bijdrage hoort bij één bijeenkomst, één pilot of één verhaal. Maak de andere leeg."
MINUTES_OF = "Schrijf bij een verslag ook van welke bijeenkomst het is, in een kolom Bijeenkomst."
TO_COME = "Let op: de datum moet nog komen."
LABELS = {
    "kind": "Soort",
    "title": "Titel",
    "date": "Datum",
    "url": "Adres op het web",
    "meeting": "Bijeenkomst",
    "pilot": "Pilot",
    "story": "Verhaal",
    "concerns_public_administration": "Gaat over het openbaar bestuur",
}
Key = tuple[str, str]


@dataclass
class Known:
    """The publications of a programme, by what a row may say of them."""

    by_slug: dict[str, Publication] = field(default_factory=dict)
    by_url: dict[str, Publication] = field(default_factory=dict)
    by_title: dict[Key, list[Publication]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, programme: Programme) -> "Known":
        known = cls()
        rows = Publication.objects.filter(programme=programme)
        for each in rows.select_related("meeting", "pilot", "story"):
            known.by_slug[each.slug] = each
            known.by_url.setdefault(same_address(each.url), each)
            known.by_title[key_of(each.title, each.date)].append(each)
        known.by_url.pop("", None)
        return known

    def find(self, values: Mapping[str, Any]) -> Publication | None:
        if values.get("slug"):
            return self.by_slug.get(values["slug"])
        address = same_address(values.get("url", ""))
        if address and (found := self.by_url.get(address)):
            return found
        called = self.by_title.get(key_of(values["title"], values.get("date")), [])
        return next((each for each in called if not (address and each.url)), None)


def key_of(title: str, date: ApproximateDate | None) -> Key:
    return fold(title), str(date or "")


def same_address(url: str) -> str:
    """http and https, with or without a slash at the end, lead to one page."""
    return url.partition("://")[2].removesuffix("/") or url


def plan(rows: Iterable[Judged], programme: Programme, kind: str) -> Plan:
    """In a fixed number of queries. `kind` is of new ones of which the file says none."""
    known = Known.of(programme)
    planned: list[Planned] = []
    faults: list[Fault] = []
    seen: dict[object, int] = {}
    others = set(Publication.objects.exclude(programme=programme).values_list("slug", flat=True))
    for row in rows:
        faults += row.faults
        if row.faults:
            continue
        target = known.find(row.values)
        sentence = _refusal(row, target, seen, others)
        each = _planned(row, target, programme, kind)
        if sentence := sentence or _impossible(each):
            faults.append(row.refused(sentence))
        planned.append(each)
    return Plan(tuple(planned), tuple(faults))


def _refusal(
    row: Judged, target: Publication | None, seen: dict[object, int], others: set[str]
) -> str:
    slug = row.values.get("slug")
    if slug and target is None:
        return ELSEWHERE if slug in others else UNKNOWN
    url, title = same_address(row.values.get("url", "")), row.values["title"]
    same = target.pk if target else url or key_of(title, row.values.get("date"))
    before = seen.setdefault(same, row.number)
    return TWICE.format(before) if before != row.number else ""


def _impossible(planned: Planned) -> str:
    """What the constraints of a publication refuse, said of its row."""

    def becomes(name: str) -> Any:
        return planned.values.get(name) or getattr(planned.target, name, None)

    if becomes("kind") == Publication.Kind.MINUTES and not becomes("meeting"):
        return MINUTES_OF
    return OF_ONE if sum(bool(becomes(name)) for name in ("meeting", "pilot", "story")) > 1 else ""


def _planned(row: Judged, target: Publication | None, programme: Programme, kind: str) -> Planned:
    """A cell that is empty says nothing."""
    said = {name: row.values[name] for name in LABELS if row.values.get(name) not in (None, "")}
    if target is None:
        said.setdefault("kind", kind)
    else:
        said = {name: value for name, value in said.items() if _differs(target, name, value)}
    changes = [Change(LABELS[name], _words(target, name), _word(name, said[name])) for name in said]
    title = row.values["title"] if target is None else target.title
    notes = tuple(_notes(said.get("date"), programme))
    return Planned(row.number, title, target, said, tuple(changes), notes)


def _differs(target: Publication, name: str, value: Any) -> bool:
    before = getattr(target, name)
    if name == "url":
        return same_address(before) != same_address(value)
    return bool(before != value)


def _words(target: Publication | None, name: str) -> str:
    return _word(name, getattr(target, name)) if target else ""


def _word(name: str, value: Any) -> str:
    if name == "kind":
        return str(Publication.Kind(value).label)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return "" if value is None else str(value)


def _notes(date: ApproximateDate | None, programme: Programme) -> Iterator[str]:
    if is_to_come(date):
        yield TO_COME
    if outside := outside_term(date, programme):
        yield f"Let op: {outside}"


def apply(plan: Plan, programme: Programme, *, by: Any) -> None:
    """In a fixed number of queries, with their history."""
    who: dict[str, Any] = {"default_user": user_of(by), "default_change_reason": IMPORTED}
    taken = set(Publication.objects.values_list("slug", flat=True))
    made = [_made(each, programme, taken) for each in plan.new]
    bulk_create_with_history(made, Publication, batch_size=500, **who)
    changed = [_set(each.target, each.values) for each in plan.changed]
    fields = [*(name for name in LABELS if name != "date"), *date_columns("date", None)]
    if changed:
        bulk_update_with_history(changed, Publication, fields, batch_size=500, **who)


def _made(planned: Planned, programme: Programme, taken: set[str]) -> Publication:
    slug = _free(slugify(planned.title)[:100].strip("-") or "bijdrage", taken)
    return _set(Publication(programme=programme, slug=slug), planned.values)


def _free(wanted: str, taken: set[str]) -> str:
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    taken.add(slug)
    return slug


def _set(publication: Publication, values: Mapping[str, Any]) -> Publication:
    for name, value in values.items():
        setattr(publication, name, value)
    return publication
