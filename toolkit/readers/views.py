"""The pages of a reader: the stories that were assigned, and one of them; never a raw text."""

from collections.abc import Callable
from functools import wraps

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from privacy.personal import personal

from ..models import StoryReader
from .links import LinkEnded, LinkError, read_token, url_of

NOT_YOURS = "Dit verhaal is niet (meer) aan u toegewezen."
LinkView = Callable[..., HttpResponse]


def for_reader(view: LinkView) -> LinkView:
    """Gives the view the reader, or shows why the link does not work; also for another's story."""

    @personal
    @wraps(view)
    def of_link(request: HttpRequest, token: str, **arguments: object) -> HttpResponse:
        try:
            return view(request, read_token(token), **arguments)
        except LinkError as error:
            return _no_way(request, str(error), 410 if isinstance(error, LinkEnded) else 404)
        except Http404:
            return _no_way(request, NOT_YOURS, 404)

    return of_link


def assigned_to(reader: StoryReader) -> QuerySet:
    """Without the columns that are not for a reader."""
    rows = reader.assignments.readable().select_related("story")
    return rows.defer("story__raw_text", "story__kept_because")


@require_safe
@for_reader
def stories(request: HttpRequest, reader: StoryReader) -> HttpResponse:
    found = assigned_to(reader)
    rows = [(each, url_of(reader, "read_story", pk=each.pk)) for each in found]
    return render(request, "toolkit/readers/stories.html", {"reader": reader, "rows": rows})


@require_safe
@for_reader
def story(request: HttpRequest, reader: StoryReader, pk: int) -> HttpResponse:
    assignment = get_object_or_404(assigned_to(reader), pk=pk)
    context = {"reader": reader, "story": assignment.story, "home_url": url_of(reader)}
    return render(request, "toolkit/readers/story.html", context)


def _no_way(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return render(request, "toolkit/readers/link.html", {"sentence": sentence}, status=status)
