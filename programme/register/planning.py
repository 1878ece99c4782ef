"""What a newer register would change, told before anything is written.

What staff changed stays: a field is changed only where it still holds what the register said when
it was read last, which the history knows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from backoffice.records import IMPORTED
from dutch.sorting import fold

from ..models import Organisation, OrganisationName
from .reading import Entry, Name, Register, parents

UPDATED = "register bijgewerkt"
MOST_LOST = 0.05
FIELDS = ("name", "abbreviation", "sector", "kind", "place", "website")


@dataclass(frozen=True)
class Change:
    """One field of one organisation; `is_ours` where staff changed it, so that it stays."""

    organisation: Organisation
    field: str
    before: Any
    after: Any
    is_ours: bool = False

    def __str__(self) -> str:
        label = Organisation._meta.get_field(self.field).verbose_name
        before, after = self.before or "(leeg)", self.after or "(leeg)"
        told = f"{self.organisation.name}, {label}: van “{before}” naar “{after}”"
        return f"{told}; u wijzigde dit zelf, dus het blijft" if self.is_ours else told


@dataclass
class Plan:
    """`gone` are no longer in the register, each with what follows it, if anything; `back` are in
    it again, after it ended them."""

    register: Register
    new: list[Entry] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    names: list[tuple[Organisation, Name]] = field(default_factory=list)
    dated: list[tuple[OrganisationName, Name]] = field(default_factory=list)
    gone: list[tuple[Organisation, Organisation | None]] = field(default_factory=list)
    back: list[Organisation] = field(default_factory=list)
    known: int = 0

    @property
    def done(self) -> list[Change]:
        return [each for each in self.changes if not each.is_ours]

    @property
    def stays(self) -> list[Change]:
        return [each for each in self.changes if each.is_ours]

    @property
    def is_empty(self) -> bool:
        changed = self.done or self.names or self.dated or self.gone or self.back
        return not (self.new or changed)

    @property
    def refusal(self) -> str:
        """Why it may not be done; empty where it may."""
        if len(self.gone) <= self.known * MOST_LOST:
            return ""
        return (
            f"Van de {self.known} organisaties uit het register ontbreken er {len(self.gone)}, "
            "meer dan 5%. Dat lijkt een onvolledig bestand. Haal het opnieuw."
        )

    def told(self) -> Iterator[tuple[str, list[str]]]:
        """Each kind of change under a heading; only the kinds that there are."""
        told = {
            "Nieuw": [str(each.values["name"]) for each in self.new],
            "Gewijzigd": [str(each) for each in self.done],
            "Andere namen erbij": [f"{o.name}: {name.name}" for o, name in self.names],
            "Vroegere namen met een einddatum": [
                f"{o}: tot en met {n.until}" for o, n in self.dated
            ],
            "Weer in het register": [each.name for each in self.back],
            "Niet meer in het register": [_told(*each) for each in self.gone],
            "Door u gewijzigd, en daarom niet aangeraakt": [str(each) for each in self.stays],
        }
        return ((f"{kind} ({len(rows)})", rows) for kind, rows in told.items() if rows)


def _told(gone: Organisation, successor: Organisation | None) -> str:
    return f"{gone.name}, opgevolgd door {successor.name}" if successor else gone.name


def plan(register: Register) -> Plan:
    """In a fixed number of queries. What was merged into another is left alone."""
    stored = {each.code: each for each in Organisation.objects.exclude(code=None)}
    present = {code: each for code, each in stored.items() if each.merged_into_id is None}
    in_use = {code: each for code, each in present.items() if not each.is_retired}
    entries = {each.code: each for each in register.entries}
    made = Plan(register, [e for c, e in entries.items() if c not in stored], known=len(in_use))
    said = _as_the_register_said()
    above = {short: stored.get(code) for short, code in parents(register.entries).items()}
    for code, organisation in present.items():
        if code in entries:
            parent = above.get(entries[code].parent)
            made.changes += _changes(organisation, entries[code], parent, said)
            if organisation.is_retired and _was_ended(organisation, said):
                made.back.append(organisation)
    _plan_names(made, present, entries)
    for code, organisation in in_use.items():
        if code not in entries and not _was_ended(organisation, said):
            after = register.successors.get(code, [])
            made.gone.append((organisation, stored.get(after[0]) if len(after) == 1 else None))
    return made


def _as_the_register_said() -> dict[int, dict[str, Any]]:
    """The values of each organisation when the register was read last."""
    rows = Organisation.history.filter(history_change_reason__in=[IMPORTED, UPDATED])
    names = ("id", *FIELDS, "parent_id", "is_retired")
    return {row["id"]: row for row in rows.order_by("history_date", "history_id").values(*names)}


def _was_ended(organisation: Organisation, said: dict[int, dict[str, Any]]) -> bool:
    """By the register, and not by staff; who staff took into use again since stays in use."""
    return bool(said.get(organisation.pk, {}).get("is_retired"))


def _changes(
    organisation: Organisation, entry: Entry, parent: Organisation | None, said: dict
) -> Iterator[Change]:
    then = said.get(organisation.pk, {})
    wanted: dict[str, Any] = {name: entry.values[name] for name in FIELDS}
    wanted["parent"] = parent
    for name, after in wanted.items():
        before = getattr(organisation, name)
        was = then.get(_column(name), _plain(before))
        if before != after and was != _plain(after):
            yield Change(organisation, name, before, after, is_ours=was != _plain(before))


def _column(name: str) -> str:
    return "parent_id" if name == "parent" else name


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, Organisation) else value


def _plan_names(made: Plan, present: dict[str, Organisation], entries: dict[str, Entry]) -> None:
    """Not those that staff took away; a date only where none is known yet."""
    rows = OrganisationName.objects.select_related("organisation")
    known = {(row.organisation_id, row.sort_key): row for row in rows}
    taken = OrganisationName.history.filter(history_type="-").values_list("organisation", "name")
    away = {(pk, fold(name)) for pk, name in taken}
    for code, organisation in present.items():
        own = {organisation.sort_key, fold(str(organisation))}
        for name in entries[code].names if code in entries else ():
            key = (organisation.pk, fold(name.name))
            if key in known and name.until and known[key].until is None and known[key].is_former:
                made.dated.append((known[key], name))
            elif key not in known and key not in away and key[1] not in own:
                made.names.append((organisation, name))
