"""How full a meeting is: counted under its lock by every registration, so it is quick."""

from django.db.models import Count, Max, Q, QuerySet

from programme.prepared import Given, Prepared

from ..models import Meeting, Registration
from ..registration_querysets import TAKING


def count_places(meeting: Meeting, email: str = "") -> dict[str, int]:
    """Places taken, people waiting, and with an address also the `known` registration of it (its id
    or None), in one query."""
    names = ("taken", "waiting", "known") if email else ("taken", "waiting")
    rows = _counted(bool(email), meeting=meeting, email=email.strip().lower())
    # Of a meeting for which nobody registered there is no row.
    _meeting, *numbers = rows[0] if rows else (meeting, 0, 0, None)
    return dict(zip(names, numbers, strict=False))


@Prepared
def _counted(with_address: bool) -> QuerySet:
    known = {"known": Max("id", filter=Q(email=Given("email")))} if with_address else {}
    there = Registration.objects.filter(meeting=Given("meeting"), state__in=(*TAKING, "waiting"))
    return (
        there.order_by()
        .values_list("meeting")
        .annotate(
            taken=Count("id", filter=Q(state__in=TAKING)),
            waiting=Count("id", filter=Q(state="waiting")),
            **known,
        )
    )
