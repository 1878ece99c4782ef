"""What was typed and is linked to nothing, with where it stands."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from dutch.sorting import fold

from ..models import LinkChoice
from ..models.links import digest_of
from .sources import sources


@dataclass
class Typed:
    """One way in which an organisation was written. Spellings that differ in case, accents or signs
    alone are one, shown as the most frequent. `where` counts rows by their kind, one and many."""

    key: str
    spellings: Counter[str] = field(default_factory=Counter)
    where: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def text(self) -> str:
        return self.spellings.most_common(1)[0][0]

    @property
    def number(self) -> int:
        return self.spellings.total()

    @property
    def places(self) -> str:
        """ "12 aanmeldingen, 1 gesprekspartner" """
        return ", ".join(f"{n} {one if n == 1 else many}" for (one, many), n in self.where.items())


def unlinked(by: Any = None) -> list[Typed]:
    """The most frequent first, without what was left so on purpose; a query for each source."""
    left = set(LinkChoice.objects.filter(organisation=None).values_list("digest", flat=True))
    found: dict[str, Typed] = {}
    for source in sources(by):
        for text, number in source.counted(source.unlinked()):
            typed = found.setdefault(fold(text), Typed(fold(text)))
            typed.spellings[text] += number
            typed.where[source.kind] += number
    kept = (each for key, each in found.items() if key and not (left and digest_of(key) in left))
    return sorted(kept, key=lambda each: (-each.number, each.key))
