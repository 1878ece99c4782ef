"""Who registered and who was there, out and in."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from dates.entry import read_date
from dates.values import ApproximateDate, write
from meetings.actions import on_behalf
from meetings.models import Registration
from meetings.sheet_organisation import NO_LONGER, WROTE
from outbox.models import Message
from privacy.declarations import declaration_of
from privacy.erasing import erase
from privacy.models import Reading
from sheets.models import Import, ImportedRow
from sheets.planning import FIXED, FIXED_EMPTY
from tests.factories import HubFactory, OrganisationFactory, RegistrationFactory, UserFactory
from tests.sheets.walking import Sheets, faults, fields_of, messages, told

pytestmark = pytest.mark.django_db
SOON = ApproximateDate.of_day(timezone.localdate() + timezone.timedelta(days=30))
LIST = reverse("admin:meetings_registration_changelist")


@pytest.fixture
def staff(client):
    colleague = UserFactory()
    colleague.groups.add(Group.objects.get(name="Programmastaf"))
    client.force_login(colleague)
    return client


@pytest.fixture
def people(staff):
    return Sheets(staff, LIST)


@pytest.fixture
def door(staff):
    return Sheets(staff, LIST, "aanwezigheid")


def at(meeting, **where):
    return list(
        meeting.registrations.filter(**where)
        .order_by("pk")
        .values_list("name", "state", "attended")
    )


def test_registrations_take_places_and_wait_in_order_and_are_taken_back(people):
    hub = HubFactory(date=SOON, capacity=2)
    OrganisationFactory(name="Gemeente Leiden")
    RegistrationFactory(meeting=hub, name="Anna Bos", email="anna@a.example", function="")
    of_hub = f"Bij {hub}, {write(hub.date)}."
    lines = [
        ["Naam", "E-mail", "Organisatie", "Functie"],
        ["Anna Bos", "ANNA@a.example", "", "griffier"],
        ["Bram Smit", "bram@b.example", "gemeente leiden"],
        ["Cor Dekker", "", "Elders"],
    ]

    assert told(people.look(lines, meeting=hub.pk)) == [
        "Nieuw (2)",
        f"Bram Smit. {of_hub} Krijgt een plaats; er gaat een mail.",
        f"Cor Dekker. {of_hub} Komt op de wachtlijst; zonder adres gaat er geen mail.",
        "Gewijzigd (1)",
        "Anna Bos: Functie van “(leeg)” naar “griffier”",
    ]
    people.apply(lines, meeting=hub.pk)

    assert at(hub)[1:] == [("Bram Smit", "confirmed", None), ("Cor Dekker", "waiting", None)]
    bram = hub.registrations.get(name="Bram Smit")
    assert (bram.organisation.name, bram.organisation_typed) == (
        "Gemeente Leiden",
        "gemeente leiden",
    )
    assert list(Message.objects.values_list("to", flat=True)) == ["bram@b.example"]

    _, undone = people.undo()

    assert messages(undone) == ["Ongedaan gemaakt: 2 nieuwe afgemeld, 1 teruggezet."]
    assert at(hub, state="confirmed") == [("Anna Bos", "confirmed", None)]
    assert hub.registrations.get(name="Anna Bos").function == ""


def test_what_somebody_wrote_stays_and_undoing_restores_link_and_words(people):
    hub = HubFactory(date=SOON)
    leiden, delft = (OrganisationFactory(name=f"Gemeente {place}") for place in ("Leiden", "Delft"))
    given = [(leiden, "gem leiden"), (None, "Gemeente Leiden"), (leiden, ""), (None, "")]
    for organisation, typed in given:
        RegistrationFactory(meeting=hub, organisation=organisation, organisation_typed=typed)
    lines = people.export(f"?bijeenkomst={hub.pk}")
    column = lines[0].index("Organisatie")
    rows = sorted(lines[1:], key=lambda line: int(line[0]))
    for line, cell in zip(rows, ["Gemeente Delft", "gemeente delft", "", "Dorpsraad"], strict=True):
        line[column] = cell

    def linked():
        return list(
            hub.registrations.order_by("pk").values_list("organisation", "organisation_typed")
        )

    before = linked()
    seen = people.look(lines, meeting=hub.pk)
    people.press(seen, "Zo importeren")

    changed = "Organisatie van “Gemeente Leiden” naar “Gemeente Delft”"
    stays = "Wat deze persoon zelf schreef (“gem leiden”), blijft staan."
    assert any(each.endswith(f"{changed}. {stays}") for each in told(seen))
    assert linked() == [
        (delft.pk, "gem leiden"),
        (delft.pk, "Gemeente Leiden"),
        (None, ""),
        (None, "Dorpsraad"),
    ]
    hub.registrations.filter(organisation_typed="gem leiden").update(organisation_typed="gem. L")

    people.undo()

    assert linked() == [(leiden.pk, "gem. L"), *before[1:]]


@pytest.mark.parametrize("cell", ["", "Gemente Delft"])
def test_a_cell_that_would_take_away_what_somebody_wrote_is_refused(people, cell):
    hub = HubFactory(date=SOON)
    RegistrationFactory(
        meeting=hub, organisation=OrganisationFactory(name="ICTU"), organisation_typed="ic tu"
    )
    head, line = people.export(f"?bijeenkomst={hub.pk}")
    line[head.index("Organisatie")] = cell

    (seen,) = faults(people.look([head, line], meeting=hub.pk))

    assert "(Organisatie): " + WROTE.format("ic tu") in seen


def test_what_was_removed_since_is_said_and_not_undone(people):
    hub = HubFactory(date=SOON)
    gone = OrganisationFactory(name="ICTU")
    OrganisationFactory(name="Gemeente Delft")
    anna = RegistrationFactory(meeting=hub, organisation=gone, email="anna@a.example")
    lines = [["Naam", "E-mail", "Organisatie"], [anna.name, anna.email, "Gemeente Delft"]]
    people.apply(lines, meeting=hub.pk)
    gone.delete()

    _, undone = people.undo()

    assert f"{anna.name}: blijft staan. {NO_LONGER}" in messages(undone)
    anna.refresh_from_db()
    assert anna.organisation.name == "Gemeente Delft"


def test_what_an_import_mails_is_seen_before_and_namesakes_are_told_apart(people):
    hub = HubFactory(date=SOON, capacity=2)
    head = ["Naam", "E-mail"]
    seen = people.look([head, ["Bo", "bo@a.example"], ["Bo", "bo@b.example"]], meeting=hub.pk)

    assert [each.split(".")[0] for each in told(seen)[1:]] == ["Bo (regel 2)", "Bo (regel 3)"]
    assert "Twee mails: " in seen.content.decode()
    assert not Message.objects.exists()

    RegistrationFactory(meeting=hub)
    other = people.press(seen, "Zo importeren")
    assert "Intussen zou er iets anders gebeuren dan u zag." in other.content.decode()
    assert told(other)[2].endswith("Komt op de wachtlijst; er gaat een mail.")
    assert hub.registrations.count() == 1
    assert not Message.objects.exists()

    people.press(other, "Zo importeren")
    assert list(Message.objects.values_list("template", flat=True).order_by("template")) == [
        "confirmation",
        "waiting",
    ]
    before, _ = people.undo()
    keys = hub.registrations.filter(name="Bo").values_list("pk", flat=True)
    apart = [f"Bo, nummer {key} (organisatie onbekend)" for key in keys]
    assert sorted(told(before)[1:]) == sorted(apart)


def test_the_mails_of_undoing_are_seen_before_anything_is_undone(people):
    hub = HubFactory(date=SOON)
    head = ["Naam", "E-mail"]
    lines = [head, ["Bram", "bram@b.example"], ["Cor", "cor@c.example"], ["Dirk", ""]]
    people.apply(lines, meeting=hub.pk)
    Message.objects.all().delete()

    url = reverse("admin:meetings_registration_importeren_ongedaan", args=[Import.objects.get().pk])
    seen = people.client.post(url)

    assert "Twee mails: aanmelding ingetrokken" in seen.content.decode()
    assert people.mails(seen) == "Import ongedaan maken en 2 mails versturen"
    assert hub.registrations.active().count() == 3
    assert not Message.objects.exists()

    on_behalf.withdraw_for(hub.registrations.get(name="Cor"), by=UserFactory(is_superuser=True))
    sent = fields_of(seen, people.mails(seen))
    again = people.client.post(url, sent)
    assert people.mails(again) == "Import ongedaan maken en 1 mail versturen"
    people.client.post(url, fields_of(again, people.mails(again)))
    assert not hub.registrations.active().exists()


def test_an_address_that_is_known_or_wrong_is_refused_with_its_row(people):
    hub = HubFactory(date=SOON)
    RegistrationFactory(meeting=hub, name="Anna", email="anna@a.example")
    RegistrationFactory(meeting=hub, name="Bram", email="bram@a.example")
    lines = people.export(f"?bijeenkomst={hub.pk}")
    column = lines[0].index("E-mailadres")
    next(line for line in lines if "Anna" in line)[column] = "bram@a.example"
    lines.append(["", "", "", "Cor", "geen adres"])

    seen = faults(people.look(lines, meeting=hub.pk))

    assert [each.split(":")[0] for each in seen] == ["Regel 4, kolom E (E-mailadres)"]
    seen = faults(people.look(lines[:3], meeting=hub.pk))
    assert len(seen) == 1
    assert "(E-mailadres): Met dit e-mailadres is al iemand anders aangemeld." in seen[0]


def test_a_column_that_stays_is_told_before_and_what_to_do_with_its_cell(people):
    hub = HubFactory(date=SOON)
    RegistrationFactory(meeting=hub)
    stays = "Titel van de bijeenkomst, Nummer van de bijeenkomst, Stand, Aanwezig, Komt op de"
    for page in (people.exporting, people.importing):
        assert stays in people.client.get(page).content.decode()
    head, line = people.export(f"?bijeenkomst={hub.pk}")
    line[head.index("Aanwezig")], line[head.index("Stand")] = "ja", "afgemeld"

    told_of = [each.rpartition("): ")[2] for each in faults(people.look([head, line]))]

    assert told_of == [FIXED.format("aangemeld"), FIXED_EMPTY]


def test_an_export_of_people_is_bound_to_a_right_and_in_the_log_of_reading(people, client):
    hub = HubFactory(date=SOON)
    RegistrationFactory(meeting=hub, needs="rolstoel", needs_consented_at=timezone.now())
    RegistrationFactory()

    lines = people.export(f"?bijeenkomst={hub.pk}")

    assert len(lines) == 2
    assert "rolstoel" not in str(lines)
    reading = Reading.objects.get()
    assert (reading.subject, reading.reason) == ("meetings.Registration (1)", "plaatsen aanvullen")
    reporter = UserFactory()
    reporter.groups.add(Group.objects.get(name="Rapporteur"))
    client.force_login(reporter)
    assert client.post(people.exporting, {"purpose": "x", "form": "csv"}).status_code == 403


def test_a_sheet_of_the_door_says_who_came_and_who_walked_in(door):
    hub = HubFactory(date=read_date("12 maart 2013"), status="held")
    for name in ("Anna Bos", "Bram Smit", "Cor Dekker"):
        RegistrationFactory(meeting=hub, name=name)
    lines = [
        ["Hub van 12 maart"],
        ["Naam", "Organisatie", "Was er"],
        ["anna bos", "", "x"],
        ["Bram Smit", "", "nee"],
        ["Dirk Mol", "Elders", "ja"],
        ["Cor Dekker", "", ""],
    ]

    seen = door.look(lines, meeting=hub.pk)
    assert told(seen)[:2] == [
        "Nieuw (1)",
        f"Dirk Mol. Bij {hub}, 12 maart 2013. Komt erbij als binnenloper.",
    ]
    door.press(seen, "Zo importeren")

    assert at(hub) == [
        ("Anna Bos", "confirmed", True),
        ("Bram Smit", "confirmed", False),
        ("Cor Dekker", "confirmed", None),
        ("Dirk Mol", "confirmed", True),
    ]
    assert hub.registrations.get(name="Dirk Mol").is_walk_in

    before, _ = door.undo()
    assert told(before)[:2] == ["Wordt afgemeld (1)", "Dirk Mol"]
    assert {attended for _, _, attended in at(hub, state="confirmed")} == {None}
    assert len(at(hub, state="confirmed")) == 3


def test_the_door_is_asked_who_is_meant_and_who_is_not_on_the_list(door):
    hub = HubFactory(date=read_date("12 maart 2013"), status="held")
    RegistrationFactory(meeting=hub, name="Anna Bos")
    RegistrationFactory(meeting=hub, name="Anna Bos")
    RegistrationFactory(meeting=hub, name="Weg", state="cancelled")
    lines = [["Naam", "Aanwezig"], ["Anna Bos", "ja"], ["Onbekend", ""], ["Weg", "misschien"]]

    seen = faults(door.look(lines, meeting=hub.pk))

    assert [each.split(":")[0] for each in seen] == [
        "Regel 2",
        "Regel 3, kolom B (Aanwezig)",
        "Regel 4, kolom B (Aanwezig)",
    ]


def test_what_is_kept_for_undoing_goes_with_the_person(people):
    hub = HubFactory(date=SOON)
    RegistrationFactory(meeting=hub, name="Anna Bos", email="anna@a.example", function="oud")
    head = ["Naam", "E-mail", "Functie"]
    people.apply([head, ["Anna Bos", "anna@a.example", "nieuw"]], meeting=hub.pk)
    kept = declaration_of(ImportedRow)
    assert kept.rows_of("Anna@a.example").get().former == {"function": "oud"}

    erase(kept, kept.rows_of("anna@a.example"))

    assert not ImportedRow.objects.exists()
    assert Registration.objects.get().function == "nieuw"
