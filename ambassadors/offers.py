"""Who offers what, near which open question: a hub without a room, talks on a pilot, a story that
waits for a reader. For staff, who then call somebody; nobody is asked anything by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from hubs.models import Hub
from pilots.models import Conversation, Counterparty
from programme.models import Sector
from programme.provinces import Province
from toolkit.models import Story

from .models import OFFERS, Ambassador

NEAREST = 5
"""So many are named at a question."""


@dataclass(frozen=True)
class Near:
    """An ambassador who offers it, and why he or she stands here."""

    ambassador: Ambassador
    url: str
    why: str


@dataclass(frozen=True)
class OpenQuestion:
    """What is asked, where that is known; `offer` is the field of what would help."""

    title: str
    url: str
    offer: str
    province: str = ""
    sectors: frozenset[str] = frozenset()

    @property
    def asks_for(self) -> str:
        return OFFERS[self.offer]


@dataclass(frozen=True)
class Offered:
    """One thing that can be offered: how many do, and where they work."""

    words: str
    number: int
    places: list[tuple[str, int]]
    url: str


def open_questions(today: date) -> list[OpenQuestion]:
    """In four queries, however many there are."""
    return [*_hubs_without_room(today), *_talks(), *_stories_to_read()]


def _hubs_without_room(today: date) -> Iterator[OpenQuestion]:
    for hub in Hub.objects.upcoming(today).filter(venue="").order_by("date_earliest", "pk"):
        url = reverse("admin:hubs_hub_change", args=[hub.pk])
        yield OpenQuestion(str(hub), url, "hosts_hub", hub.province)


def _talks() -> Iterator[OpenQuestion]:
    going_on = Conversation.objects.filter(stage__in=Conversation.GOING_ON)
    parties = Counterparty.objects.filter(conversations__in=going_on).distinct().order_by("pk")
    for party in parties.prefetch_related("organisations"):
        sectors = frozenset(each.sector for each in party.organisations.all())
        url = reverse("admin:pilots_counterparty_change", args=[party.pk])
        yield OpenQuestion(f"In gesprek: {party}", url, "leads_talks", sectors=sectors)


def _stories_to_read() -> Iterator[OpenQuestion]:
    """Which story stands on its own page, for who may see it."""
    waiting = Story.objects.waiting(Story.State.ANONYMISED).count()
    if waiting:
        url = f"{reverse('admin:toolkit_story_changelist')}?taak=tweede-lezer"
        yield OpenQuestion(
            f"Verhalen die op een tweede lezer wachten: {waiting}", url, "reads_along"
        )


def near(question: OpenQuestion, helping: list[Ambassador]) -> list[Near]:
    """Who offers what is asked: of the same province, then of the same sector, then the others."""
    offering = [each for each in helping if getattr(each, question.offer)]
    offering.sort(
        key=lambda each: (not _same_province(question, each), not _same_sector(question, each))
    )
    return [_near(question, each) for each in offering[:NEAREST]]


def _near(question: OpenQuestion, ambassador: Ambassador) -> Near:
    reasons = [
        *(["zelfde provincie"] if _same_province(question, ambassador) else []),
        *(["zelfde sector"] if _same_sector(question, ambassador) else []),
    ]
    url = reverse("admin:ambassadors_ambassador_change", args=[ambassador.pk])
    return Near(ambassador, url, " en ".join(reasons) or "biedt dit aan")


def _same_province(question: OpenQuestion, ambassador: Ambassador) -> bool:
    return bool(question.province) and ambassador.province == question.province


def _same_sector(question: OpenQuestion, ambassador: Ambassador) -> bool:
    return sector_of(ambassador) in question.sectors


def sector_of(ambassador: Ambassador) -> str:
    """As he or she said, or that of the organisation."""
    linked = ambassador.organisation
    return ambassador.sector or (linked.sector if linked else "")


def offered(helping: list[Ambassador]) -> list[Offered]:
    return [_offered(name, words, helping) for name, words in OFFERS.items()]


def _offered(name: str, words: str, helping: list[Ambassador]) -> Offered:
    found = [each.province for each in helping if getattr(each, name)]
    named = [(str(label), found.count(code)) for code, label in Province.choices]
    places = [(label, number) for label, number in named if number]
    unknown = [("provincie niet ingevuld", found.count(""))] if "" in found else []
    url = (
        f"{reverse('admin:ambassadors_ambassador_changelist')}?offer={name}&state__exact=ambassador"
    )
    return Offered(words, len(found), places + unknown, url)


def helping_now() -> list[Ambassador]:
    """In one query; who pauses is asked nothing."""
    rows: QuerySet[Ambassador] = Ambassador.objects.helping().select_related("organisation")
    return list(rows.order_by("name", "pk"))


def described(ambassador: Ambassador) -> str:
    """Name, organisation, and what is known of where he or she works."""
    sector = sector_of(ambassador)
    parts = [
        ambassador.name,
        ambassador.organisation_typed or str(ambassador.organisation or ""),
        str(Sector(sector).label) if sector else "",
        ambassador.get_province_display(),
    ]
    return ", ".join(part for part in parts if part)
