"""Finding an organisation while typing. The register is public; nothing here is about a person."""

from django import forms
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from dutch.sorting import fold

from .models import Organisation

MOST = 10


class SearchForm(forms.Form):
    q = forms.CharField(min_length=2, max_length=100)


@require_safe
@cache_control(public=True, max_age=3600)
def organisations(request: HttpRequest) -> JsonResponse:
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    return JsonResponse({"results": suggestions(words) if words else []})


def suggestions(words: str) -> list[dict[str, str]]:
    """At most ten, each with what the field gets and what explains why it was found."""
    found = Organisation.objects.present().matching(words).prefetch_related("names")[:MOST]
    return [{"name": o.name, "hint": _hint(o, words)} for o in found]


def _hint(organisation: Organisation, words: str) -> str:
    """The abbreviation and the other name that was typed, where the name itself does not say it."""
    key = fold(words)
    hints = [organisation.abbreviation] if organisation.abbreviation else []
    if key not in organisation.sort_key:
        typed = [other for other in organisation.names.all() if key in other.sort_key][:1]
        hints += [f"{'vroeger' if n.is_former else 'ook'}: {n.name}" for n in typed]
    return ", ".join(hints)
