from django.db.models import Case, CharField, F, Field, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat

from privacy.actions import at_withdrawal
from privacy.declarations import declaration_of, declare
from privacy.erasing import erase
from privacy.models import Consent

from .models import Story
from .models.story import NOT_YET_ANONYMOUS


def unless_anonymous(name: str, instead: Combinable, kind: Field) -> Case:
    """Until a story is anonymised its title and text can hold who told it, and where."""
    return Case(When(state__in=NOT_YET_ANONYMOUS, then=instead), default=F(name), output_field=kind)


def numbered(words: str) -> Concat:
    return Concat(Value(words), Cast(F("id"), CharField()))


def let_go_of(consent: Consent) -> None:
    """What was told goes at once; what was made of it without persons waits for a decision."""
    erase(declaration_of(Story), Story.objects.filter(consent=consent))


declare(
    Story,
    occasion="Als u een verhaal uit uw praktijk vertelt",
    what="uw verhaal, zoals u het vertelde",
    fields=("raw_text", "title", "text"),
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
    erased={
        "raw_text": "",
        "title": unless_anonymous("title", numbered("Ingetrokken verhaal "), CharField()),
        "slug": unless_anonymous("slug", numbered("ingetrokken-verhaal-"), CharField()),
        "text": unless_anonymous("text", Value(""), TextField()),
    },
)
at_withdrawal(Consent.Purpose.STORY, let_go_of)
