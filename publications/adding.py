"""The way to a new publication with what is known of it filled in."""

from urllib.parse import urlencode

from django.urls import reverse

from meetings.models import Meeting

from .models import Publication


def minutes_url(meeting: Meeting) -> str:
    """Where the minutes of a meeting are added; staff still fill in when and where they stand."""
    known = {
        "kind": Publication.Kind.MINUTES,
        "programme": meeting.programme_id,
        "meeting": meeting.pk,
        "title": f"Verslag van {meeting}",
    }
    return f"{reverse('admin:publications_publication_add')}?{urlencode(known)}"
