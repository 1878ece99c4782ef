"""What can become of an agreed unit: one row for each standing, with all that is said of it.

`figures.ledger` decides where a unit stands. A row is the whole of what figures, tables, charts,
the timeline and the letters to the funder know of it.
"""

from dataclasses import dataclass
from enum import Enum

from meetings.line import MeetingsLine
from programme.line import CountedLine

SHY = "\N{SOFT HYPHEN}"


@dataclass(frozen=True, kw_only=True)
class Counting:
    """The figure that counts the units of one kind; `{what}` in a label is their plural."""

    name: str
    """The last part of its key."""
    label: str
    definition: str
    is_compared: bool = False
    """Whether it is set beside that of last year."""


@dataclass(frozen=True, kw_only=True)
class Row:
    word: str
    tone: str
    """Its fill in a chart, and in which table of its line it is listed: see TONES."""
    of_meetings: Counting | None = None
    of_pilots: Counting | None = None
    """None where units of this kind never stand so."""
    word_of_pilots: str = ""
    """Where it is another word."""
    label: str = ""
    """In a table of the figures, where that is not just the word."""
    head: str = ""
    """Where many stand beside each other; with soft hyphens."""
    is_rare: bool = False
    """Stands in a table only where there is any."""
    has_cause: bool = False
    """Whether somebody decided so, for a reason that may be recorded."""
    told: str = ""
    """What a letter tells the funder of it (rule 24); where there is none, no letter is due."""


BY_AGREEMENT = (
    "Een pilot telt mee voor het jaar van zijn afspraak, ook als sessies of de slotbijeenkomst in "
    "een ander jaar vielen."
)


class Standing(Enum):
    """In the order in which tables have them."""

    HELD = Row(
        word="gehouden",
        word_of_pilots="afgerond",
        tone="done",
        head="Gehouden of afgerond",
        of_meetings=Counting(
            name="held",
            is_compared=True,
            label="gehouden {what}",
            definition="Gehouden, de datum ligt geheel in het jaar, en telt mee voor de afspraak.",
        ),
        of_pilots=Counting(
            name="completed",
            is_compared=True,
            label="afgeronde {what}",
            definition=f"Telt mee voor de afspraak. Alle sessies zijn afgerond. {BY_AGREEMENT}",
        ),
    )
    HELD_ELSEWHERE = Row(
        word="gehouden in een ander jaar",
        tone="elsewhere",
        head="In een ander jaar",
        is_rare=True,
        of_meetings=Counting(
            name="held_elsewhere",
            label="{what} die in een ander jaar zijn gehouden",
            definition="Telt mee voor de afspraak en is gehouden; de datum ligt geheel buiten het "
            "jaar.",
        ),
    )
    MOVED_OUT = Row(
        word="doorgeschoven",
        has_cause=True,
        tone="later",
        head=f"Door{SHY}geschoven",
        told="gaat uit zijn jaar",
        of_meetings=Counting(
            name="moved_out",
            is_compared=True,
            label="doorgeschoven {what}",
            definition="Een datum in het jaar is losgelaten; de nieuwe datum ligt na het jaar.",
        ),
    )
    CANCELLED = Row(
        word="geannuleerd",
        has_cause=True,
        tone="lost",
        head=f"Gean{SHY}nuleerd",
        told="gaat niet door",
        of_meetings=Counting(
            name="cancelled",
            is_compared=True,
            label="geannuleerde {what}",
            definition="Telt mee voor de afspraak en gaat niet door.",
        ),
        of_pilots=Counting(
            name="cancelled",
            label="{what} die niet doorgaan",
            definition="Telt mee voor de afspraak. Gaat niet door.",
        ),
    )
    REPLACED = Row(
        word="vervangen",
        has_cause=True,
        tone="instead",
        label="Vervangen door een andere",
        head=f"Ver{SHY}vangen",
        is_rare=True,
        of_meetings=Counting(
            name="replaced",
            label="vervangen {what}",
            definition="Telt mee voor de afspraak en ging niet door; wat ervoor in de plaats "
            "kwam, telt niet nog eens mee.",
        ),
    )
    RUNNING = Row(
        word="bezig",
        tone="open",
        is_rare=True,
        of_pilots=Counting(
            name="running",
            label="lopende {what}",
            definition="Telt mee voor de afspraak. De sessies zijn begonnen.",
        ),
    )
    IN_PREPARATION = Row(
        word="in voorbereiding",
        tone="open",
        head=f"In voor{SHY}bereiding",
        of_meetings=Counting(
            name="in_preparation",
            label="{what} in voorbereiding",
            definition="Telt mee voor de afspraak en moet nog worden gehouden.",
        ),
        of_pilots=Counting(
            name="in_preparation",
            label="{what} in voorbereiding",
            definition="Telt mee voor de afspraak. De sessies zijn nog niet begonnen.",
        ),
    )
    DATE_LOST = Row(
        word="verplaatst, nieuwe datum onbekend",
        has_cause=True,
        tone="open",
        head="Zonder nieuwe datum",
        is_rare=True,
        of_meetings=Counting(
            name="date_lost",
            label="{what} die zijn verplaatst en waarvan de nieuwe datum onbekend is",
            definition="Telt mee voor de afspraak. De datum is losgelaten; een nieuwe is niet "
            "vastgelegd.",
        ),
    )
    TO_CONFIRM = Row(
        word="nog te bevestigen",
        tone="open",
        is_rare=True,
        of_meetings=Counting(
            name="to_confirm",
            label="nog te bevestigen {what}",
            definition="Telt mee voor de afspraak, maar het staat niet vast dat ze in het jaar "
            "zijn gehouden.",
        ),
    )

    @property
    def row(self) -> Row:
        return self.value

    def counting(self, line: CountedLine) -> Counting | None:
        """How units of the line that stand so are counted; None where none ever do."""
        return self.row.of_meetings if isinstance(line, MeetingsLine) else self.row.of_pilots

    def word(self, line: CountedLine) -> str:
        """What is held, is completed where it is a pilot."""
        of_pilots = "" if isinstance(line, MeetingsLine) else self.row.word_of_pilots
        return of_pilots or self.row.word


TONES = ("done", "elsewhere", "later", "open", "instead", "lost")
"""What may become of a unit, in the order of a bar: done, done in another year, at a later time,
open, replaced, lost."""

BY_TONE = tuple(sorted(Standing, key=lambda standing: TONES.index(standing.row.tone)))
"""As the parts of a bar follow each other."""


def countings(line: CountedLine) -> list[tuple[Standing, Counting]]:
    """The figures that count the units of a line, each with where those stand."""
    found = ((standing, standing.counting(line)) for standing in Standing)
    return [(standing, counting) for standing, counting in found if counting]
