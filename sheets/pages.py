"""The pages of export, import and undoing, at the list of what they are about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode

from backoffice.importing import Importing, ImportPages
from backoffice.proving import proof_asked
from outbox.seen_first import Mails, in_kinds, mails_written_by
from tables import Column, Fault, Plan, Refused, Row, Table, letter_of

from .exporting import ExportForm, export
from .kind import Kind
from .models import Import
from .planning import Planner, judged
from .undoing import Undoing, keep, plan_undoing, undo

UNDONE = "Ongedaan gemaakt: {} nieuwe weggehaald, {} teruggezet."
SHOWN = 200
"""Of each kind, before an import is undone."""
NOT_SENT = ("file", "table", "csrfmiddlewaretoken", "seen", "wrong")


class KindImporting(Importing):
    """An import of a kind of record, as it says of itself."""

    of_kind: type[Kind]

    def __init__(self, admin_of: Any, of_kind: type[Kind], kind: str) -> None:
        super().__init__(admin_of)
        self.of_kind, self.kind = of_kind, kind
        self.form, self.intro, self.title = of_kind.form, of_kind().intro, of_kind.title
        self.most_rows = of_kind.most_rows
        self.places: Mapping[str, int] = {}

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        return self.of_kind().all_columns

    def judged(
        self, table: Table, head: Row, places: Mapping[str, int], chosen: Mapping[str, Any]
    ) -> Iterable[Any]:
        self.places = places
        return judged(self.of_kind(chosen), table, head, places)

    def plan(self, rows: Iterable[Any], chosen: Mapping[str, Any]) -> Plan:
        return Planner(self.of_kind(chosen), self.places).plan(rows)

    def tried(self, plan: Plan, chosen: Mapping[str, Any], *, by: Any) -> Plan:
        kind = self.of_kind(chosen)
        if not kind.is_tried or not plan.is_possible:
            return plan
        try:
            with transaction.atomic():
                _do(kind, plan, by=by)
                transaction.set_rollback(True)
        except Refused as refused:
            return replace(plan, faults=self._with_letters(refused.faults))
        return plan

    def _with_letters(self, faults: Iterable[Fault]) -> tuple[Fault, ...]:
        places = {c.label: self.places[c.name] for c in self.columns if c.name in self.places}
        return tuple(
            replace(fault, letter=letter_of(places[fault.label]))
            if fault.label in places
            else fault
            for fault in faults
        )

    def apply(self, plan: Plan, chosen: Mapping[str, Any], *, by: Any) -> None:
        kind = self.of_kind(chosen)
        try:
            made = _do(kind, plan, by=by)
        except Refused as refused:
            raise Refused(self._with_letters(refused.faults)) from refused
        keep(kind, made, plan, _sent(chosen), by=by)

    def context(self, request: HttpRequest) -> dict[str, Any]:
        runs = Import.objects.to_undo(self.of_kind.name).select_related("made_by")
        undo_url = f"{self.admin.admin_site.name}:{self.name}_ongedaan"
        return {"runs": [(run, reverse(undo_url, args=[run.pk])) for run in runs[:20]]}

    def undo_view(self, request: HttpRequest, run_id: int) -> HttpResponse:
        """What would be undone and what stays; then doing it."""
        if not self.may(request):
            raise PermissionDenied
        run = get_object_or_404(Import.objects.to_undo(self.of_kind.name), pk=run_id)
        kind = self.of_kind(self._chosen(run))
        if request.method == "POST":
            return self._undo(request, kind, run)
        return self._show_undoing(request, kind, run)

    def _show_undoing(
        self, request: HttpRequest, kind: Kind, run: Import, mails: Mails | None = None
    ) -> HttpResponse:
        undoing = plan_undoing(kind, run)
        context = {
            **self.admin.admin_site.each_context(request),
            "opts": self.admin.opts,
            "title": "Import ongedaan maken",
            "run": run,
            "undoing": undoing,
            "made": [kind.title_of(obj, {}) for obj in undoing.made[:SHOWN]],
            "back": self.url,
            "mails": mails,
            "is_other": "seen" in request.POST,
        }
        return TemplateResponse(request, "admin/import_undo.html", context)

    def _undo(self, request: HttpRequest, kind: Kind, run: Import) -> HttpResponse:
        """Mails that staff did not see yet go to nobody: it is rolled back, and they see them."""
        acted: list[Undoing] = []
        try:
            with transaction.atomic():
                written = mails_written_by(lambda: acted.append(undo(kind, run, by=request.user)))
                mails = in_kinds(written)
                unseen = mails is not None and mails.seal != request.POST.get("seen")
                transaction.set_rollback(unseen)
        except ValidationError as refusal:
            self.admin.message_user(request, " ".join(refusal.messages), messages.ERROR)
            return HttpResponseRedirect(self.url)
        if unseen:
            return self._show_undoing(request, kind, run, mails)
        (done,) = acted
        sentence = UNDONE.format(len(done.made), len(done.changed))
        self.admin.message_user(request, sentence, messages.SUCCESS)
        for stays in done.stays[:20]:
            self.admin.message_user(request, stays, messages.WARNING)
        return HttpResponseRedirect(self.list_url)

    def _chosen(self, run: Import) -> dict[str, Any]:
        form = self.form(run.chosen)
        form.is_valid()
        return {**form.cleaned_data, "is_undoing": True}


def _do(kind: Kind, plan: Plan, *, by: Any) -> list[Any]:
    """All that is refused, of what is new and of what changes."""
    faults: list[Any] = []
    made: list[Any] = []
    try:
        made = kind.make(plan.new, by=by)
    except Refused as refused:
        faults += refused.faults
    try:
        kind.change(plan.changed, by=by)
    except Refused as refused:
        faults += refused.faults
    if faults:
        raise Refused(sorted(faults, key=lambda fault: fault.number))
    return made


def _sent(chosen: Mapping[str, Any]) -> dict[str, str]:
    """What holds for the whole file, as a form sends it again."""
    found = {name: getattr(value, "pk", value) for name, value in chosen.items()}
    kept = {name: value for name, value in found.items() if isinstance(value, (str, int))}
    return {name: str(value) for name, value in kept.items() if name not in NOT_SENT}


class SheetPages(ImportPages):
    """For the admin of records that go out in a sheet and come back. `kinds` by the word that sets
    them apart in addresses; the first has none."""

    kinds: Mapping[str, type[Kind]] = {}
    keeps_asked: tuple[str, ...] = ()
    """Filters of the list that say for the import too what it is about."""

    def importing(self) -> list[Importing]:
        own = [KindImporting(self, kind, word) for word, kind in self.kinds.items()]
        return [*super().importing(), *own]

    def may_export(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def _export_name(self, word: str) -> str:
        return "_".join(
            [self.opts.app_label, str(self.opts.model_name), "exporteren", *word.split()]
        )

    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site
        own = []
        for each in self.importing():
            if isinstance(each, KindImporting):
                start = f"{each.kind}/" if each.kind else ""
                undo_view = site.admin_view(each.undo_view)
                undo_path = f"{start}importeren/<int:run_id>/ongedaan/"
                own.append(path(undo_path, undo_view, name=f"{each.name}_ongedaan"))
                view = site.admin_view(_export_view(self, each.of_kind))
                own.append(path(f"{start}exporteren/", view, name=self._export_name(each.kind)))
        return [*own, *super().get_urls()]

    def export_links(self, request: HttpRequest) -> Iterator[tuple[str, str]]:
        """Each with the filters of the list."""
        asked = f"?{request.GET.urlencode()}" if request.GET else ""
        for word in self.kinds if self.may_export(request) else ():
            label = f"{word.capitalize()} exporteren" if word else "Exporteren"
            name = f"{self.admin_site.name}:{self._export_name(word)}"
            yield f"{reverse(name)}{asked}", label

    def changelist_view(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        links: dict[str, Any] = {"export_links": list(self.export_links(request))}
        asked = {name: value for name, value in request.GET.items() if name in self.keeps_asked}
        links["import_asked"] = f"?{urlencode(asked)}" if asked else ""
        return super().changelist_view(request, {**links, **(extra_context or {})})

    def export_view(self, request: HttpRequest, of_kind: type[Kind]) -> HttpResponse:
        if not self.may_export(request):
            raise PermissionDenied
        kind = of_kind()
        try:
            shown = self.get_changelist_instance(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(request.path)
        records = kind.with_columns(kind.of_list(shown.get_queryset(request)))
        form = ExportForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            asking = proof_asked(request) if kind.is_personal else None
            return asking or export(kind, list(records), request, **form.cleaned_data)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"{kind.name.capitalize()} exporteren",
            "number": records.count(),
            "labels": [column.label for column in kind.all_columns],
            "is_personal": kind.is_personal,
            "form": form,
        }
        return TemplateResponse(request, "admin/export.html", context)


def _export_view(pages: SheetPages, kind: type[Kind]) -> Any:
    def view(request: HttpRequest) -> HttpResponse:
        return pages.export_view(request, kind)

    return view
