"""Action pages: what can be done with a thing, beside changing its fields.

An action page stands under the object, shows a small form, and calls one action. Its button stands
at the top of the change page as long as the action is possible.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from .acting import changed_state, impossible, state_version
from .asking import Asks, Doubt, ticks_in
from .choices import offer_what_is_stored
from .existing import which_exist
from .locking import lock
from .needed import SaysWhatIsNeeded
from .proving import EDIT, proven
from .returning import passing_on, return_address
from .versions import NAME


class ActionForm(SaysWhatIsNeeded, Asks, forms.Form):
    """The input of an action on `obj`; its fields are called as the action calls its arguments.

    `sentences_at` names the field at which a sentence belongs, by the `violation_error_code` of its
    constraint.
    """

    sentences_at: dict[str, str] = {}

    def __init__(self, *args: object, obj: models.Model, **kwargs: object) -> None:
        self.obj = obj
        super().__init__(*args, **kwargs)

    def gives_cause(self, doubt: Doubt) -> bool:
        """To act is a change, also where its form is left as it stood."""
        return True

    def told(self) -> list[tuple[str, list[str]]]:
        """What stands above the fields: a heading with lines each."""
        return []

    def layout(self) -> list[str | tuple[str, ...]]:
        """The fields as they stand below each other; those in a tuple stand side by side."""
        return list(self.fields)

    def fieldsets(self) -> list[tuple[str | None, dict]]:
        """Its fields under headings, as the admin writes them; by default under none."""
        return [(None, {"fields": self.layout()})]


@dataclass(frozen=True)
class ActionPage:
    """One action: `act(obj, by=user, **what the form holds)`, which may raise ValidationError.

    `name` is its place under the object's address, `label` its button, `done` the sentence shown
    afterwards, `intro` a sentence above the form, `needs` a permission beside that to change.
    `rows` are what it is about: without any of them there is nothing to do.
    `made` says more of what the action returned, after `done`.
    `undone_by` is the name of the page that undoes it, where there is one.
    `proven`: who does it proves again who he or she is (`proving.py`).
    `instead_of_deleting`: the page that refuses to delete what is in use offers it.
    """

    name: str
    label: str
    act: Callable[..., object]
    done: str
    form: type[ActionForm] = ActionForm
    possible: Callable[[models.Model], bool] = lambda obj: True
    intro: str = ""
    needs: str = ""
    made: Callable[[Any], str] | None = None
    instead_of_deleting: bool = False
    proven: bool = False
    undone_by: str = ""
    rows: Callable[[Any], models.QuerySet] | None = None


def possible_pages(obj: models.Model, pages: Iterable[ActionPage]) -> list[ActionPage]:
    """Those that can be done with the object in its present state; in one query at most."""
    found = [page for page in pages if page.possible(obj)]
    there = which_exist(obj, {page.name: page.rows(obj) for page in found if page.rows})
    return [page for page in found if page.rows is None or page.name in there]


class ActionPages(admin.ModelAdmin):
    """Gives a ModelAdmin the pages of its `action_pages`."""

    action_pages: tuple[ActionPage, ...] = ()
    locked_after = ""

    def get_urls(self) -> list[URLPattern]:
        return [*(self._url(page) for page in self.action_pages), *super().get_urls()]

    def _url(self, page: ActionPage) -> URLPattern:
        def view(request: HttpRequest, object_id: str) -> HttpResponse:
            return self._action_view(request, object_id, page)

        return path(
            f"<path:object_id>/{page.name}/",
            self.admin_site.admin_view(proven(view, edits=True) if page.proven else view),
            name=self._url_name(page.name),
        )

    def _url_name(self, name: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"

    def _address(self, obj: models.Model, name: str) -> str:
        address = f"{self.admin_site.name}:{self._url_name(name)}"
        return reverse(address, args=[quote(obj.pk)])

    def back_to(self, obj: models.Model) -> HttpResponseRedirect:
        return HttpResponseRedirect(self._address(obj, "change"))

    def may_act(self, request: HttpRequest, obj: models.Model, page: ActionPage) -> bool:
        allowed = not page.needs or request.user.has_perm(page.needs)
        return allowed and self.has_change_permission(request, obj)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id)) if self.action_pages else None
        links = self.action_links(request, obj) if obj else []
        context = {"action_links": links} | (extra_context or {})
        return super().change_view(request, object_id, form_url, context)

    def action_links(self, request: HttpRequest, obj: models.Model) -> list[tuple[str, str]]:
        """Address and label of what can be done with the object in its present state."""
        return self._links(request, obj, self.action_pages)

    def ways_out(self, request: HttpRequest, obj: models.Model) -> list[tuple[str, str]]:
        """What can be done with an object that cannot be deleted."""
        pages = [page for page in self.action_pages if page.instead_of_deleting]
        return self._links(request, obj, pages)

    def _links(
        self, request: HttpRequest, obj: models.Model, pages: Iterable[ActionPage]
    ) -> list[tuple[str, str]]:
        may = [page for page in pages if self.may_act(request, obj, page)]
        return [
            (passing_on(request, self._address(obj, page.name)), page.label)
            for page in possible_pages(obj, may)
        ]

    def _action_view(self, request: HttpRequest, object_id: str, page: ActionPage) -> HttpResponse:
        if request.method != "POST":
            return self._answer_action(request, object_id, page)
        with transaction.atomic():
            lock(self.model, unquote(object_id), after=self.locked_after)
            return self._answer_action(request, object_id, page)

    def _answer_action(
        self, request: HttpRequest, object_id: str, page: ActionPage
    ) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        if not self.may_act(request, obj, page):
            raise PermissionDenied
        form = page.form(request.POST if request.method == "POST" else None, obj=obj)
        offer_what_is_stored(form)
        if not possible_pages(obj, [page]):
            sentence = impossible(page.label, obj, request, form)
            self.message_user(request, sentence, messages.ERROR)
            return self.back_to(obj)
        acts = request.method == "POST" and not self._is_outdated(request, obj, form)
        if acts and self._acted(request, obj, page, form):
            back = return_address(request)
            return HttpResponseRedirect(back) if back else self.back_to(obj)
        return self._show_action(request, obj, page, form)

    def _is_outdated(self, request: HttpRequest, obj: models.Model, form: ActionForm) -> bool:
        """Whether what the action is about changed since its page was opened; the form says how."""
        changed = changed_state(request, obj, form)
        if changed:
            form.add_error(None, changed)
        return bool(changed)

    def _acted(
        self, request: HttpRequest, obj: models.Model, page: ActionPage, form: ActionForm
    ) -> bool:
        if EDIT in request.POST or not form.is_valid():
            return False
        try:
            result = page.act(obj, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_sentences(form, error)
            return False
        self.log_change(request, obj, page.done)
        more = page.made(result) if page.made else ""
        said = format_html("{} {}", page.done, more) if more else page.done
        self.message_user(request, said, messages.SUCCESS)
        return True

    def _show_action(
        self, request: HttpRequest, obj: models.Model, page: ActionPage, form: ActionForm
    ) -> HttpResponse:
        adminform = AdminForm(form, form.fieldsets(), {}, model_admin=self)
        context = {
            **self.admin_site.each_context(request),
            "title": page.label,
            "subtitle": self.name_of(obj),
            "opts": self.opts,
            "original": obj,
            "page": page,
            "adminform": adminform,
            "opened_with": (NAME, state_version(obj, form)),
            "ticks": ticks_in(request.POST),
            "media": self.media + adminform.media,
            "back": passing_on(request, self._address(obj, "change")),
        }
        return TemplateResponse(request, "admin/action_form.html", context)


def add_sentences(form: ActionForm, error: ValidationError) -> None:
    """Show what an action objects to in its form, at the field where it has one."""
    for name, sentences in error.update_error_dict({}).items():
        for sentence in sentences:
            field = form.sentences_at.get(sentence.code or "", name)
            form.add_error(field if field in form.fields else None, sentence)
