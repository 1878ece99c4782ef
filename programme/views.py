"""Finding an organisation while typing. The register is public; nothing here is about a person."""

from django import forms
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from backoffice.needed import SaysWhatIsNeeded

from .models import Organisation, OrganisationName
from .search_words import search_words, spellings
from .searching import offered

MOST = 10


class SearchForm(SaysWhatIsNeeded, forms.Form):
    q = forms.CharField(min_length=2, max_length=100)


@require_safe
@cache_control(public=True, max_age=3600)
def organisations(request: HttpRequest) -> JsonResponse:
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    return JsonResponse({"results": suggestions(words) if words else []})


def suggestions(words: str) -> list[dict[str, str]]:
    """At most ten, each with what the field gets and what explains why it was found."""
    found = offered(words, most=MOST)
    prefetch_related_objects(found, "names")
    return [{"name": o.name, "hint": _hint(o, words)} for o in found]


def _hint(organisation: Organisation, words: str) -> str:
    """The abbreviation and the other name that was typed, where the name itself does not say it."""
    typed_words = search_words(words)
    hints = [organisation.abbreviation] if organisation.abbreviation else []
    if not _holds(organisation.sort_key, typed_words):
        others = organisation.names.all()
        typed = [other for other in others if _holds(other.sort_key, typed_words)][:1]
        hints += [f"{_when(n)}: {n.name}" for n in typed]
    return ", ".join(hints)


def _when(other: OrganisationName) -> str:
    if not other.is_former:
        return "ook"
    return f"vroeger, tot {other.until.latest.year}" if other.until else "vroeger"


def _holds(key: str, words: list[str]) -> bool:
    return all(any(spelling in key for spelling in spellings(word)) for word in words)
