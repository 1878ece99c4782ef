"""The pages on which a reader reads and asks. GET shows, POST acts."""

from collections import defaultdict
from collections.abc import Callable
from functools import partial, wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from pilots.models import Audience, Pilot
from pilots.releasing.gate import Gate
from privacy.personal import personal
from privacy.personal_links import LinkEnded, LinkError
from privacy.rate_limit import is_too_often

from ..document.comparing import compare
from ..document.stored import read_document
from ..models import Confirmation, PublishedVersion, Question, Reader
from ..public_views import downloads_of, stored_file
from ..renderings.html import page_context
from ..renderings.long_list_page import show_long_list
from ..renderings.long_lists import shortened
from .actions import ask, log_visit
from .forms import QuestionForm
from .links import read_token, url_of
from .topics import topics_of

ASKED = "Uw vraag is gesteld. U krijgt een mail als zij is beantwoord."
TOO_OFTEN = (
    "U hebt in korte tijd veel vragen gesteld. Uw vraag staat hieronder nog: probeer het over "
    "een uur opnieuw."
)
RoomView = Callable[..., HttpResponse]
KINDS = {"ontvangen": Confirmation.Kind.RECEIVED, "akkoord": Confirmation.Kind.AGREED}
"""Per end of the address what is confirmed there."""


def for_reader(view: RoomView) -> RoomView:
    """Gives the view the reader that the link is of, or shows why the link does not work."""

    @personal
    @wraps(view)
    def of_link(request: HttpRequest, token: str, **arguments: object) -> HttpResponse:
        try:
            reader = read_token(token)
        except LinkError as error:
            status = 410 if isinstance(error, LinkEnded) else 404
            context = {"sentence": error}
            return render(request, "reporting/reading_room/link.html", context, status=status)
        return view(request, reader, **arguments)

    return of_link


@require_safe
@for_reader
def room(request: HttpRequest, reader: Reader) -> HttpResponse:
    """What was published so far, the last version first, what the reader confirmed of it, and all
    that was asked. Here one comes back after asking or confirming, and reads that it is done."""
    done = list(reader.confirmations.filter(confirmed_at__isnull=False))
    versions = [
        {
            "version": version,
            "url": url_of(reader, "room_version", number=version.number),
            "changes": _changes(reader, version),
            "done": [row for row in done if row.version_id == version.pk],
        }
        for version in reader.report.versions.without_document()
    ]
    questions = [(question, place_of(reader, question)) for question in questions_of(reader)]
    context = {
        "reader": reader,
        "versions": versions,
        "questions": questions,
        "pilots_url": url_of(reader, "room_pilots"),
    }
    return render(request, "reporting/reading_room/room.html", context)


@require_safe
@for_reader
def pilots(request: HttpRequest, reader: Reader) -> HttpResponse:
    """What hosts released of the pilots of the programme for BZK; it is in no report."""
    gate = Gate.read(Audience.BZK)
    rows = Pilot.objects.filter(programme=reader.report.programme).select_related("organisation")
    told = [
        {"title": gate.title(pilot), "host": gate.host(pilot), "texts": gate.texts(pilot)}
        for pilot in rows.defer("results", "conclusions")
        if gate.texts(pilot)
    ]
    context = {"reader": reader, "told": told, "room_url": url_of(reader)}
    return render(request, "reporting/reading_room/pilots.html", context)


@require_safe
@for_reader
def version(request: HttpRequest, reader: Reader, number: int) -> HttpResponse:
    """The report as it was published, with at each place what was asked there."""
    version = version_of(reader, number)
    document = read_document(version.intact_document)
    if request.method == "GET":
        log_visit(reader, version)
    newest = reader.report.versions.without_document().first()
    whole = page_context(document)
    context = shortened(whole, partial(_list_url, reader, number)) | {
        "reader": reader,
        "version": version,
        "newest": newest,
        "newest_url": url_of(reader, "room_version", number=newest.number),
        "newest_changes": url_of(reader, "room_compare", before=number, after=newest.number),
        "room": {
            "questions": _by_place(questions_of(reader)),
            "ask": url_of(reader, "room_ask", number=number),
            "number": number,
        },
        "room_url": url_of(reader),
        "changes": _changes(reader, version),
        "confirmations": _confirmations(reader, version, is_newest=newest.number == number),
        "files": [
            each | {"url": _file_url(reader, each, number)} for each in downloads_of(version)
        ],
    }
    return render(request, "reporting/reading_room/version.html", context)


@require_safe
@for_reader
def list_of(request: HttpRequest, reader: Reader, number: int, key: str) -> HttpResponse:
    """One long list of a version, whole."""
    document = read_document(version_of(reader, number).intact_document)
    return show_long_list(request, document, key, url_of(reader, "room_version", number=number))


@require_safe
@for_reader
def download(request: HttpRequest, reader: Reader, number: int, file_format: str) -> HttpResponse:
    version = version_of(reader, number)
    answer = stored_file(request, version, file_format)
    if request.method == "GET":
        log_visit(reader, version)
    return answer


@require_safe
@for_reader
def comparison(request: HttpRequest, reader: Reader, before: int, after: int) -> HttpResponse:
    old, new = version_of(reader, before), version_of(reader, after)
    context = {
        "report": reader.report,
        "before": f"Versie {before}",
        "after": f"Versie {after}",
        "reason": new.reason,
        "comparison": compare(
            read_document(old.intact_document), read_document(new.intact_document)
        ),
        "back": url_of(reader, "room_version", number=after),
        "after_page": url_of(reader, "room_version", number=after),
    }
    return render(request, "reporting/compare.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_reader
def question(request: HttpRequest, reader: Reader, number: int) -> HttpResponse:
    """Ask about one section or figure, named by `about`."""
    version = version_of(reader, number)
    about = (request.POST if request.method == "POST" else request.GET).get("about", "")
    topic = topics_of(read_document(version.intact_document)).get(about)
    if topic is None:
        raise Http404("Dit onderdeel staat niet in deze versie van de rapportage.")
    place = f"{url_of(reader, 'room_version', number=number)}#{about}"
    form = QuestionForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_valid():
        if is_too_often(request, purpose="reading_room_question", email=reader.email):
            form.add_error(None, TOO_OFTEN)
            status = 429
        elif _asked(form, reader, version, about):
            messages.success(request, ASKED)
            return redirect(url_of(reader))
    context = {
        "reader": reader,
        "version": version,
        "about": about,
        "topic": topic,
        "form": form,
        "back": place,
    }
    return render(request, "reporting/reading_room/ask.html", context, status=status)


def version_of(reader: Reader, number: int) -> PublishedVersion:
    return get_object_or_404(reader.report.versions.all(), number=number)


def questions_of(reader: Reader) -> list[Question]:
    """Of all readers of the report, about whatever version, the last one first."""
    asked = Question.objects.filter(version__report=reader.report)
    return list(asked.select_related("reader", "version").defer("version__document"))


def place_of(reader: Reader, question: Question) -> str:
    page = url_of(reader, "room_version", number=question.version.number)
    return f"{page}#{question.about}"


def _by_place(questions: list[Question]) -> dict[str, list[Question]]:
    """Per anchor, in the order in which they were asked."""
    places = defaultdict(list)
    for question in reversed(questions):
        places[question.about].append(question)
    return dict(places)


def _confirmations(reader: Reader, version: PublishedVersion, *, is_newest: bool) -> list[dict]:
    """Per kind the moment and name, or the address where it is done; None where it no longer is."""
    done = version.confirmations.filter(reader=reader, confirmed_at__isnull=False)
    known = {confirmation.kind: confirmation for confirmation in done}
    return [
        {"kind": kind, "done": known.get(kind), "url": _confirm_url(reader, version, end)}
        for end, kind in KINDS.items()
        if kind in known or is_newest or kind == Confirmation.Kind.RECEIVED
    ]


def _confirm_url(reader: Reader, version: PublishedVersion, end: str) -> str:
    return url_of(reader, "room_confirm", number=version.number, kind=end)


def _changes(reader: Reader, version: PublishedVersion) -> str:
    if not version.previous:
        return ""
    return url_of(reader, "room_compare", before=version.previous, after=version.number)


def _list_url(reader: Reader, number: int, key: str) -> str:
    return url_of(reader, "room_list", number=number, key=key)


def _file_url(reader: Reader, file: dict, number: int) -> str:
    return url_of(reader, "room_download", number=number, file_format=file["format"])


def _asked(form: QuestionForm, reader: Reader, version: PublishedVersion, about: str) -> bool:
    try:
        ask(reader, version, about=about, **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    return True
