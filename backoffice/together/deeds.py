"""What can be done with many rows at once, and how the mails that it writes are seen beforehand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ..actions import ActionForm, ActionPage, possible_pages

NOT_POSSIBLE = "“{}” kan hier niet in de stand van nu."


@dataclass(frozen=True)
class Together:
    """An action page whose action is done with each of the rows that were chosen in a list.

    `form` takes the place of that of the page, where that one asks about one row. `unless` is the
    sentence for a row with which the page is not possible. `later` writes what is mailed because of
    it afterwards, and `goes` says when. `in_list`: else it only undoes another.
    `most` is what a request can do.
    """

    page: ActionPage
    form: type[ActionForm] | None = None
    unless: str = ""
    later: Callable[[Any], object] | None = None
    goes: str = ""
    in_list: bool = True
    most: int = 500

    @property
    def name(self) -> str:
        return self.page.name

    @property
    def label(self) -> str:
        return self.page.label

    @property
    def form_class(self) -> type[ActionForm]:
        return self.form or self.page.form

    @property
    def asks(self) -> bool:
        return bool(self.form_class.base_fields)

    def why_not(self, row: Any) -> str:
        """Empty where the page is possible; the action may refuse all the same."""
        if possible_pages(row, [self.page]):
            return ""
        return self.unless or NOT_POSSIBLE.format(self.label)


@dataclass(frozen=True)
class Mail:
    """What so many people read, but for their name and links; `goes` where that is not at once."""

    number: int
    subject: str
    text: str
    kind: str = ""
    goes: str = ""


Seeing = Callable[[Callable[[], object]], Iterable[Mail]]


def _none(act: Callable[[], object]) -> Iterable[Mail]:
    act()
    return ()


_seeing: list[Seeing] = [_none]


def see_mails(by: Seeing) -> None:
    """Said by the app that keeps the mails: `by` does what it is given, and tells what was written
    meanwhile."""
    _seeing[:] = [by]


def mails_written(act: Callable[[], object]) -> list[Mail]:
    return list(_seeing[0](act))
