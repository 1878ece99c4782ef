"""How a figure is made of rows, so that value and records never part."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from programme.line import CountedLine

from ..document.standings import countings
from ..document.values import Figure
from ..records.scope import Scope
from .ledger import Ledger


def record_key(row: Any) -> str:
    """The row as "model:natural-key"; a proxy is named as the model it is a proxy of."""
    return f"{_named(row._meta)}:{row.natural_key()}"


@cache
def _named(meta: Any) -> str:
    return meta.concrete_model._meta.model_name


def counted(
    key: str,
    label: str,
    rows: Iterable[Any],
    definition: str,
    scope: Scope,
    *,
    is_recorded: bool = True,
) -> Figure:
    """A figure that counts the rows it rests on; None where of the year nothing is recorded."""
    records = tuple(record_key(row) for row in rows)
    return Figure(
        key=key,
        label=label,
        value=len(records) if is_recorded else None,
        basis="counted",
        definition=definition,
        records=records,
        as_of=str(scope.reference),
    )


def standing_figures(line: CountedLine, ledger: Ledger, scope: Scope) -> Iterator[Figure]:
    """How many of the agreed units stand where."""
    for standing, counting in countings(line):
        key, label = f"{line.key}.{counting.name}", counting.label.format(what=line.more)
        units, known = ledger.standing(standing), ledger.is_recorded
        yield counted(key, label, units, counting.definition, scope, is_recorded=known)


def agreed(key: str, label: str, ledger: Ledger) -> Figure:
    """The number of a target, as stated by staff with its source; None where none was agreed."""
    target = ledger.target
    return Figure(
        key=key,
        label=label,
        value=ledger.agreed,
        basis="stated",
        definition="Het aantal dat voor dit jaar met de opdrachtgever is afgesproken.",
        records=(record_key(target),) if target else (),
        source=target.source if target else "",
    )


def first_agreed(line: CountedLine, ledger: Ledger) -> Figure:
    """The number before any change; None where it never changed, for then there is but one."""
    target, former = ledger.target, ledger.former_numbers
    return Figure(
        key=f"{line.key}.agreed_first",
        label=f"eerst afgesproken {line.more}",
        value=former[0] if former else None,
        basis="stated",
        definition="Het aantal dat was afgesproken voordat de afspraak veranderde.",
        records=(record_key(target),) if target and former else (),
        source=target.source if target and former else "",
    )


def lowered(line: CountedLine, ledger: Ledger, scope: Scope) -> Figure:
    """What fills a target of which the number was lowered since."""
    filling = ledger.units if ledger.lowered else ()
    return Figure(
        key=f"{line.key}.lowered",
        label=f"{line.more} uit een eerdere, hogere afspraak",
        value=ledger.lowered if ledger.is_recorded else None,
        basis="counted",
        definition="Wat voor de afspraak is vastgelegd toen die hoger was, en waarvoor in de "
        "afspraak zoals zij nu is geen plaats meer is.",
        records=tuple(record_key(unit) for unit, _standing in filling),
        as_of=str(scope.reference),
    )


def surplus(key: str, label: str, ledger: Ledger, scope: Scope) -> Figure:
    """What fills a target beyond what was agreed."""
    filling = ledger.units if ledger.surplus else ()
    return Figure(
        key=key,
        label=label,
        value=ledger.surplus if ledger.is_recorded else None,
        basis="counted",
        definition="Wat voor de afspraak is vastgelegd boven het afgesproken aantal.",
        records=tuple(record_key(unit) for unit, _standing in filling),
        as_of=str(scope.reference),
    )


def unaccounted(key: str, label: str, ledger: Ledger, scope: Scope) -> Figure:
    """What was agreed less all that fills it."""
    filling = (record_key(unit) for unit, _standing in ledger.units)
    return Figure(
        key=key,
        label=label,
        value=ledger.unaccounted,
        basis="counted",
        definition="Het afgesproken aantal min alles wat voor die afspraak is vastgelegd.",
        records=(*((record_key(ledger.target),) if ledger.target else ()), *filling),
        as_of=str(scope.reference),
    )
