"""What everybody may read of pilots, and how an organisation takes part."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from privacy.personal import personal
from privacy.rate_limit import TOO_OFTEN, is_too_often

from ..models import Audience, Pilot, What
from ..releasing.gate import Gate, Released
from .forms import JoinForm
from .joining import come_forward


@dataclass(frozen=True)
class Told:
    """A pilot as everybody may know it."""

    key: int
    title: str
    host: str
    is_example: bool
    texts: list[Released]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Two queries, however many pilots there are; a pilot of which nothing is told is not there."""
    gate = Gate.read(Audience.PUBLIC)
    pilots = Pilot.objects.select_related("organisation", "programme")
    told = [
        Told(
            pilot.pk,
            gate.title(pilot),
            gate.host(pilot),
            pilot.programme.is_fictional,
            gate.texts(pilot),
        )
        for pilot in pilots.defer("results", "conclusions").order_by("-pk")
        if gate.is_released(pilot, What.NAME) or gate.texts(pilot)
    ]
    return render(request, "pilots/index.html", {"nav": "pilots", "pilots": told})


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    form = JoinForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_valid():
        if is_too_often(request, purpose="pilot", email=form.cleaned_data["email"]):
            form.add_error(None, TOO_OFTEN)
            status = 429
        elif _came_forward(form):
            return redirect("pilots:joined")
    context = {"nav": "pilots", "form": form}
    return render(request, "pilots/join.html", context, status=status)


@require_safe
def joined(request: HttpRequest) -> HttpResponse:
    return render(request, "pilots/joined.html", {"nav": "pilots"})


def _came_forward(form: JoinForm) -> bool:
    values = form.cleaned_data
    wanted = ("organisation", "about", "name", "function", "email", "phone")
    try:
        come_forward(**{name: values[name] for name in wanted})
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    return True
