"""Organisations by sector, year after year; nothing that the table beside it leaves out."""

from ..document.values import Bar, BarChart, Block, Segment

TONES = ("year-1", "year-2", "year-3", "year-4", "year-5")


def reach_chart(names: list[str], heads: list[str], printed: list[list[int | None]]) -> list[Block]:
    """A bar for each sector with a printed total; what may not be told apart is one part."""
    rows = list(zip(names, printed, strict=True))[:-1]
    bars = tuple(_bar(name, heads, row) for name, row in rows if row[-1])
    if not bars:
        return []
    caption = "Bereikte organisaties, per sector en jaar van de eerste deelname"
    return [BarChart("reach-chart", caption, " ".join(map(_describe, bars)), bars)]


def _bar(name: str, heads: list[str], row: list[int | None]) -> Bar:
    *years, last = row
    total = last or 0
    known = [
        Segment(head, number, TONES[index % len(TONES)])
        for index, (head, number) in enumerate(zip(heads, years, strict=True))
        if number
    ]
    rest = total - sum(segment.value for segment in known)
    more = [Segment("jaar weggelaten", rest, "rest")] if rest else []
    return Bar(name, total, (*known, *more))


def _describe(bar: Bar) -> str:
    parts = ", ".join(f"{segment.value} ({segment.label})" for segment in bar.segments)
    return f"{bar.label}: {bar.total}, waarvan {parts}."
