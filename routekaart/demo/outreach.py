"""Publications, and ambassadors with what they did."""

from collections.abc import Sequence
from datetime import datetime, time

from django.utils import timezone

from ambassadors.actions import enrol
from ambassadors.models import Activity
from meetings.models import Meeting
from publications.models import Publication

from .rows import Loading, find, make, organisation


def load_publications(loading: Loading) -> int:
    """How many publications were made."""
    rows = loading.folder.rows("publications", "publication")
    for row in rows:
        read = {
            "date": loading.moments.date(row.get("date", "")),
            "meeting": find(Meeting, row.get("meeting")),
        }
        make(Publication, programme=loading.programme, **row | read)
    return len(rows)


def load_ambassadors(loading: Loading) -> int:
    """How many ambassadors joined."""
    written = loading.folder.subject("ambassadors")
    for row in written.get("ambassador", ()):
        _enrol(loading, written["consent_text"], **row)
    return len(written.get("ambassador", ()))


def _enrol(
    loading: Loading,
    consent_text: str,
    *,
    name: str,
    email: str,
    works_at: str,
    joined: str,
    activity: Sequence[dict] = (),
    **profile: object,
) -> None:
    when = loading.moments.known(joined)
    ambassador = enrol(
        programme=loading.programme,
        name=name,
        email=email,
        consent_text=consent_text,
        organisation=organisation(works_at),
        joined=when,
        consented_at=timezone.make_aware(datetime.combine(when.earliest, time(12))),
        **profile,
    )
    for row in activity:
        make(Activity, ambassador=ambassador, **row | {"date": loading.moments.date(row["date"])})
