"""What staff let stand, and why, is printed for the reader; a reason is for what somebody saw."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reporting.collect import read_material
from reporting.document.texts import texts_of_block
from reporting.making import actions
from reporting.making.let_stand import NOT_FOR_READERS, what_of
from reporting.making.readiness import missing_from
from reporting.models import Narrative
from reporting.sections.not_recorded import TITLE

from ..publishing import BACKEND, draft, keys_open, publish_now, waive_all, writer
from ..reading import VisibleText, hub, plain_document, section_of

pytestmark = pytest.mark.django_db


def printed(report) -> list[str]:
    """Each reason, with what it is given for after it."""
    section = section_of(plain_document(report), "not_recorded")
    return [text for block in section["blocks"] for text in texts_of_block(block)]


def waive(report, kind: str, reason: str, row: str = "") -> None:
    keys = [key for key in keys_open(report) if f":{kind}" in key and key.endswith(row)]
    actions.waive(report, keys=keys, reason=reason, by=writer())


@pytest.fixture
def report():
    """With two hubs that were held, of which nothing more is known."""
    report = draft()
    target = report.programme.targets.get(line="hubs")
    for title in ("Hub Utrecht", "Hub Zwolle"):
        hub(report.programme, "2013", target=target, held=True, title=title)
    return report


def test_report_of_which_nothing_was_let_stand_has_no_such_section(report):
    keys = [section["key"] for section in plain_document(report)["sections"]]
    assert "not_recorded" not in keys


def test_the_same_for_the_same_reason_is_told_once(report):
    waive(report, "attendance", "De lijsten zijn weg.")
    waive(report, "grant", "Geen subsidie met een kenmerk.")
    assert printed(report) == [
        "Geen subsidie met een kenmerk. Kenmerk van de subsidie: Omslag en colofon",
        "De lijsten zijn weg. Aantal aanwezigen: Hub Utrecht; Hub Zwolle",
    ]


def test_whatever_lacks_the_same_is_named_once(report):
    for kind in ("grant", "attendance", "minutes"):
        waive(report, kind, "Alles is weg")
    assert printed(report) == [
        "Alles is weg.",
        "Kenmerk van de subsidie: Omslag en colofon",
        "Aantal aanwezigen en verslag: Hub Utrecht; Hub Zwolle",
    ]


def test_another_reason_is_told_apart(report):
    first, second = report.programme.meetings.order_by("title")
    waive(report, "minutes", "Nooit gemaakt.", first.slug)
    waive(report, "minutes", "Kwijt.", second.slug)
    assert printed(report) == [
        "Nooit gemaakt. Verslag: Hub Utrecht",
        "Kwijt. Verslag: Hub Zwolle",
    ]


def test_what_was_mended_after_all_is_not_told(report):
    waive(report, "attendance", "De lijsten zijn weg.")
    meeting = report.programme.meetings.order_by("title").first()
    meeting.attended, meeting.attended_source = 30, "verslag"
    meeting.save()
    assert printed(report) == ["De lijsten zijn weg. Aantal aanwezigen: Hub Zwolle"]


def test_reason_stands_in_place_of_not_explained_yet():
    report = draft()
    before = str(plain_document(report))
    assert "Het verschil met de afspraak is nog niet toegelicht." in before

    waive(report, "difference-", "Er is geen notulist meer.")

    after = str(plain_document(report))
    assert "Het verschil met de afspraak is nog niet toegelicht." not in after
    assert f"Waarom dit verschil niet is toegelicht, staat onder “{TITLE}”." in after
    assert "Er is geen notulist meer." in after


def test_difference_that_became_another_is_not_explained_again(report):
    report.programme.meetings.all().delete()
    waive(report, "difference-", "Er is geen notulist meer.")
    hub(report.programme, "2013", target=report.programme.targets.get(line="hubs"), cancelled=True)
    after = str(plain_document(report))
    assert "Er is geen notulist meer." not in after
    assert "Het verschil met de afspraak is nog niet toegelicht." in after


def test_doubt_about_a_text_is_not_for_readers(report):
    Narrative.objects.create(report=report, section="introduction", text="Er waren {onzin.x} hubs.")
    waive(report, "figure-", "Komt nog.")
    assert "not_recorded" not in [each["key"] for each in plain_document(report)["sections"]]


def test_every_kind_of_the_demo_has_words_for_readers(demo):
    silent = {
        line.kind
        for line in missing_from(demo)
        if not what_of(line) and not line.kind.startswith(NOT_FOR_READERS)
    }
    assert silent == set()


def test_whatever_is_let_stand_is_published_with_its_reason_in_every_format(report, pdf_text):
    reason = "Niemand weet het meer."
    waive_all(report, reason)
    version = publish_now(actions.submit(report, by=writer()))
    files = {row.format: bytes(row.content) for row in version.renderings.all()}
    texts = [pdf_text(files["pdf"]), str(VisibleText(files["html"].decode()))]
    texts += [files["json"].decode()]
    for text in texts:
        flat = " ".join(text.split())
        assert (TITLE in flat, reason in flat, "Hub Utrecht" in flat) == (True, True, True)


def test_reasons_take_no_more_queries(report):
    counts = set()
    for number in (1, 2, 27):
        for _ in range(number):
            hub(report.programme, "2013", held=True)
        waive_all(report)
        with CaptureQueriesContext(connection) as queries:
            material = read_material(report.programme.slug, 2013)
        assert len(material.let_stand) == len(report.waivers.all())
        counts.add(len(queries))
    assert len(counts) == 1


# --- The page on which it is done ----------------------------------------------------------------


def address(report) -> str:
    return reverse("reporting:readiness", args=[report.programme.slug, report.year])


@pytest.fixture
def page(client, report):
    client.force_login(writer(), backend=BACKEND)
    return client.get(address(report)).content.decode()


def test_nothing_is_ticked_beforehand_and_a_group_says_what_it_holds(page):
    assert " checked" not in page
    (held,) = re.findall(r"Dat zijn: ([^<]*aantal aanwezigen[^<]*)\.<", page)
    assert held == "aantal aanwezigen (2), verslag (2), tekst van het onderdeel (1)"


def test_reason_for_a_group_is_only_for_what_was_on_the_page(client, report, page):
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    hub(report.programme, "2013", held=True, title="Hub Assen")
    chosen = {"sections": ["hubs"], "reason": "De lijsten zijn weg.", "seen": seen}

    answer = client.post(address(report), chosen)

    assert "Er staan nu andere regels open" in answer.content.decode()
    assert report.waivers.count() == 0
    again = re.search(r'name="seen" value="(\w+)"', answer.content.decode())[1]
    assert client.post(address(report), chosen | {"seen": again}).status_code == 302
    assert report.waivers.count() == 7


def test_staff_read_how_many_lines_the_reason_is_for(client, report, page):
    chosen = {"sections": ["hubs"], "reason": "De lijsten zijn weg."}
    after = client.post(address(report), chosen, follow=True).content.decode()
    assert (
        "Vastgelegd. Deze vijf regels blijven zichtbaar, met de reden; ook in de rapportage."
        in after
    )
