"""Where the third line is found. Run by `tests/project/test_lines.py`, with settings of its own."""

import json
from datetime import date

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from dates.entry import read_date
from meetings.models import Meeting
from meetings.registering.forms import RegistrationForm
from reporting.collect import read_material
from reporting.document.section_titles import SECTION_TITLES
from reporting.making.missing import admin_url
from reporting.making.readiness import missing_from
from reporting.narrative.checking import known_keys
from reporting.narrative.offered_figures import SUBJECTS
from routekaart.rights import APPROVER, REPORTER, STAFF, permissions_of
from routekaart.today.ahead import weeks_ahead
from routekaart.today.tasks import tasks
from tests.factories import TargetFactory, UserFactory
from tests.reporting.reading import figures_of, plain_document, report_of, section_of, table_of
from tests.webinars.models import Webinar

pytestmark = pytest.mark.django_db

LETTER = "f. Webinars over goed werk"


@pytest.fixture
def target():
    target = TargetFactory(line="webinars", number=3)
    report_of(target.programme)
    return target


@pytest.fixture
def webinar(target):
    return Webinar.objects.create(
        programme=target.programme,
        target=target,
        title="Zwijgen of spreken",
        slug="zwijgen",
        date=read_date("12 maart 2013"),
        status=Meeting.Status.HELD,
    )


@pytest.fixture
def planned(target):
    return Webinar.objects.create(
        programme=target.programme,
        title="Ruimte",
        slug="ruimte",
        date=read_date("12 maart 2013"),
    )


@pytest.fixture
def staff():
    return UserFactory(is_superuser=True, is_staff=True)


def test_agreement_and_meeting_know_the_line(target, webinar):
    target.full_clean()
    webinar.full_clean()

    assert target.get_line_display() == "Webinars over goed werk"
    assert webinar.get_line_display() == "Webinar"


def test_site_has_its_pages_and_lists_them(client, webinar):
    assert webinar.get_absolute_url() == "/webinars/zwijgen/"
    assert client.get("/webinars/zwijgen/").status_code == 200
    assert client.get("/webinars/?wanneer=geweest").context["meetings"] == [webinar]
    assert "/webinars/</loc>" in client.get("/sitemap.xml").content.decode()


def test_menu_and_first_page_lead_to_it(client):
    page = " ".join(client.get("/").content.decode().split())

    assert '<a href="/webinars/">Webinars</a>' in page
    assert '<a href="/webinars/">Alle webinars</a>' in page


def test_one_can_register(webinar):
    assert "leads_people" not in RegistrationForm(line="webinars").fields


def test_admin_has_its_pages_after_the_other_lines_of_meetings(client, staff, webinar):
    client.force_login(staff)
    request = RequestFactory().get("/")
    request.user = staff
    meetings = admin.site.get_app_list(request)[0]["models"]
    names = [each["object_name"] for each in meetings]

    assert client.get(reverse("admin:webinars_webinar_changelist")).status_code == 200
    assert client.get(admin_url(webinar)).status_code == 200
    assert names[:4] == ["Hub", "LeadershipMeeting", "Webinar", "Registration"]


@pytest.mark.parametrize(
    ("group", "verbs"),
    [
        (STAFF, {"view", "add", "change", "delete"}),
        (REPORTER, {"view"}),
        (APPROVER, {"view"}),
    ],
)
def test_groups_have_their_rights(group, verbs):
    rights = {permission.codename for permission in permissions_of(group)}

    assert {right for right in rights if right.endswith("_webinar")} == {
        f"{verb}_webinar" for verb in verbs
    }


def test_dashboard_asks_what_is_to_be_done(staff, planned, webinar):
    sentences = [task.sentence for task in tasks(staff, date(2014, 4, 15))]

    assert sentences == [
        "webinar is voorbij en staat nog op gepland: is die gehouden?",
        "gehouden webinar heeft nog geen aantal aanwezigen",
        "gehouden webinar heeft nog geen verslag",
        "afspraak van een voorbij jaar is niet gehaald en heeft geen toelichting",
    ]
    ahead = weeks_ahead(staff, webinar.date_earliest)
    assert [each.title for _week, things in ahead for each in things] == ["Ruimte"]


def test_figures_count_it(target, webinar):
    figures = figures_of(target.programme)

    assert (figures["webinars.agreed"], figures["webinars.held"]) == (3, 1)
    assert figures["cumulative.webinars.held"] == 1
    assert {"webinars.held", "previous.webinars.held"} <= set(known_keys())
    assert SUBJECTS["webinars"] == "Webinars over goed werk"


def test_report_has_its_section_and_its_row(target, webinar):
    document = plain_document(target.programme.reports.get())
    section = section_of(document, "webinars")
    plan = next(block for block in document["summary"] if block.get("key") == "plan")
    told = json.dumps(document["summary"], ensure_ascii=False)

    assert section["title"] == SECTION_TITLES["webinars"] == LETTER
    assert table_of(document, "webinars", "webinars-held")[0][0] == "Zwijgen of spreken"
    assert [row[0]["text"] for row in plan["rows"]][-1] == "Webinars"
    assert "webinars over goed werk is gehouden" in told
    assert document["records"]["meeting:zwijgen"].startswith("Webinar: Zwijgen of spreken")


def test_readiness_lists_what_is_missing(target, webinar):
    material = read_material(target.programme.slug, 2013)
    found = {gap.kind for gap in missing_from(material) if gap.section == "webinars"}

    assert found == {"difference-3-1-0-0-0-0-0-0", "attendance", "minutes", "text"}
