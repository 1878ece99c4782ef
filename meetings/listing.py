"""A list of the meetings of a line, with its filter; both lines show theirs with it."""

from datetime import date

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone

from programme.models import Theme
from programme.provinces import Province

from .models import Meeting
from .places_left import places_left
from .querysets import MeetingQuerySet


class FilterForm(forms.Form):
    provincie = forms.ChoiceField(
        label="Provincie", required=False, choices=[("", "Heel Nederland"), *Province.choices]
    )
    thema = forms.ModelChoiceField(
        Theme.objects,
        to_field_name="slug",
        label="Thema",
        required=False,
        empty_label="Alle thema's",
    )
    wanneer = forms.ChoiceField(
        label="Wanneer", required=False, choices=[("", "Komende"), ("geweest", "Geweest")]
    )

    helper = FormHelper()
    helper.hide_optional = True


def list_context(request: HttpRequest, meetings: MeetingQuerySet) -> dict:
    """What `templates/meetings/list.html` reads: the form, the meetings found and the provinces.

    A filter value that does not exist is told at the form and left out of the search.
    """
    today = timezone.localdate()
    form = FilterForm(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    past = chosen.get("wanneer") == "geweest"
    in_time = of_time(meetings.public(), past=past, today=today)
    found = narrow(in_time, chosen).with_occupancy().prefetch_related("themes")
    return {
        "filter": form,
        "meetings": [with_badge(meeting) for meeting in found],
        "provinces": province_counts(in_time, request),
        "current_province": chosen.get("provincie", ""),
        "past": past,
    }


def of_time(meetings: MeetingQuerySet, *, past: bool, today: date) -> MeetingQuerySet:
    """Past ones, or all others: upcoming, and planned without a known date."""
    if past:
        return meetings.past(today)
    unknown = Q(date_earliest__isnull=True)
    return meetings.exclude(status="held").filter(Q(date_latest__gte=today) | unknown)


def narrow(meetings: MeetingQuerySet, chosen: dict) -> MeetingQuerySet:
    if chosen.get("provincie"):
        meetings = meetings.filter(province=chosen["provincie"])
    if chosen.get("thema"):
        meetings = meetings.filter(themes=chosen["thema"])
    return meetings


def with_badge(meeting: Meeting) -> Meeting:
    """The meeting with the words and the colour of what there is still room for."""
    meeting.badge, meeting.badge_kind = places_left(meeting)
    return meeting


def province_counts(meetings: MeetingQuerySet, request: HttpRequest) -> list[dict]:
    """Every province with its number of meetings and the address that shows them."""
    rows = meetings.order_by().values("province").annotate(number=Count("pk"))
    counts = {row["province"]: row["number"] for row in rows}
    return [
        {"code": code, "name": name, "count": counts.get(code, 0), "url": _address(request, code)}
        for code, name in Province.choices
    ]


def _address(request: HttpRequest, province: str) -> str:
    query = request.GET.copy()
    query["provincie"] = province
    return f"?{query.urlencode()}"
