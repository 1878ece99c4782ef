"""A list of the meetings of a line, with its filter; both lines show theirs with it.

Four queries, whatever there is: the themes, the places with their numbers, one page of meetings,
and the themes of those.
"""

from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, Subquery
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from ..models import Meeting, Rescheduling
from ..querysets import MeetingQuerySet
from ..registering.places_left import places_left
from .filter_form import PAST, FilterForm, matching
from .places import numbers_by_place, province_tiles

PER_PAGE = 30


def list_context(request: HttpRequest, meetings: MeetingQuerySet) -> dict[str, object]:
    """What `templates/meetings/list.html` reads."""
    form = FilterForm(request.GET or None)
    chosen = form.chosen()
    past = chosen.get("wanneer") == PAST
    in_time = of_time(meetings.public(), past=past, today=timezone.localdate())
    places = numbers_by_place(in_time, matching(chosen), EVERY if past else to_go_to())
    query = filter_query(chosen)
    page = page_of(
        for_list(in_time.filter(matching(chosen))).prefetch_related("themes"),
        number=request.GET.get("pagina"),
        total=sum(place["listed"] for place in places),
    )
    found = sum(place["found"] for place in places)
    return {
        "filter": form,
        "page": page,
        "found": found,
        "others": page.paginator.count - found,
        "query": query.urlencode(),
        "meetings": page.object_list,
        "only_examples": only_examples(page.object_list),
        "provinces": province_tiles(places, query),
        "current_province": chosen.get("provincie", ""),
        "past": past,
        "chosen": chosen,
        "narrowed": chosen.keys() - {"wanneer"},
        "canonical": canonical(request.path, past=past, page=page),
    }


EVERY = ~Q(pk__in=[])


def to_go_to() -> Q:
    """Those that count as coming: off, closed or without a date they stand in the list all the
    same, but nobody can go to them."""
    return Q(pk__in=Meeting.objects.coming(timezone.now()).values("pk"))


def of_time(meetings: MeetingQuerySet, *, past: bool, today: date) -> MeetingQuerySet:
    """Past ones, or all others: upcoming, and planned without a known date."""
    if past:
        return meetings.past(today)
    undated = Q(date_earliest__isnull=True, status="planned")
    return meetings.exclude(status="held").filter(Q(date_latest__gte=today) | undated)


def for_list(meetings: MeetingQuerySet) -> MeetingQuerySet:
    """With all that a card or row tells: room, whether it moved, its programme, its minutes."""
    minutes = Meeting.objects.filter(
        pk=OuterRef("pk"), publications__kind="minutes", publications__url__gt=""
    )
    moves = Rescheduling.objects.filter(meeting=OuterRef("pk"))
    return (
        meetings.with_occupancy()
        .select_related("programme")
        .annotate(
            minutes_url=Subquery(minutes.values("publications__url")[:1]), has_moved=Exists(moves)
        )
    )


def page_of(meetings: MeetingQuerySet, *, number: str | None, total: int) -> Page:
    """One page, each meeting with its badge; a number that does not exist gives the nearest."""
    paginator = Paginator(meetings, PER_PAGE)
    paginator.count = total
    page = paginator.get_page(number)
    page.object_list = [with_badge(meeting) for meeting in page.object_list]
    return page


def with_badge(meeting: Meeting) -> Meeting:
    """The meeting with the words and the colour of what there is still room for."""
    meeting.badge, meeting.badge_kind = places_left(meeting)
    return meeting


def only_examples(meetings: list[Meeting]) -> bool:
    """Whether there are meetings, and all belong to a fictional programme."""
    return bool(meetings) and all(meeting.is_invented for meeting in meetings)


def filter_query(chosen: dict[str, str]) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update(chosen)
    return query


def canonical(path: str, *, past: bool, page: Page) -> str:
    """The address for search engines: without province and theme, which only narrow."""
    query = filter_query({"wanneer": PAST} if past else {})
    if page.number > 1:
        query["pagina"] = page.number
    return f"{path}?{query.urlencode()}" if query else path
