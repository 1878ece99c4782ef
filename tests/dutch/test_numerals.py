"""A number with the word that goes with it, wherever a sentence is generated."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template

from dutch.numerals import counted

ROOT = Path(__file__).resolve().parents[2]
NUMBER_AND_PLURAL = re.compile(r"\}\} \w*\{\{ [\w.|]+\|pluralize")
"""A number in digits beside a word that follows it: "1 regel", where "één regel" is meant."""


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (0, "nul regels"),
        (1, "één regel"),
        (2, "twee regels"),
        (20, "twintig regels"),
        (1_200, "1.200 regels"),
    ],
)
def test_number_has_the_word_that_goes_with_it(number, printed):
    assert counted(number, "regel", "regels") == printed
    template = Template('{{ number|counted:"regel,regels" }}')
    assert template.render(Context({"number": number})) == printed


def test_a_sentence_begins_with_a_capital():
    template = Template('{{ number|counted:"regel,regels"|beginning }} {{ number|numeral }}')
    assert template.render(Context({"number": 1})) == "Eén regel één"


def test_no_template_writes_a_number_beside_its_word_by_hand():
    found = sorted(
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*.*")
        if NUMBER_AND_PLURAL.search(path.read_text())
    )
    assert found == BUTTONS


BUTTONS = ["templates/admin/meetings/mail_selection.html", "templates/admin/privacy/request.html"]
"""A button and a list of counts are read at a glance: digits."""
