"""The figures that a text names: what they print, which changed since, and which print nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..document.values import Figure
from .reading import print_figure, read_narrative

SAYS_NOTHING = "De tekst noemt “{label}”, en dat is {printed}. Leest de zin dan nog goed?"
CHANGED = (
    "“{label}” was {before} toen de tekst werd bewaard en is nu {after}. Lees de tekst na en geef "
    "aan dat zij klopt, of pas haar aan."
)


@dataclass(frozen=True)
class Changed:
    key: str
    label: str
    before: str
    after: str

    def __str__(self) -> str:
        return CHANGED.format(label=self.label, before=self.before, after=self.after)


@dataclass(frozen=True)
class Nothing:
    """A figure of nought, or one that is not known: "voor nul van de afgesproken hubs"."""

    key: str
    label: str
    printed: str

    def __str__(self) -> str:
        return SAYS_NOTHING.format(label=self.label, printed=self.printed)


def printed_now(text: str, figures: dict[str, Figure]) -> dict[str, str]:
    """Per figure that the text names, what it prints; in an address none is filled in."""
    named = read_narrative(text, figures).used if "{" in text else []
    return {key: print_figure(figures[key], words=False) for key in named}


def changed_since(text: str, seen: dict[str, str], figures: dict[str, Figure]) -> Iterator[Changed]:
    """`seen` is `printed_now` of when the text was kept; of what is not in it nothing is known."""
    for key, after in printed_now(text, figures).items():
        if key in seen and seen[key] != after:
            yield Changed(key, figures[key].label, seen[key], after)


def of_nothing(text: str, figures: dict[str, Figure]) -> Iterator[Nothing]:
    for key, printed in printed_now(text, figures).items():
        if not figures[key].value:
            yield Nothing(key, figures[key].label, printed)
