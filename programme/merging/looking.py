"""What merging two would do, told before it is done."""

from dataclasses import dataclass
from typing import Any

from backoffice.replacing import references_to, rows_naming

from .rules import RULES

NAMED = 5


@dataclass(frozen=True)
class Choice:
    """A field in which both differ, with the words of each."""

    field: str
    label: str
    gone: str
    kept: str
    stands: bool
    """Whether that of the one that is kept stands, unless told otherwise: it is not empty."""


@dataclass(frozen=True)
class Outlook:
    """`moves` are kinds of rows with how many; `warnings` what to look at first."""

    moves: tuple[tuple[str, int], ...]
    names: tuple[str, ...]
    choices: tuple[Choice, ...]
    warnings: tuple[str, ...]

    @property
    def in_short(self) -> str:
        return ", ".join(f"{kind} ({number})" for kind, number in self.moves) or "niets"


def outlook(gone: Any, kept: Any) -> Outlook:
    rule = RULES[type(gone)]
    return Outlook(
        tuple(_moves(gone)),
        tuple(_names(gone) if rule.has_names else ()),
        tuple(_choices(gone, kept)),
        tuple(words for name, words in rule.beside.items() if _both(gone, kept, name)),
    )


def _both(gone: Any, kept: Any, name: str) -> bool:
    return bool(getattr(gone, name) and getattr(kept, name))


def _moves(gone: Any) -> list[tuple[str, int]]:
    found = []
    for relation in references_to(type(gone), RULES[type(gone)].stays):
        number = rows_naming(relation, gone).count()
        if number:
            kind = relation.related_model._meta.verbose_name_plural
            role = f", {relation.field.verbose_name}" if relation.many_to_many else ""
            found.append((f"{kind}{role}", number))
    return found


def _names(gone: Any) -> list[str]:
    others = [other.name for other in gone.names.all()]
    return [name for name in (gone.name, gone.abbreviation, *others) if name]


def _choices(gone: Any, kept: Any) -> list[Choice]:
    found = []
    for name in RULES[type(gone)].fields:
        theirs, ours = getattr(gone, name), getattr(kept, name)
        if theirs not in (ours, "", None) and not (name.endswith("_id") and theirs == kept.pk):
            label = str(gone._meta.get_field(name).verbose_name)
            found.append(
                Choice(name, label, _shown(gone, name), _shown(kept, name), ours not in ("", None))
            )
    return found


def _shown(row: Any, name: str) -> str:
    field = row._meta.get_field(name)
    if field.is_relation:
        return str(getattr(row, field.name) or "")
    display = getattr(row, f"get_{name}_display", None)
    return str(display() if display else getattr(row, name))
