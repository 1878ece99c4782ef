"""A text as tokens: words, numbers and signs, and where a sentence begins."""

import re
from dataclasses import dataclass

from .wordlist import read_blocks

TOKEN = re.compile(
    r"""
      (?P<initials>(?:(?:[A-ZÀ-ÖØ-Þ]|Th|Ch|Ph|IJ|Tj|Sj|Chr|Jac|Joh|Fr|Kl)\.[ ]?-?){1,6}
            (?=[ \t]*[^\W\d])
          |(?:[A-ZÀ-ÖØ-Þ]\.){1,6})
    | (?P<word>['’](?:s|t|n)(?=[ -][A-ZÀ-Þa-z])(?:-[^\W\d_]+(?:[-'’][^\W\d_]+)*)?
          |(?:v\.?d\.|v\.d|v/d)(?=[ ]?[A-Za-z])
          |(?:[^\W\d_][̀-ͯ]*)+(?:[0-9]+(?=\b))?(?:(?:[-'’/&·]|\.(?=[a-zà-þ])|(?<=\b[a-z])\.)(?:[^\W_][̀-ͯ]*)+)*(?:['’](?=[\s]))?)
    | (?P<number>\d(?:[\d.,:]*\d)?(?:e|ste|de)?)
    | (?P<sign>\S)
    """,
    re.VERBOSE,
)
ELIDED = re.compile(r"(?:[dl]['’]|['’](?:s|t|n)-|al-|el-|ibn-)[A-ZÀ-Þ]")
"""Names whose first letter is small: "d'Hondt", "'s-Hertogenbosch", "al-Sayed"."""
ENDS = set(".!?…")
OPENS_AFTER = set(":•*–—|>▪●#") | {"-"}
QUOTES = set("\"“”„«»‘'’*_[`")
ABBREVIATIONS = read_blocks("around")["abbreviations"]
LONG_LINE = 60
"""A line of at least this many characters that ends in a word goes on in the next one."""


@dataclass(slots=True)
class Token:
    text: str
    start: int
    end: int
    kind: str
    opens: bool = False
    """Begins a sentence, a line or a heading in capitals, where a capital says nothing."""
    line: int = 0
    """The first word of its line: 1, or 2 after an empty line."""
    quoted: bool = False
    """The first word after an opening quotation mark."""
    low: str = ""
    is_capital: bool = False

    def __post_init__(self) -> None:
        self.low = self.text.lower()
        if self.kind == "word":
            self.is_capital = self.text[0].isupper() or bool(ELIDED.match(self.text))


def tokenise(text: str) -> list[Token]:
    tokens = [
        Token(
            found.group().rstrip(),
            found.start(),
            found.start() + len(found.group().rstrip()),
            str(found.lastgroup),
        )
        for found in TOKEN.finditer(text)
    ]
    _mark_openings(text, tokens)
    _mark_headings(text, tokens)
    return tokens


def _mark_openings(text: str, tokens: list[Token]) -> None:
    previous: Token | None = None
    for position, token in enumerate(tokens):
        gap = text[previous.end : token.start] if previous else "\n"
        newline = "\n" in gap and not _goes_on(text, previous, gap)
        after = previous.text if previous and previous.kind == "sign" else ""
        carried = previous is not None and previous.kind == "sign" and previous.opens
        if token.kind == "sign":
            token.opens = newline or carried or after in ENDS
            token.line = _lines(gap, newline)
        else:
            ended = after in ENDS and not _is_abbreviation(tokens, position)
            opened = after in OPENS_AFTER and bool(gap or after == "\n")
            token.quoted = after in QUOTES and not gap
            carried = carried or (
                previous is not None
                and previous.text in ("'s", "’s", "'t", "’t", "'n")
                and previous.opens
            )
            numbered = previous is not None and previous.kind == "number" and previous.opens
            inherited = previous.line if previous and previous.kind == "sign" and not newline else 0
            token.line = _lines(gap, newline) or inherited
            token.opens = newline or ended or opened or carried or token.quoted or numbered
        previous = token


def _lines(gap: str, newline: bool) -> int:
    return min(gap.count("\n") + (gap == "\n"), 2) if newline and gap != "\n" else int(newline)


def _goes_on(text: str, previous: Token | None, gap: str) -> bool:
    """Whether a line end is only where a line was full."""
    if previous is None or gap.count("\n") > 1 or previous.kind == "sign" and previous.text != ",":
        return False
    begin = text.rfind("\n", 0, previous.end) + 1
    return previous.end - begin >= LONG_LINE


def _is_abbreviation(tokens: list[Token], position: int) -> bool:
    if position < 2 or tokens[position - 1].text != ".":
        return False
    before = tokens[position - 2]
    return before.end == tokens[position - 1].start and before.low in ABBREVIATIONS


def _mark_headings(text: str, tokens: list[Token]) -> None:
    """In a line of capitals, or one with a capital on nearly each word, capitals say nothing."""
    line: list[Token] = []
    for token in [*tokens, None]:
        begins = token is None or (line and "\n" in text[line[-1].end : token.start])
        if begins and line:
            _mark_heading(line)
            line = []
        if token is not None:
            line.append(token)


def _mark_heading(line: list[Token]) -> None:
    long = [t for t in line if t.kind == "word" and len(t.text) > 3]
    if len(long) < 3 or line[-1].text in ENDS:
        return
    capitals = [t for t in long if t.text[0].isupper()]
    shouted = [t for t in long if t.text.isupper()]
    if len(shouted) * 3 >= len(long) * 2 or (len(long) == len(capitals) and len(line) < 14):
        for token in line:
            token.opens = True
