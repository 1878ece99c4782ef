"""The colours of site and admin: in one file, and in a light and a dark set."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from reporting.renderings.charts.fills import FILLS, TOKENS, in_colours_of_page

STYLES = Path(settings.BASE_DIR) / "static" / "site"
NAME = re.compile(r"^\s+(--[a-z0-9-]+):", re.MULTILINE)
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b")


def sets() -> tuple[list[str], list[str]]:
    light, dark = (STYLES / "tokens.css").read_text().split("@media screen")
    return NAME.findall(light), NAME.findall(dark)


def test_dark_set_has_the_names_of_the_light_set():
    light, dark = sets()
    assert [name for name in dark if name not in light] == []
    assert len(dark) == len(set(dark))


def test_every_colour_has_a_dark_value_or_is_meant_for_both():
    text = (STYLES / "tokens.css").read_text().split("@media screen")[0]
    colours = re.findall(r"(--[a-z0-9-]+): #", text)
    same_in_both = {"--white", "--ochre-500", "--on-ochre"}
    assert set(colours) - set(sets()[1]) == same_in_both


@pytest.mark.parametrize("style", sorted(STYLES.glob("*.css")), ids=lambda path: path.name)
def test_no_other_stylesheet_has_a_colour_of_its_own(style):
    if style.name not in ("tokens.css", "print.css"):
        assert COLOUR.findall(style.read_text()) == []


@pytest.mark.parametrize("style", sorted(STYLES.glob("[!a]*.css")), ids=lambda path: path.name)
def test_every_token_that_the_site_uses_exists(style):
    used = set(re.findall(r"var\((--[a-z0-9-]+)", style.read_text()))
    assert used - set(sets()[0]) == set()


def test_drawings_use_only_colours_that_the_page_knows():
    light, _dark = sets()
    drawn = {colour for fill in FILLS.values() for colour in (fill.ground, fill.mark) if colour}
    assert drawn - TOKENS.keys() == set()
    assert {f"--{name}" for name in TOKENS.values()} - set(light) == set()


def test_drawing_follows_the_page_and_keeps_its_colour_where_there_is_none():
    svg = '<rect fill="#0d5259" stroke="#ffffff"/><text x="1" fill="#ffffff">5</text>'
    assert in_colours_of_page(svg) == (
        '<rect fill="var(--petrol-700, #0d5259)" stroke="var(--surface, #ffffff)"/>'
        '<text x="1" fill="var(--on-fill, #ffffff)">5</text>'
    )
