"""How well the check does on passages in which people marked what should be found.

A passage is text with `{words|code}`: a letter for the kind and, where several mentions are one, a
number. An empty code is neither right nor wrong to mark. Passages stand apart by a line `---` and
begin with a line `# sort`.
"""

import csv
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from .check import Report
from .marks import DIRECT, Kind, Mark
from .register import Register
from .surroundings import PARTICLES
from .tokens import tokenise
from .vocabulary import functions
from .wordlist import read_blocks

CODES = {
    "p": Kind.PERSON,
    "o": Kind.ORGANISATION,
    "l": Kind.PLACE,
    "s": Kind.STREET,
    "e": Kind.EMAIL,
    "t": Kind.PHONE,
    "d": Kind.DATE,
    "i": Kind.IBAN,
    "b": Kind.BSN,
    "c": Kind.POSTCODE,
    "k": Kind.PLATE,
    "u": Kind.URL,
    "n": Kind.NUMBER,
    "r": Kind.ROLE,
    "x": Kind.TRAIT,
}
MARKED = re.compile(r"\{([^{}|]+)\|([^{}|]*)\}")
CLEAN = "schoon"
Z = 1.959964
"""For an interval of 95%."""


@dataclass(frozen=True)
class Mention:
    start: int
    end: int
    text: str
    kind: Kind | None
    """None where it may be marked or not."""
    entity: str


@dataclass(frozen=True)
class Passage:
    sort: str
    text: str
    mentions: tuple[Mention, ...]

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass
class Score:
    found: dict[str, int] = field(default_factory=dict)
    total: dict[str, int] = field(default_factory=dict)
    right_kind: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    words: int = 0
    clean_words: int = 0
    clean_false: int = 0

    def count(self, group: str, is_found: bool) -> None:
        self.total[group] = self.total.get(group, 0) + 1
        self.found[group] = self.found.get(group, 0) + is_found


def read_register(folder: Path) -> Register:
    """The organisations of `programme/data`, as they stand there; without a database."""
    rows: list[tuple[str, str, bool]] = []
    with (folder / "organisations.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows.append((row["code"], row["name"], False))
            rows += [(row["code"], row["alt"], False)] if row["alt"] else []
            rows += [(row["code"], row["abbreviation"], True)] if row["abbreviation"] else []
    with (folder / "organisations_historical.csv").open(encoding="utf-8", newline="") as file:
        rows += [(row["code"] or row["name"], row["name"], False) for row in csv.DictReader(file)]
    return Register(rows)


def read_combinations(path: Path) -> tuple[list[str], list[str]]:
    """Texts that must be warned of, and texts that must not."""
    _head, warn, fine = re.split(r"^\[(?:warn|fine)\]$", path.read_text("utf-8"), flags=re.M)
    return _parts(warn), _parts(fine)


def _parts(block: str) -> list[str]:
    return [part.strip() for part in block.split("\n---\n")]


def read_passages(path: Path) -> list[Passage]:
    blocks = path.read_text(encoding="utf-8").strip().split("\n---\n")
    return [read_passage(block) for block in blocks]


def read_passage(block: str) -> Passage:
    first, _, marked = block.strip().partition("\n")
    text, mentions, last = "", [], 0
    for found in MARKED.finditer(marked):
        text += marked[last : found.start()]
        words, code = found.groups()
        kind = CODES[code[0]] if code else None
        entity = f"{code}" if len(code) > 1 else f"{code}:{words.lower()}"
        mentions.append(Mention(len(text), len(text) + len(words), words, kind, entity))
        text += words
        last = found.end()
    return Passage(first.strip("# "), text + marked[last:], tuple(mentions))


def group_of(kind: Kind) -> str:
    if kind in DIRECT:
        return "direct"
    if kind in (Kind.PERSON, Kind.ORGANISATION):
        return str(kind)
    return "indirect"


def measure(passages: Iterable[Passage], check: Callable[[str], Report]) -> Score:
    """An entity counts as found only where all its mentions are."""
    score = Score()
    for passage in passages:
        marks = check(passage.text).marks
        _count_entities(passage, marks, score)
        false = [
            m
            for m in marks
            if not any(m.start < a.end and a.start < m.end for a in passage.mentions)
        ]
        score.false += [f"{mark.kind}: {mark.text}" for mark in false]
        score.words += passage.words
        if not any(mention.kind for mention in passage.mentions):
            score.clean_words += passage.words
            score.clean_false += len(false)
    return score


def _count_entities(passage: Passage, marks: tuple[Mark, ...], score: Score) -> None:
    entities: dict[str, list[Mention]] = {}
    for mention in passage.mentions:
        if mention.kind:
            entities.setdefault(mention.entity, []).append(mention)
    for mentions in entities.values():
        kind = mentions[0].kind
        assert kind is not None
        bare = [m for m in mentions if not is_masked(m, marks)]
        for group in (group_of(kind), f"  {kind}"):
            score.count(group, not bare)
        if bare:
            score.missed.append(f"{kind}: {bare[0].text} (in: {_around(passage, bare[0])})")
        first = [m for m in marks if m.start < mentions[0].end and mentions[0].start < m.end]
        score.right_kind += any(mark.kind is kind for mark in first)


def is_masked(mention: Mention, marks: Iterable[Mark]) -> bool:
    """Whether each word that tells something is covered; of a role or trait, any word."""
    near = [m for m in marks if m.start < mention.end and mention.start < m.end]
    if mention.kind in (Kind.ROLE, Kind.TRAIT):
        return bool(near)
    tokens = tokenise(mention.text)
    if any(token.is_capital or token.kind == "number" for token in tokens):
        tokens = [t for t in tokens if t.is_capital or t.kind == "number"]
    silent = (
        PARTICLES | functions("titles", "unique", "other") | read_blocks("heads")["organisation"]
    )
    for token in tokens:
        telling = token.kind in ("word", "number") and token.low.strip(".") not in silent
        start = mention.start + token.start
        if telling and not any(m.start <= start < m.end for m in near):
            return False
    return bool(near)


def _around(passage: Passage, mention: Mention) -> str:
    start = max(0, mention.start - 30)
    return passage.text[start : mention.end + 25].replace("\n", " ⏎ ")


def wilson(found: int, total: int) -> tuple[float, float]:
    """The interval of 95% for a share, which also holds for few and near 100%."""
    if not total:
        return 0.0, 1.0
    share = found / total
    middle = share + Z * Z / (2 * total)
    margin = Z * math.sqrt(share * (1 - share) / total + Z * Z / (4 * total * total))
    return (middle - margin) / (1 + Z * Z / total), (middle + margin) / (1 + Z * Z / total)


def table(score: Score) -> str:
    """Per kind: found of all, the share with its interval; then what was marked in vain."""
    lines = []
    for group in sorted(score.total, key=lambda name: (name.startswith(" "), name)):
        found, total = score.found[group], score.total[group]
        low, high = wilson(found, total)
        lines.append(
            f"{group:28}{found:4} van {total:4}  {found / total:6.1%}  ({low:.1%} tot {high:.1%})"
        )
    lines.append(
        f"soort goed: {score.right_kind}; onterecht: {len(score.false)} op {score.words} woorden"
    )
    if score.clean_words:
        rate = 100 * score.clean_false / score.clean_words
        lines.append(
            f"in schone tekst: {score.clean_false} op {score.clean_words} woorden"
            f" ({rate:.2f} op 100)"
        )
    return "\n".join(lines)
