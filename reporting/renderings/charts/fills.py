"""How the parts of a drawing are told apart, on a screen and on grey paper."""

import re
from collections.abc import Iterable
from typing import NamedTuple


class Fill(NamedTuple):
    """A ground with marks on it: lines at an angle, or dots; None is plain."""

    ground: str
    mark: str = ""
    angle: int | None = None
    dots: bool = False


FILLS = {
    # A fill means one state, or one year, and never both.
    "done": Fill("#0d5259"),
    "elsewhere": Fill("#d6e7e5"),
    "later": Fill("#d6e7e5", "#0d5259", angle=45),
    "instead": Fill("#eef5f4", "#0d5259", angle=0),
    "open": Fill("#fbe9c4", "#8a5c00", dots=True),
    "lost": Fill("#f3d9cd", "#9a3b1a", angle=-45),
    "missing": Fill("#ffffff"),
    "year-1": Fill("#47595b"),
    "year-2": Fill("#e7dfd1", "#47595b", angle=90),
    "year-3": Fill("#ffffff", "#47595b", dots=True),
    "year-4": Fill("#e7dfd1"),
    "year-5": Fill("#ffffff", "#47595b", angle=-45),
    "rest": Fill("#ffffff"),
}


def paint(chart: dict, tone: str) -> str:
    """What fills a part: a pattern, or the colour itself, which prints without the seams of one."""
    fill = FILLS[tone]
    return f"url(#{chart['key']}-{tone})" if fill.mark else fill.ground


def patterns(tones: Iterable[str]) -> list[dict]:
    """What the template `charts/patterns.svg` draws, once for each tone that is used."""
    marked = (tone for tone in dict.fromkeys(tones) if FILLS[tone].mark)
    return [{"tone": tone, **FILLS[tone]._asdict()} for tone in marked]


TOKENS = {
    "#17292b": "ink",
    "#47595b": "ink-soft",
    "#0d5259": "petrol-700",
    "#d6e7e5": "petrol-100",
    "#eef5f4": "petrol-50",
    "#fbe9c4": "ochre-100",
    "#8a5c00": "ochre-900",
    "#f3d9cd": "brick-100",
    "#9a3b1a": "brick-700",
    "#e7dfd1": "sand-200",
    "#ffffff": "surface",
}
"""The colours of drawings, by the names they have in `static/site/tokens.css`."""
COLOUR = re.compile(r'(<text[^>]*)?( (?:fill|stroke))="(#[0-9a-f]{6})"')


def in_colours_of_page(svg: str) -> str:
    """The drawing in the tokens of the page that it stands in, so that it follows a dark screen.
    Paper has no such page: there the colours stay as they were drawn."""
    return COLOUR.sub(_as_token, svg)


def _as_token(found: re.Match) -> str:
    text, attribute, colour = found.groups(default="")
    name = "on-fill" if text and colour == "#ffffff" else TOKENS[colour]
    return f'{text}{attribute}="var(--{name}, {colour})"'
