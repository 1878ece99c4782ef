"""What differs between two Documents: their figures, and their texts piece by piece.

Used for two versions, and for a version beside the report as the records stand now. Both are plain
dictionaries (`reporting.reading`, `document.as_dict`). Left out are the number and the date of the
version in the colophon: those always differ, and say nothing about the year.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import zip_longest

from dutch.numbers import in_digits

from .origins import origins_of
from .texts import texts_of_document
from .why_changed import Reason, reason_of

ABSENT = "stond er niet"


@dataclass(frozen=True)
class FigureChange:
    """`before` and `after` as printed; `gone` and `new` are the titles of the records that make
    the difference, `same` of those it rested on and rests on.

    Where none came or went, one or more of the same hold something else than before. `why` says it
    in clauses that add up to the difference.
    """

    key: str
    label: str
    before: str
    after: str
    gone: tuple[str, ...]
    new: tuple[str, ...]
    same: tuple[str, ...]
    why: Reason = Reason(None, ())


@dataclass(frozen=True)
class TextChange:
    """One piece of text; empty where there was, or is, none."""

    before: str
    after: str


@dataclass(frozen=True)
class SectionChanges:
    title: str
    changes: tuple[TextChange, ...]


@dataclass(frozen=True)
class Comparison:
    figures: tuple[FigureChange, ...]
    sections: tuple[SectionChanges, ...]
    printed: dict[str, str] = field(default_factory=dict)
    """The label of each figure that the second Document explains: one can link to it there."""

    def __bool__(self) -> bool:
        return bool(self.figures or self.sections)


def compare(before: dict, after: dict) -> Comparison:
    printed = {each.figure["key"]: each.figure["label"] for each in origins_of(after)}
    return Comparison(tuple(_figures(before, after)), tuple(_sections(before, after)), printed)


def _figures(before: dict, after: dict) -> Iterator[FigureChange]:
    olds, news = before["figures"], after["figures"]
    titles = before.get("records", {}) | after.get("records", {})
    for key in sorted(olds.keys() | news.keys()):
        old, new = olds.get(key), news.get(key)
        if _essence(old) != _essence(new):
            yield _figure_change(key, old, new, titles, reason_of(key, before, after))


def _essence(figure: dict | None) -> tuple:
    """What counts as a change; when a count was made does not, when a statement was made does."""
    if figure is None:
        return ()
    stated = (figure["source"], figure["as_of"]) if figure["basis"] == "stated" else ()
    records = tuple(sorted(figure["records"]))
    return figure["value"], figure["qualifier"], figure["basis"], records, stated


def _figure_change(
    key: str, old: dict | None, new: dict | None, titles: dict[str, str], why: Reason
) -> FigureChange:
    of_old, of_new = (set(figure["records"]) if figure else set() for figure in (old, new))

    def named(records: set[str]) -> tuple[str, ...]:
        return tuple(sorted(titles.get(record, record) for record in records))

    return FigureChange(
        key=key,
        label=(new or old or {})["label"],
        before=_printed(old),
        after=_printed(new),
        gone=named(of_old - of_new),
        new=named(of_new - of_old),
        same=named(of_old & of_new),
        why=why,
    )


def _printed(figure: dict | None) -> str:
    if figure is None:
        return ABSENT
    number = in_digits(figure["value"])
    printed = f"{figure['qualifier']} {number}".strip() if figure["value"] is not None else number
    return f"{printed} (bron: {figure['source']})" if figure["source"] else printed


def _sections(before: dict, after: dict) -> Iterator[SectionChanges]:
    olds, news = texts_of_document(before), texts_of_document(after)
    for key in [*news, *(key for key in olds if key not in news)]:
        title = (news.get(key) or olds[key]).title
        old, new = (texts[key].texts if key in texts else () for texts in (olds, news))
        if changes := tuple(_text_changes(old, new)):
            yield SectionChanges(title, changes)


def _text_changes(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[TextChange]:
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for kind, from_a, to_a, from_b, to_b in matcher.get_opcodes():
        if kind == "equal":
            continue
        for old, new in zip_longest(before[from_a:to_a], after[from_b:to_b], fillvalue=""):
            yield TextChange(old, new)
