"""The session plan on the page of a facilitator."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pilots.facilitator.links import token_of, url_of
from pilots.facilitator.views import for_facilitator, session_of, show_or_act
from pilots.facilitator.ways import Way, leads_to
from pilots.models import FacilitatorLink, Session

from ..models import SessionPlan
from .views import PAGES, Around

LABEL = "Begeleiderskit"
HINT = "Verhalen, vragen, oefeningen en kaarten voor deze sessie, en wat u meeneemt."


@leads_to
def way_in(link: FacilitatorLink | None, session: Session) -> Way | None:
    if session.status == Session.Status.CANCELLED:
        return None
    return way_for_staff(session) if link is None else Way(LABEL, HINT, _url(link, session))


def way_for_staff(session: Session) -> Way:
    """To the plan there is, or to the form that begins one."""
    plan = SessionPlan.objects.filter(session=session).first()
    if plan:
        address = reverse("admin:toolkit_sessionplan_show", args=[plan.pk])
        return Way(LABEL, HINT, address, needs="toolkit.view_sessionplan")
    address = f"{reverse('admin:toolkit_sessionplan_add')}?session={session.pk}"
    return Way(LABEL, HINT, address, needs="toolkit.add_sessionplan")


@show_or_act
@for_facilitator
def plan(request: HttpRequest, link: FacilitatorLink, pk: int, page: str) -> HttpResponse:
    session = session_of(link, pk)
    found = SessionPlan.objects.filter(session=session).select_related("programme").first()
    found = found or SessionPlan(session=session, programme=session.group.pilot.programme)
    found.session = session
    around = Around(
        by=link.person,
        url=lambda plan, name: _url(link, session, name),
        back=url_of(link, "session", pk=pk),
        back_label=f"{session} van {session.group}",
    )
    return PAGES[page](request, found, around)


def _url(link: FacilitatorLink, session: Session, page: str = "show") -> str:
    return reverse(f"toolkit:session_plan_{page}", args=[token_of(link), session.pk])
