"""The page on which two colleagues help a third who lost the phone."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from backoffice.needed import SaysWhatIsNeeded
from backoffice.proving import EDIT, proven

from ..models import LostPhone
from .actions import name_of
from .forms import CHECKED
from .lost_phone import CONFIRM, ask, confirm, standing, stop, who_lost


class Colleague(forms.ModelChoiceField):
    def label_from_instance(self, user: AbstractUser) -> str:
        return name_of(user)


class ConfirmForm(SaysWhatIsNeeded, forms.Form):
    checked = forms.CharField(**CHECKED)


class AskForm(ConfirmForm):
    user = Colleague(label="Wie is de telefoon kwijt?", queryset=get_user_model().objects.none())
    field_order = ["user", "checked"]

    def __init__(self, *args: object, by: AbstractUser, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = who_lost().exclude(pk=by.pk)


@partial(proven, edits=True)
def lost_phones_page(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(CONFIRM):
        raise PermissionDenied
    form = AskForm(request.POST if request.method == "POST" else None, by=request.user)
    if form.is_bound and form.is_valid() and EDIT not in request.POST:
        user = form.cleaned_data["user"]
        act = partial(ask, user, by=request.user, checked=form.cleaned_data["checked"])
        if _done(form, act):
            messages.success(request, "Gevraagd. Een tweede collega bevestigt het, binnen een dag.")
            return redirect("admin:lost_phones")
    return _show(request, form)


@partial(proven, edits=True)
def confirm_page(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm(CONFIRM):
        raise PermissionDenied
    lost = get_object_or_404(standing().select_related("user", "asked_by"), pk=pk)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if EDIT in request.POST:
        return _show_one(request, lost, form)
    if "stoppen" in request.POST:
        act, done = partial(stop, lost, by=request.user), "Gestopt. Er is niets veranderd."
    elif form.is_valid():
        act = partial(confirm, lost, by=request.user, **form.cleaned_data)
        done = (
            f"Gedaan. {name_of(lost.user)} logt in met het wachtwoord en stelt een nieuw bewijs in."
        )
    else:
        return _show_one(request, lost, form)
    if not _done(form, act):
        return _show_one(request, lost, form)
    messages.success(request, done)
    return redirect("admin:lost_phones")


def _done(form: forms.Form, act: Callable[[], object]) -> bool:
    try:
        act()
    except ValidationError as error:
        form.full_clean()
        form.add_error(None, error.messages)
        return False
    return True


def _show(request: HttpRequest, form: AskForm) -> HttpResponse:
    context = {
        "title": "Telefoon kwijt",
        "form": form,
        "rows": [
            (lost, name_of(lost.user), name_of(lost.asked_by), lost.asked_by == request.user)
            for lost in standing().select_related("user", "asked_by").exclude(user=request.user)
        ],
    }
    return render(request, "admin/lost_phones.html", admin.site.each_context(request) | context)


def _show_one(request: HttpRequest, lost: LostPhone, form: ConfirmForm) -> HttpResponse:
    context = {
        "title": "Bevestigen dat een telefoon kwijt is",
        "form": form,
        "who": name_of(lost.user),
        "asked_by": name_of(lost.asked_by),
        "lost": lost,
        "is_own": lost.asked_by == request.user,
    }
    return render(request, "admin/lost_phone.html", admin.site.each_context(request) | context)
