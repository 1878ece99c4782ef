"""The page of a story giver. GET shows, POST acts; the link is all there is to sign in with."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from privacy.links import withdraw_url
from privacy.personal import personal

from ..models import Conclusion, Edition, Story
from ..models.attempt import digest_of
from .acting import agree, change_uses, strike
from .forms import StrikeForm, UsesForm
from .links import read_token
from .passages import parts_of, passages_of
from .reading import may_read

WHERE = {
    Story.State.RAW: "We hebben uw verhaal ontvangen. Iemand gaat het uitschrijven.",
    Story.State.WRITTEN: "Uw verhaal is uitgeschreven. Iemand haalt alles eruit wat naar u leidt.",
    Story.State.ANONYMISED: "Uw verhaal is zonder namen uitgeschreven. Een tweede lezer kijkt.",
    Story.State.CHECKED: "Een tweede lezer heeft gekeken. U kunt het lezen voordat het verdergaat.",
    Story.State.ADOPTED: "Uw verhaal is opgenomen in de toolkit.",
}
AGREED = "Dank u wel. We leggen vast dat u akkoord bent met deze tekst."
STRUCK = "De zinnen zijn weg. Het verhaal gaat terug, en wordt opnieuw uitgeschreven."
CHANGED = "Vastgelegd. Wat u niet aankruiste, gebeurt niet meer."


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def own_story(request: HttpRequest, token: str) -> HttpResponse:
    try:
        story = read_token(token)
    except signing.BadSignature as error:
        raise Http404 from error
    if story is None:
        return render(request, "privacy/consent_gone.html", status=410)
    forms = _forms(request, story)
    if request.method == "POST":
        done = _done(request, story, forms)
        if done:
            messages.success(request, done)
            return redirect(request.path)
    return render(request, "toolkit/giver/story.html", _about(story, forms))


def _forms(request: HttpRequest, story: Story) -> dict:
    sent = request.POST
    number = len(passages_of(story))
    terms = getattr(story, "terms", None)
    return {
        "strike": StrikeForm(sent if "strike" in sent else None, number=number),
        "uses": UsesForm(
            sent if "change" in sent else None, initial={"uses": terms.uses if terms else []}
        ),
    }


def _done(request: HttpRequest, story: Story, forms: dict) -> str:
    """What was done, in a sentence; empty where it was not, and then the page says why."""
    version = request.POST.get("version", "")
    striking, uses = forms["strike"], forms["uses"]
    try:
        if "agree" in request.POST:
            agree(story, version=version)
            return AGREED
        if striking.is_bound and striking.is_valid():
            values = striking.cleaned_data
            strike(story, version=version, numbers=set(values["struck"]), reason=values["reason"])
            return STRUCK
        if uses.is_bound and uses.is_valid():
            change_uses(story, uses=uses.cleaned_data["uses"])
            return CHANGED
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return ""


def _still_struck(striking: StrikeForm, version: str) -> list[str]:
    """What was ticked, where the text is still the one that was read: in another one the same
    numbers are other sentences."""
    sent: Any = striking.data
    is_same = striking.is_bound and sent.get("version") == version
    return sent.getlist("struck") if is_same else []


def _about(story: Story, forms: dict) -> dict:
    terms = getattr(story, "terms", None)
    version = digest_of(story)
    return {
        "story": story,
        "where": WHERE[Story.State(story.state)],
        "conclusions": list(Conclusion.objects.shown().filter(story=story)),
        "editions": list(Edition.objects.filter(parts__story=story)),
        "parts": parts_of(story) if may_read(story) else [],
        "version": version,
        "agreed": bool(terms and terms.agreed_digest == version),
        "struck": _still_struck(forms["strike"], version),
        "withdraw_url": withdraw_url(story.consent),
        "nav": "toolkit",
        "strike_form": forms["strike"],
        "uses_form": forms["uses"],
    }
