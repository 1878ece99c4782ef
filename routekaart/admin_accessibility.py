"""What the stock admin lacks for those who listen to it: a name for every field.

In a tabular inline the column head is the only name of a field, and of a date with a time only the
first half is named; assistive technology joins neither. Here the name is put on the field itself.
"""

from django.contrib.admin.widgets import AdminSplitDateTime, RelatedFieldWidgetWrapper
from django.forms import Form, Widget
from django.forms.models import BaseInlineFormSet


class NamedRowsFormSet(BaseInlineFormSet):
    """Says of each field in which row it stands, and of each tick box which row it removes."""

    def add_fields(self, form: Form, index: int | None) -> None:
        super().add_fields(form, index)
        row = "nieuwe rij" if index is None else f"rij {index + 1}"
        for name, field in form.fields.items():
            if not field.widget.is_hidden:
                label = "Verwijderen" if name == "DELETE" else field.label
                name_widget(field.widget, f"{label}, {row}")


class NamedInlineFields:
    """Mixin for inlines; stands before TabularInline or StackedInline."""

    formset = NamedRowsFormSet


class NamedDateParts:
    """Mixin for ModelAdmin: names both halves of a date with a time."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, AdminSplitDateTime):
            name_widget(field.widget, field.label)
        return field


def name_widget(widget: Widget, name: str) -> None:
    """Set the accessible name where the input itself is: inside a wrapper, on each part of many."""
    if isinstance(widget, RelatedFieldWidgetWrapper):
        widget = widget.widget
    if isinstance(widget, AdminSplitDateTime):
        for part, kind in zip(widget.widgets, ("datum", "tijd"), strict=True):
            part.attrs["aria-label"] = f"{name}, {kind}"
        return
    for part in getattr(widget, "widgets", [widget]):
        part.attrs["aria-label"] = name
