"""What is restricted leaves in no form of the report, and on no public page."""

import io
import subprocess
import zipfile

import pytest
from django.urls import reverse

from ambassadors.models import Ambassador
from meetings.actions import hold
from pilots.models import Pilot
from programme.date_entry import read_date
from reporting.collect import collect
from reporting.rendering import FORMATS
from tests.factories import (
    AmbassadorFactory,
    HubFactory,
    PilotFactory,
    ProgrammeFactory,
    RegistrationFactory,
    StoryFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db

MARKER = "GEHEIMTEKEN"


@pytest.fixture
def programme():
    """A programme with the marker in every field that may not leave its room."""
    programme = ProgrammeFactory(slug="routekaart", first_year=2012, last_year=2014)
    target = TargetFactory(programme=programme, year=2013, line="pilots", number=1)
    PilotFactory(programme=programme, target=target, results=f"{MARKER} resultaten")
    hub = HubFactory(programme=programme, title="Open hub", date=read_date("2013"))
    hold(hub, by=None)
    StoryFactory(programme=programme, raw_text=f"{MARKER} ruw", told_at_meeting=hub)
    AmbassadorFactory(
        programme=programme, name=f"{MARKER} naam", email=f"{MARKER.lower()}@gemeente.example"
    )
    RegistrationFactory(
        meeting=hub,
        name=f"{MARKER} deelnemer",
        email=f"{MARKER.lower()}@rijk.example",
        function=f"{MARKER} functie",
        organisation_typed=f"{MARKER} organisatie",
    )
    return programme


def readable(form: str, content: bytes) -> str:
    """All text in a file, also that inside a zip or a PDF."""
    if form in ("odt", "csv"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(
                packed.read(name).decode(errors="replace") for name in packed.namelist()
            )
    if form == "pdf":
        told = subprocess.run(
            ["pdftotext", "-", "-"], input=content, capture_output=True, check=True
        )
        return told.stdout.decode()
    return content.decode()


def test_markers_are_really_there(programme):
    assert Pilot.objects.filter(results__contains=MARKER).count() == 1
    assert Ambassador.objects.filter(name__contains=MARKER).count() == 1


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_restricted_is_in_a_form_of_the_report(programme, form):
    text = readable(form, FORMATS[form](collect("routekaart", 2013)))

    assert "Open hub" in text
    assert MARKER.lower() not in text.lower()


PUBLIC = (
    "home",
    "hubs:list",
    "leadership:list",
    "publications:overview",
    "calendar",
    "feed",
    "sitemap",
)


@pytest.mark.parametrize("name", PUBLIC)
def test_nothing_restricted_is_on_a_public_page(client, programme, name):
    answer = client.get(reverse(name), {"wanneer": "geweest"} if name.endswith("list") else {})

    assert answer.status_code == 200
    assert MARKER.lower() not in answer.content.decode().lower()


def test_nothing_restricted_is_on_the_page_of_a_meeting(client, programme):
    page = client.get(programme.meetings.get().get_absolute_url()).content.decode()

    assert "Open hub" in page
    assert MARKER.lower() not in page.lower()


def test_search_for_organisations_knows_only_the_register(client, programme):
    answer = client.get("/organisaties/", {"q": MARKER})

    assert answer.status_code == 200
    assert MARKER not in answer.content.decode()
