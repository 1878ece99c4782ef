"""Why a figure of one Document is not that of another: clauses that add up to the difference.

Read from the two Documents alone, as plain values, so that a reader is told nothing that was not
published. A clause counts the records that came or went, with what became of each; of an agreement
each change; and where nothing explains the rest, it says so.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from programme.line import CountedLine
from programme.lines import COUNTED_LINES

from .standings import Standing, countings

NO_REASON = "de reden is niet vastgelegd"
EVENTS = frozenset(
    word
    for standing in Standing
    if standing.row.has_cause or standing.row.tone in ("done", "elsewhere")
    for word in (standing.row.word, standing.row.word_of_pilots)
    if word
)
"""Standings that something brought about; to come to another one is a correction."""


@dataclass(frozen=True)
class Named:
    record: str
    title: str
    why: str = ""


@dataclass(frozen=True)
class Clause:
    """`change` is what it adds to the difference, below zero where it takes away. `number` is
    printed before the words where there is one; `figure` is where its records stand."""

    change: int
    words: str
    number: int | None = None
    units: tuple[Named, ...] = ()
    figure: str = ""


@dataclass(frozen=True)
class Reason:
    """`by` is the difference; None where one of the two is no exact number."""

    by: int | None
    clauses: tuple[Clause, ...]


def reason_of(key: str, before: dict, after: dict) -> Reason:
    olds, news = before["figures"], after["figures"]
    old, new = olds.get(key), news.get(key)
    by = _difference(old, new)
    if by is None:
        return Reason(None, tuple(_of_records(old, new, before, after)))
    found = list(_clauses(key, old or {}, new or {}, before, after))
    rest = by - sum(clause.change for clause in found)
    return Reason(by, (*found, *_rest(rest, bool(found))))


def _rest(rest: int, is_part: bool) -> Iterator[Clause]:
    if rest:
        words = "van de rest is de reden niet vastgelegd" if is_part else NO_REASON
        yield Clause(rest, words)


def _difference(old: dict | None, new: dict | None) -> int | None:
    if any(figure and figure["qualifier"] for figure in (old, new)):
        return None
    if old is None or new is None or None in (old["value"], new["value"]):
        return None
    return new["value"] - old["value"]


def _clauses(key: str, old: dict, new: dict, before: dict, after: dict) -> Iterator[Clause]:
    if key.endswith(".agreed"):
        yield from _of_agreements(old, new, before, after)
    elif line := _line_of_unaccounted(key):
        yield from _of_the_sum(key.removesuffix("unaccounted"), line, before, after)
    elif all(figure["value"] == len(figure["records"]) for figure in (old, new)):
        yield from _of_records(old, new, before, after)
    else:
        yield from _of_numbers(old, new, before, after)


# --- What counts records -------------------------------------------------------------------------


def _of_records(old: dict | None, new: dict | None, before: dict, after: dict) -> Iterator[Clause]:
    """One clause for all that went from the same standing to the same other."""
    of_old, of_new = (figure["records"] if figure else [] for figure in (old, new))
    groups: dict[tuple[int, str, str], list[str]] = defaultdict(list)
    for sign, found, known in ((-1, of_old, set(of_new)), (1, of_new, set(of_old))):
        for record in (record for record in found if record not in known):
            groups[sign, _standing(record, before), _standing(record, after)].append(record)
    for (sign, was, now), records in groups.items():
        number = len(records)
        yield Clause(
            sign * number,
            _moved(sign, was, now, plural=number != 1),
            number,
            tuple(_named(record, was, now, before, after) for record in records),
            _figure_of(records[0], now, after),
        )


def _standing(record: str, document: dict) -> str:
    """Empty where the Document does not say."""
    return document["became"].get(record, {}).get("standing", "")


def _moved(sign: int, was: str, now: str, *, plural: bool) -> str:
    verb, past = ("zijn", "waren") if plural else ("is", "was")
    if was and now and was != now:
        return f"{past} {was} en {verb} nu {now}"
    if sign > 0:
        return f"{verb} erbij gekomen{f', {now}' if now and not was else ''}"
    return f"{'staan' if plural else 'staat'} er niet meer bij"


def _named(record: str, was: str, now: str, before: dict, after: dict) -> Named:
    """A date that the title says already is not said again."""
    titles = before["records"] | after["records"]
    title = titles.get(record, record.partition(":")[2])
    why = after["became"].get(record, {}).get("why", "") if now else ""
    if _is_corrected(was, now):
        why = NO_REASON
    return Named(record, title, "" if title.endswith(f"({why})") else why)


def _is_corrected(was: str, now: str) -> bool:
    """Nothing that happened brings it about: what stands there now was recorded otherwise."""
    return bool(was) and now not in EVENTS and (was in EVENTS or was == now or not now)


def _figure_of(record: str, now: str, document: dict) -> str:
    """The figure that counts what stands so, if the record is in it."""
    for line in COUNTED_LINES:
        for standing, counting in countings(line):
            key = f"{line.key}.{counting.name}"
            is_it = standing.word(line) == now
            if is_it and record in document["figures"].get(key, {}).get("records", ()):
                return key
    return ""


# --- What was agreed -----------------------------------------------------------------------------


def _of_agreements(old: dict, new: dict, before: dict, after: dict) -> Iterator[Clause]:
    titles = before["records"] | after["records"]
    for record in dict.fromkeys([*old["records"], *new["records"]]):
        was = before["agreements"].get(record, {})
        now = after["agreements"].get(record, {})
        named = (Named(record, titles.get(record, record)),)
        if not before["agreements"]:
            continue  # a version that does not say what each number was
        if not was or not now:
            number = (now or was).get("number") or 0
            words = "is een afspraak die erbij kwam" if now else "is een afspraak die verviel"
            yield Clause(number if now else -number, f"{number} {words}", None, named)
            continue
        yield from _changes(was, now, named)


def _changes(was: dict, now: dict, named: tuple[Named, ...]) -> Iterator[Clause]:
    """Each change that was recorded since; what is left was typed otherwise."""
    known = len(was["changes"])
    told = now["changes"][known:] if now["changes"][:known] == was["changes"] else []
    for change in told:
        words = f"het aantal ging van {change['former']} naar {change['number']}, {change['told']}"
        yield Clause(change["number"] - change["former"], words, None, named)
    rest = (now["number"] or 0) - (was["number"] or 0)
    rest -= sum(change["number"] - change["former"] for change in told)
    if rest:
        yield Clause(rest, f"het aantal is verbeterd ({NO_REASON})", None, named)


# --- What follows from other figures -------------------------------------------------------------


def _line_of_unaccounted(key: str) -> CountedLine | None:
    *_prefix, line, name = ("", *key.split("."))
    found = (each for each in COUNTED_LINES if each.key == line and name == "unaccounted")
    return next(found, None)


def _of_the_sum(prefix: str, line: CountedLine, before: dict, after: dict) -> Iterator[Clause]:
    """agreed + lowered + surplus = all standings + unaccounted (figures/ledger.py)."""
    terms = [("agreed", "afgesproken", 1), ("lowered", "uit een eerdere, hogere afspraak", 1)]
    terms += [("surplus", "boven de afspraak vastgelegd", 1)]
    terms += [(counting.name, standing.word(line), -1) for standing, counting in countings(line)]
    for name, word, sign in terms:
        was, now = (_value(document, f"{prefix}{name}") for document in (before, after))
        if now != was:
            how = "meer" if now > was else "minder"
            verb = "is" if abs(now - was) == 1 else "zijn"
            words = f"{verb} {how} {word}"
            yield Clause(sign * (now - was), words, abs(now - was), (), f"{prefix}{name}")


def _value(document: dict, key: str) -> int:
    return document["figures"].get(key, {}).get("value") or 0


def _of_numbers(old: dict, new: dict, before: dict, after: dict) -> Iterator[Clause]:
    """A sum of what is told of each record; nothing where that does not make the sum."""
    was, now = _numbers(old, before), _numbers(new, after)
    if sum(was.values()) != old["value"] or sum(now.values()) != new["value"]:
        return
    titles = before["records"] | after["records"]
    for record in dict.fromkeys([*was, *now]):
        change = now.get(record, 0) - was.get(record, 0)
        if change:
            told = [str(each.get(record, "niet vastgelegd")) for each in (was, now)]
            named = (Named(record, titles.get(record, record)),)
            yield Clause(change, f"van {told[0]} naar {told[1]}", None, named)


def _numbers(figure: dict, document: dict) -> dict[str, int]:
    """How many came to each meeting, where that is told exactly."""
    found = {}
    for record in figure["records"]:
        own = document["figures"].get(f"meeting.{record.partition(':')[2]}.attended")
        if own and own["value"] is not None and not own["qualifier"]:
            found[record] = own["value"]
    return found
