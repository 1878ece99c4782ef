"""Asking whether what is unlikely is right, where it is entered.

A form names its doubts. Each stands as a sentence at its field, with a box to tick. The value of
the box is made of the sentence, so it answers nothing else: a changed value asks again. A page
that comes back for something else carries the boxes that were ticked.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

TICK = "klopt"
BOX = (
    '{} <label class="tick"><input type="checkbox" name="{}" value="{}"> '
    "<span>Ja, dat klopt</span></label>"
)


@dataclass(frozen=True)
class Doubt:
    """`at` is the field where it is asked; `about` which fields give cause, where it are others.

    The sentence says the value that is doubted.
    """

    at: str
    sentence: str
    about: tuple[str, ...] = ()

    def tick(self, prefix: str) -> str:
        asked = f"{prefix}|{self.at}|{self.sentence}"
        return blake2b(asked.encode(), digest_size=8).hexdigest()

    def as_question(self, prefix: str) -> SafeString:
        return format_html(BOX, self.sentence, TICK, self.tick(prefix))


class Asks(forms.BaseForm):
    """For a form: it is not valid as long as a doubt is not answered.

    `is_asking` says that nothing is wrong with it, and that it only asks.
    """

    is_asking = False

    def doubts(self) -> Iterator[Doubt]:
        """Of a form in which nothing is wrong."""
        yield from ()

    def gives_cause(self, doubt: Doubt) -> bool:
        """What stands there already is not asked about again."""
        return bool({doubt.at, *doubt.about} & set(self.changed_data))

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound or self.errors or not hasattr(self, "cleaned_data"):
            return
        prefix, given = str(self.prefix or ""), set(ticks_in(self.data))
        self.is_asking = False
        for doubt in list(self.doubts()):
            if self.gives_cause(doubt) and doubt.tick(prefix) not in given:
                at = doubt.at if doubt.at in self.fields else None
                self.add_error(at, doubt.as_question(prefix))
                self.is_asking = True


def ticks_in(data: Mapping[str, Any]) -> list[str]:
    """The boxes that were ticked, each once."""
    found = data.getlist(TICK) if hasattr(data, "getlist") else data.get(TICK, ())
    values = [found] if isinstance(found, str) else found
    return [tick for tick in dict.fromkeys(values) if re.fullmatch("[0-9a-f]{16}", str(tick))]


def only_asks(form: Any, errors: Collection[str]) -> bool:
    """Whether of a page, its form and all the rows in it, nothing is wrong."""
    asked = sum(map(len, form.errors.values())) if getattr(form, "is_asking", False) else 0
    return bool(asked) and asked == len(errors)
