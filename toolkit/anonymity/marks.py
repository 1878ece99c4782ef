"""What the check gives back: plain values, no database."""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    PERSON = "persoon"
    ORGANISATION = "organisatie"
    PLACE = "plaats"
    STREET = "straat of gebouw"
    EMAIL = "e-mailadres"
    PHONE = "telefoonnummer"
    DATE = "datum"
    IBAN = "rekeningnummer"
    BSN = "burgerservicenummer"
    POSTCODE = "postcode"
    PLATE = "kenteken"
    URL = "webadres"
    NUMBER = "kenmerk of nummer"
    ROLE = "unieke rol"
    TRAIT = "herkenbaar kenmerk"


DIRECT = frozenset(
    {Kind.EMAIL, Kind.PHONE, Kind.IBAN, Kind.BSN, Kind.POSTCODE, Kind.PLATE, Kind.URL, Kind.NUMBER}
)
"""Each by itself leads to one person or address."""
INDIRECT = frozenset({Kind.PLACE, Kind.STREET, Kind.DATE, Kind.ROLE, Kind.TRAIT})


@dataclass(frozen=True, slots=True)
class Mark:
    """One mention: characters `start` to `end` of the text of `field`."""

    start: int
    end: int
    kind: Kind
    why: str
    text: str
    field: str = "text"
    core: tuple[str, ...] = ()
    """The words of the name itself, without title or initials: what makes two mentions one."""

    def overlaps(self, other: "Mark") -> bool:
        return self.field == other.field and self.start < other.end and other.start < self.end


@dataclass(slots=True)
class Entity:
    """All mentions of one person, organisation, place …: they get one decision."""

    key: str
    """Stable for the same name in a text that was changed elsewhere: what decisions hang on."""
    kind: Kind
    name: str
    why: str
    proposal: str
    """What could stand instead, or "" where the words can simply go."""
    mentions: list[Mark] = field(default_factory=list)

    @property
    def advice(self) -> str:
        return f"Bijvoorbeeld: {self.proposal}" if self.proposal else "Laat het weg."


@dataclass(frozen=True, slots=True)
class Warning:
    """Details that together can single someone out, though each alone does not."""

    key: str
    details: tuple[str, ...]
    why: str
    blur: str
    """Which detail to blur, and into what."""
