"""Organisations out and in: the whole mechanism, walked with one kind of record."""

from io import BytesIO

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.urls import reverse
from lxml import html

from programme.matching import organisation_called
from programme.models import Organisation
from sheets.models import Import, ImportedRow
from tables import read_table
from tests.factories import OrganisationFactory, OrganisationNameFactory, UserFactory
from tests.sheets.walking import Sheets, faults, messages, told

pytestmark = pytest.mark.django_db
HEAD = ["Naam", "Afkorting", "Sector", "Plaats"]


@pytest.fixture
def staff(client):
    colleague = UserFactory()
    colleague.groups.add(Group.objects.get(name="Programmastaf"))
    client.force_login(colleague)
    return client


@pytest.fixture
def sheets(staff):
    return Sheets(staff, reverse("admin:programme_organisation_changelist"))


def names() -> list[str]:
    return list(Organisation.objects.order_by("pk").values_list("name", flat=True))


def test_new_and_changed_are_seen_applied_and_undone(sheets):
    leiden = OrganisationFactory(name="Gemeente Leiden", sector="gemeente", place="")
    lines = [HEAD, ["Gemeente Leiden", "", "", "Leiden"], ["Zorg & Co", "ZC", "overig", "Den Haag"]]

    assert told(sheets.look(lines)) == [
        "Nieuw (1)",
        "Zorg & Co",
        "Gewijzigd (1)",
        "Gemeente Leiden: Plaats van “(leeg)” naar “Leiden”",
    ]
    assert names() == ["Gemeente Leiden"]

    done = sheets.apply(lines)

    assert messages(done) == ["Geïmporteerd: 1 nieuw, 1 gewijzigd."]
    leiden.refresh_from_db()
    assert leiden.place == "Leiden"
    assert leiden.history.latest().history_user is not None
    assert organisation_called("zc").name == "Zorg & Co"

    before, undone = sheets.undo()

    assert told(before) == [
        "Wordt weggehaald (1)",
        "Zorg & Co (ZC)",
        "Wordt zoals het was (1)",
        "Gemeente Leiden: Plaats van “Leiden” naar “(leeg)”",
    ]
    assert messages(undone) == ["Ongedaan gemaakt: 1 nieuwe weggehaald, 1 teruggezet."]
    leiden.refresh_from_db()
    assert (names(), leiden.place) == (["Gemeente Leiden"], "")
    assert ImportedRow.objects.count() == 0
    assert Import.objects.get().undone_at is not None


def test_what_was_changed_or_used_since_stays_and_that_is_said(sheets):
    OrganisationFactory(name="Een", sector="overig", place="")
    sheets.apply(
        [HEAD, ["Een", "", "", "Leiden"], ["Twee", "", "overig", ""], ["Drie", "", "overig", ""]]
    )
    Organisation.objects.filter(name="Een").update(abbreviation="E")
    child = OrganisationFactory(name="Kind", parent=Organisation.objects.get(name="Twee"))

    _, undone = sheets.undo()

    assert messages(undone) == [
        "Ongedaan gemaakt: 1 nieuwe weggehaald, 0 teruggezet.",
        "Een (E): is sinds de import gewijzigd, en blijft zoals het nu is.",
        "Twee: blijft staan. Er staat al iets bij. Haal het uit gebruik of voeg het samen.",
    ]
    assert names() == ["Een", "Twee", child.name]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_export_that_was_worked_on_changes_exactly_what_was_changed(sheets, form):
    above = OrganisationFactory(name="Ministerie =1+1", abbreviation="M", sector="rijk")
    OrganisationFactory(name="-min", sector="overig", place="april 2014", parent=above)
    OrganisationFactory(name="Drie", sector="gemeente", place="Delft", website="https://d.example/")
    lines = sheets.export(form=form)

    assert told(sheets.look(lines)) == ["Ongewijzigd (3)", "-min", "Drie", "Ministerie =1+1 (M)"]

    head = lines[0]
    row = next(each for each in lines if "Drie" in each)
    row[head.index("Naam")], row[head.index("Plaats")] = "Vier", ""
    seen = sheets.look(lines)

    assert told(seen)[:2] == [
        "Gewijzigd (1)",
        "Drie: Naam van “Drie” naar “Vier”; Plaats van “Delft” naar “(leeg)”",
    ]
    sheets.press(seen, "Zo importeren")
    assert list(Organisation.objects.order_by("pk").values_list("name", "place")[1:]) == [
        ("-min", "april 2014"),
        ("Vier", ""),
    ]
    assert organisation_called("drie") is None


def test_a_row_that_changed_meanwhile_is_refused(sheets):
    OrganisationFactory(name="Drie", sector="gemeente", place="Delft")
    lines = sheets.export()
    lines[1][lines[0].index("Plaats")] = "Leiden"
    Organisation.objects.update(place="Gouda")

    assert faults(sheets.look(lines)) == [
        "Regel 2, kolom I (Versie van de regel): Dit is sinds uw export gewijzigd. Exporteer "
        "opnieuw, en breng uw wijziging daarin aan: Plaats is nu “Gouda”."
    ]


def test_every_kind_of_error_of_every_row_is_told_at_once_and_in_the_sheet_itself(sheets):
    OrganisationFactory(name="Dubbel", sector="overig")
    OrganisationFactory(name="Dubbel", sector="overig")
    known = OrganisationFactory(name="Gemeente Leiden", sector="gemeente")
    OrganisationNameFactory(organisation=known, name="Sleutelstad")
    lines = [
        ["Nummer", *HEAD, "Website", "Valt onder", "Code in het register"],
        ["99999", "Een", "", "overig"],
        ["x", "", "", "ruimte", "y" * 81, "niets", "Nergens"],
        ["", "", "AF", ""],
        ["", "Dubbel", "", "overig"],
        ["", "Sleutelstad", "", "gemeente"],
        ["", "Nieuw", "", "overig"],
        ["", "nieuw", "", "overig"],
        [known.pk, "", "", "", "", "", "Gemeente Leiden"],
    ]

    seen = sheets.look(lines)

    assert [each.split(": ")[0] for each in faults(seen)] == [
        "Regel 2, kolom A (Nummer)",
        "Regel 3, kolom A (Nummer)",
        "Regel 3, kolom D (Sector)",
        "Regel 3, kolom E (Plaats)",
        "Regel 3, kolom F (Website)",
        "Regel 3, kolom G (Valt onder)",
        "Regel 3, kolom B (Naam)",
        "Regel 4, kolom B (Naam)",
        "Regel 4, kolom D (Sector)",
        "Regel 5",
        "Regel 6, kolom B (Naam)",
        "Regel 8",
        "Regel 9, kolom G (Valt onder)",
    ]
    assert Organisation.objects.count() == 3

    back = sheets.press(seen, "wrong", wrong="1")
    table = read_table(BytesIO(back.content))
    assert table.rows[0].cells[-1] == "Wat is er mis"
    assert [row.cell(8) == "" for row in table.rows[1:]] == [False] * 5 + [True] + [False] * 2
    assert table.rows[3].cell(8) == (
        "Kolom B (Naam): Vul “Naam” in. Kolom D (Sector): Vul “Sector” in."
    )


def test_the_list_is_exported_with_its_filters_and_with_what_for(sheets):
    OrganisationFactory(name="Een", sector="gemeente")
    OrganisationFactory(name="Twee", sector="overig")

    assert [line[1] for line in sheets.export("?sector__exact=overig")] == ["Naam", "Twee"]
    assert LogEntry.objects.get().change_message == (
        "1 regel (organisaties). Doel: plaatsen aanvullen"
    )
    told = sheets.client.get(reverse("admin:doings")).content.decode()
    assert "exporteerde organisaties" in told


def test_an_import_and_its_undoing_are_told_each_in_one_line(sheets):
    sheets.apply([HEAD, ["Een", "", "overig", ""], ["Twee", "", "overig", ""]])
    sheets.undo()

    page = html.fromstring(sheets.client.get(reverse("admin:doings")).content.decode())
    lines = [
        " ".join(line.text_content().split())
        for line in page.xpath("//ul[@class='doings']/li[span]")
    ]
    who = str(LogEntry.objects.first().user)
    assert [line.partition(who)[2] for line in lines] == [
        " maakte een import van organisaties ongedaan "
        "2 nieuwe weggehaald, 0 teruggezet (organisaties).",
        " importeerde organisaties 2 nieuw, 0 gewijzigd (organisaties).",
    ]


def test_an_export_without_what_for_is_refused(sheets):
    answer = sheets.client.post(sheets.exporting, {"form": "csv"})

    assert "Schrijf waarvoor u dit bestand maakt." in answer.content.decode()


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_number_of_queries_does_not_grow(sheets, number, django_assert_num_queries):
    OrganisationFactory.create_batch(number, sector="overig")
    lines = sheets.export()
    for line in lines[1:]:
        line[4] = "Leiden"
    new = [["", f"Nieuw {n}", "", "overig", "", "", "", "", ""] for n in range(number)]
    seen = sheets.look([*lines, *new])

    with django_assert_num_queries(33):
        sheets.press(seen, "Zo importeren")
