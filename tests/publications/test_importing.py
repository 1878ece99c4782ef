"""Importing publications in the admin, from the file to what stands stored."""

from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from lxml import html

from backoffice.records import IMPORTED
from dates.entry import read_date
from publications.models import Publication
from tests.factories import (
    HubFactory,
    PilotFactory,
    ProgrammeFactory,
    PublicationFactory,
    StoryFactory,
    UserFactory,
)
from tests.sheets.walking import Sheets
from tests.tables.making import xlsx

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:publications_publication_importeren")
LIST = reverse("admin:publications_publication_changelist")
DUTCH = (
    "Titel;Soort;Datum;Adres op het web;Bijeenkomst;Openbaar bestuur\r\n"
    "Één blog;blog;02-04-2013;https://x.example/1;;ja\r\n"
    "\r\n;;;;;\r\n"
    "Verslag Leiden;verslag;mei 2013;;Hub in Leiden, Leiden;\r\n"
    "Over de zorg;Video;;x.example/3;;nee\r\n"
)


@pytest.fixture
def programme():
    programme = ProgrammeFactory(first_year=2012, last_year=2014)
    HubFactory(programme=programme, title="Hub in Leiden", place="Leiden")
    return programme


@pytest.fixture
def staff(client):
    colleague = UserFactory()
    colleague.groups.add(Group.objects.get(name="Programmastaf"))
    client.force_login(colleague)
    return client


def look(client, content, programme, **more):
    """The page after a file was chosen."""
    file = SimpleUploadedFile(
        "bestand", content if isinstance(content, bytes) else content.encode()
    )
    data = {"file": file, "programme": programme.pk, "kind": "other"} | more
    return client.post(PAGE, data)


def fields_of(answer, button: str) -> dict[str, str]:
    """What the form with this button sends."""
    page = html.fromstring(answer.content.decode())
    (form,) = page.xpath(f"//form[.//input[@value='{button}']]")
    return {name: value for name, value in form.fields.items() if value is not None}


def apply(client, answer):
    return client.post(PAGE, fields_of(answer, "Zo importeren"), follow=True)


def told(answer) -> list[str]:
    page = html.fromstring(answer.content.decode())
    return [each.text_content() for each in page.xpath("//details//li | //details/summary")]


def faults(answer) -> list[str]:
    page = html.fromstring(answer.content.decode())
    return page.xpath("//ul[@class='importing-faults']/li/text()")


def rows() -> list[tuple]:
    found = Publication.objects.order_by("pk")
    return [(each.title, each.kind, str(each.date or ""), each.url) for each in found]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-8", "utf-16"])
def test_a_dutch_export_is_seen_and_then_applied(staff, programme, encoding):
    answer = look(staff, DUTCH.encode(encoding), programme)

    assert told(answer) == ["Nieuw (3)", "Één blog", "Verslag Leiden", "Over de zorg"]
    assert rows() == []

    done = apply(staff, answer)

    assert "Geïmporteerd: 3 nieuw, 0 gewijzigd." in unescape(done.content.decode())
    assert rows() == [
        ("Één blog", "blog", "2 april 2013", "https://x.example/1"),
        ("Verslag Leiden", "minutes", "mei 2013", ""),
        ("Over de zorg", "video", "", "https://x.example/3"),
    ]
    about = Publication.objects.order_by("pk").values_list("concerns_public_administration", flat=1)
    assert list(about) == [True, True, False]
    assert Publication.objects.get(kind="minutes").meeting.title == "Hub in Leiden"


def test_the_same_file_twice_adds_nothing(staff, programme):
    apply(staff, look(staff, DUTCH, programme))

    answer = look(staff, DUTCH, programme)

    assert told(answer)[0] == "Ongewijzigd (3)"
    assert "Er is niets te importeren" in answer.content.decode()
    assert "Zo importeren" not in answer.content.decode()


def test_sending_the_last_page_twice_adds_nothing(staff, programme):
    sent = fields_of(look(staff, DUTCH, programme), "Zo importeren")
    staff.post(PAGE, sent)
    stored = rows()

    answer = staff.post(PAGE, sent)

    assert rows() == stored
    assert "Intussen zou er iets anders gebeuren dan u zag." in answer.content.decode()


def test_the_same_as_a_spreadsheet(staff, programme):
    day = timezone.localdate().replace(year=2013, month=4, day=2)
    file = xlsx([["Titel", "Datum", "Link"], ["Één blog", day, "https://x.example/1"]])

    apply(staff, look(staff, file, programme, kind="blog"))

    assert rows() == [("Één blog", "blog", "2 april 2013", "https://x.example/1")]


@pytest.mark.parametrize(
    "name", ["libreoffice.xlsx", "libreoffice-utf8.csv", "libreoffice-cp1252.csv"]
)
def test_what_libreoffice_writes_in_dutch_is_read(staff, programme, name):
    content = (Path(__file__).parent / "data" / name).read_bytes()

    apply(staff, look(staff, content, programme))

    assert rows() == [
        ("Eén dag in ’s-Hertogenbosch: €5 per kop", "blog", "2 april 2013", "https://x.example/1"),
        ("Verslag Leiden", "minutes", "12 maart 2013", ""),
        ("Zij zei: “goed werk” en liep door", "other", "1 maart 2013", "https://x.example/3"),
        ("2013", "video", "31 december 2013", "https://x.example/4"),
        (
            "Eén dag in ’s-Hertogenbosch: €5 per kop (vervolg)",
            *("interview", "", "https://x.example/5"),
        ),
    ]
    about = Publication.objects.order_by("pk").values_list("concerns_public_administration", flat=1)
    assert list(about) == [True, True, False, False, True]
    assert told(look(staff, content, programme))[0] == "Ongewijzigd (5)"


def test_a_feed_twice_adds_nothing_and_leaves_script_out(staff, programme):
    feed = (
        '<rss version="2.0"><channel><title>S</title><item>'
        "<title>&lt;script&gt;x()&lt;/script&gt;Goed werk</title><link>https://x.example/1</link>"
        "<pubDate>Tue, 02 Apr 2013 10:00:00 +0200</pubDate></item></channel></rss>"
    )

    apply(staff, look(staff, feed, programme, kind="blog"))
    answer = look(staff, feed.replace("https://", "http://"), programme)

    assert rows() == [("Goed werk", "blog", "2 april 2013", "https://x.example/1")]
    assert told(answer)[0] == "Ongewijzigd (1)"


def test_what_changes_is_told_field_by_field_and_an_empty_cell_changes_nothing(staff, programme):
    PublicationFactory(
        programme=programme,
        title="Oud",
        kind="blog",
        date=read_date("2013"),
        url="https://x.example/1/",
    )

    file = "Titel;Datum;Link;Soort\nNieuw;;https://x.example/1;video\n"
    answer = look(staff, file, programme)
    apply(staff, answer)

    assert told(answer) == [
        "Gewijzigd (1)",
        "Oud: Titel van “Oud” naar “Nieuw”; Soort van “blog” naar “video”",
    ]
    assert rows() == [("Nieuw", "video", "2013", "https://x.example/1/")]
    assert Publication.history.filter(history_type="~").count() == 1


def test_the_overview_of_the_site_comes_back_on_its_own_rows(staff, programme):
    hub = programme.meetings.get()
    PublicationFactory(programme=programme, title="=Som", date=read_date("april 2014"), meeting=hub)
    PublicationFactory(programme=programme, title="Een", date=None)
    exported = staff.get(reverse("publications:overview"), {"vorm": "csv"}).content

    assert told(look(staff, exported, programme))[0] == "Ongewijzigd (2)"


def test_all_faults_of_all_rows_are_told_with_their_column_and_nothing_is_stored(staff, programme):
    StoryFactory(programme=programme, title="Ruw verhaal")
    PilotFactory(programme=programme, title="Pilot Assen")
    file = (
        "Titel;Soort;Datum;Link;Bijeenkomst;Pilot;Verhaal;Openbaar bestuur\n"
        "Goed;blog;2013;;;;;\n"
        ";blog;30-2-2013;javascript:alert(1);;;;\n"
        "B;roman;2013;ftp://x.example;Nergens;;Ruw verhaal;misschien\n"
        "C;verslag;2013;;;;;\n"
        "D;blog;2013;;Hub in Leiden;Pilot Assen;;\n"
        "goed;blog;2013;;;;;\n"
        f"{'x' * 251};blog;2013;;;;;\n"
    )

    answer = look(staff, file, programme)

    labels = ", ".join(str(label) for label in Publication.Kind.labels)
    nowhere = "is er niet. Schrijf de naam zoals die in het beheer staat."
    address = "Dit adres klopt niet. Schrijf een adres als https://voorbeeld.nl/blog."
    assert [fault.replace("\xa0", " ") for fault in faults(answer)] == [
        "Regel 3, kolom C (Datum): De datum “30-2-2013” bestaat niet. "
        "Controleer dag, maand en jaar.",
        f"Regel 3, kolom D (Adres op het web): {address}",
        "Regel 3, kolom A (Titel): Vul “Titel” in.",
        f"Regel 4, kolom B (Soort): “roman” is onbekend. Kies uit: {labels}.",
        f"Regel 4, kolom D (Adres op het web): {address}",
        f"Regel 4, kolom E (Bijeenkomst): “Nergens” {nowhere}",
        f"Regel 4, kolom G (Verhaal): “Ruw verhaal” {nowhere}",
        "Regel 4, kolom H (Gaat over het openbaar bestuur): Schrijf ja of nee.",
        "Regel 5: Schrijf bij een verslag ook van welke bijeenkomst het is, in een kolom "
        "Bijeenkomst.",
        "Regel 6: Een bijdrage hoort bij één bijeenkomst, één pilot of één verhaal. Maak de "
        "andere leeg.",
        "Regel 7: Dit staat ook op regel 2. Verwijder een van beide regels.",
        "Regel 8, kolom A (Titel): Deze tekst is langer dan 250 tekens. Maak die korter.",
    ]
    assert "Zo importeren" not in answer.content.decode()
    assert Publication.objects.count() == 0


def test_columns_that_were_not_recognised_are_chosen_by_staff(staff, programme):
    answer = look(staff, "Wat;Wanneer\nEen blog;2013\n", programme, kind="blog")
    assert "Kies de kolom waarin “Titel” staat." in answer.content.decode()

    fields = fields_of(answer, "Opnieuw bekijken") | {"kolom-title": "0", "kolom-date": "0"}
    again = staff.post(PAGE, fields)
    assert "Deze kolom is al gekozen bij “Titel”. Kies een andere." in again.content.decode()

    fields |= {"kolom-date": "1"}
    apply(staff, staff.post(PAGE, fields))

    assert rows() == [("Een blog", "blog", "2013", "")]


def test_a_file_stays_chosen_where_something_else_is_missing(staff, programme):
    answer = look(staff, DUTCH, programme, kind="")
    assert "Maak een keuze bij “Soort als het bestand er geen noemt”." in answer.content.decode()

    again = staff.post(PAGE, fields_of(answer, "Bekijken wat er gebeurt") | {"kind": "blog"})

    assert told(again)[0] == "Nieuw (3)"


def test_what_changed_meanwhile_is_seen_first(staff, programme):
    answer = look(staff, DUTCH, programme)
    PublicationFactory(programme=programme, title="Iets", url="https://x.example/1")

    again = apply(staff, answer)

    assert "Intussen zou er iets anders gebeuren dan u zag." in again.content.decode()
    assert Publication.objects.count() == 1


def test_a_file_that_cannot_be_read_is_refused_at_its_field(staff, programme):
    answer = look(staff, b"\x89PNG\0", programme)

    assert "Dit bestand is geen tekst." in answer.content.decode()
    assert "Kies een bestand." in staff.post(PAGE, {}).content.decode()


def test_a_table_that_is_not_ours_is_refused(staff, programme):
    answer = staff.post(PAGE, {"table": "x:y", "programme": programme.pk, "kind": "blog"})

    assert "Dit bestand is niet meer te lezen. Kies het opnieuw." in answer.content.decode()


def test_a_date_that_is_unlikely_is_told(staff, programme):
    later = timezone.localdate() + timedelta(days=400)

    answer = look(staff, f"Titel;Datum\nA;{later:%d-%m-%Y}\n", programme)

    assert "A. Let op: de datum moet nog komen." in told(answer)[1]


def test_a_kenmerk_of_another_programme_is_refused(staff, programme):
    other = PublicationFactory(slug="elders")

    answer = look(staff, "Kenmerk;Titel\nelders;A\nonbekend;B\n", programme)

    places = [fault.partition(":")[0] for fault in faults(answer)]
    assert places == ["Regel 2, kolom A (Kenmerk)", "Regel 3, kolom A (Kenmerk)"]
    assert other.title == Publication.objects.get().title


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_number_of_queries_does_not_grow(staff, programme, number, django_assert_num_queries):
    lines = "".join(f"Blog {n};https://x.example/{n}\n" for n in range(number))
    answer = look(staff, f"Titel;Link\n{lines}", programme)
    sent = fields_of(answer, "Zo importeren")
    ContentType.objects.get_for_model(Publication)  # kept for as long as the process lives

    with django_assert_num_queries(22):
        staff.post(PAGE, sent)

    assert Publication.objects.count() == number


def test_an_export_that_was_worked_on_changes_exactly_that_and_is_undone(staff, programme):
    hub = programme.meetings.get()
    HubFactory(programme=programme, title=hub.title, place=hub.place)
    PublicationFactory(programme=programme, title="=Som", kind="minutes", meeting=hub)
    PublicationFactory(programme=programme, title="Een", kind="blog", url="https://x.example/1")
    before, sheets = rows(), Sheets(staff, LIST)
    asked = {"programme": programme.pk, "kind": "other"}
    lines = sheets.export()

    assert told(sheets.look(lines, **asked))[0] == "Ongewijzigd (2)"

    row = next(line for line in lines if "Een" in line)
    row[lines[0].index("Adres op het web")] = ""
    row[lines[0].index("Soort")] = "video"
    lines.append(["", "Nieuw"])
    seen = sheets.look(lines, **asked)
    address = "Adres op het web van “https://x.example/1” naar “(leeg)”"
    assert told(seen)[3] == f"Een: Soort van “blog” naar “video”; {address}"
    sheets.press(seen, "Zo importeren")
    assert rows()[1:] == [("Een", "video", before[1][2], ""), ("Nieuw", "other", "", "")]
    assert Publication.history.filter(history_type="~").get().history_change_reason == IMPORTED

    sheets.undo()
    assert rows() == before


def test_an_item_of_a_feed_that_is_wrong_is_named_as_people_count(staff, programme):
    item = "<item><title>A</title><link>ftp://x.example</link></item>"

    answer = look(staff, f'<rss version="2.0"><channel>{item}</channel></rss>', programme)

    assert [each.partition(":")[0] for each in faults(answer)] == ["Bericht 1 (Adres op het web)"]


def test_who_may_not_add_finds_no_button_and_no_page(client):
    colleague = UserFactory()
    colleague.groups.add(Group.objects.get(name="Rapporteur"))
    client.force_login(colleague)

    assert PAGE not in client.get(LIST).content.decode()
    assert client.get(PAGE).status_code == 403


def test_staff_find_the_page_from_the_list(staff):
    assert PAGE in staff.get(LIST).content.decode()
