"""Organisations that no register has: "stichting De Brug", "Bureau Hiemstra & De Vries"."""

from collections.abc import Iterator

from .marks import Kind, Mark
from .tokens import Token
from .vocabulary import bare, functions, is_allowed, is_explained, is_first_name
from .wordlist import read_blocks

ENDINGS = tuple(sorted(read_blocks("around")["endings"]))
NO_HEADS = read_blocks("around")["no heads"]
"""Ordinary words that may stand before the name of a person: then it needs a capital itself, or
more than one word after it."""
WITH_PARTICLE = read_blocks("around")["with particle"]
CONNECTORS = read_blocks("around")["connectors"]
QUOTES = frozenset("\"“”„‘’'")
BEFORE_PLACE = frozenset(("in", "te", "uit", "op"))


def find_organisations(tokens: list[Token], field: str = "text") -> Iterator[Mark]:
    heads = read_blocks("heads")["organisation"]
    position = 0
    while position < len(tokens):
        end = _end_of_name(tokens, position, heads)
        if end is None:
            position += 1
            continue
        start = (
            position
            if tokens[position].is_capital or _is_kind_of_body(tokens[position])
            else position + 1
        )
        while tokens[start].text in QUOTES:
            start += 1
        shown = tokens[start : end + 1]
        head = tokens[position].low
        why = f"Het woord “{head}” maakt dit de naam van een organisatie."
        name = " ".join(t.text for t in shown)
        core = tuple(
            bare(t.text)
            for t in shown
            if t.is_capital and t.low != head and t.low not in CONNECTORS
        )
        core = (" ".join(core) or name,)
        yield Mark(shown[0].start, shown[-1].end, Kind.ORGANISATION, why, name, field, core)
        position = end + 1


def _is_kind_of_body(token: Token) -> bool:
    return token.low in ("gemeente", "provincie", "waterschap", "hoogheemraadschap", "ministerie")


def _end_of_name(tokens: list[Token], position: int, heads: frozenset[str]) -> int | None:
    """The last token of the name after the head at `position`, or None where none follows."""
    token = tokens[position]
    if token.kind != "word" or not _is_head(token, heads):
        return None
    i = position + 1
    if i < len(tokens) and tokens[i].text in QUOTES and not tokens[i].opens:
        i += 1
    if i >= len(tokens) or _gap(tokens, i) > 1:
        return None
    first = _first_of_name(tokens, position, i)
    if first is None:
        return None
    last = _run(tokens, first)
    if token.low in NO_HEADS and not token.is_capital:
        words = [t for t in tokens[first : last + 1] if t.is_capital]
        if is_first_name(words[0].text) and words[0].low not in ("de", "het"):
            return None
    return last


def _is_head(token: Token, heads: frozenset[str]) -> bool:
    if token.low in heads:
        return True
    return (
        len(token.text) > 7
        and token.low.endswith(tuple(ENDINGS))
        and token.low not in NO_HEADS
        and (is_explained(token.low))
    )


def _first_of_name(tokens: list[Token], head: int, i: int) -> int | None:
    """Where the name begins: a capital, or after "van" behind some heads."""
    token = tokens[i]
    low = tokens[head].low
    if token.is_capital and not (token.opens and not token.quoted):
        if token.low in functions("titles") or token.low in ("ik", "u"):
            return None
        return i
    if (
        token.text in ("'t", "’t", "de", "het", "d'")
        and i + 1 < len(tokens)
        and tokens[i + 1].is_capital
        and low not in NO_HEADS
    ):
        return i if low not in ("gemeente", "provincie") else None
    with_particle = low in WITH_PARTICLE and (
        tokens[head].is_capital or low in ("ministerie", "universiteit", "bond")
    )
    if token.low in ("van", "voor", "tot", "tegen") and with_particle:
        j = i + 1
        while j < len(tokens) and tokens[j].low in ("de", "het", "der", "den", "van"):
            j += 1
        if (
            j < len(tokens)
            and tokens[j].is_capital
            and (tokens[head].is_capital and not tokens[head].opens or low != "raad")
        ):
            return i
    return None


def _run(tokens: list[Token], first: int) -> int:
    """To the last capital that belongs to the name; small words between capitals belong to it."""
    last = first
    i = first + 1
    while i < len(tokens) and i - first < 10:
        token = tokens[i]
        if _gap(tokens, i) > 1 or token.line or token.opens and token.kind == "word":
            break
        if (
            token.is_capital
            or token.kind in ("initials", "number")
            and last == i - 1
            and len(token.text) < 5
            and token.kind == "initials"
        ):
            last = i
        elif token.low in CONNECTORS:
            if not _leads_on(tokens, i, last):
                break
        elif token.low in ("b.v", "bv", "n.v") and last == i - 1:
            last = i
        else:
            break
        i += 1
    return last


def _leads_on(tokens: list[Token], i: int, last: int) -> bool:
    """Whether after a small word the name goes on: "De Vries en Zonen", not "De Brug in Ommen"."""
    if tokens[i].low in BEFORE_PLACE or tokens[i].low == "aan" or i - last > 2:
        return tokens[last].low in CONNECTORS and i - last <= 2
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None:
        return False
    if following.low in CONNECTORS:
        return tokens[i].low not in ("en", "bij", "tegen")
    if not following.is_capital:
        return False
    if tokens[i].low in ("en", "van", "bij"):
        return (
            not is_first_name(following.text)
            and not is_allowed(following.text)
            and tokens[i].low != "bij"
            and tokens[i].low != "van"
            and len(following.text) > 2
            and tokens[i].low == "en"
            and is_explained(following.low)
        )
    return True


def _gap(tokens: list[Token], i: int) -> int:
    return tokens[i].start - tokens[i - 1].end
