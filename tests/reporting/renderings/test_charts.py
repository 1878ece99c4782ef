"""Drawings whose words never lie over each other, on paper and on a phone."""

from itertools import pairwise

import pytest
from lxml import html

from reporting.renderings.charts import bars, sheets, timeline
from reporting.renderings.charts.fills import FILLS
from reporting.renderings.charts.labels import width_of

LONG = "een stand met een heel lange naam, die nergens naast past"
SHEETS = [sheets.BARS, sheets.BARS_ON_PHONE]


def chart(*labels: str, value: int = 1) -> dict:
    tones = ["done", "later", "open", "lost", "missing", "instead"]
    parts = [
        {"label": label, "value": value, "tone": tone}
        for label, tone in zip(labels, tones, strict=False)
    ]
    bar = {"label": "Een lijn met een naam van meer dan een regel", "total": 30, "segments": parts}
    return {"key": "c", "caption": "Kop", "description": "Zegt het", "bars": [bar, bar]}


def texts(svg: str) -> list[tuple[float, float, float]]:
    """Of each text: its foot, and where it begins and ends."""
    found = []
    for text in html.fromstring(svg).xpath("//text"):
        size = float(text.get("font-size", 15))
        x, width = float(text.get("x")), width_of(text.text, size)
        left = x - width / 2 if text.get("text-anchor") == "middle" else x
        found.append((float(text.get("y")), left, left + width))
    return sorted(found)


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize(
    "labels", [("gehouden", "doorgeschoven"), ("gehouden", LONG, "nog niet toegelicht", LONG)]
)
def test_no_words_of_a_chart_lie_over_each_other(sheet, labels):
    found = texts(bars.draw(chart(*labels), sheet))

    for (y, _left, right), (next_y, next_left, _right) in pairwise(found):
        assert next_y - y > 10 or next_left >= right


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_segment_is_told_with_its_words_beside_its_bar(sheet):
    drawn = bars.draw(chart("gehouden", "doorgeschoven"), sheet)

    assert drawn.count("1 gehouden") == 2
    assert drawn.count("1 doorgeschoven") == 2


def test_a_segment_with_room_holds_its_words_itself():
    drawn = html.fromstring(bars.draw(chart("gehouden", value=30)))

    assert drawn.xpath("//text[@text-anchor='middle']/text()") == ["30 gehouden"] * 2
    assert len(drawn.xpath("//text")) == 2 * 3


def test_a_drawing_for_a_phone_is_as_wide_as_a_phone():
    row = {"label": "Een bijeenkomst", "tone": "open", "former": [], "now": None}
    axis = {"first": "2013-01-01", "last": "2013-12-31"}
    line = {"key": "t", "description": "Zegt het", "axis": axis, "rows": [row]}

    assert 'viewBox="0 0 340 ' in timeline.draw(line, sheets.TIMELINE_ON_PHONE)
    assert 'viewBox="0 0 340 ' in bars.draw(chart("gehouden"), sheets.BARS_ON_PHONE)


def test_no_two_states_or_years_share_a_fill():
    painted = [fill for tone, fill in FILLS.items() if tone != "rest"]

    assert len(painted) == len(set(painted))
