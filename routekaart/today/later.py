"""Putting a row of work off until a day, for a reason: it leaves the first page of everybody."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from backoffice.needed import SaysWhatIsNeeded
from dates.day_fields import DayField

from ..models import Snooze
from ..work import WORK, Work

LONGEST = timedelta(days=366)
KINDS = {work.key: work for work in WORK}


@dataclass(frozen=True)
class ForLater:
    """A row that was put off: what it is, until when, why, and by whom."""

    name: str
    sentence: str
    snooze: Snooze


class LaterForm(SaysWhatIsNeeded, forms.Form):
    until = DayField(label="Weer laten zien op")
    reason = forms.CharField(
        label="Waarom kan het wachten?",
        help_text="Uw collega's lezen dit ook.",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_until(self) -> date:
        until, today = self.cleaned_data["until"], timezone.localdate()
        if not today < until <= today + LONGEST:
            raise ValidationError("Kies een dag die nog komt, hooguit een jaar vooruit.")
        return until


def later_url(work: Work, row: int) -> str:
    return reverse("admin:later", args=[work.key, row])


def rows_for_later(today: date) -> dict[str, list[int]]:
    """Of each kind of work the keys of the rows that can wait."""
    found: dict[str, list[int]] = defaultdict(list)
    for kind, row in Snooze.objects.filter(until__gt=today).values_list("kind", "row"):
        found[kind].append(row)
    return found


def put_off(work: Work, row: Model, *, until: date, reason: str, by: AbstractUser) -> Snooze:
    """Who puts it off again gives a new day and reason."""
    values = {"until": until, "reason": reason, "by": by}
    snooze, _ = Snooze.objects.update_or_create(kind=work.key, row=row.pk, defaults=values)
    return snooze


def put_off_for(user: AbstractUser, today: date) -> list[ForLater]:
    """What this person could do and somebody put off; what is no longer asked is left out."""
    waiting: dict[str, list[Snooze]] = defaultdict(list)
    for snooze in Snooze.objects.filter(until__gt=today).select_related("by"):
        waiting[snooze.kind].append(snooze)
    found = []
    for key, snoozes in waiting.items():
        if key in KINDS and KINDS[key].list.deeds_of(user):
            found += _still_asked(KINDS[key], snoozes, user, today)
    return found


def _asking(work: Work, user: AbstractUser, today: date) -> QuerySet:
    hidden = admin.site.get_model_admin(work.list.model).hidden_from(user)
    return work.list.rows(today).exclude(pk__in=hidden.values("pk"))


def _still_asked(
    work: Work, snoozes: list[Snooze], user: AbstractUser, today: date
) -> list[ForLater]:
    page = admin.site.get_model_admin(work.list.model)
    asking = _asking(work, user, today).filter(pk__in=[snooze.row for snooze in snoozes])
    rows = {row.pk: row for row in asking}
    return [
        ForLater(page.found_as(rows[snooze.row]), work.one, snooze)
        for snooze in snoozes
        if snooze.row in rows
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def later_page(request: HttpRequest, kind: str, row: int) -> HttpResponse:
    work = _kind_for(request.user, kind)
    today = timezone.localdate()
    asking = get_object_or_404(_asking(work, request.user, today), pk=row)
    name = admin.site.get_model_admin(work.list.model).found_as(asking)
    form = LaterForm(request.POST or None, initial={"until": today + timedelta(days=7)})
    if request.method == "POST" and form.is_valid():
        snooze = put_off(work, asking, by=request.user, **form.cleaned_data)
        messages.success(request, f"“{name}” staat hier weer vanaf {snooze.until:%-d-%-m-%Y}.")
        return redirect("admin:index")
    context = {"title": "Later", "subtitle": name, "form": form, "sentence": work.one}
    context |= {"name": name, "errors": form.errors}
    return render(request, "admin/later.html", admin.site.each_context(request) | context)


@require_POST
def now_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Back on the first page; who comes second finds it there."""
    snooze = Snooze.objects.filter(pk=pk).first()
    if snooze:
        _kind_for(request.user, snooze.kind)
        snooze.delete()
    messages.success(request, "Dit staat weer bij wat er te doen is.")
    return redirect("admin:index")


def _kind_for(user: AbstractUser, key: str) -> Work:
    """Raises Http404 where there is no such kind, PermissionDenied for who cannot end it."""
    if key not in KINDS:
        raise Http404("Dit soort werk bestaat niet.")
    if not KINDS[key].list.deeds_of(user):
        raise PermissionDenied
    return KINDS[key]
