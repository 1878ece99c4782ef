"""The toolkit for ambassadors: also what is not for everybody, and a copy of an edition."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from toolkit.copies.fetching import fetch
from toolkit.copies.giving import hand_out, offered_to
from toolkit.copies.views import as_file
from toolkit.library.entries import Reader
from toolkit.library.views import PAGES
from toolkit.models import Audience, Copy, PublishedEdition

from ..models import Ambassador
from .views import about, back_to_page, of_ambassador, show_or_act

LABEL = "Uw pagina als ambassadeur"


@require_safe
@of_ambassador
def library(request: HttpRequest, ambassador: Ambassador, page: str, **which: str) -> HttpResponse:
    """Not for who is interested and was not welcomed yet."""
    if ambassador.state == Ambassador.State.INTERESTED:
        return back_to_page(request)
    token = request.own_token
    base = reverse("ambassadors:library_index", args=[token])
    back = reverse("ambassadors:page", args=[token])
    return PAGES[page](request, Reader(Audience.AMBASSADORS, base, back, LABEL), **which)


A_YEAR = timedelta(days=365)


class MarkForm(forms.Form):
    mark = forms.ChoiceField(
        label="Wat komt er op elke bladzijde te staan?",
        choices=[("number", "Een nummer"), ("name", "Mijn naam, met een nummer")],
        initial="number",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies een nummer of uw naam.",
            "invalid_choice": "Kies een nummer of uw naam.",
        },
    )


@show_or_act
@of_ambassador
def edition(request: HttpRequest, ambassador: Ambassador, pk: int) -> HttpResponse:
    """What the copy is, and the button that fetches it. Who has one keeps it, with its mark."""
    if ambassador.state == Ambassador.State.INTERESTED:
        return back_to_page(request)
    published = next((row for row in offered_to(Audience.AMBASSADORS) if row.pk == pk), None)
    if published is None:
        raise Http404
    working = published.copies.working(timezone.localdate())
    copy = working.filter(email=ambassador.email.lower()).first()
    form = MarkForm(request.POST if request.method == "POST" and not copy else None)
    if request.method == "POST" and (copy or form.is_valid()):
        try:
            copy = copy or _copy_for(ambassador, published, form.cleaned_data["mark"])
            return as_file(copy, fetch(copy))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
    context = about(request, ambassador) | {"published": published, "copy": copy, "form": form}
    return render(request, "ambassadors/edition.html", context)


def _copy_for(ambassador: Ambassador, published: PublishedEdition, mark: str) -> Copy:
    return hand_out(
        published,
        holder=Copy.Holder.AMBASSADOR,
        name=ambassador.name[:80],
        email=ambassador.email,
        reader=Audience.AMBASSADORS,
        mark=mark,
        expires_on=timezone.localdate() + A_YEAR,
    )
