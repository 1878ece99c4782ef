from datetime import datetime, timedelta

from django.db.models import Case, CharField, F, Field, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat, Now
from django.utils import timezone

from privacy.actions import at_withdrawal
from privacy.declarations import Door, declaration_of, declare
from privacy.erasing import erase
from privacy.mentions import GONE
from privacy.models import Consent

from .actions import leave_drafts
from .copies.links import url_of as copy_url
from .giver.links import url_of
from .models import Attempt, Copy, Replacement, Story, StoryReader, StoryStep
from .models.story import NOT_YET_ANONYMOUS, WRITTEN_OUT

KEPT_FOR = timedelta(days=365)


def unless_anonymous(name: str, instead: Combinable, kind: Field) -> Case:
    """Until a story is anonymised its title and text can hold who told it, and where."""
    return Case(When(state__in=NOT_YET_ANONYMOUS, then=instead), default=F(name), output_field=kind)


def numbered(words: str) -> Concat:
    return Concat(Value(words), Cast(F("id"), CharField()))


def forget_notes(stories: QuerySet) -> None:
    """What colleagues wrote at the steps of a story can hold who told it. That there was a reason
    for a step back stays."""
    noted = StoryStep.objects.filter(story__in=stories.values("pk")).exclude(note="")
    noted.update(note=GONE)


def let_go_of(consent: Consent) -> None:
    """What was told goes at once; what was made of it without persons waits for a decision."""
    stories = Story.objects.filter(consent=consent)
    forget_notes(stories)
    leave_drafts(stories)
    erase(declaration_of(Story), stories)
    erase(declaration_of(Attempt), Attempt.objects.filter(story__in=stories))
    erase(declaration_of(Replacement), Replacement.objects.filter(story__in=stories))


def replaced_long_ago(now: datetime) -> QuerySet:
    return Replacement.objects.filter(replaced_at__lt=now - KEPT_FOR)


def to_follow(story: Story) -> list[Door]:
    """The own page of who told it, as long as the consent stands."""
    stands = story.consent is not None and story.consent.withdrawn_at is None
    return [Door("Uw verhaal volgen", url_of(story))] if stands else []


def answered_long_ago(now: datetime) -> QuerySet:
    return Attempt.objects.filter(answered_at__lt=now - KEPT_FOR).exclude(answer="")


def given_long_ago(now: datetime) -> QuerySet:
    """Copies whose link ended a year ago."""
    ended = Copy.objects.ended_before(timezone.localdate(now) - KEPT_FOR)
    return ended.exclude(name=GONE)


def to_own_copy(copy: Copy) -> list[Door]:
    works = Copy.objects.working(timezone.localdate()).filter(pk=copy.pk).exists()
    return [Door("Uw exemplaar ophalen", copy_url(copy))] if works else []


def read_long_ago(now: datetime) -> QuerySet:
    """Readers whose link ended a year ago."""
    over = Q(expires_on__lt=timezone.localdate(now) - KEPT_FOR)
    over |= Q(revoked_at__lt=now - KEPT_FOR)
    return StoryReader.objects.filter(over).exclude(name=GONE)


declare(
    Story,
    occasion="Als u een verhaal uit uw praktijk vertelt",
    what="uw verhaal, zoals u het vertelde",
    fields=("raw_text", "title", *WRITTEN_OUT),
    why=(
        "Om er een verhaal zonder herkenbare personen van te maken. Alleen wie dat doet, ziet uw "
        "eigen tekst."
    ),
    kept=(
        "Zolang we aan de toolkit werken. Trekt u uw toestemming in, dan wissen we uw tekst "
        "meteen; over een verhaal zonder herkenbare personen dat er al van is gemaakt, beslissen "
        "we apart."
    ),
    found=lambda email: Story.objects.told_with(email),
    through="consent__email__iexact",
    doors=to_follow,
    release=forget_notes,
    erased={
        "raw_text": "",
        "title": unless_anonymous("title", numbered("Ingetrokken verhaal "), CharField()),
        "slug": unless_anonymous("slug", numbered("ingetrokken-verhaal-"), CharField()),
        **{
            name: unless_anonymous(name, Value(""), Story._meta.get_field(name).clone())
            for name in WRITTEN_OUT
        },
    },
)
declare(
    Replacement,
    occasion="Als uw naam in een verhaal van een ander stond",
    what="de naam of het gegeven dat door andere woorden is vervangen",
    fields=("original",),
    about=("kind", "replaced_at"),
    why=(
        "Om na te kunnen gaan of een verhaal goed anoniem is gemaakt. Alleen enkele medewerkers "
        "zien dit."
    ),
    kept="Tot een jaar nadat het is vervangen, of tot de verteller de toestemming intrekt.",
    found=lambda email: Replacement.objects.naming(email),
    through="story__consent__email__iexact",
    expired=replaced_long_ago,
)
declare(
    StoryReader,
    occasion="Als u verhalen leest met een persoonlijke link",
    fields=("name", "email"),
    about=("expires_on", "sent_at", "revoked_at"),
    why="Om u de link te sturen, en om te weten wie een verhaal las dat nog niet openbaar was.",
    kept="Tot een jaar nadat de link is verlopen of ingetrokken.",
    owner="email__iexact",
    expired=read_long_ago,
    erased={
        "name": GONE,
        "email": Concat(Value("gewist-"), Cast(F("id"), CharField()), Value("@lezer.invalid")),
        "revoked_at": Coalesce(F("revoked_at"), Now()),
    },
)
declare(
    Copy,
    occasion="Als u een exemplaar van de toolkit krijgt",
    what="voor wie het is, en het adres waar de link heen ging",
    fields=("name", "email"),
    about=("holder", "number", "reader", "mark", "given_at", "expires_on", "first_fetched_on")
    + ("revoked_at",),
    why=(
        "Om u de link te sturen, en om te weten wie de toolkit heeft: hij blijft bij de stichting. "
        "Op de bladzijden staat een nummer, of uw naam als u dat goed vindt; nooit uw adres."
    ),
    kept="Tot een jaar nadat de link is verlopen of ingetrokken. Dat er een exemplaar was, blijft.",
    owner="email__iexact",
    expired=given_long_ago,
    doors=to_own_copy,
    erased={
        "name": GONE,
        "email": "",
        "mark": Copy.Mark.NUMBER,
        "revoked_at": Coalesce(F("revoked_at"), Now()),
    },
)
declare(
    Attempt,
    occasion="Als een lezer probeert te achterhalen over wie een verhaal gaat",
    fields=("answer",),
    about=("started_at", "answered_at"),
    why=(
        "Om te weten of iemand in een verhaal te herkennen is voordat het in de toolkit komt. Het "
        "antwoord kan een naam zijn; alleen enkele medewerkers lezen het."
    ),
    kept="Tot een jaar na het antwoord, of tot de verteller de toestemming intrekt.",
    found=lambda email: Attempt.objects.naming(email),
    through="reader__email__iexact",
    expired=answered_long_ago,
    erased={"answer": ""},
)
at_withdrawal(Consent.Purpose.STORY, let_go_of)
