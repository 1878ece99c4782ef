"""Who leads a session finds the value cards on the page of that session."""

from django.urls import reverse

from pilots.facilitator.links import token_of
from pilots.facilitator.ways import Way, leads_to
from pilots.models import FacilitatorLink, Session


@leads_to
def way_in(link: FacilitatorLink | None, session: Session) -> Way | None:
    if link is None or session.status == Session.Status.CANCELLED:
        return None
    return Way(
        "Leg samen waardenkaarten",
        "Deelnemers leggen op hun telefoon; u ziet vanaf vijf mensen het beeld van de groep.",
        reverse("sorting:rounds", args=[token_of(link), session.pk]),
    )
