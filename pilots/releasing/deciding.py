"""A host decides: what was read is kept as a hash, a code goes to the host's address, and what was
chosen counts when that code comes back in time."""

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from privacy.personal_links import LinkError

from ..actions.saving import check, locked
from ..models import MarkedPassage, Release, ReleaseRequest, RequestedCell, What
from . import emails
from .links import read_token, token_of
from .offer import Offer, hash_of, offered
from .recording import Choice, Given, check_choices, record, withdraw
from .standing import published_with

Answer = ReleaseRequest.Answer
SALT = "pilots.releasing.code"
CODE_LIFE = timedelta(minutes=30)
ATTEMPTS = 5
NEW_CODE = "Vraag een nieuwe code."
CHANGED = "De tekst is veranderd sinds u hem las. Lees hem hieronder opnieuw, en kies nog eens."
BOTH = (
    "U kiest “niets vrijgeven”, maar kruiste ook iets aan. Haal de kruisjes weg, of kies dat u "
    "vrijgeeft wat is aangekruist."
)
DECIDED = "Over dit verzoek is al beslist."


@dataclass(frozen=True)
class Decision:
    """What a host chose, before the code: the cells by key, and per `what` the closed passages."""

    name: str
    agrees: bool
    agreed: Collection[int] = ()
    marked: Mapping[str, Collection[str]] = field(default_factory=dict)
    remark: str = ""


def offers_for(request: ReleaseRequest) -> list[tuple[Offer, list[RequestedCell]]]:
    """Each text the host is asked to release, as it is now, with the cells it is for."""
    cells = list(request.cells.all())
    pairs = dict.fromkeys((cell.what, cell.form) for cell in cells)
    return [
        (
            offered(request.pilot, *pair),
            [cell for cell in cells if (cell.what, cell.form) == pair],
        )
        for pair in pairs
    ]


def read_hash_of(request: ReleaseRequest) -> str:
    """Of all that stands on the page: the texts, for whom and until when."""
    return hash_of(
        [
            [offer.read_hash, *(f"{cell.audience}:{cell.until or ''}" for cell in cells)]
            for offer, cells in offers_for(request)
        ]
    )


@transaction.atomic
def request_code(request: ReleaseRequest, decision: Decision, *, read_hash: str) -> ReleaseRequest:
    """Keep what was chosen and mail a code; one that was mailed before stops working."""
    request = _locked(request)
    check(read_hash == read_hash_of(request), CHANGED)
    _check_can_be(request, decision)
    request.answer = Answer.AGREED if decision.agrees else Answer.REFUSED
    request.answered_by, request.read_hash = decision.name, read_hash
    request.remark = decision.remark.strip()
    _keep_choice(request, decision)
    return _with_code(request)


@transaction.atomic
def send_new_code(request: ReleaseRequest) -> ReleaseRequest:
    """Another code for what was chosen already."""
    request = _locked(request)
    check(request.answer, "Kies eerst wat u vrijgeeft.")
    check(request.read_hash == read_hash_of(request), CHANGED)
    return _with_code(request)


def confirm(request: ReleaseRequest, *, code: str) -> ReleaseRequest:
    """Record the decision. An attempt counts also where this raises ValidationError."""
    tried = _count_attempt(request)
    request.refresh_from_db(fields=["code_hash", "attempts_left", "decided_at", "code_expires_at"])
    if not tried:
        raise ValidationError(_why_closed(request))
    if not constant_time_compare(hash_of_code(request, code), request.code_hash):
        raise ValidationError({"code": _why_wrong(request)})
    return _decide(request)


@transaction.atomic
def withdraw_by_host(request: ReleaseRequest, *, keys: Collection[int], by: str) -> list[Release]:
    """The host takes back what its organisation released, however that was given."""
    _check_link(request)
    pilot = locked(request.pilot)
    standing = list(pilot.releases.filter(ended_at=None, pk__in=keys))
    check(standing, "Kies wat u intrekt.")
    ended = withdraw(pilot, releases=standing, why=f"ingetrokken door {by}", by=None)
    emails.send_withdrawn(request, ended, published_with(pilot, ended))
    return ended


def hash_of_code(request: ReleaseRequest, code: str) -> str:
    """Keyed, since a million codes are soon tried; and of this choice alone."""
    of = f"{request.pk}:{request.answer}:{request.read_hash}:{code}"
    return salted_hmac(SALT, of, algorithm="sha256").hexdigest()


@transaction.atomic
def _decide(request: ReleaseRequest) -> ReleaseRequest:
    """The lock on the pilot holds off another decision, and a change of its texts."""
    before = request.code_hash
    request = _locked(request)
    check(request.code_hash == before, f"Er is intussen een andere code gestuurd. {NEW_CODE}")
    check(request.read_hash == read_hash_of(request), CHANGED)
    request.decided_at = timezone.now()
    request.save(update_fields=["decided_at"])
    agreed = [cell for cell in request.cells.all() if cell.agreed]
    if agreed:
        given = Given(
            Release.Source.LINK,
            by=request.answered_by,
            on=timezone.localdate(request.decided_at),
            request=request,
            marked=_marked(request.marks.all()),
        )
        record(request.pilot, choices=[_choice(cell) for cell in agreed], given=given, by=None)
    emails.send_decided(request)
    return request


def _with_code(request: ReleaseRequest) -> ReleaseRequest:
    code = f"{secrets.randbelow(1_000_000):06}"
    request.code_hash = hash_of_code(request, code)
    request.code_expires_at, request.attempts_left = timezone.now() + CODE_LIFE, ATTEMPTS
    request.save()
    emails.send_code(request, code)
    return request


def _locked(request: ReleaseRequest) -> ReleaseRequest:
    """As it stands now, locked against every other action on the pilot; still to be decided."""
    pilot = locked(request.pilot)
    found = ReleaseRequest.objects.select_for_update().get(pk=request.pk)
    found.pilot = pilot
    check(found.decided_at is None, DECIDED)
    check(found.revoked_at is None, "Deze link is ingetrokken.")
    return found


def _check_link(request: ReleaseRequest) -> None:
    """It may have been revoked since the page was asked for."""
    try:
        read_token(token_of(request))
    except LinkError as ended:
        raise ValidationError(str(ended)) from ended


def _check_can_be(request: ReleaseRequest, decision: Decision) -> None:
    if not decision.agrees:
        check(not decision.agreed, BOTH)
        return
    cells = [cell for cell in request.cells.all() if cell.pk in decision.agreed]
    check(cells, "Kruis aan wat u vrijgeeft, of kies dat u niets vrijgeeft.")
    check_choices(request.pilot, [_choice(cell) for cell in cells])
    for offer, of_offer in offers_for(request):
        if any(cell in cells for cell in of_offer):
            left = offer.text_without(decision.marked.get(offer.what, ()))
            label = What(offer.what).label
            check(left, f"Van “{label}” blijft niets over. Kruis {label} dan niet aan.")


def _keep_choice(request: ReleaseRequest, decision: Decision) -> None:
    agreed = decision.agreed if decision.agrees else ()
    request.cells.update(agreed=False)
    request.cells.filter(pk__in=agreed).update(agreed=True)
    request.marks.all().delete()
    marks = [(what, each) for what, passages in decision.marked.items() for each in passages]
    MarkedPassage.objects.bulk_create(
        MarkedPassage(request=request, what=what, passage=passage) for what, passage in marks
    )


def _marked(marks: Iterable[MarkedPassage]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for mark in marks:
        found.setdefault(mark.what, set()).add(mark.passage)
    return found


def _choice(cell: RequestedCell) -> Choice:
    return Choice(cell.what, cell.audience, cell.form, cell.until)


def _count_attempt(request: ReleaseRequest) -> bool:
    """In one statement, so that attempts at the same moment are all counted."""
    open_now = ReleaseRequest.objects.filter(
        pk=request.pk,
        decided_at=None,
        revoked_at=None,
        attempts_left__gt=0,
        code_expires_at__gt=timezone.now(),
    )
    return bool(open_now.update(attempts_left=F("attempts_left") - 1))


def _why_closed(request: ReleaseRequest) -> str:
    if request.decided_at:
        return DECIDED
    if not request.attempts_left:
        return f"De code is te vaak verkeerd ingevuld en werkt niet meer. {NEW_CODE}"
    return f"Deze code is verlopen: een code geldt 30 minuten. {NEW_CODE}"


def _why_wrong(request: ReleaseRequest) -> str:
    left = request.attempts_left
    if not left:
        return f"Deze code klopt niet, en werkt nu niet meer. {NEW_CODE}"
    times = "1 keer" if left == 1 else f"{left} keer"
    return f"Deze code klopt niet. Kijk de mail na. U kunt het nog {times} proberen."
