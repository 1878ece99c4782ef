"""Documents of every schema there ever was stay readable."""

import json
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from reporting.document import stored
from reporting.document.comparing import compare
from reporting.document.stored import UnknownSchemaError, read_document
from reporting.document.values import SCHEMA_VERSION
from reporting.renderings.html import page_context

from ..forms import printed_keys
from ..reading import VisibleText

DATA = Path(__file__).parents[1] / "data"
STORED = sorted(DATA.glob("document-v*.json"))


def test_each_schema_has_a_stored_document_and_a_step_to_the_next():
    assert [path.stem for path in STORED] == [
        f"document-v{number}" for number in range(1, SCHEMA_VERSION + 1)
    ]
    assert sorted(stored.UPGRADES) == list(range(1, SCHEMA_VERSION))


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_stored_document_becomes_a_page_of_today(path):
    document = read_document(path.read_bytes())

    page = render_to_string("reporting/standalone.html", page_context(document))

    text = str(VisibleText(page))
    assert document["schema_version"] == SCHEMA_VERSION
    assert "Voortgangsrapportage 2013" in text
    assert "Samenhang van de activiteiten" in text
    names = {document["figures"][key]["label"].casefold() for key in printed_keys(document)}
    assert {name for name in names if name not in text.casefold()} == set()
    assert not compare(document, document)


def test_steps_are_taken_one_after_another(monkeypatch):
    monkeypatch.setattr(stored, "SCHEMA_VERSION", 3)
    steps = {1: lambda old: old | {"a": 1}, 2: lambda old: {"b": old["a"] + 1}}
    monkeypatch.setattr(stored, "UPGRADES", steps)
    assert read_document(b'{"schema_version": 1}') == {"b": 2, "schema_version": 3}


def test_document_of_newer_software_is_refused():
    newer = json.dumps({"schema_version": SCHEMA_VERSION + 1}).encode()
    with pytest.raises(UnknownSchemaError):
        read_document(newer)
