import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from dates.entry import read_date
from reporting.collect import read_material
from reporting.making.writing import mark_of, write_section
from reporting.models import ProgressReport
from reporting.narrative.checking import doubts, known_keys, refuse_unreadable
from tests.factories import (
    HubFactory,
    ProgrammeFactory,
    ProgressReportFactory,
    TargetFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    programme = ProgrammeFactory(slug="routekaart", first_year=2012, last_year=2014)
    return ProgressReportFactory(programme=programme, year=2013)


@pytest.fixture
def page(report):
    return reverse("reporting:edit", args=["routekaart", 2013, "hubs"])


@pytest.fixture
def writer(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def material():
    return read_material("routekaart", 2013)


def test_known_keys_are_those_of_a_real_report(report):
    assert set(known_keys()) == set(material().figures)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{hubs.hold}", "Het cijfer {hubs.hold} bestaat niet. Bedoelt u {hubs.held}"),
        ("{Hubs held}", "Het cijfer {Hubs held} bestaat niet."),
        ("{hubs.held|letters}", "Achter de streep in {hubs.held|letters} kan “woorden” staan"),
        ("{hubs.held en verder", "Er staat een losse { in de tekst."),
        ("{hubs.held\n}", "Er staat een losse { in de tekst."),
        ("> " * 30 + "diep", "In deze tekst staan meer dan 20 lijsten"),
        ("{qqqq}", "Het cijfer {qqqq} bestaat niet. Kies een cijfer uit de lijst."),
    ],
)
def test_unknown_figure_is_refused_with_the_nearest(text, sentence):
    with pytest.raises(ValidationError) as refusal:
        refuse_unreadable(f"{text} hubs.")

    assert refusal.value.messages[0].startswith(sentence)


def test_known_figures_pass():
    assert refuse_unreadable("{hubs.held} en { hubs.held | woorden }") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er waren vijf hubs.", "“vijf” is met de hand getypt."),
        ("Er waren 15 hubs.", "“15” is met de hand getypt."),
        ("Zie [de site](https://voorbeeld.example/{hubs.held}).", "wordt geen cijfer ingevuld"),
        ("{hubs.hold}", "Bedoelt u {hubs.held}"),
        ("Voor {hubs.held|woorden} van de hubs.", "noemt “gehouden hubs”, en dat is"),
        ("{hubs.attended} mensen.", "en dat is niet vastgelegd."),
        ("In 2016 gaan we door.", "2016 valt buiten de periode"),
        ("De hub was goed bezocht.", "“goed bezocht” staat er zonder"),
        ("De hub *Jouw rol in een veranderde overheid*.", "lijkt op “Jouw rol in een veranderende"),
    ],
)
def test_doubtful_passage_is_told(report, text, expected):
    HubFactory(programme=report.programme, title="Jouw rol in een veranderende overheid")

    found = doubts(text, material())

    assert len(found) == 1
    assert expected in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "In 2013 waren er {hubs.held|woorden} hubs.",
        "De hub *Jouw rol in een veranderende overheid*.",
        "De slotbijeenkomst was op 24 februari 2013.",
        "Goed werk is ons doel.",
        "1. Bekwaam\n2. Betrokken",
    ],
)
def test_sound_passage_raises_no_doubt(report, text):
    HubFactory(
        programme=report.programme,
        title="Jouw rol in een veranderende overheid",
        date=read_date("2013"),
        status="held",
        target=TargetFactory(programme=report.programme),
    )

    assert doubts(text, material()) == []


def test_page_keeps_the_text_and_its_history(writer, report, page):
    answer = writer.post(
        page, {"text": "Er is {hubs.held}.\r\n\r\nEn meer.", "began_with": mark_of("")}
    )

    narrative = report.narratives.get(section="hubs")
    assert answer.status_code == 302
    assert narrative.text == "Er is {hubs.held}.\n\nEn meer."
    assert narrative.history.count() == 1


def test_page_refuses_an_unknown_figure_and_keeps_what_was_typed(writer, report, page):
    answer = writer.post(page, {"text": "Er is {hubs.hold}.", "began_with": mark_of("")})

    assert "Bedoelt u {hubs.held}" in answer.content.decode()
    assert "Er is {hubs.hold}." in answer.content.decode()
    assert not report.narratives.exists()


def test_text_that_someone_else_changed_is_not_overwritten(writer, report, page):
    report.narratives.create(section="hubs", text="Van een collega.")

    answer = writer.post(page, {"text": "Van mij.", "began_with": mark_of("")})

    assert "Iemand anders heeft deze tekst intussen gewijzigd." in answer.content.decode()
    assert "Van mij." in answer.content.decode()
    assert report.narratives.get(section="hubs").text == "Van een collega."


def test_submitted_report_is_not_written(report):
    ProgressReport.objects.update(state="submitted")

    by = UserFactory(is_staff=True, is_superuser=True)
    with pytest.raises(ValidationError, match="geen concept meer"):
        write_section(report, section="hubs", text="x", began_with=mark_of(""), by=by)


def test_who_may_not_write_writes_nothing(report):
    with pytest.raises(PermissionDenied):
        write_section(
            report, section="hubs", text="x", began_with=mark_of(""), by=UserFactory(is_staff=True)
        )
    assert not report.narratives.exists()


def test_preview_button_shows_and_keeps_nothing(writer, report, page):
    answer = writer.post(page, {"text": "**Vet** {hubs.held}", "began_with": "", "voorbeeld": "1"})

    assert "<strong>Vet</strong>" in answer.content.decode()
    assert not report.narratives.exists()


def test_live_preview_escapes_what_is_typed(writer, report, page):
    answer = writer.post(f"{page}voorbeeld/", {"text": "<script>alert(1)</script>"})

    assert "<script>" not in answer.content.decode()
    assert "&lt;script&gt;" in answer.content.decode()


def test_only_who_may_write_sees_the_page(client, report, page):
    client.force_login(UserFactory(is_staff=True))

    assert client.get(page).status_code == 403


def test_unknown_section_is_not_found(writer, report):
    address = reverse("reporting:edit", args=["routekaart", 2013, "bestaat-niet"])

    assert writer.get(address).status_code == 404
