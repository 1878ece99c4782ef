"""What is restricted leaves in no form of the report, and on no public page, feed or search.

A marker is planted in every field that may not leave its room. Which those are follows from what
the apps declare as personal, so that a new field cannot be forgotten here.
"""

import io
import subprocess
import zipfile
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session as BrowserSession
from django.db.models import CharField, Model, TextField
from django.urls import reverse
from django.utils import timezone

from ambassadors.models import Activity, Ambassador
from dates.entry import read_date
from meetings.actions import hold
from meetings.models import CountedPerson, Evaluation, Registration
from outbox.models import Message
from pilots.models import FacilitatorLink, Observation, Pilot, Release, ReleaseRequest
from privacy.declarations import declared
from privacy.models import Consent, PendingConsent, RateCount, Reading
from programme.models import NameUse, Person
from reporting.collect import collect
from reporting.making import actions
from reporting.models import (
    Confirmation,
    Notice,
    ProgressReport,
    Question,
    Reader,
    Risk,
    Waiver,
)
from reporting.reading_room import actions as reading_room
from reporting.renderings.formats import FORMATS
from routekaart.models import LentRole, LostPhone
from sheets.models import ImportJob
from sorting.models import Sort
from tests.factories import (
    ActivityFactory,
    ConsentFactory,
    CopyFactory,
    EditionFactory,
    FacilitatorLinkFactory,
    FindingFactory,
    GroupFactory,
    HubFactory,
    ObservationFactory,
    PilotFactory,
    ProgrammeFactory,
    RegistrationFactory,
    SessionFactory,
    StoryFactory,
    TargetFactory,
)
from toolkit.models import Attempt, Copy, Edition, Milestone, Replacement, Story, StoryReader
from toolkit.sealed import SealedTextField

from .publishing import approver, publish_now, waive_all, writer
from .reading import report_of

pytestmark = pytest.mark.django_db

MARKER = "GEHEIMTEKEN"

RESTRICTED: dict[type[Model], tuple[str, ...]] = {
    Registration: ("name", "email", "organisation_typed", "function", "needs"),
    Evaluation: ("takes_along",),
    Story: ("title", "raw_text", "text", "tension", "questions", "facilitator_note"),
    Replacement: ("original",),
    Attempt: ("answer",),
    StoryReader: ("name", "email"),
    Copy: ("name", "email"),
    Pilot: ("results", "conclusions"),
    FacilitatorLink: ("email",),
    Observation: ("tension", "quote"),
    Ambassador: ("name", "email", "organisation_typed", "setting"),
    Activity: ("description", "organisation_typed"),
    Consent: ("email", "text"),
    Reading: ("reason",),
    Message: ("to",),
    Notice: ("text",),
    Reader: ("name", "email"),
    Question: ("text", "answer"),
    Edition: ("note",),
    Milestone: ("note",),
    NameUse: ("source",),
    ImportJob: ("table",),
}
"""The fields in which the marker is planted. Those of a story that is not adopted are all raw."""

ELSEWHERE = {
    Person: "worked on the programme in public",
    Risk: "the function that looks after it stands in the report",
    ProgressReport: "the author and the addressee stand on the cover",
    get_user_model(): "who signs in; the tests of rights look after them",
    EmailAddress: "of who signs in",
    AccessAttempt: "of who signs in",
    AccessLog: "of who signs in",
    AccessFailureLog: "of who signs in",
    LostPhone: "of who signs in; its tests look after who reads it",
    LentRole: "of who signs in; its tests look after who reads it",
    BrowserSession: "of who signs in, and signed",
    RateCount: "a hash",
    PendingConsent: "has the fields of a consent",
    Waiver: "told to the funder: what is not recorded, and why",
    Confirmation: "printed in the reading room of its report alone",
    Sort: "the pile of each card as a digit, and no words",
    CountedPerson: "a mark of a key that is destroyed, and no words",
    Release: "the tests of releasing look after them",
    ReleaseRequest: "the tests of releasing look after them",
}
NOT_TEXT_OF_A_PERSON = {"contact", "context"}
"""Who to ask stands on the page of a meeting; the context of a mail is what the mail says."""


@pytest.fixture
def programme():
    """A programme with the marker in every field that may not leave its room."""
    programme = ProgrammeFactory(slug="routekaart", first_year=2012, last_year=2014)
    hubs = TargetFactory(programme=programme, year=2013, line="hubs", number=2)
    pilots = TargetFactory(programme=programme, year=2013, line="pilots", number=1)
    pilot = PilotFactory(programme=programme, target=pilots, sessions_state="completed")
    session = SessionFactory(group=GroupFactory(pilot=pilot), status="held")
    observation = ObservationFactory(session=session)
    FacilitatorLinkFactory(person=observation.written_by)
    hub = HubFactory(programme=programme, title="Open hub", date=read_date("2013"), target=hubs)
    hold(hub, by=None)
    lost = HubFactory(programme=programme, target=hubs, cancelled=True, date=read_date("2013"))
    RegistrationFactory(
        meeting=hub, attended=True, needs="rolstoel", needs_consented_at=timezone.now()
    )
    Evaluation.objects.create(meeting=hub, useful=3, recognised=3, mark=8)
    story = StoryFactory(programme=programme, told_at_meeting=hub, told_in_pilot=pilot)
    story.replacements.create(original="x", instead="iemand", kind="persoon", mentions=1)
    reader = StoryReader.objects.create(name="x", email="x@lezer.example", expires_on="2014-01-01")
    story.assignments.create(reader=reader)
    story.attempts.create(reader=reader, answer="x")
    FindingFactory(programme=programme).stories.add(story)
    ActivityFactory(ambassador__programme=programme)
    ConsentFactory()
    NameUse.objects.create(
        person=observation.written_by, use="site", answer="agreed", said_on="2014-01-01", source="x"
    )
    Reading.objects.create(activity="raw_story", subject="toolkit.Story 1", reason="Werk.")
    edition = EditionFactory(programme=programme)
    edition.used_in.add(pilot)
    CopyFactory(published__edition=edition)
    Milestone.objects.create(programme=programme, title="Concept")
    ImportJob.objects.create(kind="registrations")
    report = report_of(programme)
    Notice.objects.create(target=hubs, meeting=lost, standing="CANCELLED")
    waive_all(report)
    plant()
    return programme


@pytest.fixture
def version(programme):
    """Published and shown on the site, and read by someone who asked a question."""
    report = actions.submit(programme.reports.get(), by=writer())
    version = publish_now(report)
    actions.show_on_site(report, shown=True, by=approver())
    reader = Reader(
        report=report,
        name="x",
        email="x@bzk.example",
        expires_on=timezone.localdate() + timedelta(days=9),
    )
    reader = reading_room.invite(reader, by=writer())
    Question.objects.create(
        reader=reader,
        version=version,
        about="summary",
        text="x",
        answer="x",
        answered_at=timezone.now(),
    )
    plant()
    return version


def plant() -> None:
    """By update, so that no rule of a form or model stands in the way; a sealed text by saving."""
    for model, fields in RESTRICTED.items():
        sealed = [name for name in fields if is_sealed(model, name)]
        for row in model._base_manager.all():
            values = {name: f"{MARKER.lower()}{row.pk}@geheim.example" for name in fields}
            for name in sealed:
                setattr(row, name, values.pop(name))
            if sealed:
                row.save(update_fields=sealed)
            model._base_manager.filter(pk=row.pk).update(**values)


def is_sealed(model: type[Model], name: str) -> bool:
    return isinstance(model._meta.get_field(name), SealedTextField)


def holds_marker(model: type[Model], name: str) -> bool:
    if is_sealed(model, name):
        rows = model._base_manager.all()
        return any(MARKER.lower() in getattr(row, name) for row in rows)
    return model._base_manager.filter(**{f"{name}__icontains": MARKER}).exists()


def test_marker_stands_in_every_restricted_field(version):
    lacking = {
        f"{model.__name__}.{name}"
        for model, fields in RESTRICTED.items()
        for name in fields
        if not holds_marker(model, name)
    }
    assert lacking == set()


def test_every_personal_text_that_is_declared_is_restricted_here():
    texts = {
        (each.model, name)
        for each in declared()
        for name in each.fields
        if isinstance(each.model._meta.get_field(name), CharField | TextField)
        and not each.model._meta.get_field(name).choices
    }
    known = {(model, name) for model, fields in RESTRICTED.items() for name in fields}
    missing = {
        (model, name)
        for model, name in texts - known
        if model not in ELSEWHERE and name not in NOT_TEXT_OF_A_PERSON
    }
    assert missing == set()


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


def test_nothing_restricted_is_in_a_form_of_the_report(programme):
    document = collect("routekaart", 2013)
    texts = {form: readable(form, render(document)) for form, render in FORMATS.items()}

    assert [form for form, text in texts.items() if "Open hub" not in text] == []
    assert marked(texts) == []


def marked(texts: dict[str, str]) -> list[str]:
    return [name for name, text in texts.items() if MARKER.lower() in text.lower()]


def test_nothing_restricted_is_in_a_download_of_the_site_or_on_its_pages(client, version):
    place = ["routekaart", 2013, 1]
    downloads = {form: reverse("reporting:download", args=[*place, form]) for form in FORMATS}
    pages = {
        "published": reverse("reporting:published", args=place),
        "list": reverse("reporting:list"),
    }
    answers = {name: client.get(address) for name, address in (downloads | pages).items()}

    assert [name for name, answer in answers.items() if answer.status_code != 200] == []
    assert marked({name: readable(name, each.content) for name, each in answers.items()}) == []


PUBLIC = (
    "home",
    "about",
    "accessibility",
    "privacy",
    "robots",
    "hubs:list",
    "leadership:list",
    "publications:overview",
    "pilots:index",
    "toolkit:index",
    "calendar",
    "feed",
    "sitemap",
)


def test_nothing_restricted_is_on_a_public_page(client, programme):
    past = {"wanneer": "geweest"}
    answers = {
        name: client.get(reverse(name), past if name.endswith("list") else {}) for name in PUBLIC
    }
    answers["search"] = client.get("/organisaties/", {"q": MARKER})
    hub = programme.meetings.get(title="Open hub")
    answers["hub"] = client.get(hub.get_absolute_url())
    pages = {name: answer.content.decode() for name, answer in answers.items()}

    assert [name for name, answer in answers.items() if answer.status_code != 200] == []
    assert "Open hub" in pages["hub"]
    assert marked(pages) == []
