"""The pages of who sorts: no account, one link, plain forms. GET shows, POST acts."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from backoffice.actions import add_sentences
from privacy.personal import personal
from privacy.rate_limit import count, hashed, network_of

from .forms import CodeForm, LayForm
from .models import Round, Sort
from .piles import CARDS, Pile, on_pile
from .sorts import ENDED, RoundEnded, check_open, hand_in, join, lay

NO_ROUND = "Deze code kennen we niet. Kijk of er staat wat uw begeleider gaf."
TOO_OFTEN = "Er zijn van hier veel codes geprobeerd. Wacht een uur, of vraag uw begeleider om hulp."
PURPOSE = "sorting"
COOKIE = f"{settings.PATH_COOKIE}kaarten"
show_or_act = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Shown:
    """A card as it lies on the page."""

    number: int
    word: str
    meaning: str
    is_chosen: bool


@personal
@show_or_act
def enter(request: HttpRequest) -> HttpResponse:
    """Type the code."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_valid():
        code = form.cleaned_data["code"]
        if Round.objects.filter(code=code).exists():
            return redirect("sorting:start", code)
        status = 429 if tried_too_often(request) else 404
        form.add_error("code", TOO_OFTEN if status == 429 else NO_ROUND)
    return render(request, "sorting/enter.html", {"form": form}, status=status)


@personal
@show_or_act
def start(request: HttpRequest, code: str) -> HttpResponse:
    """What it is about, and the button that begins; who began on this phone goes on."""
    at = Round.objects.filter(code=code.lower()).first()
    if at is None:
        return no_round(request)
    if not at.is_open_on(timezone.localdate()):
        return ended(request)
    if request.method == "POST":
        return begin(request, at)
    context = {"round": at, "cards": CARDS, "mine": begun_here(request, at)}
    return render(request, "sorting/start.html", context)


def begin(request: HttpRequest, at: Round) -> HttpResponse:
    try:
        sort = join(at)
    except RoundEnded:
        return ended(request)
    except ValidationError as refusal:
        context = {"round": at, "cards": CARDS, "refusal": refusal.messages[0]}
        return render(request, "sorting/start.html", context, status=409)
    answer = redirect(to_the_cards(sort))
    keep_on_phone(answer, sort)
    return answer


@personal
@show_or_act
def sort(request: HttpRequest, code: str, key: UUID) -> HttpResponse:
    """The cards and the piles; what is sent is one card for one pile, or all at the end."""
    form = LayForm(request.POST if request.method == "POST" else None)
    try:
        own = standing(code, key)
        if form.is_bound and not own.is_done:
            if is_taken(request, form, key):
                return redirect(to_the_cards(own))
            own = standing(code, key)
    except RoundEnded:
        return ended(request)
    if own.is_done:
        return render(request, "sorting/done.html", {"round": own.round})
    return render(request, "sorting/sort.html", on_the_table(own, form))


def to_the_cards(own: Sort) -> str:
    """Past the head of the page: on a phone each next card is there at once."""
    return reverse("sorting:sort", args=[own.round.code, own.key]) + "#hand"


def standing(code: str, key: UUID) -> Sort:
    """Raises RoundEnded where it is no more, or its round takes nothing any more."""
    found = Sort.objects.select_related("round").filter(key=key, round__code=code).first()
    if found is None:
        raise RoundEnded(ENDED)
    check_open(found.round)
    return found


def is_taken(request: HttpRequest, form: LayForm, key: UUID) -> bool:
    """Whether what was sent is stored; else the form says why not."""
    try:
        if "done" in request.POST:
            hand_in(key)
        elif form.is_valid():
            lay(key, **form.cleaned_data)
        else:
            return False
    except ValidationError as refusal:
        form.full_clean()
        form.errors.clear()
        add_sentences(form, refusal)
        return False
    return True


def on_the_table(own: Sort, form: LayForm) -> dict:
    on_hand = on_pile(own.piles, 0)
    chosen = chosen_card(form) or next(iter(on_hand), 0)
    return {
        "round": own.round,
        "form": form,
        "sentences": [sentence for each in form.errors.values() for sentence in each],
        "on_hand": [shown(own, number, chosen) for number in on_hand],
        "piles": [pile_on_table(own, pile, chosen) for pile in own.round.piles],
        "laid": CARDS - len(on_hand),
        "cards": CARDS,
    }


def pile_on_table(own: Sort, pile: Pile, chosen: int) -> dict:
    lying = on_pile(own.piles, pile.number)
    return {
        "pile": pile,
        "cards": [shown(own, number, chosen) for number in lying],
        "room": pile.size - len(lying),
    }


def shown(own: Sort, number: int, chosen: int) -> Shown:
    card = own.round.cards[number - 1]
    return Shown(number, card["word"], card["meaning"], number == chosen)


def chosen_card(form: LayForm) -> int:
    """That was sent with a pile on which it could not go: it stays chosen."""
    value = form.data.get("card", "") if form.is_bound else ""
    return next((number for number in range(1, CARDS + 1) if str(number) == value), 0)


def begun_here(request: HttpRequest, at: Round) -> Sort | None:
    try:
        key = UUID(request.COOKIES.get(COOKIE, ""))
    except ValueError:
        return None
    return at.sorts.filter(key=key).first()


def keep_on_phone(answer: HttpResponse, sort: Sort) -> None:
    """So that who scans the code again goes on where he or she was. Nothing else reads it."""
    answer.set_cookie(
        COOKIE,
        str(sort.key),
        path=sort.round.get_absolute_url(),
        max_age=until_its_end(sort.round),
        httponly=True,
        samesite="Lax",
        secure=settings.PRODUCTION,
    )


def until_its_end(at: Round) -> timedelta:
    """At most a day longer than the round is open."""
    return at.open_until - timezone.localdate() + timedelta(days=1)


def tried_too_often(request: HttpRequest) -> bool:
    """Guessing codes leads nowhere: so many an hour for one network."""
    limit = settings.RATE_LIMIT_PER_IP
    key = hashed(PURPOSE, "ip", network_of(request))
    return limit > 0 and count([key])[key] > limit


def no_round(request: HttpRequest) -> HttpResponse:
    status = 429 if tried_too_often(request) else 404
    form = CodeForm({"code": ""})
    form.full_clean()
    form.errors.clear()
    form.add_error("code", TOO_OFTEN if status == 429 else NO_ROUND)
    return render(request, "sorting/enter.html", {"form": form}, status=status)


def ended(request: HttpRequest) -> HttpResponse:
    return render(request, "sorting/ended.html", {"sentence": ENDED}, status=410)
