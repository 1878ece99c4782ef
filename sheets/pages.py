"""The pages of export, import and undoing, at the list of what they are about."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR, IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode

from backoffice.proving import EDIT, proof_asked

from .exporting import ExportForm, export
from .importing import Importing
from .job_page import JobPage
from .kind import Kind
from .undo_page import UndoPage


class SheetPages(admin.ModelAdmin):
    """For the admin of records that go out in a sheet and come back. `kinds` by the word that sets
    them apart in addresses; the first has none."""

    change_list_template = "admin/imported.html"
    kinds: Mapping[str, type[Kind]] = {}
    keeps_asked: tuple[str, ...] = ()
    """Filters of the list that say for the import too what it is about."""

    def importing(self) -> list[Importing]:
        return [Importing(self, kind, word) for word, kind in self.kinds.items()]

    def may_export(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_urls(self) -> list[URLPattern]:
        own = [url for each in self.importing() for url in self._urls(each)]
        return [*own, *super().get_urls()]

    def _urls(self, importing: Importing) -> Iterator[URLPattern]:
        name, start = importing.name, f"{importing.word}/" if importing.word else ""
        pages: dict[str, tuple[str, Callable]] = {
            "exporteren/": (self._export_name(importing.word), _export_view(self, importing.kind)),
            "importeren/": (name, importing.view),
            "importeren/<int:run_id>/ongedaan/": (f"{name}_ongedaan", UndoPage(importing).view),
            "importeren/<int:job_id>/stand/": (f"{name}_stand", JobPage(importing).view),
        }
        for at, (named, view) in pages.items():
            yield path(f"{start}{at}", self.admin_site.admin_view(view), name=named)

    def _export_name(self, word: str) -> str:
        return "_".join(
            [self.opts.app_label, str(self.opts.model_name), "exporteren", *word.split()]
        )

    def _export_url(self, word: str, asked: QueryDict) -> str:
        """With the filters of the list."""
        url = reverse(f"{self.admin_site.name}:{self._export_name(word)}")
        return f"{url}?{asked.urlencode()}" if asked else url

    def get_actions(self, request: HttpRequest) -> dict:
        """What is ticked in the list goes to the page of the export too."""
        words = self.kinds if self.may_export(request) and IS_POPUP_VAR not in request.GET else ()
        own = {
            f"exporteren {word}".strip(): (
                _export_ticked(word),
                f"exporteren {word}".strip(),
                _export_label(word),
            )
            for word in words
        }
        return {**super().get_actions(request), **own}

    def changelist_view(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        kept = {name: value for name, value in request.GET.items() if name in self.keeps_asked}
        words = self.kinds if self.may_export(request) else ()
        links = {
            "import_links": [(e.url, e.label) for e in self.importing() if e.may(request)],
            "import_asked": f"?{urlencode(kept)}" if kept else "",
            "export_links": [(self._export_url(w, request.GET), _export_label(w)) for w in words],
        }
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
        if form.is_valid() and EDIT not in request.POST:
            asking = proof_asked(request, edits=True, fetches=True) if kind.is_personal else None
            return asking or export(kind, list(records), request, **form.cleaned_data)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"{kind.name.capitalize()} exporteren",
            "number": records.count(),
            "labels": [column.label for column in kind.all_columns],
            "fixed": kind.fixed_labels,
            "is_personal": kind.is_personal,
            "form": form,
        }
        return TemplateResponse(request, "admin/export.html", context)


def _export_label(word: str) -> str:
    return f"{word.capitalize()} exporteren" if word else "Exporteren"


def _export_ticked(word: str) -> Callable:
    def act(pages: SheetPages, request: HttpRequest, ticked: QuerySet) -> HttpResponse:
        """All of the list, where all was ticked: the keys would not fit in an address."""
        asked = request.GET.copy()
        if request.POST.get("select_across") != "1":
            keys = request.POST.getlist(ACTION_CHECKBOX_NAME)
            asked = QueryDict(mutable=True)
            asked["id__in"] = ",".join(key for key in keys if key.isdecimal())
        return HttpResponseRedirect(pages._export_url(word, asked))

    return act


def _export_view(pages: SheetPages, kind: type[Kind]) -> Any:
    def view(request: HttpRequest) -> HttpResponse:
        return pages.export_view(request, kind)

    return view
