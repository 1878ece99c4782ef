"""Sharing a story from practice. Whoever shares one needs no account and may stay unknown."""

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from privacy.links import WITHDRAW_SALT, read_withdraw_token, withdraw_url
from privacy.models import Consent
from privacy.personal import personal
from privacy.rate_limit import TOO_OFTEN, count, hashed, is_too_often, network_of

from .forms_public import ShareStoryForm
from .giver.links import url_of
from .sharing import share_story


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest) -> HttpResponse:
    form = ShareStoryForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_valid():
        if is_too_often_from_here(request, form.cleaned_data["email"]):
            form.add_error(None, TOO_OFTEN)
            status = 429
        elif consent := _share(form):
            return redirect("toolkit:story_shared", signing.dumps(consent.pk, salt=WITHDRAW_SALT))
    context = {"form": form, "nav": "toolkit"}
    return render(request, "toolkit/share_story.html", context, status=status)


@personal
@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Thanks, with the link by which one takes the consent back."""
    try:
        consent = read_withdraw_token(token)
    except signing.BadSignature as error:
        raise Http404 from error
    if consent is None:
        return render(request, "privacy/consent_gone.html", status=410)
    context = {"consent": consent, "withdraw_url": withdraw_url(consent), "nav": "toolkit"}
    context["own_url"] = url_of(consent.story)
    return render(request, "toolkit/story_shared.html", context)


def _share(form: ShareStoryForm) -> Consent | None:
    values = form.cleaned_data
    try:
        return share_story(
            title=values["title"],
            text=values["story"],
            email=values["email"],
            uses=values["uses"],
            valid_until=values["valid_until"],
        ).consent
    except ValidationError as error:
        form.add_error(None, error.messages[0])
        return None


def is_too_often_from_here(request: HttpRequest, email: str) -> bool:
    """Where an address is filled in it gets a mail, so it is counted too."""
    if email:
        return is_too_often(request, purpose="story", email=email)
    key = hashed("story", "ip", network_of(request))
    limit = settings.RATE_LIMIT_PER_IP
    return limit > 0 and count([key])[key] > limit
