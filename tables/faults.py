"""What is wrong with a row, said so that whoever made the file finds it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """`number` is that of the row, with the head; `letter` is empty where the sentence is about all
    of it."""

    number: int
    sentence: str
    letter: str = ""
    label: str = ""
    is_feed: bool = False

    def __str__(self) -> str:
        """Items of a feed are counted without a head, and have no columns."""
        kind, number = ("Bericht", self.number - 1) if self.is_feed else ("Regel", self.number)
        at = f", kolom {self.letter}" if self.letter and not self.is_feed else ""
        named = f" ({self.label})" if self.label else ""
        return f"{kind} {number}{at}{named}: {self.sentence}"

    @property
    def in_its_row(self) -> str:
        """As it stands beside the row itself."""
        if not self.letter:
            return self.sentence
        return f"Kolom {self.letter} ({self.label}): {self.sentence}"
