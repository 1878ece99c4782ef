"""The pages of a session plan, for a facilitator by link and for staff. GET shows, POST acts.

Both read the same pages; `Around` says where each stands and who acts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from documents.pdf import DocumentError, compile_pdf

from ..models import SessionPlan
from .acting import arrange, choose
from .forms import ArrangeForm, ChooseForm
from .values import plan_of

LONGEST_NAME = 60


@dataclass(frozen=True)
class Around:
    """`url` gives the address of "show", "choose", "arrange" and "pdf"; of a plan that was not
    stored when the page was asked for, too. `back` is where one came from."""

    by: object
    url: Callable[[SessionPlan, str], str]
    back: str
    back_label: str


def show(request: HttpRequest, plan: SessionPlan, around: Around) -> HttpResponse:
    if plan.pk is None:
        return redirect(around.url(plan, "choose"))
    return _page(request, "show", plan, around, {"plan": plan_of(plan)})


def choose_parts(request: HttpRequest, plan: SessionPlan, around: Around) -> HttpResponse:
    form = ChooseForm(request.POST if request.method == "POST" else None, plan=plan)
    if form.is_bound and form.is_valid():
        try:
            kept = choose(plan, by=around.by, **form.chosen())
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            return redirect(around.url(kept, "show"))
    return _page(request, "choose", plan, around, {"form": form})


def arrange_parts(request: HttpRequest, plan: SessionPlan, around: Around) -> HttpResponse:
    if plan.pk is None:
        return redirect(around.url(plan, "choose"))
    form = ArrangeForm(request.POST if request.method == "POST" else None, plan=plan)
    if form.is_bound and form.is_valid():
        arrange(plan, places=form.places(), by=around.by)
        return redirect(around.url(plan, "show"))
    return _page(request, "arrange", plan, around, {"form": form})


def as_pdf(request: HttpRequest, plan: SessionPlan, around: Around) -> HttpResponse:
    if plan.pk is None:
        return redirect(around.url(plan, "choose"))
    values = plan_of(plan)
    try:
        content = compile_pdf("plan", {"plan": values})
    except DocumentError as refusal:
        return _page(request, "show", plan, around, {"plan": values, "refusal": str(refusal)})
    name = slugify(values["title"])[:LONGEST_NAME] or "sessie"
    disposition = f'inline; filename="begeleiderskit-{name}.pdf"'
    headers = {"Content-Disposition": disposition}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


PAGES: dict[str, Callable[..., HttpResponse]] = {
    "show": require_safe(show),
    "choose": choose_parts,
    "arrange": arrange_parts,
    "pdf": require_safe(as_pdf),
}
ADDRESSES = {"show": "bekijken", "choose": "kiezen", "arrange": "volgorde", "pdf": "pdf"}


def _page(
    request: HttpRequest, name: str, plan: SessionPlan, around: Around, more: dict[str, Any]
) -> HttpResponse:
    context = {
        "named": str(plan),
        "pilot": plan.session.group.pilot if plan.session else None,
        "urls": {page: around.url(plan, page) for page in PAGES},
        "is_new": plan.pk is None,
        "back": around.back,
        "back_label": around.back_label,
    }
    return render(request, f"toolkit/plans/{name}.html", context | more)
