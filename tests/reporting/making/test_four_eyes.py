"""Who wrote or submitted does not approve, and every format says who did what."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from dates.values import ApproximateDate, write
from reporting.making import actions, four_eyes
from reporting.making.publishing import publish_approved
from reporting.making.writing import mark_of, write_section
from reporting.models import Narrative

from ..publishing import (
    BACKEND,
    approver,
    corrected,
    draft,
    keys_open,
    publish_now,
    published,
    submitted,
    waive_all,
    writer,
)
from ..reading import VisibleText

pytestmark = pytest.mark.django_db


def both(name: str = ""):
    """Somebody who may write and approve."""
    user = writer()
    user.groups.add(Group.objects.get(name="Eindverantwoordelijke"))
    user.first_name, _, user.last_name = name.partition(" ")
    user.save()
    return user


def write_text(report, by, section: str = "framework") -> None:
    old = report.narratives.filter(section=section).first()
    write_section(
        report,
        section=section,
        text=f"Geschreven door {by.pk}.",
        began_with=mark_of(old.text if old else ""),
        by=by,
    )


def to_submitted(report, *, written_by, waived_by, submitted_by):
    write_text(report, written_by)
    actions.waive(report, keys=keys_open(report), reason="Kwijt.", by=waived_by)
    return actions.submit(report, by=submitted_by)


@pytest.mark.parametrize("part", ["written_by", "waived_by", "submitted_by"])
def test_who_did_any_of_it_does_not_approve(part):
    person, report = both(), draft()
    parts = {"written_by": writer(), "waived_by": writer(), "submitted_by": writer()}
    report = to_submitted(report, **parts | {part: person})

    with pytest.raises(ValidationError) as refusal:
        actions.publish(report, by=person)

    assert refusal.value.messages == [four_eyes.OWN_WORK]
    assert report.jobs.count() == 0
    assert actions.publish(report, by=both()).requested_by != person


def test_taking_back_what_another_submitted_makes_nobody_a_writer():
    person, report = both(), submitted()
    actions.return_to_draft(report, by=person)
    report = actions.submit(report, by=writer())
    assert actions.publish(report, by=person).requested_by == person


def test_a_text_that_was_emptied_again_was_written_all_the_same():
    person, report = both(), draft()
    write_text(report, person)
    text = report.narratives.get().text
    write_section(report, section="framework", text="", began_with=mark_of(text), by=person)
    waive_all(report)
    report = actions.submit(report, by=writer())
    with pytest.raises(ValidationError):
        actions.publish(report, by=person)


def test_who_wrote_the_version_before_may_approve_what_others_corrected():
    person, report = both(), draft()
    report = to_submitted(report, written_by=person, waived_by=person, submitted_by=person)
    version = publish_now(report)

    second = publish_now_by(corrected(version), person)

    assert json.loads(bytes(second.document))["colophon"]["approved"].startswith(
        person.get_username()
    )


def publish_now_by(report, by):
    actions.publish(report, by=by)
    publish_approved()
    return report.versions.first()


def test_who_began_the_correction_alone_has_written_nothing():
    """Saying why a version comes is no part of its text; submitting it is."""
    person, version = both(), published()
    report = actions.start_correction(version.report, reason="Een hub vergeten.", by=person)
    report = actions.submit(report, by=writer())
    assert publish_now_by(report, person).number == 2


def test_a_foundation_of_one_may_switch_it_off_and_the_colophon_says_so(settings):
    settings.FOUR_EYES = False
    person = both("A. de Enige")
    report = to_submitted(draft(), written_by=person, waived_by=person, submitted_by=person)

    version = publish_now_by(report, person)

    colophon = json.loads(bytes(version.document))["colophon"]
    today = write(ApproximateDate.of_day(timezone.localdate()))
    assert colophon["written_by"] == "A. de Enige"
    assert colophon["submitted"] == colophon["approved"] == f"A. de Enige, {today}"
    assert colophon["four_eyes"] == four_eyes.NOBODY_ELSE


def test_switched_off_and_kept_all_the_same_is_said_too(settings):
    settings.FOUR_EYES = False
    colophon = json.loads(bytes(published().document))["colophon"]
    assert colophon["four_eyes"] == four_eyes.OTHERS_BY_CHANCE


def test_worker_publishes_nothing_that_may_no_longer_be_approved_so(settings):
    settings.FOUR_EYES = False
    person = both()
    report = to_submitted(draft(), written_by=person, waived_by=person, submitted_by=person)
    actions.publish(report, by=person)
    settings.FOUR_EYES = True

    publish_approved()

    assert (report.jobs.get().error, report.versions.count()) == (four_eyes.OWN_WORK, 0)


def test_text_read_from_a_file_has_no_writer():
    report = draft()
    Narrative.objects.create(report=report, section="framework", text="Uit een bestand.")
    assert four_eyes.writers_of(report) == []


def test_every_format_says_who_wrote_submitted_and_approved(pdf_text):
    writes, waives, submits, approves = (
        both(f"{letter}. van Dijk") for letter in ("W", "L", "I", "G")
    )
    report = to_submitted(draft(), written_by=writes, waived_by=waives, submitted_by=submits)
    version = publish_now_by(report, approves)

    today = write(ApproximateDate.of_day(timezone.localdate()))
    said = [
        "W. van Dijk, L. van Dijk",
        f"I. van Dijk, {today}",
        f"G. van Dijk, {today}",
        four_eyes.OTHERS,
    ]
    files = {row.format: bytes(row.content) for row in version.renderings.all()}
    texts = {
        "pdf": pdf_text(files["pdf"]),
        "html": str(VisibleText(files["html"].decode())),
        "odt": ZipFile(BytesIO(files["odt"])).read("content.xml").decode(),
        "json": files["json"].decode(),
        "csv": "".join(
            ZipFile(BytesIO(files["csv"])).read(name).decode()
            for name in ZipFile(BytesIO(files["csv"])).namelist()
            if name.endswith(".txt")
        ),
    }
    assert set(texts) == set(files)
    missing = {
        (name, words)
        for name, text in texts.items()
        for words in said
        if words not in " ".join(text.split())
    }
    assert missing == set()


def test_a_concept_names_nobody(demo_document):
    colophon = demo_document.colophon
    assert (colophon.written_by, colophon.approved, colophon.four_eyes) == ("", "", "")


@pytest.mark.parametrize("own", [True, False])
def test_page_offers_approving_to_others_alone(client, own):
    person, report = both(), draft()
    report = to_submitted(
        report, written_by=writer(), waived_by=writer(), submitted_by=person if own else writer()
    )
    client.force_login(person, backend=BACKEND)

    page = client.get(reverse("reporting:state", args=[report.programme.slug, report.year]))

    text = page.content.decode()
    assert ("Keur goed en publiceer" in text, four_eyes.OWN_WORK in text) == (not own, own)


def test_approving_stays_for_who_is_approver_only():
    report = to_submitted(draft(), written_by=writer(), waived_by=writer(), submitted_by=writer())
    assert actions.publish(report, by=approver()).report == report
