"""The page of a story giver. GET shows, POST acts; the link is all there is to sign in with."""

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
from .acting import agree, change_uses, passages_of, strike
from .forms import StrikeForm, UsesForm
from .links import read_token
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
    number = sum(len(paragraph) for paragraph in passages_of(story.text))
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


def _about(story: Story, forms: dict) -> dict:
    terms = getattr(story, "terms", None)
    version = digest_of(story)
    return {
        "story": story,
        "where": WHERE[Story.State(story.state)],
        "conclusions": list(Conclusion.objects.shown().filter(story=story)),
        "editions": list(Edition.objects.filter(parts__story=story)),
        "paragraphs": passages_of(story.text) if may_read(story) else [],
        "version": version,
        "agreed": bool(terms and terms.agreed_digest == version),
        "struck": {int(n) for n in forms["strike"].data.getlist("struck") if n.isdigit()}
        if forms["strike"].is_bound
        else set(),
        "withdraw_url": withdraw_url(story.consent),
        "nav": "toolkit",
        "strike_form": forms["strike"],
        "uses_form": forms["uses"],
    }
