"""Which organisation someone means: what it is called exactly, or what staff decided once; never
what looks like it."""

from collections.abc import Iterable

from django.db.models import Case, Q, QuerySet, Value, When

from dutch.sorting import fold

from .models import LinkChoice, NameKey, Organisation
from .models.links import digest_of
from .prepared import Given, Prepared

BATCH = 500


def organisation_called(words: str) -> Organisation | None:
    """The only one with this name, abbreviation or other name; where there are none or more, what
    staff decided that it means. In one query, since every registration asks it."""
    key = fold(words)
    if not key:
        return None
    found = _called(key=key, digest=digest_of(key))
    named = [each for each in found if each.is_named]
    return named[0] if len(named) == 1 else next((o for o in found if o.is_decided), None)


def organisations_called(texts: Iterable[str]) -> dict[str, Organisation]:
    """As `organisation_called`, of many texts at once: each that means one, in two queries for so
    many as a database takes."""
    keys = {text: fold(text) for text in texts if fold(text)}
    found: dict[str, Organisation] = {}
    wanted = sorted(set(keys.values()))
    for start in range(0, len(wanted), BATCH):
        found |= _meant(wanted[start : start + BATCH])
    return {text: found[key] for text, key in keys.items() if key in found}


def _meant(keys: list[str]) -> dict[str, Organisation]:
    """What is decided, and over it what one alone is called."""
    digests = {digest_of(key): key for key in keys}
    choices = LinkChoice.objects.filter(digest__in=digests, organisation__isnull=False)
    meant = {digests[c.digest]: c.organisation for c in choices.select_related("organisation")}
    named: dict[str, dict[int, Organisation]] = {}
    for each in NameKey.objects.present().filter(key__in=keys).select_related("organisation"):
        named.setdefault(each.key, {})[each.organisation_id] = each.organisation
    alone = {key: next(iter(found.values())) for key, found in named.items() if len(found) == 1}
    return {**meant, **alone}


def decided(words: str) -> Organisation | None:
    """Which one staff said is meant by this text."""
    choice = LinkChoice.objects.of(words).select_related("organisation").first()
    return choice.organisation if choice else None


@Prepared
def _called() -> QuerySet:
    """The one that was decided first; beside it two are enough to see that there is more."""
    named = Q(
        pk__in=NameKey.objects.present().filter(key=Given("key")).order_by().values("organisation")
    )
    choices = LinkChoice.objects.filter(digest=Given("digest"), organisation__isnull=False)
    is_decided = Q(pk__in=choices.order_by().values("organisation"))
    found = Organisation.objects.filter(named | is_decided).annotate(
        is_named=_whether(named), is_decided=_whether(is_decided)
    )
    return found.order_by("-is_decided")[:3]


def _whether(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))
