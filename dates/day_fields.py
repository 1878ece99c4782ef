"""Form fields for a day, a time, and a moment: written as Dutch people write them, in one way."""

from datetime import date, datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone

from .days import NO_TIME, read_day, read_moment, read_time, write_moment, write_short, write_time
from .near import ReadsNear

NO_TIME_CODE = "no_time"


class DayInput(forms.DateInput):
    def format_value(self, value: object) -> str | None:
        return write_short(value) if isinstance(value, date) else super().format_value(value)


class MomentInput(forms.DateTimeInput):
    def format_value(self, value: object) -> str | None:
        return write_moment(value) if isinstance(value, datetime) else super().format_value(value)


class ClockInput(forms.TimeInput):
    def format_value(self, value: object) -> str | None:
        return write_time(value) if isinstance(value, time) else super().format_value(value)


class DayField(ReadsNear, forms.DateField):
    """A day: 24-2-2014, 24 februari 2014, ma 24 feb. '14."""

    widget = DayInput

    def __init__(self, **kwargs: object) -> None:
        kwargs["help_text"] = kwargs.get("help_text") or "Bijvoorbeeld 24-2-2014."
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {**super().widget_attrs(widget), "data-date": "dag", "autocomplete": "off"}

    def to_python(self, value: object) -> date | None:
        if isinstance(value, str):
            try:
                return read_day(value, self.near)
            except ValueError as error:
                raise ValidationError(str(error), code="invalid") from error
        return super().to_python(value)


class MomentField(ReadsNear, forms.DateTimeField):
    """A day with its time: 24-2-2014 13.30. With `time_needed=False` the day alone is midnight."""

    widget = MomentInput

    def __init__(self, *, time_needed: bool = True, **kwargs: object) -> None:
        self.time_needed = time_needed
        if not kwargs.get("help_text"):
            kwargs["help_text"] = "Bijvoorbeeld 24-2-2014 13.30."
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {**super().widget_attrs(widget), "data-date": "moment", "autocomplete": "off"}

    def to_python(self, value: object) -> datetime | None:
        if not isinstance(value, str):
            return super().to_python(value)
        try:
            found = read_moment(value, self.near)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error
        if found is None:
            return None
        day, clock = found
        if clock is None and self.time_needed:
            raise ValidationError(NO_TIME, code=NO_TIME_CODE)
        return from_current_timezone(datetime.combine(day, clock or time()))


class ClockField(forms.TimeField):
    """A time: 13.30."""

    widget = ClockInput

    def __init__(self, **kwargs: object) -> None:
        kwargs["help_text"] = kwargs.get("help_text") or "Bijvoorbeeld 13.30."
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {**super().widget_attrs(widget), "autocomplete": "off"}

    def to_python(self, value: object) -> time | None:
        if isinstance(value, str):
            try:
                return read_time(value)
            except ValueError as error:
                raise ValidationError(str(error), code="invalid") from error
        return super().to_python(value)
