"""What colleagues did, newest first, as sentences: of what the person may see, and no more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.db.models import CharField, Model, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from backoffice.base import HouseAdmin
from backoffice.folding import matching
from backoffice.needed import SaysWhatIsNeeded
from backoffice.together.noting import TOGETHER, not_of_one

from .undoing import undoing

A_PAGE = 50
DID = {ADDITION: "legde {} vast", CHANGE: "wijzigde {}", DELETION: "verwijderde {}"}
DID_WITH_FILE = {
    ADDITION: "importeerde {}",
    CHANGE: "exporteerde {}",
    DELETION: "maakte een import van {} ongedaan",
}
"""What is about no single thing."""
DONE_TOGETHER = "deed “{}” bij {}"
"""With many at once."""


@dataclass(frozen=True)
class Doing:
    """One deed: "Anna wijzigde hub “Goed werk”", what is said of it, and where the thing is."""

    when: datetime
    sentence: str
    more: str
    address: str
    undo: str = ""
    """The page that undoes it, where that can be done now."""


class Colleagues(forms.ModelChoiceField):
    def label_from_instance(self, user: AbstractUser) -> str:
        return name_of(user)


class Kinds(forms.ModelChoiceField):
    def label_from_instance(self, kind: ContentType) -> str:
        model = kind.model_class()
        return str(model._meta.verbose_name) if model else kind.model


class DoingsForm(SaysWhatIsNeeded, forms.Form):
    who = Colleagues(label="Wie", queryset=None, required=False, empty_label="iedereen")
    kind = Kinds(label="Wat", queryset=None, required=False, empty_label="alles")
    name = forms.CharField(label="Naam", max_length=100, required=False)

    def __init__(self, *args: object, seen: QuerySet, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        users = get_user_model().objects.filter(pk__in=seen.order_by().values("user"))
        kinds = ContentType.objects.filter(pk__in=seen.order_by().values("content_type"))
        self.fields["who"].queryset = users.order_by("first_name", "username")
        self.fields["kind"].queryset = kinds.order_by("model")

    def chosen(self, rows: QuerySet) -> QuerySet:
        values = self.cleaned_data if self.is_valid() else {}
        for field, column in (("who", "user"), ("kind", "content_type")):
            if values.get(field):
                rows = rows.filter(**{column: values[field]})
        return matching(rows, ["object_repr", "change_message"], values.get("name") or "")


def name_of(user: AbstractUser) -> str:
    return user.get_full_name() or user.get_username()


def doings_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    seen = of_what_one_may_see(site, request)
    form = DoingsForm(request.GET or None, seen=seen)
    chosen = form.chosen(seen).select_related("user", "content_type")
    page = Paginator(chosen, A_PAGE).get_page(request.GET.get("p"))
    asked = request.GET.copy()
    asked.pop("p", None)
    context = {
        "title": "Wat er is gedaan",
        "form": form,
        "page": page,
        "doings": list(_told(page, site, undoing(page, site, request))),
        "asked": asked.urlencode(),
    }
    return render(request, "admin/doings.html", site.each_context(request) | context)


def of_what_one_may_see(site: AdminSite, request: HttpRequest) -> QuerySet:
    """The log of the kinds of things of which the person may open the page, without the things of
    which he or she may not know."""
    admins = {m: page for m, page in site._registry.items() if page.has_view_permission(request)}
    kinds = ContentType.objects.get_for_models(*admins, for_concrete_models=False)
    of_kinds = LogEntry.objects.filter(content_type__in=[kind.pk for kind in kinds.values()])
    rows = not_of_one(of_kinds)
    for model, page in admins.items():
        if isinstance(page, HouseAdmin):
            hidden = page.hidden_from(request.user).values_list(Cast("pk", CharField()))
            rows = rows.exclude(content_type=kinds[model], object_id__in=hidden)
    return rows


def _told(page: Page, site: AdminSite, undo: dict[int, str]) -> Iterator[Doing]:
    for entry in page:
        model = entry.content_type.model_class()
        yield Doing(
            entry.action_time,
            f"{name_of(entry.user)} {_did(entry, model)}",
            _more(entry),
            _address(entry, model) if entry.action_flag != DELETION else "",
            undo.get(entry.pk, ""),
        )


def _more(entry: LogEntry) -> str:
    is_of_file = not entry.object_id and entry.action_flag != TOGETHER
    return entry.get_change_message() if is_of_file or entry.action_flag == CHANGE else ""


def _did(entry: LogEntry, model: type[Model]) -> str:
    if entry.action_flag == TOGETHER:
        return DONE_TOGETHER.format(entry.change_message, entry.object_repr)
    if not entry.object_id:
        return DID_WITH_FILE[entry.action_flag].format(model._meta.verbose_name_plural)
    return DID[entry.action_flag].format(f"{model._meta.verbose_name} “{entry.object_repr}”")


def _address(entry: LogEntry, model: type[Model]) -> str:
    if not entry.object_id:
        return ""
    page = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    return reverse(page, args=[entry.object_id])
