"""What everyone sees of a published report, and what nobody else does."""

from hashlib import sha256

import pytest
from django.urls import reverse

from dates.entry import read_date
from meetings.actions import reschedule
from reporting.making import actions
from reporting.models import Narrative
from reporting.renderings.downloads import DOWNLOADS
from reporting.renderings.formats import FORMATS
from tests.factories import ProgressReportFactory, UserFactory

from .publishing import BACKEND, approver, corrected, publish_now, published, writer
from .reading import VisibleText, hub

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    version = published()
    actions.show_on_site(version.report, shown=True, by=approver())
    version.report.refresh_from_db()
    return version


def address(page: str, version, *rest: object, number: int | None = None) -> str:
    report = version.report
    start = [report.programme.slug, report.year, number or version.number]
    return reverse(f"reporting:{page}", args=[*start, *rest])


def compare_address(version, before: int, after: int) -> str:
    report = version.report
    return reverse("reporting:compare", args=[report.programme.slug, report.year, before, after])


def pages(version) -> list[str]:
    return [
        address("published", version),
        *(address("download", version, form) for form in FORMATS),
        compare_address(version, 1, 1),
    ]


def test_everyone_reads_what_is_on_the_site(client, version):
    assert {client.get(page).status_code for page in pages(version)} == {200}


def test_what_is_not_on_the_site_is_not_found_by_others(client, version):
    actions.show_on_site(version.report, shown=False, by=approver())
    assert {client.get(page).status_code for page in pages(version)} == {404}

    client.force_login(UserFactory(), backend=BACKEND)
    assert {client.get(page).status_code for page in pages(version)} == {403}

    client.force_login(writer(), backend=BACKEND)
    assert {client.get(page).status_code for page in pages(version)} == {200}


def test_what_does_not_exist_is_not_found(client, version):
    slug = version.report.programme.slug
    unknown = [
        address("published", version, number=2),
        address("download", version, "docx"),
        address("download", version, "pdf", number=2),
        compare_address(version, 1, 2),
        reverse("reporting:published", args=["onbekend", 2013, 1]),
        reverse("reporting:published", args=[slug, 2012, 1]),
    ]
    assert {client.get(page).status_code for page in unknown} == {404}


def test_list_holds_what_is_published_and_public(client, version):
    ProgressReportFactory(programme=version.report.programme, year=2014, is_public=True)
    published()  # of another programme, and not on the site

    page = client.get(reverse("reporting:list"))

    assert list(page.context["reports"]) == [version.report]
    assert f'href="{address("published", version)}"' in page.content.decode()


def test_list_shows_the_last_version_while_a_next_one_is_in_the_making(client, version):
    corrected(version)
    page = client.get(reverse("reporting:list"))
    assert address("published", version) in page.content.decode()

    second = publish_now(version.report)
    page = client.get(reverse("reporting:list")).content.decode()
    assert address("published", second) in page
    assert address("published", version) not in page


def test_list_takes_as_many_queries_for_many_reports(client, version, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get(reverse("reporting:list"))
    for _ in range(2):
        actions.show_on_site(published().report, shown=True, by=approver())
    with django_assert_num_queries(2):
        assert len(client.get(reverse("reporting:list")).context["reports"]) == 3


@pytest.mark.parametrize("form", FORMATS)
def test_download_is_the_stored_bytes_under_its_name_and_checksum(client, version, form):
    stored = version.renderings.get(format=form)

    answer = client.get(address("download", version, form))

    assert answer.content == bytes(stored.content)
    assert answer["ETag"] == f'"{sha256(answer.content).hexdigest()}"'
    assert answer["Content-Type"] == DOWNLOADS[form].content_type
    name = f"voortgangsrapportage-{version.report.programme.slug}-2013-versie-1"
    expected = f'attachment; filename="{name}.{DOWNLOADS[form].extension}"'
    assert answer["Content-Disposition"] == expected


def test_every_form_that_is_made_can_be_offered():
    assert set(FORMATS) <= set(DOWNLOADS)


def test_who_has_the_bytes_does_not_get_them_again(client, version):
    page = address("download", version, "pdf")
    tag = client.get(page)["ETag"]
    again = client.get(page, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")

    actions.show_on_site(version.report, shown=False, by=approver())
    assert client.get(page, headers={"if-none-match": tag}).status_code == 404


def test_page_and_downloads_stay_as_published_whatever_changes(client, version):
    before = client.get(address("published", version)).context["document"]
    download = client.get(address("download", version, "html")).content

    hub(version.report.programme, "2013", held=True)
    Narrative.objects.create(report=version.report, section="resume", text="Later geschreven.")

    page = client.get(address("published", version))
    assert page.context["document"] == before
    assert "Later geschreven." not in page.content.decode()
    assert client.get(address("download", version, "html")).content == download


def test_page_shows_checksum_downloads_and_versions_with_their_reasons(client, version):
    second = publish_now(corrected(version, reason="De hub in Assen ontbrak."))

    page = client.get(address("published", second)).content.decode()

    assert second.checksum in page
    for rendering in second.renderings.all():
        assert rendering.checksum in page
        assert address("download", second, rendering.format) in page
    assert "De hub in Assen ontbrak." in page
    assert compare_address(second, 1, 2) in page
    assert "Er is een nieuwere versie" not in page
    assert "Er is een nieuwere versie" in client.get(address("published", version)).content.decode()


def test_comparison_shows_the_changed_figures_and_the_reason(client, version):
    report = version.report
    target = report.programme.targets.get(line="hubs")
    meeting = hub(report.programme, "2013", target=target, held=True)
    publish_now(corrected(version, reason="Een hub vergeten."))

    page = client.get(compare_address(version, 1, 2))

    held = {change.key: change for change in page.context["comparison"].figures}["hubs.held"]
    assert (held.before, held.after) == ("0", "1")
    text = page.content.decode()
    assert "Een hub vergeten." in text
    assert "erbij gekomen, gehouden" in text and f"Hub: {meeting} (2013)" in text
    assert "Er is geen verschil." in client.get(compare_address(version, 1, 1)).content.decode()


def test_comparison_says_why_and_leads_to_the_records(client, version):
    target = version.report.programme.targets.get(line="hubs")
    meeting = hub(version.report.programme, "mei 2013", title="Zwolle", target=target)
    reschedule(meeting, to=read_date("mei 2014"), by=None, reason="De zaal was bezet.")
    publish_now(corrected(version))

    told = str(VisibleText(client.get(compare_address(version, 1, 2)).content.decode()))
    assert "Eén meer: Eén is erbij gekomen, doorgeschoven:" in told
    assert "(naar mei 2014; De zaal was bezet)" in told
    record = f"/{meeting.pk}/change/"
    assert record not in client.get(compare_address(version, 1, 2)).content.decode()

    client.force_login(UserFactory(is_superuser=True), backend=BACKEND)
    assert record in client.get(compare_address(version, 1, 2)).content.decode()


def test_what_changed_since_publication_is_told_to_staff_alone(client, version):
    target = version.report.programme.targets.get(line="hubs")
    hub(version.report.programme, "mei 2013", title="Nog geheim", target=target, held=True)

    assert "Nog geheim" not in client.get(address("published", version)).content.decode()

    client.force_login(UserFactory(is_superuser=True), backend=BACKEND)
    told = str(VisibleText(client.get(address("published", version)).content.decode()))
    assert "Sinds publicatie veranderd" in told
    assert "Eén is erbij gekomen, gehouden: Hub: Nog geheim (mei 2013)" in told


def test_older_version_leads_to_what_changed_since(client, version):
    publish_now(corrected(version))
    page = client.get(address("published", version)).content.decode()
    assert compare_address(version, 1, 2) in page
    assert "Sinds publicatie veranderd" not in page
