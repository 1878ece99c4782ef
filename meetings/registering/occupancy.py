"""How full a meeting is: counted under its lock by every registration, so it is quick."""

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet

from programme.prepared import prepared

from ..models import Meeting, Registration
from ..registration_querysets import TAKING

MEETING, ADDRESS = -1, "<address>"
"""Where the meeting and the address go in a query that was made before."""


def count_places(meeting: Meeting, email: str = "") -> dict[str, int]:
    """Places taken, people waiting, and with an address also the `known` registration of it (its id
    or None), in one query."""
    names = ("taken", "waiting", "known") if email else ("taken", "waiting")
    values = {MEETING: meeting.pk, ADDRESS: email.strip().lower()}
    with connection.cursor() as cursor:
        cursor.execute(*_counted(values, bool(email)))
        row = cursor.fetchone()
    # Of a meeting for which nobody registered there is no row.
    counted = row[1:] if row else (0, 0, None)
    return dict(zip(names, counted, strict=False))


@prepared
def _counted(with_address: bool) -> QuerySet:
    known = {"known": Max("id", filter=Q(email=ADDRESS))} if with_address else {}
    there = Registration.objects.filter(meeting=MEETING, state__in=(*TAKING, "waiting"))
    return (
        there.order_by()
        .values("meeting")
        .annotate(
            taken=Count("id", filter=Q(state__in=TAKING)),
            waiting=Count("id", filter=Q(state="waiting")),
            **known,
        )
    )
