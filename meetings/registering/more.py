"""The part of a form that most people need not see."""

from typing import Any

from crispy_forms.layout import LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django.forms import BoundField, Form
from django.template.loader import render_to_string


class More(LayoutObject):
    """Fields behind a heading that opens them; open by itself where there is something to see: an
    error, or what was filled in before. Nothing that people typed is ever out of their sight."""

    template = "routekaart_forms/layout/more.html"

    def __init__(self, summary: str, hint: str, *fields: Any) -> None:
        self.summary, self.hint, self.fields = summary, hint, list(fields)

    def render(
        self, form: Form, context: Any, template_pack: str = TEMPLATE_PACK, **kwargs: Any
    ) -> str:
        fields = self.get_rendered_fields(form, context, template_pack, **kwargs)
        names = [pointer.name for pointer in self.get_field_names()]
        more = {
            "summary": self.summary,
            "hint": self.hint,
            "is_open": any(has_something(form[name]) for name in names),
        }
        return render_to_string(self.template, {"more": more, "fields": fields})


def has_something(field: BoundField) -> bool:
    return bool(field.errors or field.value())
