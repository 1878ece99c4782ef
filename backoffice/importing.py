"""Importing a file in the admin: choose it, see what was recognised and what would be done, apply.

The table travels in the page (`tables.carrying`); nothing is stored before it is applied, and then
all of it is, or nothing. What would be done is planned again when it is applied: where that is not
what staff saw, they see it first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
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
    Judged,
    Plan,
    Refused,
    Row,
    Tab,
    Table,
    letter_of,
    packed,
    read_table,
    recognise,
    unpacked,
    xlsx_file,
)
from tables.columns import HEAD_WITHIN

from .locking import lock
from .needed import SaysWhatIsNeeded

CHANGED = "Intussen zou er iets anders gebeuren dan u zag. Kijk het na en bevestig opnieuw."
TWICE = "Deze kolom is al gekozen bij “{}”. Kies een andere."
NO_FILE = "Kies een bestand."
NOT_IN_FILE = "staat niet in het bestand"
LONGEST_EXAMPLE = 40
TOO_MANY = "Dit bestand heeft meer dan {} regels. Verdeel het over kleinere bestanden."
WRONG = "Wat is er mis"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FileForm(SaysWhatIsNeeded, forms.Form):
    """The file, or the table that was read from it. What holds for all rows are fields of its
    heirs."""

    file = forms.FileField(label="Bestand (CSV of XLSX)", required=False)
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


class Importing:
    """One way to import, of an admin. `kind` sets it apart where an admin has more than one."""

    kind = ""
    columns: Sequence[Column] = ()
    form: type[FileForm] = FileForm
    intro = ""
    title = ""
    most_rows = 5_000

    def __init__(self, admin_of: "ImportPages") -> None:
        self.admin = admin_of

    def judged(
        self, table: Table, head: Row, places: Mapping[str, int], chosen: Mapping[str, Any]
    ) -> Iterable[Judged]:
        raise NotImplementedError

    def plan(self, rows: Iterable[Judged], chosen: Mapping[str, Any]) -> Plan:
        raise NotImplementedError

    def tried(self, plan: Plan, chosen: Mapping[str, Any], *, by: Any) -> Plan:
        """The plan with what only doing it can tell; nothing of it stays done."""
        return plan

    def apply(self, plan: Plan, chosen: Mapping[str, Any], *, by: Any) -> None:
        """Raises Refused, which undoes all of it."""
        raise NotImplementedError

    def may(self, request: HttpRequest) -> bool:
        admin = self.admin
        return admin.has_add_permission(request) and admin.has_change_permission(request)

    def context(self, request: HttpRequest) -> dict[str, Any]:
        """What the page shows beside what all imports show."""
        return {}

    @property
    def name(self) -> str:
        """Of its address."""
        opts = self.admin.opts
        return "_".join([opts.app_label, str(opts.model_name), "importeren", *self.kind.split()])

    @property
    def label(self) -> str:
        return f"{self.kind.capitalize()} importeren" if self.kind else "Importeren"

    @property
    def url(self) -> str:
        return reverse(f"{self.admin.admin_site.name}:{self.name}")

    def view(self, request: HttpRequest) -> HttpResponse:
        if not self.may(request):
            raise PermissionDenied
        posted = request.method == "POST"
        data = (request.POST, request.FILES) if posted else (None, None)
        form = self.form(*data, initial=request.GET.dict())
        if not form.is_valid():
            return self._show(request, form)
        table = form.cleaned_data["read"]
        if len(table.rows) > self.most_rows + HEAD_WITHIN:
            form.add_error("file", TOO_MANY.format(f"{self.most_rows:,}".replace(",", ".")))
            return self._show(request, form)
        head, places = recognise(table, self.columns)
        columns = self._columns_form(request, form.cleaned_data, head, table, places)
        if not columns.is_valid():
            return self._show(request, form, columns)
        return self._plan_or_apply(request, form, columns, table, head)

    def _columns_form(
        self,
        request: HttpRequest,
        chosen: Mapping[str, Any],
        head: Row,
        table: Table,
        places: Mapping[str, int],
    ) -> ColumnsForm:
        """As recognised in a file that is seen for the first time, else as staff mended it."""
        names = [column.name for column in self.columns]
        data = {f"kolom-{name}": str(places[name]) for name in names if name in places}
        is_new = chosen.get("file") or not any(key.startswith("kolom-") for key in request.POST)
        given = data if is_new else request.POST
        return ColumnsForm(given, head=head, table=table, columns=self.columns)

    @transaction.atomic
    def _plan_or_apply(
        self, request: HttpRequest, form: FileForm, columns: ColumnsForm, table: Table, head: Row
    ) -> HttpResponse:
        """Under the lock of whoever adds one of this kind, so that two do not add the same."""
        chosen, seen = form.cleaned_data, request.POST.get("seen", "")
        if seen:
            lock(self.admin.model, None)
        plan = self.plan(self.judged(table, head, columns.places, chosen), chosen)
        if seen == plan.digest and plan.is_possible:
            try:
                with transaction.atomic():
                    self.apply(plan, chosen, by=request.user)
            except Refused as refused:
                plan = replace(plan, faults=refused.faults)
                return self._show(request, form, columns, plan, warning=CHANGED)
            return self._done(request, plan)
        plan = self.tried(plan, chosen, by=request.user)
        if "wrong" in request.POST:
            return wrong_sheet(table, head, plan)
        return self._show(request, form, columns, plan, warning=CHANGED if seen else "")

    def _done(self, request: HttpRequest, plan: Plan) -> HttpResponse:
        sentence = f"Geïmporteerd: {len(plan.new)} nieuw, {len(plan.changed)} gewijzigd."
        self.admin.message_user(request, sentence, messages.SUCCESS)
        return HttpResponseRedirect(self.list_url)

    @property
    def list_url(self) -> str:
        opts = self.admin.opts
        return reverse(
            f"{self.admin.admin_site.name}:{opts.app_label}_{opts.model_name}_changelist"
        )

    def _show(
        self,
        request: HttpRequest,
        form: FileForm,
        columns: ColumnsForm | None = None,
        plan: Plan | None = None,
        warning: str = "",
    ) -> HttpResponse:
        plural = str(self.admin.opts.verbose_name_plural).capitalize()
        context = {
            **self.admin.admin_site.each_context(request),
            "opts": self.admin.opts,
            "media": self.admin.media,
            "title": self.title or f"{plural} importeren",
            "intro": self.intro,
            "form": form,
            "columns": columns,
            "plan": plan,
            "packed": form.packed,
            "kept": [field for field in form if field.name not in ("file", "table")],
            "warning": warning,
            **self.context(request),
        }
        return TemplateResponse(request, "admin/import.html", context)


def wrong_sheet(table: Table, head: Row, plan: Plan) -> HttpResponse:
    """The file as it came, with a column that says what is wrong with each row."""
    said: dict[int, list[str]] = defaultdict(list)
    for fault in plan.faults:
        said[fault.number].append(fault.in_its_row)
    lines = []
    for row in table.rows:
        cells = [row.cell(index) for index in range(table.width)]
        last = WRONG if row.number == head.number else " ".join(said[row.number])
        lines.append([*cells, last])
    answer = HttpResponse(xlsx_file([Tab("Verbeteren", lines)]), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="wat-is-er-mis.xlsx"'
    answer["Cache-Control"] = "no-store"
    return answer


class ImportPages(admin.ModelAdmin):
    """For the admin of a kind of record that can be imported."""

    change_list_template = "admin/imported.html"
    importings: tuple[type[Importing], ...] = ()

    def importing(self) -> list[Importing]:
        return [each(self) for each in self.importings]

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(
                f"{each.kind.replace(' ', '-')}/importeren/" if each.kind else "importeren/",
                self.admin_site.admin_view(each.view),
                name=each.name,
            )
            for each in self.importing()
        ]
        return [*own, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        links = [(each.url, each.label) for each in self.importing() if each.may(request)]
        return super().changelist_view(request, {"import_links": links, **(extra_context or {})})
