"""What tests in a browser read and do. Reading waits until the page is there: `expect` of
Playwright, or a function of this file; `test_waiting.py` refuses every other way."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

# WCAG 2.2, 1.4.12
TEXT_SPACING = """
* {
  line-height: 1.5 !important;
  letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important; }
"""
PATIENCE = 60  # seconds, on a busy machine; what is there sooner is not waited for
# Axe would also fetch the style sheets, for a rule that is off; it takes an @import for an address
# beside the page, and so asks for pages of the admin.
AXE = """axe.run({resultTypes: ["violations"], selectors: false, preload: {assets: ["media"]}})
.then(found => found.violations.flatMap(rule => rule.nodes.map(node => [rule.id, node.html])))"""
# What listens to the width of the window hears of it when the page is drawn.
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
BACKEND = "routekaart.accounts.lent_roles.StaffBackend"


def sign_in(page: Page, client, user) -> None:
    """Go on in this browser as `user`, who signed in elsewhere."""
    client.force_login(user, backend=BACKEND)
    cookie = client.cookies["sessionid"]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "domain": "localhost", "path": "/"}]
    )


def violations(page: Page) -> list[tuple[str, str]]:
    """What axe has against this page, with the element."""
    from axe_playwright_python.base import AXE_SCRIPT

    if ask(page, "typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    return [tuple(found) for found in ask(page, AXE)]


def faults(page: Page, *, narrow: int = 390) -> dict[int, tuple]:
    """What is wrong with this page for axe, and how many pixels it is too wide, by the width of the
    window: as on a phone, and as on a laptop, which it stays."""
    found = {}
    for width in (narrow, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        ask(page, DRAWN)
        found[width] = violations(page), overflow(page)
    return {width: wrong for width, wrong in found.items() if wrong != ([], 0)}


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window, once its letters are there."""
    return ask(
        page,
        "document.fonts.ready.then("
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth)",
    )


def stretch_text(page: Page) -> None:
    """Space letters, words and lines as a reader may who needs it."""
    page.wait_for_load_state()
    page.evaluate(
        "css => { const s = new CSSStyleSheet(); s.replaceSync(css);"
        " document.adoptedStyleSheets = [s]; }",
        TEXT_SPACING,
    )
    assert ask(page, "getComputedStyle(document.body).letterSpacing") != "normal"


def ask(page: Page, script: str):
    """What an expression says about the page that is there; the page may not be about to change.

    Playwright waits for ever for a promise, such as that all letters are there.
    """
    page.wait_for_load_state()
    too_late = f"new Error('no answer within {PATIENCE} s')"
    return page.evaluate(
        f"Promise.race([{script}, new Promise((_, refuse) =>"
        f" setTimeout(() => refuse({too_late}), {PATIENCE * 1000}))])"
    )


def each(locator: Locator) -> list[Locator]:
    """All that it finds, once the first is there."""
    locator.first.wait_for()
    return locator.all()


def expect_soon(page: Page, condition: str) -> None:
    """Wait until a condition in the page is true; a test fails by waiting too long.

    Asked from outside each time: what waits inside the page evaluates text there, which our
    Content-Security-Policy forbids as soon as the first look is too early.
    """
    until = time.monotonic() + PATIENCE
    while not ask(page, condition):
        assert time.monotonic() < until, f"in {PATIENCE} s it did not come true: {condition}"
        page.wait_for_timeout(50)


def tab_to(page: Page, element_id: str, *, at_most: int = 60) -> None:
    """Press Tab until the element with this id has the focus."""
    for _ in range(at_most):
        if focused(page) == element_id:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {element_id}")


def tab_until(page: Page, wanted: Locator, *, at_most: int = 120) -> None:
    """Press Tab until this element has the focus."""
    wanted.wait_for()
    for _ in range(at_most):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {wanted}")


def focused(page: Page) -> str:
    """The id or else the text of what has the focus."""
    return ask(
        page,
        "[document.activeElement || document.body].map(here =>"
        " here === document.body ? '' : (here.id || here.textContent).trim())[0]",
    )


def expect_focus(page: Page, element_id: str) -> None:
    expect(page.locator(f"[id='{element_id}']")).to_be_focused()


@contextmanager
def sure_to_end(profile: Path) -> Iterator[None]:
    """Playwright waits for ever for a browser to close; the one with this profile is killed where
    it takes too long."""
    killing = threading.Timer(PATIENCE, kill_browser, [profile])
    killing.start()
    try:
        yield
    finally:
        killing.cancel()


def kill_browser(profile: Path) -> None:
    for told in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if f"--user-data-dir={profile}".encode() in told.read_bytes().split(b"\0"):
                os.kill(int(told.parent.name), signal.SIGKILL)
