"""The pages of a reader: the stories that were assigned, and one of them; never a raw text."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from privacy.personal import personal
from privacy.personal_links import LinkEnded, LinkError

from ..attempt_page import until
from ..forms_attempt import AttemptForm
from ..intruding import ANOTHER_TEXT, TRIED_AT, attempt_of, begin, give_answer
from ..models import Attempt, Story, StoryReader
from .links import read_token, url_of

NOT_YOURS = "Dit verhaal is niet (meer) aan u toegewezen."
show_or_act = require_http_methods(["GET", "HEAD", "POST"])
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


@show_or_act
@for_reader
def story(request: HttpRequest, reader: StoryReader, pk: int) -> HttpResponse:
    """First the attempt, then the text; a story that was adopted is simply read."""
    found = get_object_or_404(assigned_to(reader), pk=pk).story
    attempt = attempt_of(found, reader=reader)
    form = AttemptForm(request.POST if "who" in request.POST else None)
    if request.method == "POST":
        try:
            if attempt is None and form.is_bound:
                attempt = begin(found, reader=reader)
                messages.warning(request, ANOTHER_TEXT)
            elif _acted(found, reader, attempt, form):
                return redirect(request.path)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
            return redirect(request.path)
    context = _about(found, attempt) | {"form": form, "home_url": url_of(reader)}
    return render(request, "toolkit/readers/story.html", context)


def _acted(story: Story, reader: StoryReader, attempt: Attempt | None, form: AttemptForm) -> bool:
    if attempt is None:
        begin(story, reader=reader)
    elif form.is_valid():
        give_answer(attempt, **form.cleaned_data)
    else:
        return False
    return True


def _about(story: Story, attempt: Attempt | None) -> dict:
    is_to_try = story.state in TRIED_AT
    return {
        "story": story,
        "attempt": attempt,
        "asks_to_begin": is_to_try and attempt is None,
        "asks": is_to_try and attempt is not None and attempt.answered_at is None,
        "until": until(attempt) if attempt else "",
    }


def _no_way(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return render(request, "toolkit/readers/link.html", {"sentence": sentence}, status=status)
