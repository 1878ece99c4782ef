"""The page of a report with what is very long or in other letters, as wide as a phone."""

import pytest
from playwright.sync_api import expect

from reporting.document.values import as_dict
from reporting.renderings.html import render_standalone
from tests.browsing import ask, overflow
from tests.documents.extremes import ARABIC, ROWS, SIXTY, TITLE, extremes

pytestmark = pytest.mark.browser

CUT = """[...document.querySelectorAll("main *")].filter(
  (e) => e.offsetWidth > 2 && !e.closest(".visually-hidden")
    && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 80))"""
"""What stands beyond the right edge; on a phone tables are cards, so nothing scrolls."""


@pytest.mark.parametrize("width", [390, 320])
def test_nothing_overflows_and_nothing_is_lost(page, tmp_path, width):
    file = tmp_path / "report.html"
    file.write_text(render_standalone(as_dict(extremes())))
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(file.as_uri())

    expect(page.locator("h1")).to_have_text(TITLE)
    assert overflow(page) == 0
    assert ask(page, CUT) == []
    text = ask(page, "report.innerText").replace("\u00ad", "")
    assert [n for n in range(ROWS) if f"{SIXTY} {n}" not in text] == []
    assert text.count(ARABIC) == ROWS + 1
    assert "🎉" in text
