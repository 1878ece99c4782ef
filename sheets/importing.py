"""Importing a file in the admin: choose it, see what was recognised and what would be done, apply.

The table travels in the page (`tables.carrying`); nothing is stored before it is applied, and then
all of it is, or nothing. What would be done is planned again when it is applied: where that is not
what staff saw, they see it first.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from backoffice.locking import lock
from tables import Plan, Refused, Row, Table, recognise
from tables.columns import HEAD_WITHIN

from .exporting import XLSX
from .forms import ColumnsForm, FileForm
from .jobs import hand_over
from .kind import Kind
from .models import Import, ImportJob
from .sheet import Sheet, Unseen

CHANGED = "Intussen zou er iets anders gebeuren dan u zag. Kijk het na en bevestig opnieuw."
TOO_MANY = "Dit bestand heeft meer dan {} regels. Verdeel het over kleinere bestanden."


class Importing:
    """The import of one kind of record, at its list; `word` sets it apart where a list has more."""

    def __init__(self, pages: ModelAdmin, kind: type[Kind], word: str) -> None:
        self.admin, self.kind, self.word = pages, kind, word

    @property
    def name(self) -> str:
        """Of its address."""
        opts = self.admin.opts
        return "_".join([opts.app_label, str(opts.model_name), "importeren", *self.word.split()])

    @property
    def label(self) -> str:
        return f"{self.word.capitalize()} importeren" if self.word else "Importeren"

    @property
    def url(self) -> str:
        return self.address(self.name)

    def address(self, name: str, *args: Any) -> str:
        return reverse(f"{self.admin.admin_site.name}:{name}", args=args)

    def job_url(self, job: ImportJob) -> str:
        return self.address(f"{self.name}_stand", job.pk)

    @property
    def list_url(self) -> str:
        opts = self.admin.opts
        return self.address(f"{opts.app_label}_{opts.model_name}_changelist")

    def may(self, request: HttpRequest) -> bool:
        admin = self.admin
        return admin.has_add_permission(request) and admin.has_change_permission(request)

    def view(self, request: HttpRequest) -> HttpResponse:
        if not self.may(request):
            raise PermissionDenied
        posted = request.method == "POST"
        data = (request.POST, request.FILES) if posted else (None, None)
        form = self.kind.form(*data, initial=request.GET.dict())
        if not form.is_valid():
            return self._show(request, form)
        table, kind = form.cleaned_data["read"], self.kind(form.cleaned_data)
        if len(table.rows) > kind.most_rows + HEAD_WITHIN:
            form.add_error("file", TOO_MANY.format(f"{kind.most_rows:,}".replace(",", ".")))
            return self._show(request, form)
        head, places = recognise(table, kind.all_columns)
        columns = self._columns_form(request, kind, head, table, places)
        if not columns.is_valid():
            return self._show(request, form, columns)
        return self._plan_or_apply(request, form, columns, Sheet(kind, table, head, columns.places))

    def _columns_form(
        self,
        request: HttpRequest,
        kind: Kind,
        head: Row,
        table: Table,
        places: Mapping[str, int],
    ) -> ColumnsForm:
        """As recognised in a file that is seen for the first time, else as staff mended it."""
        names = [column.name for column in kind.all_columns]
        data = {f"kolom-{name}": str(places[name]) for name in names if name in places}
        sent = any(key.startswith("kolom-") for key in request.POST)
        given = data if kind.chosen.get("file") or not sent else request.POST
        return ColumnsForm(given, head=head, table=table, columns=kind.all_columns)

    @transaction.atomic
    def _plan_or_apply(
        self, request: HttpRequest, form: FileForm, columns: ColumnsForm, sheet: Sheet
    ) -> HttpResponse:
        """Under the lock of whoever adds one of this kind, so that two do not add the same."""
        seen = request.POST.get("seen", "")
        if seen:
            lock(self.admin.model, None)
        plan = sheet.plan()
        is_large = plan.number > sheet.kind.most_at_once
        if seen == plan.digest and plan.is_possible and is_large:
            job = hand_over(sheet, form.packed, plan, by=request.user)
            return HttpResponseRedirect(self.job_url(job))
        if seen == plan.digest and plan.is_possible:
            try:
                with transaction.atomic():
                    foreseen = request.POST.get("foreseen", "")
                    sheet.apply_as_seen(plan, seen=foreseen, by=request.user)
            except Unseen:
                tried = sheet.tried(plan, by=request.user)
                return self._show(request, form, columns, tried, warning=CHANGED)
            except Refused as refused:
                plan = replace(plan, faults=refused.faults)
                return self._show(request, form, columns, plan, warning=CHANGED)
            return self._done(request, plan)
        plan = plan if is_large else sheet.tried(plan, by=request.user)
        if "wrong" in request.POST:
            return wrong_sheet(sheet.with_faults(plan.faults))
        return self._show(request, form, columns, plan, warning=CHANGED if seen else "")

    def _done(self, request: HttpRequest, plan: Plan) -> HttpResponse:
        sentence = f"Geïmporteerd: {len(plan.new)} nieuw, {len(plan.changed)} gewijzigd."
        self.admin.message_user(request, sentence, messages.SUCCESS)
        return HttpResponseRedirect(self.list_url)

    def _show(
        self,
        request: HttpRequest,
        form: FileForm,
        columns: ColumnsForm | None = None,
        plan: Plan | None = None,
        warning: str = "",
    ) -> HttpResponse:
        context = {
            **self.admin.admin_site.each_context(request),
            "opts": self.admin.opts,
            "media": self.admin.media,
            "title": self.kind.title,
            "intro": self.kind().intro,
            "fixed": self.kind().fixed_labels,
            "form": form,
            "columns": columns,
            "plan": plan,
            "packed": form.packed,
            "kept": [field for field in form if field.name not in ("file", "table")],
            "warning": warning,
            "is_large": plan is not None and plan.number > self.kind.most_at_once,
            "runs": self._runs(),
            "jobs": self._jobs(),
        }
        return TemplateResponse(request, "admin/import.html", context)

    def _runs(self) -> list[tuple[Import, str]]:
        """What can still be undone, each with its page."""
        runs = Import.objects.to_undo(self.kind.name).select_related("made_by")
        return [(run, self.address(f"{self.name}_ongedaan", run.pk)) for run in runs[:20]]

    def _jobs(self) -> list[tuple[ImportJob, str, str]]:
        """What the worker does or did not long ago, each with how it stands and its page."""
        jobs, taken_back = ImportJob.objects.of_kind(self.kind.name)[:20], self.kind.taken_back
        return [(job, job.in_words(taken_back), self.job_url(job)) for job in jobs]


def wrong_sheet(content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="wat-is-er-mis.xlsx"'
    answer["Cache-Control"] = "no-store"
    return answer
