"""Gives a page of the admin its guard against two who save: see `comparing`.

Whoever saves holds the row locked from reading it until it is written, so that of two who save at
once the second sees what the first wrote.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.text import capfirst

from .adding import AddsOnce
from .asking import ticks_in
from .comparing import ComparesForm, ComparesRows, Conflict
from .locking import lock
from .versions import NAME, Digests, Opened, about, digests_of, row_key

MERGED = "Een collega bewaarde intussen ook iets op deze pagina. Dat bleef staan: {}."


class ComparesVersions(admin.ModelAdmin):
    """For a ModelAdmin: a change of a colleague is never overwritten without a word."""

    locked_after = ""
    """The path to what is locked before the row itself; see `locking.lock`."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            pk = unquote(object_id) if object_id else None
            lock(self.model, pk, after=self.locked_after)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(
        self, request: HttpRequest, obj: Any = None, *args: Any, **kwargs: Any
    ) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, *args, **kwargs)
        opened = self._opened(request, obj)
        if opened is None:
            return form
        guard = ComparesForm if obj is not None else AddsOnce
        return _guarded(guard, form, opened=opened, reader=request.user)

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Iterator[tuple]:
        opened = self._opened(request, obj) if obj is not None else None
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            if opened is not None:
                who = {"opened": opened, "reader": request.user}
                row = _guarded(ComparesForm, formset.form, **who)
                formset = _guarded(ComparesRows, formset, form=row, **who)
            yield formset, inline

    def _opened(self, request: HttpRequest, obj: Any) -> Opened | None:
        """With which version the page comes back; None where it brings none.

        A version that is not ours, such as one of before a new key of the site, is no version.
        """
        text = request.POST.get(NAME) if request.method == "POST" else None
        if text is None:
            return None
        return Opened.read(text, self._about(obj)) or Opened({}, is_ours=False)

    def _about(self, obj: Any) -> str:
        return about(self.opts.concrete_model, obj.pk if obj is not None else None)

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj, form = context.get("original"), context["adminform"].form
        formsets = [each.formset for each in context["inline_admin_formsets"]]
        guard = {
            "opened_with": (NAME, self.version_of(obj, form, formsets)),
            "conflicts": list(conflicts_of(form, formsets)),
            "ticks": ticks_in(request.POST),
        }
        return super().render_change_form(request, context | guard, *args, **kwargs)

    def version_of(self, obj: Any, form: forms.ModelForm, formsets: list) -> str:
        rows = {} if obj is None else {row_key(form): digests_of(form)}
        for formset in formsets if obj is not None else []:
            rows |= _rows_of(formset)
        return Opened(rows).sign(self._about(obj))

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """What a colleague deleted cannot be saved; what was typed is shown, to copy it."""
        if request.method != "POST":
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": "Intussen verwijderd",
            "opts": opts,
            "typed": list(typed_texts(self.get_form(request).base_fields, request.POST)),
        }
        return TemplateResponse(request, "admin/deleted_meanwhile.html", context, status=404)

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        rows = [form, *(row for formset in formsets for row in formset.initial_forms)]
        merged = [each for row in rows for each in getattr(row, "merged", ())]
        if merged:
            self.message_user(request, MERGED.format("; ".join(merged)), messages.WARNING)


def conflicts_of(form: forms.ModelForm, formsets: list[BaseInlineFormSet]) -> Iterator[Conflict]:
    yield from getattr(form, "conflicts", ())
    for formset in formsets:
        for row in formset.initial_forms if formset.is_bound else ():
            if row not in formset.deleted_forms:
                yield from getattr(row, "conflicts", ())


def _rows_of(formset: BaseInlineFormSet) -> dict[str, Digests]:
    """Also which rows there are that do not stand on the page, because they came meanwhile."""
    there: dict[str, Digests] = {f"{formset.prefix}#{row.pk}": {} for row in formset.get_queryset()}
    shown = (form for form in formset.initial_forms if form.instance.pk)
    return there | {row_key(form): digests_of(form) for form in shown}


def _guarded(guard: type, base: type, **values: Any) -> type:
    return type(base)(base.__name__, (guard, base), values)


def typed_texts(fields: Mapping[str, forms.Field], data: QueryDict) -> Iterator[tuple[str, str]]:
    """Label and value of what can be copied; a key of a choice would tell nobody anything."""
    for name, field in fields.items():
        if isinstance(field, forms.CharField) and data.get(name):
            yield capfirst(str(field.label)), data[name]
