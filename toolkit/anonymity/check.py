"""The anonymity check: what in a Dutch text could lead a reader to a person.

It warns people and promises nothing. Pure functions over text and lists: the lists of the database
come in as `Known`, so that the check can be measured by itself (`bench/anonymity.py`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .chains import Candidate
from .combinations import warn
from .dates import find_dates
from .entities import NAMED, fold, group
from .kinds import WHY, decide
from .marks import Entity, Kind, Mark, Warning
from .names import NameFinder
from .organisations import find_organisations
from .patterns import find_patterns
from .register import Register
from .roles import find_roles, find_traits
from .streets import find_streets
from .surroundings import NOT_A_NAME, PARTICLES
from .tokens import Token, tokenise
from .vocabulary import (
    bare,
    first_names,
    functions,
    is_allowed,
    is_explained,
    is_word,
    last_names,
    places,
    without_genitive,
)
from .wordlist import read_blocks

NAMELIKE = re.compile(r"[_\-./]+")

ALLOWED = Register(
    ((phrase, phrase, False) for phrase in read_blocks("allowed_phrases")[""]), general=False
)


@dataclass(slots=True)
class Known:
    """The names that the database knows."""

    persons: tuple[str, ...] = ()
    register: Register = field(default_factory=lambda: Register(()))


@dataclass(frozen=True, slots=True)
class Report:
    marks: tuple[Mark, ...]
    entities: tuple[Entity, ...]
    warnings: tuple[Warning, ...]


def check(fields: str | Mapping[str, str], known: Known | None = None) -> Report:
    """All marks of a story. `fields`: its text, or several texts by name; "file" and "address"
    are read as names of files, where capitals and spaces are lost."""
    texts = {"text": fields} if isinstance(fields, str) else dict(fields)
    known = known or Known()
    read = {name: _Reading(name, text, known) for name, text in texts.items() if text}
    hearts = {word for reading in read.values() for word in reading.person_words()}
    marks: list[Mark] = []
    for reading in read.values():
        reading.mark_again(hearts)
        marks += reading.marks
    entities = group(marks, texts)
    warnings = [w for name, reading in read.items() for w in warn(texts[name], reading.marks)]
    return Report(
        tuple(sorted(marks, key=lambda m: (m.field, m.start))), tuple(entities), tuple(warnings)
    )


class _Reading:
    """One text on its way through the finders; what comes first wins where two overlap."""

    def __init__(self, name: str, text: str, known: Known) -> None:
        self.name = name
        self.is_file = name in ("file", "address")
        self.text = (
            NAMELIKE.sub(lambda found: " " * len(found.group()), text) if self.is_file else text
        )
        self.low = fold_same_length(self.text)
        self.marks: list[Mark] = []
        self.tokens = tokenise(self.text)
        self._taken = bytearray(len(self.text) + 1)
        if self.is_file:
            for token in self.tokens:
                token.opens = True
        self._find_all(known)

    def _find_all(self, known: Known) -> None:
        if not self.is_file:
            self._add(find_patterns(self.text))
            self._add(find_dates(self.text, self.low))
        self._add(self._known_persons(known.persons))
        self._pass_over(ALLOWED)
        self._add(known.register.find(self.tokens, self.name))
        self._add(find_organisations(self.tokens, self.name))
        self._add(find_streets(self.text))
        self._add(self._names())
        if not self.is_file:
            names = {mark.start for mark in self.marks if mark.kind is Kind.PERSON}
            self._add(m for m in find_roles(self.text, self.low) if m.end + 1 not in names)
            self._add(find_traits(self.text, self.low))

    def _add(self, marks: Iterable[Mark]) -> None:
        for mark in marks:
            if mark.end > mark.start and not any(self._taken[mark.start : mark.end]):
                self._taken[mark.start : mark.end] = b"\x01" * (mark.end - mark.start)
                self.marks.append(_in_field(mark, self.name))

    def _pass_over(self, phrases: Register) -> None:
        """What names nobody though it has capitals: "Tweede Kamer"."""
        for mark in phrases.find(self.tokens, self.name):
            if not any(self._taken[mark.start : mark.end]):
                self._taken[mark.start : mark.end] = b"\x02" * (mark.end - mark.start)

    def _taken_tokens(self) -> set[int]:
        return {i for i, token in enumerate(self.tokens) if self._taken[token.start]}

    def _known_persons(self, persons: tuple[str, ...]) -> Iterable[Mark]:
        """Whole names of the database, whatever their capitals; single words only with one."""
        if not persons:
            return
        low = self.low
        for person in persons:
            name = fold_same_length(person.strip())
            if " " not in name or name not in low:
                continue
            for found in re.finditer(rf"(?<!\w){re.escape(name)}(?:['’]?s)?(?!\w)", low):
                shown = self.text[found.start() : found.end()]
                core = tuple(
                    w for w in person.split() if w.lower() not in PARTICLES and "." not in w
                )
                yield Mark(found.start(), found.end(), Kind.PERSON, WHY["known"], shown, core=core)

    def _names(self) -> Iterable[Mark]:
        finder = NameFinder(self.tokens, self._taken_tokens())
        for found in finder.find():
            kind, why = decide(finder, found)
            if found.sign == "compound":
                yield self._compound(found, kind, why)
                continue
            first, last = self.tokens[found.first], self.tokens[found.last]
            core = tuple(_stem(self.tokens[i].text) for i in found.heart)
            text = self.text[first.start : last.end]
            yield Mark(first.start, last.end, kind, why, text, core=core)

    def _compound(self, found: Candidate, kind: Kind, why: str) -> Mark:
        """ "VNG-congres": only what stands before the hyphen is a name."""
        token = self.tokens[found.first]
        head = token.text.partition("-")[0]
        return Mark(token.start, token.start + len(head), kind, why, head, core=(head,))

    def person_words(self) -> set[str]:
        """The words of the names of persons, by which they can come back alone."""
        found = {
            w
            for m in self.marks
            if m.kind in NAMED
            for w in m.core
            if len(w) > 2 or w.isalpha() and len(w) > 1
        }
        found = {word for word in found if word[0].isupper() or not is_word(word)}
        return {word for word in found if word.lower() not in NOT_A_NAME | PARTICLES}

    def mark_again(self, hearts: set[str]) -> None:
        """Each further mention of a name that was found anywhere in the story."""
        folded = {fold(word): word for word in hearts}
        again = [
            mark for i, token in enumerate(self.tokens) if (mark := self._again(i, token, folded))
        ]
        self._add(again)

    def _again(self, i: int, token: Token, folded: dict[str, str]) -> Mark | None:
        if token.kind != "word" or self._taken[token.start]:
            return None
        form = next((f for f in without_genitive(token.text) if fold(f) in folded), None)
        if form is None or self.is_file is False and not self._may_be(i, token, form):
            return None
        why = "Deze naam staat ook elders in het verhaal."
        return Mark(
            token.start, token.end, Kind.PERSON, why, token.text, core=(folded[fold(form)],)
        )

    def _may_be(self, i: int, token: Token, form: str) -> bool:
        """An ordinary word is the name again only with a capital, and at the start of a sentence
        not after a word that makes it ordinary."""
        if not is_explained(token.low) and not is_explained(form.lower()):
            return True
        if not token.is_capital or is_allowed(token.text):
            return False
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return (
            not token.opens
            or after is None
            or after.kind == "sign"
            or after.low not in functions("other")
        )


def _in_field(mark: Mark, name: str) -> Mark:
    if mark.field == name:
        return mark
    return Mark(mark.start, mark.end, mark.kind, mark.why, mark.text, name, mark.core)


def _stem(word: str) -> str:
    """The name in a genitive: "Sannes" is of Sanne where that is a name and "Sannes" is none."""
    plain = bare(word)
    stem = plain[:-1]
    if not plain.endswith("s") or len(plain) < 4 or _is_listed(plain):
        return plain
    return stem if _is_listed(stem) else plain


def _is_listed(word: str) -> bool:
    return word in first_names() or word in last_names() or word in places()


def fold_same_length(text: str) -> str:
    """Lower case with as many characters, so that places in it are places in the text."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
