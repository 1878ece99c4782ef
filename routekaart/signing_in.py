"""Who may sign in, and how often one may try. Only staff have an account; nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TOO_MANY_REQUESTS = 429


class StaffAccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def username_of_attempt(request: HttpRequest, credentials: dict | None) -> str | None:
    """The name django-axes counts attempts by: allauth calls its form field "login"."""
    return (credentials or {}).get("username") or request.POST.get("login")


def locked_out(request: HttpRequest, original_response=None, credentials=None) -> HttpResponse:
    message = (
        f"U hebt {settings.AXES_FAILURE_LIMIT} keer een onjuist wachtwoord ingevuld. "
        "Probeer het over een uur opnieuw, of vraag een collega die het beheer doet om hulp."
    )
    context = {"message": message}
    return render(request, "account/locked_out.html", context, status=TOO_MANY_REQUESTS)
