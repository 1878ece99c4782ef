"""Importing a file in the admin: choose it, see what was recognised and what would be done, apply.

The table travels in the page (`tables.carrying`); nothing is stored before it is applied, and then
all of it is, or nothing. What would be done is planned again when it is applied: where that is not
what staff saw, they see it first.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from tables import (
    Column,
    Judge,
    Judged,
    Plan,
    Row,
    Table,
    letter_of,
    packed,
    read_table,
    recognise,
    unpacked,
)

from .locking import lock
from .needed import SaysWhatIsNeeded

CHANGED = "Intussen zou er iets anders gebeuren dan u zag. Kijk het na en bevestig opnieuw."
TWICE = "Deze kolom is al gekozen bij “{}”. Kies een andere."
NO_FILE = "Kies een bestand."
NOT_IN_FILE = "staat niet in het bestand"
LONGEST_EXAMPLE = 40


class FileForm(SaysWhatIsNeeded, forms.Form):
    """The file, or the table that was read from it. What holds for all rows are fields of its
    heirs."""

    file = forms.FileField(label="Bestand (CSV, XLSX, RSS of Atom)", required=False)
    table = forms.CharField(widget=forms.HiddenInput, required=False)
    packed = ""
    """The table as it travels on, also where something else is still missing."""

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("file"):
            values["read"] = self._at_file(read_table, values["file"])
        elif values.get("table"):
            values["read"] = self._at_file(unpacked, values["table"])
        elif "file" not in self.errors:
            self.add_error("file", NO_FILE)
        return values

    def _at_file(self, read: Any, value: Any) -> Table | None:
        """What goes wrong is said at the file, also of one that is too large to bring along."""
        try:
            table = read(value)
            self.packed = packed(table)
        except ValidationError as error:
            self.add_error("file", error)
            return None
        return table


class ColumnsForm(SaysWhatIsNeeded, forms.Form):
    """In which column of the table each thing stands."""

    def __init__(self, *args: Any, head: Row, table: Table, columns: Iterable[Column]) -> None:
        super().__init__(*args, prefix="kolom")
        self.columns = {column.name: column for column in columns}
        choices = [("", NOT_IN_FILE), *_choices(head, table)]
        for column in self.columns.values():
            self.fields[column.name] = forms.ChoiceField(
                label=column.label,
                choices=choices,
                required=column.is_needed,
                error_messages={"required": f"Kies de kolom waarin “{column.label}” staat."},
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        taken: dict[str, str] = {}
        for name, place in list(values.items()):
            if place and place in taken:
                self.add_error(name, TWICE.format(taken[place]))
            taken.setdefault(place, self.columns[name].label)
        return values

    @property
    def places(self) -> dict[str, int]:
        return {name: int(place) for name, place in self.cleaned_data.items() if place}


def _choices(head: Row, table: Table) -> list[tuple[str, str]]:
    """The letter with what stands in the head; where it is empty, what stands below it."""
    below = next((row for row in table.rows if row.number > head.number), head)
    return [
        (str(index), f"{letter_of(index)}: {_short(head.cell(index) or below.cell(index))}")
        for index in range(table.width)
    ]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_EXAMPLE else f"{text[:LONGEST_EXAMPLE]}…"


class ImportPages(admin.ModelAdmin):
    """For the admin of a kind of record that can be imported."""

    change_list_template = "admin/imported.html"
    import_columns: tuple[Column, ...] = ()
    import_form: type[FileForm] = FileForm
    import_intro = ""

    def row_form(self, chosen: Mapping[str, Any], cells: dict[str, str]) -> forms.Form:
        raise NotImplementedError

    def plan_import(self, rows: Iterable[Judged], chosen: Mapping[str, Any]) -> Plan:
        raise NotImplementedError

    def apply_import(self, plan: Plan, chosen: Mapping[str, Any], *, by: Any) -> None:
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self._import)
        return [path("importeren/", view, name=self._import_name()), *super().get_urls()]

    def _import_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_importeren"

    def may_import(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        name = f"{self.admin_site.name}:{self._import_name()}"
        address = reverse(name) if self.may_import(request) else ""
        return super().changelist_view(request, {"import_url": address, **(extra_context or {})})

    def _import(self, request: HttpRequest) -> HttpResponse:
        if not self.may_import(request):
            raise PermissionDenied
        posted = request.method == "POST"
        form = self.import_form(request.POST if posted else None, request.FILES if posted else None)
        if not form.is_valid():
            return self._show(request, form)
        chosen, table = form.cleaned_data, form.cleaned_data["read"]
        head, places = recognise(table, self.import_columns)
        columns = self._columns(request, chosen, head, table, places)
        if not columns.is_valid():
            return self._show(request, form, columns)
        judge = Judge(
            table,
            head,
            columns.places,
            self.import_columns,
            lambda cells: self.row_form(chosen, cells),
        )
        return self._plan_or_apply(request, form, columns, judge)

    def _columns(
        self,
        request: HttpRequest,
        chosen: Mapping[str, Any],
        head: Row,
        table: Table,
        places: Mapping[str, int],
    ) -> ColumnsForm:
        """As recognised in a file that is seen for the first time, else as staff mended it."""
        names = [column.name for column in self.import_columns]
        data = {f"kolom-{name}": str(places[name]) for name in names if name in places}
        is_new = chosen.get("file") or not any(key.startswith("kolom-") for key in request.POST)
        given = data if is_new else request.POST
        return ColumnsForm(given, head=head, table=table, columns=self.import_columns)

    @transaction.atomic
    def _plan_or_apply(
        self, request: HttpRequest, form: FileForm, columns: ColumnsForm, judge: Judge
    ) -> HttpResponse:
        """Under the lock of whoever adds one of this kind, so that two do not add the same."""
        chosen, seen = form.cleaned_data, request.POST.get("seen", "")
        if seen:
            lock(self.model, None)
        plan = self.plan_import(judge.judge(), chosen)
        if seen == plan.digest and plan.is_possible:
            self.apply_import(plan, chosen, by=request.user)
            self.message_user(request, _done(plan), messages.SUCCESS)
            name = f"{self.opts.app_label}_{self.opts.model_name}_changelist"
            return HttpResponseRedirect(reverse(f"{self.admin_site.name}:{name}"))
        return self._show(request, form, columns, plan, warning=CHANGED if seen else "")

    def _show(
        self,
        request: HttpRequest,
        form: FileForm,
        columns: ColumnsForm | None = None,
        plan: Plan | None = None,
        warning: str = "",
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "title": f"{str(self.opts.verbose_name_plural).capitalize()} importeren",
            "intro": self.import_intro,
            "form": form,
            "columns": columns,
            "plan": plan,
            "packed": form.packed,
            "kept": [field for field in form if field.name not in ("file", "table")],
            "warning": warning,
        }
        return TemplateResponse(request, "admin/import.html", context)


def _done(plan: Plan) -> str:
    return f"Geïmporteerd: {len(plan.new)} nieuw, {len(plan.changed)} gewijzigd."
