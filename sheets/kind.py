"""A kind of record that goes out in a sheet and comes back: what every app says of its own."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from tables import Column, Fault, Planned, Refused

from .cells import Cell, Number, Text
from .forms import FileForm

SIGNS_OF_VERSION = 11


@dataclass(frozen=True)
class SheetColumn(Column):
    """`value` is what a record holds of it, by its name unless said otherwise. What is fixed goes
    out and is not changed by what comes in; `is_for_new`: but a new record has it. `is_asked`: it
    needs it. `kept` is what undoing sets again, where the cell does not say all of it."""

    cell: Cell = Text()
    value: Callable[[Any], Any] | None = None
    kept: Callable[[Any], dict[str, Any]] | None = None
    is_fixed: bool = False
    is_for_new: bool = False
    is_asked: bool = False

    @property
    def is_read(self) -> bool:
        return not self.is_fixed or self.is_for_new

    def of(self, obj: Any) -> Any:
        return self.value(obj) if self.value else getattr(obj, self.name)

    def written(self, obj: Any) -> str | int:
        return self.cell.write(self.of(obj))

    def kept_of(self, obj: Any) -> dict[str, Any] | None:
        return {"cell": str(self.written(obj)), **self.kept(obj)} if self.kept else None


KEY = SheetColumn("key", "Nummer", ("nr",), cell=Number(1, 10**9), value=lambda obj: obj.pk)
VERSION = SheetColumn("version", "Versie van de regel", cell=Text(40))


class Kind:
    """`chosen` holds for a whole file, from `form`: a programme, a meeting."""

    name = ""
    """In the address and in the log: "aanwezigheid"."""
    model: type[models.Model]
    columns: Sequence[SheetColumn] = ()
    form: type[FileForm] = FileForm
    title = ""
    intro = ""
    most_rows = 20_000
    """More is refused."""
    most_at_once = 1_000
    """More is applied by the worker, since a request would take too long."""
    is_personal = False
    """Then an export is in the log of reading, with why."""
    is_tried = False
    """Whether only doing it tells what cannot be done; then it is done and undone to see."""

    locked_after = ""
    """The path to what its actions lock first, as in `backoffice.locking`."""

    taken_back = "weggehaald"
    """What becomes of what an import made, when that is undone."""
    sentences_at: Mapping[str, str] = {}
    """The column at which a sentence belongs, by the code of its constraint or the field that the
    action names."""

    def __init__(self, chosen: Mapping[str, Any] | None = None) -> None:
        self.chosen = chosen or {}

    @cached_property
    def all_columns(self) -> tuple[SheetColumn, ...]:
        return (KEY, *self.columns, VERSION)

    @cached_property
    def fixed_labels(self) -> tuple[str, ...]:
        """Of what goes out and is not changed by what comes in."""
        return tuple(column.label for column in self.columns if column.is_fixed)

    @cached_property
    def by_name(self) -> dict[str, SheetColumn]:
        return {column.name: column for column in self.columns}

    def rows(self) -> models.QuerySet:
        """All that a file may be about, with what the columns need."""
        raise NotImplementedError

    def sought(self, rows: Sequence[Mapping[str, Any]]) -> models.QuerySet:
        """Those that these rows may be about, by what their cells say."""
        return self.rows()

    def of_list(self, shown: models.QuerySet) -> models.QuerySet:
        """What goes out of what a list shows; another list may hold what these are parts of."""
        return shown

    def with_columns(self, rows: models.QuerySet) -> models.QuerySet:
        """With what the columns read of each, in a fixed number of queries."""
        return rows

    def found_by(self, obj: Any) -> Iterable[Hashable]:
        """By what a row without a number may mean this record."""
        return ()

    def sought_by(self, values: Mapping[str, Any]) -> Iterable[Hashable]:
        """The same of a row, the surest first."""
        return ()

    def title_of(self, target: Any, values: Mapping[str, Any]) -> str:
        return str(target) if target else str(values.get("name", ""))

    def told_apart(self, obj: Any) -> str:
        """What sets it apart from others of the same name."""
        return str(obj.pk)

    def refusals(self, target: Any, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Of what would be set: the name of a column, or "", and why it cannot be."""
        return iter(())

    def notes(self, target: Any, values: Mapping[str, Any]) -> Iterator[str]:
        """What staff should look at once more."""
        return iter(())

    def outcome_of(self, made: Any) -> str:
        """What became of a new one, where that is known once it is made."""
        return ""

    def make(self, rows: Sequence[Planned], *, by: Any) -> list[Any]:
        """The records, in the order of the rows."""
        raise NotImplementedError

    def change(self, rows: Sequence[Planned], *, by: Any) -> None:
        """The records are locked and as they stand (`sheets.standing`)."""
        raise NotImplementedError

    def take_back(self, obj: Any, *, by: Any) -> None:
        """Undo that it was made. Raises ValidationError where that cannot be any more."""
        raise NotImplementedError

    def take_back_many(self, objs: Sequence[Any], *, by: Any) -> None:
        """All of them, or a ValidationError; then each is tried apart."""
        for obj in objs:
            self.take_back(obj, by=by)

    def faults_at(self, row: Planned, refusal: ValidationError) -> Iterator[Fault]:
        """Each with the label of its column, where it is about one."""
        for name, sentences in refusal.update_error_dict({}).items():
            for each in sentences:
                at = self.sentences_at
                column = self.by_name.get(at.get(each.code or "", at.get(name, name)))
                label = column.label if column else ""
                yield from (Fault(row.number, said, label=label) for said in each.messages)

    def address_of(self, obj: Any) -> str:
        """Whose data it is; what is kept for undoing goes when that person is erased."""
        return ""

    def version(self, obj: Any) -> str:
        """Another as soon as a cell of its row would be. It begins with a letter, else a program
        could take it for a number."""
        cells = repr([column.written(obj) for column in self.columns])
        return f"v{sha256(f'{obj.pk}{cells}'.encode()).hexdigest()[:SIGNS_OF_VERSION]}"

    def line(self, obj: Any) -> list[str | int]:
        cells = [column.written(obj) for column in self.columns]
        return [obj.pk, *cells, self.version(obj)]


class OneByOne(Kind):
    """For records that an action makes and changes one at a time. All that is refused is said."""

    is_tried = True

    def make_one(self, row: Planned, *, by: Any) -> Any:
        raise NotImplementedError

    def change_one(self, row: Planned, *, by: Any) -> None:
        raise NotImplementedError

    def make(self, rows: Sequence[Planned], *, by: Any) -> list[Any]:
        return self._each(rows, lambda row: self.make_one(row, by=by))

    def change(self, rows: Sequence[Planned], *, by: Any) -> None:
        self._each(rows, lambda row: self.change_one(row, by=by))

    def _each(self, rows: Sequence[Planned], act: Callable[[Planned], Any]) -> list[Any]:
        """Raises Refused after all of them, with every sentence."""
        done: list[Any] = []
        faults: list[Fault] = []
        for row in rows:
            try:
                with transaction.atomic():
                    done.append(act(row))
            except ValidationError as refusal:
                faults += self.faults_at(row, refusal)
        if faults:
            raise Refused(faults)
        return done
