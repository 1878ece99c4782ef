"""The pictures of the guide, made here, which fail when a screen no longer looks as in its picture.

After a change that is meant run this file with PICTURES=write, and look at what changed in
docs/handleiding/beelden. In `screens` lies what each says, as a screen reader would read it.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import expect

from routekaart.guide import FOLDER
from routekaart.rights import STAFF
from tests.browsing import ask, sign_in
from tests.factories import HubFactory, ProgrammeFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PICTURES, SAID = FOLDER / "beelden", Path(__file__).parent / "screens"
MOST_BYTES = 60 * 1024
CELL = 16  # pixels; letters that another version of a browser draws otherwise fall within
MOST_APART = 24  # of 255, for one cell
MOST_CELLS_APART = 0.01


@dataclass(frozen=True)
class Screen:
    """What is pictured: a part of a page, once what makes it is there."""

    address: Callable[[], str]
    part: str
    width: int = 900


def past_hub():
    """Long past, so that no day on which this runs makes the screen another."""
    return HubFactory(
        programme=ProgrammeFactory(name="Routekaart", first_year=2024, last_year=2025),
        title="Nee zeggen met goede redenen",
        place="Utrecht",
        date_earliest=date(2025, 5, 29),
        date_latest=date(2025, 5, 29),
    )


SCREENS = {
    "inloggen": Screen(lambda: "/account/login/", "main", 640),
    "vandaag": Screen(lambda: past_hub() and "/beheer/", "role=region[name='Te doen']"),
    "gehouden": Screen(lambda: f"/beheer/hubs/hub/{past_hub().pk}/gehouden/", "#content"),
    "zoeken": Screen(lambda: past_hub() and "/beheer/zoeken/?q=utrecht", "#content"),
}


@pytest.mark.parametrize("name", SCREENS)
def test_screen_is_as_in_its_picture(page, client, name):
    shown, said = take(page, client, SCREENS[name])
    if os.environ.get("PICTURES") == "write":
        Image.open(BytesIO(shown)).convert("RGB").save(
            PICTURES / f"{name}.webp", quality=80, method=6
        )
        (SAID / f"{name}.txt").write_text(said)

    assert said == (SAID / f"{name}.txt").read_text()
    assert apart(Image.open(BytesIO(shown)), Image.open(PICTURES / f"{name}.webp")) == ""


def take(page, client, screen: Screen) -> tuple[bytes, str]:
    """A picture as PNG, and what it says."""
    user = UserFactory(username="anna", first_name="Anna", last_name="van Voorbeeld")
    user.groups.add(Group.objects.get(name=STAFF))
    if screen.part != "main":
        sign_in(page, client, user)
    page.set_viewport_size({"width": screen.width, "height": 700})
    page.emulate_media(reduced_motion="reduce")
    page.goto(screen.address())
    part = page.locator(screen.part)
    expect(part).to_be_visible()
    ask(page, "document.fonts.ready.then(() => document.activeElement.blur())")
    said = [line for line in part.aria_snapshot().splitlines() if "- /url: " not in line]
    return part.screenshot(animations="disabled", caret="hide"), "\n".join(said) + "\n"


def apart(one: Image.Image, other: Image.Image) -> str:
    """In which way two pictures differ more than two browsers do; empty where they do not."""
    if one.size != other.size:
        return f"{one.size} is not {other.size}"
    cells = (one.width // CELL, one.height // CELL)
    small = [each.convert("L").resize(cells, Image.Resampling.BOX) for each in (one, other)]
    far = ImageChops.difference(*small).point(lambda value: 255 * (value > MOST_APART))
    share = ImageStat.Stat(far).mean[0] / 255
    return f"{share:.0%} of it differs" if share > MOST_CELLS_APART else ""


def test_a_changed_screen_is_noticed_and_other_letters_are_not():
    before = Image.open(PICTURES / "gehouden.webp").convert("RGB")
    changed, shifted = before.copy(), ImageChops.offset(before, 1, 0)
    changed.paste((13, 82, 89), (40, 200, 240, 260))

    assert apart(before, shifted) == ""
    assert "differs" in apart(before, changed)
    assert "is not" in apart(before, before.crop((0, 0, 100, 100)))


def test_each_picture_is_small_and_stands_in_the_guide_with_words_for_who_does_not_see_it():
    text = "\n".join(file.read_text() for file in FOLDER.glob("*.md"))
    shown = dict(re.findall(r"!\[([^\]]+)\]\(beelden/([a-z]+)\.webp\)", text))
    sizes = {file.stem: file.stat().st_size for file in PICTURES.glob("*.webp")}

    assert set(sizes) == set(SCREENS) == set(shown.values())
    assert max(sizes.values()) < MOST_BYTES
    assert min(map(len, shown)) > 40
