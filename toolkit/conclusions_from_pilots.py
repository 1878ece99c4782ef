"""A facilitator hands in what a group concluded about a story; nothing says which group it was."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from backoffice.actions import add_sentences
from dates.to_come import is_to_come
from pilots.facilitator.links import token_of, url_of
from pilots.facilitator.views import for_facilitator, session_of, show_or_act
from pilots.facilitator.ways import Way, leads_to
from pilots.models import FacilitatorLink, Session

from .concluding import ConcludeForm, conclude
from .models import Story

HANDED_IN = (
    "Doorgegeven. Een collega leest het na; dan staat het bij het verhaal, zonder welke groep het "
    "was."
)


class HandInForm(ConcludeForm):
    """About a story that may be used in a session."""

    story = forms.ModelChoiceField(
        Story.objects.none(),
        label="Over welk verhaal?",
        empty_label="Kies een verhaal",
        error_messages={
            "required": "Kies over welk verhaal het ging.",
            "invalid_choice": "Dit verhaal is er niet (meer). Kies een ander.",
        },
    )
    field_order = ("story", "wise", "why", "people", "agreed_how", "looked_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Story.objects.for_a_session().filter(programme=self.obj.group.pilot.programme)
        self.fields["story"].queryset = rows.order_by("title")
        self.fields["people"].widget = forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "off"}
        )
        for name in ("wise", "why", "people", "agreed_how"):
            self.fields[name].widget.attrs["data-keep"] = ""


@leads_to
def way_in(link: FacilitatorLink | None, session: Session) -> Way | None:
    if link is None or session.status == Session.Status.CANCELLED or is_to_come(session.date):
        return None
    return Way(
        "Geef door wat de groep wijs vond",
        "Bij een verhaal, met instemming van de groep en vanaf vijf mensen.",
        reverse("toolkit:conclusion_from_session", args=[token_of(link), session.pk]),
    )


@show_or_act
@for_facilitator
def hand_in(request: HttpRequest, link: FacilitatorLink, pk: int) -> HttpResponse:
    session = session_of(link, pk)
    form = HandInForm(request.POST if request.method == "POST" else None, obj=session)
    if form.is_bound and form.is_valid() and _is_taken(form):
        messages.success(request, HANDED_IN)
        return redirect(url_of(link, "session", pk=pk))
    page_url = url_of(link, "session", pk=pk)
    context = {"form": form, "link": link, "session": session, "page_url": page_url}
    return render(request, "toolkit/conclusion_from_session.html", context)


def _is_taken(form: HandInForm) -> bool:
    """By no account: the row names nobody who was there, the facilitator neither."""
    try:
        conclude(**form.cleaned_data, by=None)
    except ValidationError as refusal:
        add_sentences(form, refusal)
        return False
    return True
