"""A facilitator hands in a story that was told in a session of a pilot; it comes in raw."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from backoffice.base import fill_slug
from dates.to_come import is_to_come
from meetings.registering.fields import LineField, TextField
from pilots.facilitator.links import token_of, url_of
from pilots.facilitator.views import for_facilitator, session_of, show_or_act
from pilots.facilitator.ways import Way, leads_to
from pilots.models import FacilitatorLink, Pilot, Session
from privacy.actions import give_consent
from privacy.models import Consent

from .models import Story

ASSENT = (
    "Wie dit vertelde, weet dat ik het doorgeef en vindt goed dat Stichting Beroepseer het bewaart "
    "en bewerkt tot een verhaal zonder herkenbare personen, voor de toolkit."
)
HANDED_IN = "Het verhaal is doorgegeven. U krijgt een mail, met de link om het terug te trekken."


class HandInForm(forms.Form):
    title = LineField(
        label="Titel",
        help_text="Waar gaat het verhaal over, in een paar woorden?",
        max_length=200,
        too_long="Kort de titel in tot ten hoogste 200 tekens.",
        error_messages={"required": "Geef het verhaal een titel."},
        widget=forms.TextInput({"data-keep": ""}),
    )
    story = TextField(
        label="Het verhaal",
        help_text="Wat gebeurde er, wat maakte het moeilijk, en wat deed men? Laat namen weg.",
        max_length=20_000,
        too_long="Kort het verhaal in tot ten hoogste 20.000 tekens.",
        error_messages={"required": "Schrijf het verhaal op."},
        widget=forms.Textarea({"rows": 12}),
    )
    assent = forms.BooleanField(
        label=ASSENT,
        error_messages={"required": "Vraag eerst aan wie het vertelde of het goed is."},
    )

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.attrs = {"data-guard": "keep"}
        helper.add_input(Submit("send", "Geef dit verhaal door"))
        return helper


@leads_to
def way_in(link: FacilitatorLink | None, session: Session) -> Way | None:
    if link is None or session.status == Session.Status.CANCELLED or is_to_come(session.date):
        return None  # nobody told anything there
    return Way(
        "Geef een verhaal door aan de toolkit",
        "Wat iemand in deze sessie vertelde, met toestemming.",
        reverse("toolkit:story_from_session", args=[token_of(link), session.pk]),
    )


@show_or_act
@for_facilitator
def hand_in(request: HttpRequest, link: FacilitatorLink, pk: int) -> HttpResponse:
    session = session_of(link, pk)
    form = HandInForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _is_taken(form, session, link):
        messages.success(request, HANDED_IN)
        return redirect(url_of(link, "session", pk=pk))
    context = {
        "form": form,
        "link": link,
        "session": session,
        "page_url": url_of(link, "session", pk=pk),
    }
    return render(request, "toolkit/story_from_session.html", context)


@transaction.atomic
def take_in(pilot: Pilot, *, title: str, text: str, email: str) -> Story:
    """Raw, told in the pilot, with what the facilitator declared as its consent. Who sends the same
    story twice handed it in once: locks the pilot, so that two sendings wait in turn."""
    Pilot.objects.select_for_update().get(pk=pilot.pk)
    text = text.replace("\r\n", "\n").strip()
    before = Story.objects.filter(told_in_pilot=pilot, title=title)
    same = [story for story in before if story.raw_text == text]
    if same:
        return same[0]
    consent = give_consent(
        purpose=Consent.Purpose.STORY, text=ASSENT, how=Consent.How.FORM, email=email
    )
    story = Story(
        programme=pilot.programme,
        title=title,
        raw_text=text,
        told_in_pilot=pilot,
        consent=consent,
    )
    fill_slug(story, "verhaal uit een pilot")
    story.full_clean()
    story.save()
    return story


def _is_taken(form: HandInForm, session: Session, link: FacilitatorLink) -> bool:
    values = form.cleaned_data
    pilot = session.group.pilot
    try:
        take_in(pilot, title=values["title"], text=values["story"], email=link.email)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    return True
