"""Every line of activity is found wherever lines are, and so is one that nobody thought of."""

import os
import subprocess
import sys
from datetime import date

import pytest
from django.apps import apps

from meetings.lines import MEETING_LINES
from meetings.models import Meeting
from programme.lines import COUNTED_LINES, LINES, line_of
from reporting.collect import read_material
from reporting.document.origins import printed_keys
from reporting.document.section_titles import SECTION_TITLES
from reporting.document.texts import plain
from reporting.making.readiness import missing_from
from routekaart.today.tasks import tasks
from tests.factories import TargetFactory, UserFactory
from tests.project.floors import ROOT
from tests.reporting.reading import plain_document, report_of, section_of

IN_WORDS = [line for line in LINES if line not in COUNTED_LINES]


def gaps(target, line) -> set[str]:
    material = read_material(target.programme.slug, 2013)
    return {gap.kind for gap in missing_from(material) if gap.section == line.section}


@pytest.mark.django_db
@pytest.mark.parametrize("line", COUNTED_LINES, ids=lambda line: line.key)
def test_line_with_a_number_is_in_plan_section_readiness_and_dashboard(line):
    target = TargetFactory(line=line.key, number=2)
    document = plain_document(report_of(target.programme))
    plan = next(block for block in document["summary"] if block.get("key") == "plan")
    blocks = section_of(document, line.section)["blocks"]

    assert [line.heading, "2"] in [[cell["text"] for cell in row[:2]] for row in plan["rows"]]
    assert f"{line.key}.agreed" in list(printed_keys(blocks))
    assert "difference-2-0-0-0-0-0-0-0" in gaps(target, line)
    assert [task.address for task in tasks(UserFactory(is_superuser=True), date(2014, 4, 15))] == [
        "/beheer/programme/target/?taak=zonder-toelichting"
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("line", IN_WORDS, ids=lambda line: line.key)
def test_line_with_an_aim_in_words_is_in_section_and_readiness(line):
    target = TargetFactory(line=line.key, number=None)
    document = plain_document(report_of(target.programme))
    blocks = section_of(document, line.section)["blocks"]

    assert f"Afgesproken. {target.description}." in [plain(b.get("content", [])) for b in blocks]
    assert "state" in gaps(target, line)


def test_line_is_named_as_its_app_and_has_a_section():
    assert [line.key for line in LINES if not apps.is_installed(line.key)] == []
    assert [line.key for line in LINES if line.section not in SECTION_TITLES] == []
    assert [line_of(line.key) for line in LINES] == list(LINES)


def test_every_proxy_of_a_meeting_is_a_line():
    assert {line.model for line in MEETING_LINES} == set(Meeting.__subclasses__())


def test_third_line_of_meetings_is_found_everywhere():
    """Its app is `tests/webinars`; that it is named in the settings is all that is told of it."""
    checks = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--no-migrations"]
    checks += ["--ds=tests.webinars.settings", "tests/webinars/checks.py"]
    # A database of its own, in memory, since tables with a third line differ.
    own = {**os.environ, "DATABASE_URL": "sqlite://:memory:"}

    ended = subprocess.run(checks, cwd=ROOT, env=own, capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stdout + ended.stderr
