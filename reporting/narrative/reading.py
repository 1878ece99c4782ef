"""The narrative of staff: Markdown with bound figures, read into plain values.

`{hubs.held}` prints the figure in digits, `{hubs.held|woorden}` in words up to twenty,
`{hubs.held|Woorden}` the same where it begins a sentence. `{hubs.held|hub/hubs}` prints the word
that goes with the number, for one or for more; so does `{hubs.held|is/zijn}`. Only paragraphs,
lists, emphasis, links, quotations and headings are read; anything else, HTML too,
stays the text that it is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from dutch.numbers import NOT_RECORDED, in_digits
from dutch.numerals import begin, numeral

from ..document.values import (
    Block,
    BulletList,
    Emphasis,
    Figure,
    FigureReference,
    Inline,
    Link,
    Paragraph,
    Quotation,
    Subheading,
    Text,
)

PLACEHOLDER = re.compile(
    r"\{[ \t]*+([a-z_]+(?:\.[a-zA-Z0-9_-]+){1,2})[ \t]*+"
    r"(?:\|[ \t]*+([wW]oorden|[^{}|/\n]{1,40}/[^{}|/\n]{1,40}?)[ \t]*+)?\}"
)
DEEPEST = 20
"""Levels of lists, quotations and emphasis inside each other; who reads loses the way before."""
NO_LEVEL = ("list_item", "paragraph", "heading")
"""Stand in a level of their own to the parser, and to nobody else."""
ALLOWED_LINKS = ("https://", "http://", "mailto:")
SHORT_WORD = re.compile(r"(?<!\w)'(?=[stnkm]\b)")
"""The apostrophe of 's, 't, 'n, 'k and 'm, which opens no quotation."""


@dataclass
class Reading:
    """What was read: the blocks, the figures they name, and placeholders that name none."""

    blocks: tuple[Block, ...] = ()
    used: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    too_deep: bool = False


def read_narrative(markdown: str, figures: dict[str, Figure]) -> Reading:
    """Read the text of one section; an unknown placeholder is printed as it was typed, and so is
    the whole text where its levels lie deeper than DEEPEST."""
    tokens = _parser().parse(SHORT_WORD.sub("’", markdown))
    if _depth(tokens) > DEEPEST:
        return Reading(tuple(as_typed(markdown)), too_deep=True)
    reader = _Reader(figures)
    reader.reading.blocks = tuple(reader.blocks(SyntaxTreeNode(tokens)))
    return reader.reading


def is_too_deep(markdown: str) -> bool:
    return _depth(_parser().parse(markdown)) > DEEPEST


def print_figure(figure: Figure, *, words: bool, before: str = "") -> str:
    """A figure as it stands in running text, with its qualifier; `before` is what follows it.
    At least none says nothing."""
    value = figure.value
    if value == 0 and figure.qualifier == "ten minste":
        return NOT_RECORDED
    number = numeral(value, before=before) if words else in_digits(value)
    return f"{figure.qualifier} {number}".strip() if value is not None else number


def print_written(figure: Figure, how: str, before: str = "") -> str:
    """As staff ask for it behind the bar: "woorden", "Woorden", or the words for one and more."""
    if "/" in how:
        one, more = how.split("/")
        return (one if figure.value == 1 else more).strip()
    text = print_figure(figure, words=bool(how), before=before)
    return begin(text) if how == "Woorden" else text


def fill(text: str, figures: dict[str, Figure]) -> str:
    """Plain text with its placeholders printed; one that names no figure stays as it was typed."""

    def printed(match: re.Match) -> str:
        figure = figures.get(match.group(1))
        before = text[match.end() :]
        return print_written(figure, match.group(2) or "", before) if figure else match.group(0)

    return PLACEHOLDER.sub(printed, text)


def _depth(tokens: Iterable[Token]) -> int:
    """How many levels lie inside each other, those within a line of text included."""
    deepest = depth = 0
    for token in tokens:
        depth += 0 if token.type.startswith(NO_LEVEL) else token.nesting
        deepest = max(deepest, depth + (_depth(token.children) if token.children else 0))
    return deepest


def as_typed(text: str) -> Iterator[Paragraph]:
    """A paragraph for each part between blank lines, nothing in it read as markup."""
    parts = (" ".join(part.split()) for part in text.split("\n\n"))
    return (Paragraph((Text(part),)) for part in parts if part)


@cache
def _parser() -> MarkdownIt:
    """Made once, for it keeps nothing of a text. `maxNesting` leaves out what lies deeper without a
    word, so it stands well above DEEPEST."""
    options = {"html": False, "typographer": True, "quotes": "“”‘’", "maxNesting": 5 * DEEPEST}
    parser = MarkdownIt("zero", options)
    parser.enable(["emphasis", "link", "list", "heading", "blockquote", "escape", "newline"])
    parser.enable("smartquotes")
    parser.inline.ruler.before("emphasis", "placeholder", _placeholder)
    return parser


def _placeholder(state: StateInline, silent: bool) -> bool:
    """An inline rule: `{key}` and `{key|woorden}` become a token of their own."""
    match = PLACEHOLDER.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("placeholder", "", 0)
        token.content = match.group(0)
        before = state.src[match.end() : match.end() + 5]
        token.meta = {"key": match.group(1), "as": match.group(2) or "", "before": before}
    state.pos = match.end()
    return True


class _Reader:
    """Turns the tree of the Markdown parser into values of the Document."""

    def __init__(self, figures: dict[str, Figure]) -> None:
        self.figures = figures
        self.reading = Reading()

    def blocks(self, node: SyntaxTreeNode) -> Iterator[Block]:
        for child in node.children:
            yield from self.block(child)

    def block(self, node: SyntaxTreeNode) -> Iterator[Block]:
        match node.type:
            case "paragraph":
                yield Paragraph(self.inlines(node.children[0]))
            case "heading":
                content = self.inlines(node.children[0])
                if _plain(content).strip():
                    yield Subheading(content)
            case "ordered_list" if "start" in node.attrs:
                yield from self.numbered_as_typed(node)
            case "bullet_list" | "ordered_list":
                items = tuple(tuple(self.blocks(item)) for item in node.children)
                yield BulletList(items, ordered=node.type == "ordered_list")
            case "blockquote":
                yield Quotation(tuple(self.blocks(node)))
            case _:
                yield Paragraph((Text(node.content),))

    def numbered_as_typed(self, node: SyntaxTreeNode) -> Iterator[Block]:
        """A list that does not begin at 1, such as a line that begins with a year and a dot."""
        for item in node.children:
            first, *more = list(self.blocks(item)) or [Paragraph(())]
            if isinstance(first, Paragraph):
                first = Paragraph((Text(f"{item.info}. "), *first.content))
            yield from (first, *more)

    def inlines(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        return tuple(_joined(self.inline(child) for child in node.children))

    def inline(self, node: SyntaxTreeNode) -> Inline:
        match node.type:
            case "softbreak" | "hardbreak":
                return Text(" ")
            case "em" | "strong":
                return Emphasis(self.inlines(node), strong=node.type == "strong")
            case "link":
                return self.link(node)
            case "placeholder":
                return self.figure(node)
            case _:
                return Text(node.content)

    def link(self, node: SyntaxTreeNode) -> Inline:
        url = str(node.attrs.get("href", ""))
        content = self.inlines(node) or (Text(url),)
        return Link(url, content) if url.startswith(ALLOWED_LINKS) else Text(_plain(content))

    def figure(self, node: SyntaxTreeNode) -> Inline:
        key = node.meta["key"]
        if key not in self.figures:
            self.reading.unknown.append(key)
            return Text(node.content)
        self.reading.used.append(key)
        text = print_written(self.figures[key], node.meta["as"], node.meta["before"])
        return Text(text) if "/" in node.meta["as"] else FigureReference(key, text)


def _joined(inlines: Iterator[Inline]) -> list[Inline]:
    """Texts that stand side by side as one text, and no empty ones."""
    joined: list[Inline] = []
    for inline in inlines:
        if inline == Text(""):
            continue
        if isinstance(inline, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + inline.text)
        else:
            joined.append(inline)
    return joined


def _plain(inlines: tuple[Inline, ...]) -> str:
    return "".join(
        inline.text if isinstance(inline, Text | FigureReference) else _plain(inline.content)
        for inline in inlines
    )
