"""Markers in all that is closed of a pilot are in no output for anybody it is not for."""

import io
import subprocess
import zipfile
from datetime import date, timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from outbox.models import Message
from pilots.facilitator import links as facilitator_links
from pilots.models import (
    Audience,
    FacilitatorLink,
    Form,
    MarkedPassage,
    Observation,
    Pilot,
    Release,
    ReleaseRequest,
    What,
)
from pilots.releasing import deciding
from pilots.releasing.links import url_of
from pilots.releasing.recording import Choice, withdraw
from privacy.models import Reading
from reporting.collect import collect
from reporting.models import Reader
from reporting.reading_room.links import url_of as room_url_of
from reporting.renderings.formats import FORMATS
from routekaart.rights import PILOT_RESULTS, STAFF, WORKING_GROUP
from tests.factories import (
    EditionFactory,
    GroupFactory,
    ObservationFactory,
    OrganisationFactory,
    PersonFactory,
    PilotFactory,
    ProgrammeFactory,
    SessionFactory,
    StoryFactory,
    TargetFactory,
    UserFactory,
)
from tests.factories.releasing import asked, release
from tests.reporting.reading import report_of

pytestmark = pytest.mark.django_db

MARKER = "GEHEIM"
OPEN = "VRIJGEGEVEN WOORDEN"


@pytest.fixture
def pilot():
    """Everything closed holds the marker; the host refused it, or marked it, or was not asked."""
    programme = ProgrammeFactory(slug="routekaart", first_year=2012, last_year=2014)
    target = TargetFactory(programme=programme, year=2013, line="pilots", number=1)
    made = PilotFactory(
        programme=programme,
        target=target,
        title=f"Pilot bij {MARKER}STAD",
        slug="pilot-geheimstad",
        organisation=OrganisationFactory(name=f"Gemeente {MARKER}STAD", sector="gemeente"),
        sessions_state="completed",
        results_state="written",
        results=f"{OPEN}\n\n{MARKER} gemarkeerd",
        conclusions=f"{MARKER} geweigerd",
    )
    session = SessionFactory(group=GroupFactory(pilot=made), status="held")
    ObservationFactory(session=session, tension=f"{MARKER} spanning", quote=f"{MARKER} uitspraak")
    StoryFactory(
        programme=programme, told_in_pilot=made, title=MARKER, text=MARKER, state="checked"
    )
    report_of(programme)
    decide(made)
    Release.objects.update(consented_on=date(2014, 1, 1))  # by the reference date of the report
    return made


def decide(pilot):
    """Only the results by kind, with one passage kept closed; the conclusions are refused."""
    request = asked(
        pilot,
        Choice(What.RESULTS, Audience.PUBLIC, Form.KIND),
        Choice(What.CONCLUSIONS, Audience.PUBLIC, Form.KIND),
    )
    agreed = [request.cells.get(what=What.RESULTS).pk]
    marked = {What.RESULTS: [f"{MARKER} gemarkeerd"]}
    choice = deciding.Decision("Kim Bos", True, agreed, marked)
    deciding.request_code(request, choice, read_hash=deciding.read_hash_of(request))
    code = Message.objects.filter(template="release_code").latest("pk").context["code"]
    deciding.confirm(ReleaseRequest.objects.get(), code=code)
    return request


def test_the_markers_are_where_they_should_be(pilot):
    assert MARKER in MarkedPassage.objects.get().passage
    assert MARKER in Observation.objects.get().quote
    assert MARKER in pilot.conclusions


def readable(form: str, content: bytes) -> str:
    if form in ("odt", "csv"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(packed.read(n).decode(errors="replace") for n in packed.namelist())
    if form == "pdf":
        told = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True)
        return told.stdout.decode()
    return content.decode()


def assert_closed(text: str) -> None:
    assert MARKER.lower() not in text.lower()


@pytest.mark.parametrize("form", FORMATS)
def test_the_report_holds_what_was_released_and_no_marker_in_any_form(pilot, form):
    text = readable(form, FORMATS[form](collect("routekaart", 2013)))

    assert_closed(text)
    if form != "csv":  # tables alone
        assert OPEN in " ".join(text.split())


@pytest.mark.parametrize("form", ["html", "json"])
def test_what_is_withdrawn_is_out_of_the_report_at_the_next_request(pilot, form):
    withdraw(pilot, releases=pilot.releases.all(), why="x", by=None)

    assert OPEN not in FORMATS[form](collect("routekaart", 2013)).decode()


@pytest.mark.parametrize("form", ["html", "json"])
def test_a_text_that_changed_after_the_consent_is_in_no_report(pilot, form):
    Pilot.objects.update(results=f"{MARKER} nieuw", conclusions=f"{MARKER} nieuw")

    text = FORMATS[form](collect("routekaart", 2013)).decode()

    assert OPEN in text
    assert_closed(text)


PUBLIC = ("home", "about", "pilots:index", "pilots:join", "reporting:list", "feed", "sitemap")


@pytest.mark.parametrize("name", PUBLIC)
def test_nothing_closed_is_on_a_public_page(client, pilot, name):
    answer = client.get(reverse(name))

    assert answer.status_code == 200
    assert_closed(answer.content.decode())


def test_searching_organisations_finds_no_host_by_its_pilot(client, pilot):
    answer = client.get("/organisaties/", {"q": "spanning uitspraak"})

    assert_closed(answer.content.decode())


def test_a_reader_of_bzk_reads_what_is_for_bzk_and_no_more(client, pilot):
    release(pilot, What.RESULTS, audiences=(Audience.WORKING_GROUP,), form=Form.NUMBERS)
    reader = Reader.objects.create(
        report=pilot.programme.reports.get(),
        name="x",
        email="x@bzk.example",
        expires_on=timezone.localdate() + timedelta(days=9),
    )

    for page in ("room", "room_pilots"):
        text = client.get(room_url_of(reader, page)).content.decode()
        assert_closed(text)
    assert OPEN in text
    assert "1 sessie gehouden" not in text


def test_the_host_of_another_pilot_reads_nothing_of_this_one(client, pilot):
    other = PilotFactory(programme=pilot.programme, results_state="written", results="Iets")
    link = asked(other, Choice(What.RESULTS, Audience.PUBLIC, Form.FULL))
    token = url_of(link).rstrip("/").rpartition("/")[2]

    for address in (
        url_of(link),
        url_of(link, "host_take_back"),
        reverse("reporting:pilot_report", args=[token]),
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        assert_closed(answer.content.decode())


def test_a_facilitator_of_another_pilot_reads_nothing_of_this_one(client, pilot):
    person = PersonFactory()
    other = SessionFactory()
    other.facilitators.add(person)
    other.group.pilot.team.add(person)
    last = timezone.localdate() + timedelta(days=9)
    link = FacilitatorLink.objects.create(person=person, email="x@y.example", expires_on=last)

    answer = client.get(facilitator_links.url_of(link))

    assert answer.status_code == 200
    assert_closed(answer.content.decode())


def member_of(*groups):
    user = UserFactory()
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def test_the_werkgroep_reads_what_is_for_the_werkgroep_and_opens_no_pilot(client, pilot):
    client.force_login(member_of(WORKING_GROUP))

    told = client.get(reverse("admin:pilots_pilot_vrijgegeven"))

    assert OPEN in told.content.decode()
    assert_closed(told.content.decode())
    closed = ("pilots_pilot_vrijgave", "pilots_pilot_change", "pilots_pilot_history")
    for name in closed:
        assert client.get(reverse(f"admin:{name}", args=[pilot.pk])).status_code == 403


def test_the_werkgroep_does_not_read_in_its_own_lists_whose_pilot_it_was(client, pilot):
    edition = EditionFactory(programme=pilot.programme)
    edition.used_in.add(pilot)
    client.force_login(member_of(WORKING_GROUP))
    base = "admin:toolkit_edition"

    for page in ("change", "history"):
        answer = client.get(reverse(f"{base}_{page}", args=[edition.pk]))
        assert answer.status_code == 200
        assert_closed(answer.content.decode())
    asked_for = {"app_label": "toolkit", "model_name": "edition", "field_name": "used_in"}
    found = client.get(reverse("admin:autocomplete"), asked_for | {"term": "pilot"})
    assert found.status_code == 403


TEXTS = ("gemarkeerd", "geweigerd", "spanning", "uitspraak")
"""Staff know the host; they read no closed text without the right."""


def test_staff_without_the_right_read_no_closed_text_anywhere(client, pilot):
    request = ReleaseRequest.objects.get()
    client.force_login(member_of(STAFF))
    pages = [reverse("admin:index"), reverse("admin:pilots_pilot_changelist")]
    for name in ("change", "history", "delete", "vrijgave", "vrijgave-intrekken"):
        pages.append(reverse(f"admin:pilots_pilot_{name}", args=[pilot.pk]))
    for name in ("change", "history", "nieuwe-link", "intrekken"):
        pages.append(reverse(f"admin:pilots_releaserequest_{name}", args=[request.pk]))
    pages += [
        reverse("admin:pilots_releaserequest_changelist"),
        reverse("admin:pilots_pilot_vrijgegeven"),
        reverse("reporting:pilot_report_staff", args=[pilot.pk]),
        f"{reverse('admin:autocomplete')}?app_label=toolkit&model_name=milestone"
        f"&field_name=waits_for_pilot&term={MARKER}",
    ]
    for mail in Message.objects.all():
        pages.append(reverse("admin:outbox_message_change", args=[mail.pk]))

    for address in pages:
        answer = client.get(address, follow=True)
        assert answer.status_code in (200, 403), address
        found = [text for text in TEXTS if f"{MARKER} {text}" in answer.content.decode()]
        assert (address, found) == (address, [])


def test_no_list_of_the_admin_finds_a_pilot_by_its_closed_words(client, pilot):
    client.force_login(member_of(STAFF, PILOT_RESULTS))
    for model in admin.site._registry:
        if model._meta.app_label == "pilots" and model._meta.model_name != "observation":
            name = f"admin:pilots_{model._meta.model_name}_changelist"
            page = client.get(reverse(name), {"q": "gemarkeerd"})
            assert page.context["cl"].result_count == 0, name


def test_who_has_the_right_says_why_before_reading_what_was_marked(client, pilot):
    client.force_login(member_of(STAFF, PILOT_RESULTS))
    address = reverse("admin:pilots_pilot_vrijgave", args=[pilot.pk])
    closed = client.get(address)
    assert f"{MARKER} gemarkeerd" not in closed.content.decode()

    form = client.get(closed.context["door"]).content.decode()
    sent = {"reason": "Voor de brief.", "van": "vrijgave"}
    after = client.post(closed.context["door"], sent, follow=True)

    assert 'name="van" value="vrijgave"' in form
    assert after.redirect_chain[-1][0] == f"{address}#requests"
    assert f"{MARKER} gemarkeerd" in after.content.decode()
    assert Reading.objects.get().reason == "Voor de brief."
