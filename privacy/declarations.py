"""Which model holds which personal data, why, for how long, and how it is erased.

Declared once, in the `personal_data.py` of the app that owns the model, and found there at the
start. The privacy page, erasing in time, and the export or erasure for a person who asks, all
follow from it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Field, Model, Q, QuerySet

Expired = Callable[[datetime], QuerySet]
NOBODY = Q(pk__in=[])


class Whom(Enum):
    """Whose data it is; the privacy page tells them apart."""

    PARTICIPANT = "Als u meedoet"
    CONTRIBUTOR = "Als u meewerkt of meeleest"
    STAFF = "Als u bij de stichting werkt"


def no_doors(row: Model) -> Sequence["Door"]:
    """For what its owner can do nothing about but have it erased."""
    return ()


class Door(NamedTuple):
    """A page where a person changes, stops or takes back one row; `url` is a path of the site."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """`fields` are personal; `about` goes along in an export, but tells nothing by itself.

    `owner` is the look-up by which rows of an address are found; empty where they cannot be.
    `through` is another, by a row that this one points at, such as the consent that came with it.
    `found` gives the rows of an address where no look-up can, since what they hold is encrypted.
    `along` gives rows that go with whoever is erased, since whose they are cannot be told.
    `in_hand` gives rows that their worker locks before what they are about: erasing does so too.
    `erased` are the values that erasing puts in the place of the fields; None deletes the row.
    `what` names the fields in plain words where their labels do not.
    `expired` gives the rows whose time is over. `hourly` says that this is a matter of hours, for
    which once a day would be too seldom. `stays` says why a row is not erased on request.
    `release` ends what is going on with rows that are about to be erased for a person.
    `doors` are the pages where the person whose row it is does something about it.
    `worded` says of a field how its value reads in an export, where what is stored is no language.
    """

    model: type[Model]
    occasion: str
    fields: tuple[str, ...]
    why: str
    kept: str
    whom: Whom = Whom.CONTRIBUTOR
    what: str = ""
    about: tuple[str, ...] = ()
    owner: str = ""
    through: str = ""
    found: Callable[[str], QuerySet] | None = None
    along: Callable[[], QuerySet] | None = None
    in_hand: Callable[[str], QuerySet] | None = None
    erased: Mapping[str, Any] | None = None
    expired: Expired | None = None
    hourly: bool = False
    stays: str = ""
    release: Callable[[QuerySet], None] | None = None
    doors: Callable[[Any], Sequence[Door]] = no_doors
    worded: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)

    @property
    def holds(self) -> str:
        """The personal fields in words."""
        return self.what or ", ".join(str(self._field(name).verbose_name) for name in self.fields)

    @property
    def exported(self) -> list[Field]:
        return [self._field(name) for name in (*self.fields, *self.about)]

    def rows_of(self, email: str) -> QuerySet:
        rows = self.model._base_manager.all()
        lookups = [Q(**{lookup: email}) for lookup in (self.owner, self.through) if lookup]
        if self.found:
            lookups.append(Q(pk__in=self.found(email).values("pk")))
        return rows.filter(reduce(or_, lookups, NOBODY))

    @property
    def is_findable(self) -> bool:
        """Whether a person's own rows can be found, so that they can be erased when asked."""
        return bool(self.owner or self.found)

    def _field(self, name: str) -> Field:
        return self.model._meta.get_field(name)


_declared: dict[type[Model], Declaration] = {}


def declare(model: type[Model], **values: Any) -> None:
    """Raises ValueError where the model was declared before, or lacks one of the fields."""
    declaration = Declaration(model=model, **values)
    if model in _declared:
        raise ValueError(f"{model._meta.label} is declared twice")
    known = {known.name for known in model._meta.fields}
    missing = {*declaration.fields, *declaration.about, *(declaration.erased or {})} - known
    if missing:
        raise ValueError(f"{model._meta.label} has no {', '.join(sorted(missing))}")
    _declared[model] = declaration


def declaration_of(model: type[Model]) -> Declaration:
    return _declared[model]


def declared() -> list[Declaration]:
    """In the order of the floors: what stands below comes first."""
    return list(_declared.values())


def from_the_top() -> Iterator[Declaration]:
    """What points at other rows before what it points at."""
    return reversed(declared())


def by_whom() -> dict[str, list[Declaration]]:
    """For the privacy page: what it tells is told once, also where several models hold it."""
    told = {each.occasion: each for each in from_the_top()}
    return {whom.value: [each for each in told.values() if each.whom is whom] for whom in Whom}
