"""No test in a browser reads a page that may still be on its way: on a busy machine it would see
the page before. Reading is `expect` of Playwright, or a function of `tests/browsing.py`."""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
WAITS = TESTS / "browsing.py"
# Methods of Playwright that answer at once, or with what is there by accident.
AT_ONCE = {
    "all_inner_texts",
    "all_text_contents",
    "bounding_box",
    "eval_on_selector",
    "eval_on_selector_all",
    "evaluate",
    "evaluate_all",
    "evaluate_handle",
    "get_attribute",
    "inner_html",
    "inner_text",
    "input_value",
    "is_checked",
    "is_disabled",
    "is_editable",
    "is_enabled",
    "is_hidden",
    "is_visible",
    "query_selector",
    "query_selector_all",
    "title",
    "wait_for_timeout",
}
# What lists and strings of Python have too counts when it is asked of something in a page.
OF_A_LOCATOR = {"all", "content", "count", "text_content"}
FINDS = ("get_by_", "locator(", "page.")


def read_at_once(source: str) -> list[str]:
    """What a module reads without waiting: line and expression."""
    return [
        f"{node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, (ast.Call, ast.Attribute)) and is_read_at_once(node)
    ]


def is_read_at_once(node: ast.Call | ast.Attribute) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == "url" and ast.unparse(node.value) in ("page", "staff", "writer")
    if not isinstance(node.func, ast.Attribute):
        return False
    asked = ast.unparse(node.func.value)
    if node.func.attr in OF_A_LOCATOR:
        return any(word in asked for word in FINDS)
    return node.func.attr in AT_ONCE and not asked.startswith("html.")


def browser_tests() -> list[Path]:
    found = (path for path in TESTS.rglob("*.py") if path != WAITS and path != Path(__file__))
    return sorted(path for path in found if "mark.browser" in path.read_text())


def test_browser_tests_are_found():
    assert len(browser_tests()) > 5


@pytest.mark.parametrize("path", browser_tests(), ids=lambda path: str(path.relative_to(TESTS)))
def test_reads_wait(path):
    assert read_at_once(path.read_text()) == []


@pytest.mark.parametrize(
    "line",
    [
        "assert page.get_by_role('alert').inner_text() == 'Fout'",
        "assert page.locator('li').count() == 3",
        "for box in page.get_by_role('checkbox').all(): box.check()",
        "page.evaluate('document.activeElement.id')",
        "assert page.url.endswith('/')",
        "page.wait_for_timeout(100)",
    ],
)
def test_reading_at_once_is_seen(line):
    assert read_at_once(line)


@pytest.mark.parametrize(
    "line",
    [
        "expect(page.get_by_role('alert')).to_have_text('Fout')",
        "assert report.versions.count() == 1",
        "Session.objects.all().delete()",
        "registration.meeting.title",
    ],
)
def test_waiting_and_the_database_are_let_through(line):
    assert read_at_once(line) == []
