"""An approximate date on a model: three columns, one value; and its form field."""

from datetime import date, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, overload

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst

from .entry import EXAMPLES, read_date
from .near import ReadsNear, year_of
from .values import DOUBT, MOST_DAYS, ApproximateDate

COLUMNS = ("earliest", "latest", "wording")


class DateValue(property):
    """`<name>` on the model; `Model.<name>.formfield()` is the field in which people write it."""

    label = ""

    def formfield(self, **kwargs: object) -> "ApproximateDateFormField":
        return ApproximateDateFormField(**{"label": capfirst(self.label), **kwargs})


class ApproximateDateField:
    """Adds `<name>_earliest`, `<name>_latest`, `<name>_wording`, and `<name>`, their value.

    `<name>` is an `ApproximateDate`, or None where the date is unknown. Give the model
    `*date_constraints("<app>_<model>", "<name>")` as well.
    """

    def __init__(self, label: str, *, editable: bool = True) -> None:
        self.label = label
        self.editable = editable

    def contribute_to_class(self, cls: type[models.Model], name: str) -> None:
        self.name = name
        setattr(cls, name, self._value())
        for column, field in self._columns().items():
            cls.add_to_class(f"{name}_{column}", field)

    if TYPE_CHECKING:  # what `_value` puts in its place

        @overload
        def __get__(self, row: None, owner: type) -> "DateValue": ...

        @overload
        def __get__(self, row: models.Model, owner: type) -> ApproximateDate | None: ...

        def __get__(self, row: models.Model | None, owner: type) -> object: ...

        def __set__(self, row: models.Model, when: ApproximateDate | None) -> None: ...

    def _columns(self) -> dict[str, models.Field]:
        return {
            "earliest": models.DateField(
                f"{self.label}: op zijn vroegst", null=True, blank=True, editable=self.editable
            ),
            "latest": models.DateField(
                f"{self.label}: op zijn laatst", null=True, blank=True, editable=self.editable
            ),
            "wording": models.CharField(
                f"{self.label}: zoals geschreven",
                max_length=80,
                blank=True,
                editable=self.editable,
            ),
        }

    def _value(self) -> DateValue:
        """A real property, so that Django takes it in `Model(...)` and `create(...)` too."""
        columns = attrgetter(*(f"{self.name}_{part}" for part in COLUMNS))

        def read(row: models.Model) -> ApproximateDate | None:
            return known_value(*columns(row))

        def write(row: models.Model, when: ApproximateDate | None) -> None:
            for column, value in date_columns(self.name, when).items():
                setattr(row, column, value)

        vars(read).update(short_description=self.label, admin_order_field=f"{self.name}_earliest")
        value = DateValue(read, write)
        value.label = self.label
        return value


@lru_cache(4096)
def known_value(earliest: date | None, latest: date, wording: str) -> ApproximateDate | None:
    """Kept, since a report asks a meeting for its date some thirty times; a value never changes."""
    return None if earliest is None else ApproximateDate(earliest, latest, wording)


def date_columns(name: str, when: ApproximateDate | None) -> dict[str, object]:
    """The three columns of `name` that hold `when`, for create, update and filter."""
    return {
        f"{name}_earliest": when and when.earliest,
        f"{name}_latest": when and when.latest,
        f"{name}_wording": when.wording if when else "",
    }


def known_to_the_day(name: str) -> models.Q:
    """As `ApproximateDate.is_known_to_the_day`, for the database."""
    earliest, latest, wording = (f"{name}_{part}" for part in COLUMNS)
    few = models.F(earliest) + timedelta(days=MOST_DAYS - 1)
    several = models.Q(**{f"{wording}__gt": "", f"{latest}__lte": few})
    certain = ~models.Q(**{f"{wording}__iregex": DOUBT})
    return models.Q(**{latest: models.F(earliest)}) | several & certain


def date_constraints(prefix: str, name: str) -> tuple[models.CheckConstraint, ...]:
    """An interval has both ends in order, or neither end and no wording."""
    earliest, latest = f"{name}_earliest", f"{name}_latest"
    unknown = models.Q(
        **{f"{earliest}__isnull": True, f"{latest}__isnull": True, f"{name}_wording": ""}
    )
    known = models.Q(
        **{
            f"{earliest}__isnull": False,
            f"{latest}__isnull": False,
            f"{latest}__gte": models.F(earliest),
        }
    )
    return (
        models.CheckConstraint(
            condition=unknown | known,
            name=f"{prefix}_{name}_interval",
            violation_error_message="Een datum heeft een eerste en een laatste dag, in volgorde.",
        ),
    )


class ApproximateDateFormField(ReadsNear, forms.CharField):
    """One text field in which a date is written as precisely as it is known; empty is unknown.

    `known` is the date that stood there: left as it reads, it stays what it is, also where its
    words alone would be read as another interval. A day without year is read within `near`, which
    is the year of the known date unless told otherwise.
    """

    known: ApproximateDate | None = None

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", 80)
        kwargs.setdefault("help_text", f"Zo precies als bekend, bijvoorbeeld {EXAMPLES}.")
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        """For the page that says while typing what is read."""
        return {**super().widget_attrs(widget), "data-date": "datum", "autocomplete": "off"}

    def stand_at(self, known: ApproximateDate | None, near: ApproximateDate | None = None) -> None:
        self.known = known
        self.read_near(near or year_of(known))

    def prepare_value(self, value: object) -> object:
        return str(value) if isinstance(value, ApproximateDate) else value

    def clean(self, value: str) -> ApproximateDate | None:
        text = super().clean(value)
        if self.known and text == str(self.known):
            return self.known
        try:
            found = read_date(text, self.near)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error
        if found is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return found

    def has_changed(self, initial: object, data: object) -> bool:
        return super().has_changed(self.prepare_value(initial) or "", data)
