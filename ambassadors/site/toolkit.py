"""The toolkit for ambassadors: also what is not for everybody."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from toolkit.library.entries import Reader
from toolkit.library.views import PAGES
from toolkit.models import Audience

from ..models import Ambassador
from .views import back_to_page, of_ambassador

LABEL = "Uw pagina als ambassadeur"


@require_safe
@of_ambassador
def library(request: HttpRequest, ambassador: Ambassador, page: str, **which: str) -> HttpResponse:
    """Not for who is interested and was not welcomed yet."""
    if ambassador.state == Ambassador.State.INTERESTED:
        return back_to_page(request)
    token = request.own_token
    base = reverse("ambassadors:library_index", args=[token])
    back = reverse("ambassadors:page", args=[token])
    return PAGES[page](request, Reader(Audience.AMBASSADORS, base, back, LABEL), **which)
