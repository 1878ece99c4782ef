"""What staff do with many registrations at once, beside mailing them."""

from typing import Any

from backoffice.actions import ActionPage
from backoffice.together import Together

from ..actions import attendance
from ..models import Registration

OVER = "Deze persoon is al afgemeld of gewist, of de bijeenkomst is geweest."

MOST_PEOPLE = 2_500
"""Somebody is ticked off in a few queries."""


def mark_present(registration: Registration, *, by: Any) -> None:
    attendance.mark_attended(registration, attended=True)


def take_back(registration: Registration, *, by: Any) -> None:
    attendance.take_back(registration)


PRESENT = Together(
    ActionPage(
        "aanwezig",
        "Aanwezig",
        mark_present,
        "Vastgelegd dat deze persoon er was.",
        possible=lambda registration: not registration.attended,
        undone_by="toch-niet-aanwezig",
    ),
    unless="Deze persoon staat al op aanwezig.",
    most=MOST_PEOPLE,
)
NOT_PRESENT = Together(
    ActionPage(
        "toch-niet-aanwezig",
        "Toch niet aanwezig",
        take_back,
        "Vastgelegd dat deze persoon er toch niet was.",
        possible=lambda registration: bool(registration.attended),
    ),
    unless="Deze persoon staat niet op aanwezig.",
    most=MOST_PEOPLE,
)
