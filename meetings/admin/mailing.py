"""A mail of staff to a selection of people who registered: write, see, send."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from outbox.composing import read_content
from outbox.seen_first import mails_written_by

from ..actions import on_behalf
from .registration_forms import LetterForm

CHOSEN = "meetings.mail_selection"


def mail_selection(
    admin: ModelAdmin, request: HttpRequest, chosen: QuerySet
) -> HttpResponse | None:
    """Comes back twice: with what was written, and with the yes to what was shown of it."""
    people = chosen.active().exclude(email="")
    if sealed := request.POST.get("chosen"):
        people = admin.get_queryset(request).filter(pk__in=_unsealed(sealed))
    form = LetterForm(request.POST if "subject" in request.POST else None)
    if not form.is_valid():
        return _show(admin, request, people, form, None)
    letter = form.cleaned_data
    if "send" in request.POST:
        number = on_behalf.write_to(people, by=request.user, **letter)
        messages.success(request, f"Het bericht gaat naar {number} {_people(number)}.")
        return None
    return _show(admin, request, people, form, _preview(request, people, letter))


def _unsealed(chosen: str) -> list[int]:
    """Whom the page named; nobody where it was not made by us."""
    try:
        return list(signing.loads(chosen, salt=CHOSEN))
    except signing.BadSignature:
        return []


def _preview(request: HttpRequest, people: QuerySet, letter: dict) -> object | None:
    """The mail to one of them, made and rolled back, without name and link."""
    with transaction.atomic():
        mails = mails_written_by(lambda: on_behalf.write_to(people, by=request.user, **letter))
        made = mails.filter(template="from_staff").first()
        content = None
        if made:
            made.context |= {"name": "(naam)", "organisation": ""}
            made.to = ""
            content = read_content(made, hide_secrets=True)
        transaction.set_rollback(True)
    return content


def _show(
    admin: ModelAdmin, request: HttpRequest, people: QuerySet, form: LetterForm, preview: object
) -> HttpResponse:
    keys = list(people.values_list("pk", flat=True))
    context = {
        **admin.admin_site.each_context(request),
        "title": "Mailen",
        "opts": admin.opts,
        "form": form,
        "number": len(keys),
        "people": _people(len(keys)),
        "chosen": signing.dumps(keys, salt=CHOSEN, compress=True),
        "first": keys[:1],
        "checkbox": ACTION_CHECKBOX_NAME,
        "preview": preview,
        "media": admin.media + form.media,
    }
    return TemplateResponse(request, "admin/meetings/mail_selection.html", context)


def _people(number: int) -> str:
    return "persoon" if number == 1 else "personen"
