"""Lists of the admin narrowed, by name, to the records that ask for something.

An address with a name stays short whatever the number, holds nobody's key, and stays right when
it is kept: it shows what asks for it then.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

PARAMETER = "taak"


@dataclass(frozen=True)
class TaskList:
    """`rows` gives, for a day, the records of `model` that ask for it; `label` says why they do."""

    model: type[Model]
    name: str
    label: str
    rows: Callable[[date], QuerySet]

    @property
    def address(self) -> str:
        page = f"{self.model._meta.app_label}_{self.model._meta.model_name}_changelist"
        return f"{reverse(f'admin:{page}')}?{PARAMETER}={self.name}"


_lists: dict[type[Model], dict[str, TaskList]] = {}


def offer_list(tasks: TaskList) -> None:
    """Said by the app above that knows what is to be done; the list then has it as a filter."""
    _lists.setdefault(tasks.model, {})[tasks.name] = tasks


def filters_of(model: type[Model]) -> list[type[SimpleListFilter]]:
    return [TaskFilter] if model in _lists else []


class TaskFilter(SimpleListFilter):
    title = "te doen"
    parameter_name = PARAMETER

    def __init__(self, request: HttpRequest, params: dict, model: type[Model], owner: ModelAdmin):
        self.lists = _lists[model]
        super().__init__(request, params, model, owner)

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [(name, tasks.label) for name, tasks in self.lists.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in self.lists:
            return queryset
        rows = self.lists[self.value()].rows(timezone.localdate())
        return queryset.filter(pk__in=rows.order_by().values("pk"))
