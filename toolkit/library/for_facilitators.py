"""The library on the page of a facilitator: also what is not for everybody."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from pilots.facilitator.links import token_of, url_of
from pilots.facilitator.views import for_facilitator
from pilots.facilitator.ways import Way, leads_to
from pilots.models import FacilitatorLink, Session

from ..models import Audience
from .entries import Reader
from .views import PAGES


@leads_to
def way_in(link: FacilitatorLink | None, session: Session) -> Way | None:
    if link is None:
        return None  # staff read all of it in the admin
    return Way("De toolkit", "Alles wat begeleiders mogen lezen, met zoeken.", _base(link))


@require_safe
@for_facilitator
def library(request: HttpRequest, link: FacilitatorLink, page: str, **which: str) -> HttpResponse:
    reader = Reader(Audience.FACILITATORS, _base(link), url_of(link), "Uw sessies")
    return PAGES[page](request, reader, **which)


def _base(link: FacilitatorLink) -> str:
    return reverse("toolkit:facilitator_index", args=[token_of(link)])
