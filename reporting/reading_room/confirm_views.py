"""The two pages on which a reader confirms: first the name, then the code from the mail."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from privacy.rate_limit import is_too_often

from ..models import Confirmation, PublishedVersion, Reader
from .confirming import confirm as record
from .confirming import request_code
from .forms import CodeForm, ConfirmForm
from .links import url_of
from .views import KINDS, for_reader, version_of

TOO_OFTEN = "U hebt in korte tijd veel codes gevraagd. Probeer het over een uur opnieuw."
SENT = "We hebben u een code gemaild."
show_or_act = require_http_methods(["GET", "HEAD", "POST"])


@show_or_act
@for_reader
def confirm(request: HttpRequest, reader: Reader, number: int, kind: str) -> HttpResponse:
    """Ask for the name, and mail a code. Also the way to a new code."""
    version, known = _found(reader, number, kind)
    if known and known.confirmed_at:
        return _back(reader, number)
    data = request.POST if request.method == "POST" else None
    form = ConfirmForm(data, initial={"name": known.name if known else reader.name})
    status = 200
    if form.is_bound and form.is_valid():
        if is_too_often(request, purpose="reading_room_code", email=reader.email):
            form.add_error(None, TOO_OFTEN)
            status = 429
        elif _code_sent(form, reader, version, KINDS[kind]):
            messages.success(request, SENT)
            return redirect(url_of(reader, "room_code", number=number, kind=kind))
    return _show(request, "confirm", reader, version, kind, form=form, status=status)


@show_or_act
@for_reader
def code(request: HttpRequest, reader: Reader, number: int, kind: str) -> HttpResponse:
    version, known = _found(reader, number, kind)
    if known is None:
        return redirect(url_of(reader, "room_confirm", number=number, kind=kind))
    if known.confirmed_at:
        return _back(reader, number)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _recorded(form, known):
        messages.success(request, "Dank u wel. Uw bevestiging is vastgelegd; u krijgt een mail.")
        return redirect(url_of(reader))
    return _show(request, "code", reader, version, kind, form=form, confirmation=known)


def _found(reader: Reader, number: int, kind: str) -> tuple[PublishedVersion, Confirmation | None]:
    if kind not in KINDS:
        raise Http404("Dit valt niet te bevestigen.")
    version = version_of(reader, number)
    known = version.confirmations.filter(reader=reader, kind=KINDS[kind])
    return version, known.select_related("reader__report", "version__report").first()


def _back(reader: Reader, number: int) -> HttpResponse:
    return redirect(f"{url_of(reader, 'room_version', number=number)}#confirm")


def _code_sent(form: ConfirmForm, reader: Reader, version: PublishedVersion, kind: str) -> bool:
    try:
        request_code(reader, version, kind=kind, **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    return True


def _recorded(form: CodeForm, confirmation: Confirmation) -> bool:
    try:
        record(confirmation, **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error("code", refusal.messages)
        return False
    return True


def _show(
    request: HttpRequest,
    page: str,
    reader: Reader,
    version: PublishedVersion,
    kind: str,
    *,
    status: int = 200,
    **extra: object,
) -> HttpResponse:
    context = {
        "reader": reader,
        "version": version,
        "agrees": KINDS[kind] == Confirmation.Kind.AGREED,
        "back": url_of(reader, "room_version", number=version.number),
        "new_code_url": url_of(reader, "room_confirm", number=version.number, kind=kind),
        **extra,
    }
    return render(request, f"reporting/reading_room/{page}.html", context, status=status)
