"""What somebody laid on paper, typed in by who leads the round: numbers of cards, pile by pile."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.db import transaction

from meetings.registering.fields import LineField

from .counting import count
from .models import Round, Sort
from .piles import CARDS, Pile, check_whole
from .sorts import check_open

NO_NUMBER = "“{}” is geen nummer van een kaart. Typ nummers van 1 tot en met {}."
TOO_MANY_OR_FEW = "Op “{}” horen {} kaarten, en u typte er {}."
ON_TWO = "Kaart {} staat op twee plaatsen: bij “{}” en bij “{}”. Laat hem op één staan."
TWICE = "Kaart {} staat twee keer bij “{}”. Laat hem één keer staan."
LONG_ENOUGH = 200


class PaperForm(forms.Form):
    """A field for each pile. `sheet` tells one sheet from the next, so that one counts once."""

    sentences_at: dict[str, str] = {}
    sheet = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, at: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.piles = at.piles
        self.initial["sheet"] = uuid4()
        for pile in self.piles:
            self.fields[name_of(pile)] = LineField(
                label=pile.name,
                help_text=f"De nummers van {pile.size} kaarten.",
                max_length=LONG_ENOUGH,
                too_long=f"Typ hier alleen de nummers van {pile.size} kaarten.",
                error_messages={"required": f"Typ de nummers bij “{pile.name}”."},
                widget=forms.TextInput({"autocomplete": "off"}),
            )

    def clean(self) -> dict[str, Any]:
        """All that is wrong, each at its pile; `laid` is the sort where nothing is."""
        laid: dict[int, Pile] = {}
        for pile in self.piles:
            wrong = list(self._read(pile, laid))
            if wrong:
                self.add_error(name_of(pile), wrong[0])
        digits = (laid[number].number if number in laid else 0 for number in range(1, CARDS + 1))
        self.cleaned_data["laid"] = "".join(map(str, digits))
        return self.cleaned_data

    def _read(self, pile: Pile, laid: dict[int, Pile]) -> Iterator[str]:
        if name_of(pile) not in self.cleaned_data:
            return  # its field said already what is wrong
        typed = re.findall(r"[^\s,;.]+", self.cleaned_data[name_of(pile)])
        if wrong := [word for word in typed if not is_card(word)]:
            yield NO_NUMBER.format(wrong[0], CARDS)
            return
        for number in map(int, typed):
            if number in laid:
                yield _told_twice(number, laid[number], pile)
            laid[number] = pile
        if len(typed) != pile.size:
            yield TOO_MANY_OR_FEW.format(pile.name, pile.size, len(typed))


def _told_twice(number: int, before: Pile, pile: Pile) -> str:
    if before == pile:
        return TWICE.format(number, pile.name)
    return ON_TWO.format(number, before.name, pile.name)


def name_of(pile: Pile) -> str:
    return f"pile_{pile.number}"


def is_card(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) < 4 and 1 <= int(word) <= CARDS


@transaction.atomic
def type_in(at: Round, *, laid: str, sheet: UUID | None) -> bool:
    """Whether it was counted; a sheet that was sent before is not counted once more.

    Locks the round, so that the same sheet sent twice waits for itself. Raises RoundEnded, or
    ValidationError where the sort is not whole.
    """
    at = Round.objects.select_for_update().get(pk=at.pk)
    check_open(at)
    check_whole(laid)
    key = sheet or uuid4()
    if Sort.objects.filter(pk=key).exists():
        return False
    Sort.objects.create(key=key, round=at, piles="", is_done=True)
    count(at, laid, on_paper=True)
    return True
