from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from .models import Mail, Meeting, Registration


class RegistrationForm(forms.Form):
    name = forms.CharField(max_length=120)
    email = forms.EmailField()
    organisation = forms.CharField(max_length=250)
    organisation_other = forms.CharField(max_length=250, required=False)
    function = forms.CharField(max_length=120, required=False)
    needs = forms.CharField(required=False, widget=forms.Textarea)
    needs_consent = forms.BooleanField(required=False)
    wants_news = forms.BooleanField(required=False)
    wants_ambassador = forms.BooleanField(required=False)


KEPT = ("name", "email", "organisation", "organisation_other", "function", "needs")


def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """One query; the fields of the form as plain HTML."""
    return render(request, "meeting.html", {"meeting": get_object_or_404(Meeting, slug=slug)})


def registering(request: HttpRequest, slug: str) -> HttpResponse:
    """The same with Django's own rendering of a form, and what it sends."""
    form = RegistrationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        registration = register(slug, form)
        return redirect("landing", registration.meeting.slug, registration.state)
    found = get_object_or_404(Meeting, slug=slug)
    return render(request, "registering.html", {"meeting": found, "form": form})


@transaction.atomic
def register(slug: str, form: RegistrationForm) -> Registration:
    """Lock, count and two inserts."""
    meeting = get_object_or_404(Meeting.objects.select_for_update(), slug=slug)
    confirmed = meeting.registrations.filter(state="confirmed").count()
    registration = Registration.objects.create(
        meeting=meeting,
        state="confirmed" if confirmed < meeting.capacity else "waiting",
        **{name: form.cleaned_data[name] for name in KEPT},
    )
    text = f"Beste {registration.name}, u bent aangemeld voor {meeting.title}, {meeting.day}."
    Mail.objects.create(
        registration=registration, to=registration.email, subject=meeting.title, text=text
    )
    return registration


def landing(request: HttpRequest, slug: str, state: str) -> HttpResponse:
    found = get_object_or_404(Meeting, slug=slug)
    return render(request, "landing.html", {"meeting": found, "state": state})
