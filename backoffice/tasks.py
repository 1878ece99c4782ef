"""Lists of the admin narrowed, by name, to the records that ask for something.

An address with a name stays short whatever the number, holds nobody's key, and stays right when
it is kept: it shows what asks for it then.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib.admin import ModelAdmin, SimpleListFilter, display
from django.contrib.auth.models import AbstractUser
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .returning import RETURN

PARAMETER = "taak"


@dataclass(frozen=True)
class Deed:
    """What ends a task, one click from its row: how it is called, where, and the right it takes.

    `on_page` also gives the page of such a row a button for it, where that has none by itself.
    """

    label: str
    address: Callable[[Model], str]
    needs: str
    on_page: bool = False


def page_deed(model: type[Model], label: str, at: str, *, needs: str = "") -> Deed:
    """Done on the page of the row itself, at the field or the part that is called `at`."""

    def address(row: Model) -> str:
        return f"{reverse(f'admin:{_page(model)}_change', args=[row.pk])}#{at}"

    return Deed(label, address, needs or _right_to_change(model))


def action_deed(model: type[Model], label: str, action: str, *, needs: str = "") -> Deed:
    """Done on an action page of the row, by its name."""

    def address(row: Model) -> str:
        return reverse(f"admin:{_page(model)}_{action}", args=[row.pk])

    return Deed(label, address, needs or _right_to_change(model))


def _page(model: type[Model]) -> str:
    return f"{model._meta.app_label}_{model._meta.model_name}"


def _right_to_change(model: type[Model]) -> str:
    return f"{model._meta.app_label}.change_{model._meta.model_name}"


@dataclass(frozen=True)
class TaskList:
    """`rows` gives, for a day, the records of `model` that ask for it; `label` says why they do.

    `beside` is what the rows are annotated with in the list, for the addresses of its `deeds`.
    """

    model: type[Model]
    name: str
    label: str
    rows: Callable[[date], QuerySet]
    deeds: tuple[Deed, ...] = ()
    beside: Callable[[QuerySet], QuerySet] = lambda rows: rows

    @property
    def address(self) -> str:
        return f"{reverse(f'admin:{_page(self.model)}_changelist')}?{PARAMETER}={self.name}"

    def deeds_of(self, user: AbstractUser) -> tuple[Deed, ...]:
        return tuple(deed for deed in self.deeds if user.has_perm(deed.needs))


_lists: dict[type[Model], dict[str, TaskList]] = {}


def offer_list(tasks: TaskList) -> None:
    """Said by the app above that knows what is to be done; the list then has it as a filter."""
    _lists.setdefault(tasks.model, {})[tasks.name] = tasks


def filters_of(model: type[Model]) -> list[type[SimpleListFilter]]:
    return [TaskFilter] if model in _lists else []


def deed_columns(request: HttpRequest, model: type[Model]) -> list[Callable[[Model], SafeString]]:
    """Beside a narrowed list a column with what ends the task; it comes back to the list."""
    tasks = _lists.get(model, {}).get(request.GET.get(PARAMETER, ""))
    deeds = tasks.deeds_of(request.user) if tasks else ()
    if not deeds:
        return []
    here = request.get_full_path()

    @display(description="te doen")
    def column(row: Model) -> SafeString:
        links = ((going_back(deed.address(row), here), _named(deed, row)) for deed in deeds)
        return format_html_join(" ", '<a class="deed" href="{}">{}</a>', links)

    return [column]


def _named(deed: Deed, row: Model) -> SafeString:
    return format_html('{}<span class="visually-hidden">: {}</span>', deed.label, row)


def deeds_on_page(request: HttpRequest, row: Model) -> Iterator[tuple[str, str]]:
    """Address and label of what ends the tasks that the row asks for now."""
    for tasks in _lists.get(type(row), {}).values():
        deeds = [deed for deed in tasks.deeds_of(request.user) if deed.on_page]
        if deeds and tasks.rows(timezone.localdate()).filter(pk=row.pk).exists():
            yield from ((going_back(deed.address(row), request.path), deed.label) for deed in deeds)


def going_back(address: str, to: str) -> str:
    """The address of a page that comes back here after saving."""
    page, mark, part = address.partition("#")
    joint = "&" if "?" in page else "?"
    return f"{page}{joint}{urlencode({RETURN: to})}{mark}{part}"


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
        tasks = self.lists[self.value()]
        rows = tasks.rows(timezone.localdate())
        return tasks.beside(queryset.filter(pk__in=rows.order_by().values("pk")))
