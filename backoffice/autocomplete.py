"""Fields in which one chooses by typing a part of a name."""

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import Model

LONGEST_KEY = 18
"""Digits of a key that each database can hold."""


class AsksForKeys:
    """What was sent and can be no key is not looked up: the form then says it is no choice."""

    field: Any
    known: dict[str, Model] = {}
    """Rows that the form has read already, by their key: their names are not looked up again."""

    def optgroups(self, name: str, value: list, attr: dict | None = None) -> list:
        keys = [each for each in value if each in (None, "") or self._can_be_key(each)]
        if self.known and {str(each) for each in keys} <= set(self.known):
            return [(None, self._known_options(name, {str(each) for each in keys}), 0)]
        return super().optgroups(name, keys, attr)  # type: ignore[misc]

    def _known_options(self, name: str, chosen: set[str]) -> list[dict]:
        """As the widget writes them itself: where one may choose nothing, that comes first."""
        widget: Any = self
        may_be_empty = not (widget.is_required or widget.allow_multiple_selected)
        options = [widget.create_option(name, "", "", False, 0)] if may_be_empty else []
        for key, row in self.known.items():
            if key in chosen:
                label = widget.choices.field.label_from_instance(row)
                options.append(widget.create_option(name, key, label, True, len(options)))
        return options

    def _can_be_key(self, value: object) -> bool:
        try:
            self.field.remote_field.model._meta.pk.to_python(value)
        except ValidationError:
            return False
        return len(str(value)) <= LONGEST_KEY


class OneChoice(AsksForKeys, AutocompleteSelect):
    pass


class ManyChoices(AsksForKeys, AutocompleteSelectMultiple):
    """Each choice can be taken away; a cross for all at once is out of reach of the keyboard."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str] | None:
        """No longer than a key can be: a number that no database can hold is no choice either."""
        sent = super().value_from_datadict(data, files, name)
        return sent and [str(each)[:LONGEST_KEY] for each in sent]

    def build_attrs(self, base_attrs: dict, extra_attrs: dict | None = None) -> dict:
        return {**super().build_attrs(base_attrs, extra_attrs), "data-allow-clear": "false"}
