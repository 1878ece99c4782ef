import hashlib
import json
import logging
import re
from datetime import UTC, datetime

import pikepdf
import pytest

from documents import pdf
from documents.pdf import Attachment, DocumentError, compile_pdf
from reporting.document.values import Section
from tests.documents.making import ATTACHED, MOMENT, make_pdf, open_pdf, pages_of, text_of
from tests.documents.sample import (
    HOSTILE,
    LONG_WORD,
    hostile_report,
    long_report,
    paragraph,
    report,
)


@pytest.fixture
def templates(tmp_path, monkeypatch):
    """A folder of templates of the test's own."""
    monkeypatch.setattr(pdf, "TEMPLATES", tmp_path)
    return tmp_path


def test_same_data_and_timestamp_give_the_same_bytes():
    first, second = make_pdf(report()), make_pdf(report())

    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(second).hexdigest()


def test_timestamp_is_the_date_of_the_file():
    with open_pdf(make_pdf(report())) as file:
        assert str(file.docinfo["/CreationDate"]).startswith("D:20140415120000")


def test_attachment_keeps_its_name_and_bytes():
    with open_pdf(make_pdf(report())) as file:
        [name] = file.attachments
        attached = file.attachments[name]

        assert name == ATTACHED.name
        assert attached.get_file().read_bytes() == ATTACHED.content
        assert attached.get_file().mime_type == "application/json"
        assert attached.relationship == pikepdf.Name.Data


def test_attachment_may_hold_any_bytes():
    picture = Attachment("beeld.bin", bytes(range(256)), "application/octet-stream", "Beeld")

    with open_pdf(make_pdf(report(), attachments=[ATTACHED, picture])) as file:
        assert file.attachments["beeld.bin"].get_file().read_bytes() == bytes(range(256))
        assert len(file.attachments) == 2


def test_text_that_looks_like_markup_is_printed_literally():
    text = text_of(make_pdf(hostile_report()))

    assert "".join(HOSTILE.split()) in "".join(text.split())


def test_an_endless_word_is_printed_whole_within_the_page():
    only_the_word = report(sections=(Section("long", "Woord", (paragraph(LONG_WORD),)),))

    pages = pages_of(make_pdf(only_the_word))
    text = "".join(page.rpartition("Voortgangsrapportage 2013")[0] for page in pages)
    letters = re.sub("[\\s\u00ad\u200b-]|CONCEPT|Woord", "", text)

    assert LONG_WORD in letters


def test_a_character_without_glyph_is_replaced_visibly():
    text = text_of(make_pdf(report(title="Samen 𒀀 verder")))

    assert "Samen □ verder" in " ".join(text.split())
    assert "𒀀" not in text


def test_two_hundred_pages_are_made_in_time():
    with open_pdf(make_pdf(long_report(1800))) as file:
        assert len(file.pages) > 200


def test_too_slow_is_an_error_in_dutch():
    with pytest.raises(DocumentError) as error:
        compile_pdf("report", {}, timestamp=MOMENT, timeout=0.01)

    assert str(error.value) == (
        "Het maken van de pdf duurde langer dan 0.01 seconden en is gestopt. "
        "Probeer het later opnieuw."
    )


def test_fault_in_a_template_is_an_error_in_dutch_and_its_cause_is_logged(templates, caplog):
    (templates / "broken.typ").write_text("#nowhere()")

    with pytest.raises(DocumentError) as error, caplog.at_level(logging.DEBUG):
        compile_pdf("broken", {}, timestamp=MOMENT)

    assert str(error.value) == (
        "De pdf kon niet worden gemaakt door een fout in de opmaak. "
        "De oorzaak staat in het logboek van de server."
    )
    assert "unknown variable: nowhere" in caplog.text
    [logged] = [each for each in caplog.records if each.levelname == "ERROR"]
    assert logged.fault.endswith("broken.typ:1:1")


def test_a_template_cannot_read_outside_its_folder(templates):
    (templates.parent / "secret.txt").write_text("geheim")
    (templates / "curious.typ").write_text('#set document(title: "x")\n#read("../secret.txt")')

    with pytest.raises(DocumentError):
        compile_pdf("curious", {}, timestamp=MOMENT)


def test_unknown_template_is_an_error_in_dutch():
    with pytest.raises(DocumentError) as error:
        compile_pdf("gedicht", {})

    assert str(error.value) == "Er is geen opmaak met de naam “gedicht”."


def test_data_reach_the_template_as_values(templates):
    (templates / "plain.typ").write_text(
        '#set document(title: "Waarden")\n#set text(lang: "nl", font: "Source Sans 3")\n'
        "#let data = json(bytes(sys.inputs.data))\n#data.words.join(str(data.number))"
    )

    made = compile_pdf(
        "plain", json.loads('{"words": ["#a", "$b$"], "number": 7}'), timestamp=MOMENT
    )

    assert text_of(made).strip() == "#a7$b$"


def test_without_timestamp_the_file_says_now():
    before = datetime.now(UTC).strftime("D:%Y%m%d")

    with open_pdf(make_pdf(report(), timestamp=None)) as file:
        assert str(file.docinfo["/CreationDate"])[:10] >= before
