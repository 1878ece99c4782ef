"""A file that is too large for a request: the worker applies it, all or nothing, and says so."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from dates.values import ApproximateDate
from outbox.models import Message
from privacy.declarations import declaration_of
from privacy.erasing import erase
from privacy.requests import erase_person, export_person
from programme.models import Organisation
from programme.organisation_sheet import OrganisationSheet
from routekaart.own.links import token_of
from sheets import job_page, jobs
from sheets.models import MOST_ATTEMPTS, Import, ImportJob
from tables import Row, Table, packed, read_table
from tests.factories import HubFactory, OrganisationFactory, RegistrationFactory, UserFactory
from tests.sheets.walking import Sheets, faults, fields_of, messages, told

pytestmark = pytest.mark.django_db
HEAD = ["Naam", "Sector", "Plaats"]
LINES = [HEAD, ["Een", "overig", "Leiden"], ["Twee", "overig", "Delft"]]


@pytest.fixture
def staff(client, monkeypatch):
    """Two rows are many."""
    monkeypatch.setattr(OrganisationSheet, "most_at_once", 1)
    colleague = UserFactory()
    colleague.groups.add(Group.objects.get(name="Programmastaf"))
    client.force_login(colleague)
    client.colleague = colleague
    return client


@pytest.fixture
def sheets(staff):
    return Sheets(staff, reverse("admin:programme_organisation_changelist"))


def page(sheets):
    newest = ImportJob.objects.first()
    name = "admin:programme_organisation_importeren_stand"
    return sheets.client.get(reverse(name, args=[newest.pk]))


def waiting(sheets, lines) -> ImportJob:
    """A file as it lies there for the worker."""
    return ImportJob.objects.create(
        kind="organisaties",
        table=sheets.look(lines).context["packed"],
        asked_by=sheets.client.colleague,
    )


def names() -> list[str]:
    return list(Organisation.objects.order_by("pk").values_list("name", flat=True))


def test_a_large_file_is_applied_by_the_worker_and_undone_as_any_other(sheets):
    OrganisationFactory(name="Een", sector="overig", place="")

    waits = sheets.apply(LINES)
    assert "Wordt verwerkt." in waits.content.decode()
    assert names() == ["Een"]

    assert jobs.apply_large() == 1
    assert jobs.apply_large() == 0

    assert names() == ["Een", "Twee"]
    assert ImportJob.objects.get().table == ""
    done = page(sheets).content.decode()
    assert "1 nieuw, 1 gewijzigd." in done
    assert "<progress" not in done
    assert Organisation.history.latest().history_user == sheets.client.colleague
    sheets.undo()
    assert jobs.apply_large() == 1
    assert names() == ["Een"]
    assert "1 nieuwe weggehaald, 1 teruggezet." in page(sheets).content.decode()


def test_what_stands_in_the_way_is_told_with_the_table_and_nothing_is_done(sheets):
    sheets.apply([*LINES, ["Drie", "overig", ""]])
    OrganisationFactory(name="Drie", sector="overig")
    OrganisationFactory(name="Drie", sector="overig")

    jobs.apply_large()

    assert names() == ["Drie", "Drie"]
    refused = page(sheets)
    assert [each.split(": ")[0] for each in faults(refused)] == ["Regel 4"]
    back = sheets.client.get(f"{refused.wsgi_request.path}?wrong=1")
    assert read_table(BytesIO(back.content)).rows[3].cells[-1].startswith("Er is er meer dan één")
    again = sheets.client.post(sheets.importing, fields_of(refused, "Bekijk het bestand opnieuw"))
    assert faults(again) == faults(refused)


def test_a_table_whose_meeting_is_gone_is_not_made_and_the_page_says_so(staff):
    name = "admin:meetings_registration_importeren_stand"
    job = ImportJob.objects.create(
        kind="aanmeldingen",
        chosen={"meeting": "99"},
        table=packed(Table((Row(1, ("Naam",)),))),
        faults=[{"number": 2, "sentence": "Dit kan niet."}],
        refusal="Dit kan niet.",
        finished_at=timezone.now(),
    )

    answer = staff.get(reverse(name, args=[job.pk]), {"wrong": "1"}, follow=True)

    assert messages(answer) == [job_page.UNREAD]
    assert faults(answer) == ["Regel 2: Dit kan niet."]


def test_nothing_else_is_done_than_was_seen(sheets):
    sheets.apply(LINES)
    OrganisationFactory(name="Een", sector="overig")

    jobs.apply_large()

    assert names() == ["Een"]
    refused = page(sheets)
    assert "Intussen zou er iets anders gebeuren dan u zag." in refused.content.decode()
    again = sheets.client.post(sheets.importing, fields_of(refused, "Bekijk het bestand opnieuw"))
    assert told(again)[0] == "Nieuw (1)"


def test_a_worker_that_is_killed_leaves_the_job_for_the_next(sheets, monkeypatch):
    sheets.apply(LINES)

    def killed(*args, **kwargs):
        raise SystemExit

    with monkeypatch.context() as dying:
        dying.setattr("sheets.sheet.keep", killed)
        with pytest.raises(SystemExit):
            jobs.apply_large()
    assert (names(), Import.objects.count()) == ([], 0)

    jobs.apply_large()
    assert names() == ["Een", "Twee"]


def test_what_the_database_breaks_off_is_tried_again_a_few_times(sheets, monkeypatch):
    sheets.apply(LINES)

    def deadlock(*args, **kwargs):
        raise OperationalError("deadlock detected")

    with monkeypatch.context() as busy:
        busy.setattr("sheets.sheet.keep", deadlock)
        jobs.apply_large()
    waits = ImportJob.objects.get()
    assert (names(), waits.finished_at, waits.attempts) == ([], None, 1)

    jobs.apply_large()
    assert names() == ["Een", "Twee"]


def test_a_job_that_kills_every_worker_ends_with_a_sentence(sheets):
    sheets.apply(LINES)
    ImportJob.objects.update(attempts=MOST_ATTEMPTS)

    assert jobs.apply_large() == 0

    assert "brak 3 keer af" in page(sheets).content.decode()
    assert names() == []


def test_a_fault_in_the_software_is_told_and_leaves_nothing(sheets, monkeypatch):
    sheets.apply(LINES)
    monkeypatch.setattr("sheets.sheet.keep", lambda *args, **kwargs: 1 / 0)

    jobs.apply_large()

    assert "Meld dit de beheerder." in page(sheets).content.decode()
    assert names() == []


def loses_the_role(user) -> None:
    user.groups.clear()


def is_staff_no_more(user) -> None:
    type(user).objects.update(is_staff=False)


def left(user) -> None:
    type(user).objects.update(is_active=False)


@pytest.mark.parametrize("happens", [loses_the_role, is_staff_no_more, left])
def test_who_may_not_import_any_more_brought_nothing(sheets, happens):
    sheets.apply(LINES)
    happens(sheets.client.colleague)

    jobs.apply_large()

    assert ImportJob.objects.get().refusal == jobs.NOT_ALLOWED
    assert names() == []


def test_the_file_of_somebody_who_is_erased_goes_with_the_data(sheets):
    waiting(sheets, [*LINES, ["anna@a.example"]])
    kept = declaration_of(ImportJob)

    assert kept.rows_of("bram@b.example").count() == 0
    erase(kept, kept.rows_of("Anna@a.example"))

    assert not ImportJob.objects.exists()
    name = "admin:programme_organisation_importeren_stand"
    gone = sheets.client.get(reverse(name, args=[1]), follow=True)
    assert "Dit bestand is er niet meer" in messages(gone)[0]


def test_who_stands_in_a_file_reads_nothing_of_the_others_in_it(sheets):
    """Nor what the file holds once it is unpacked, nor who brought it."""
    others = {"bram@b.example", "Bram de Boer", sheets.client.colleague.get_username()}
    job = waiting(sheets, [*LINES, ["Anna", "anna@a.example"], ["Bram de Boer", "bram@b.example"]])
    why = {"number": 5, "label": "Naam", "sentence": "Bram de Boer (bram@b.example) kan niet."}
    ImportJob.objects.update(faults=[why], stays=["Bram de Boer: blijft staan."])
    own = [reverse(page, args=[token_of("anna@a.example")]) for page in ("own:page", "own:file")]

    told = [sheets.client.get(url).content.decode() for url in own]
    told.append(json.dumps(export_person("anna@a.example"), default=str))

    assert "een bestand waarin uw adres staat" in told[1]
    for each in told:
        assert "groot bestand importeert waarin u staat" in each
        assert [word for word in {*others, job.table} if word in each] == []


def test_a_file_that_cannot_be_read_any_more_goes_with_whoever_is_erased(sheets, settings):
    waiting(sheets, [*LINES, ["anna@a.example"]])
    settings.SECRET_KEY = "another"

    assert export_person("anna@a.example") == []
    assert erase_person("bram@b.example")["sheets.ImportJob"] == 0

    assert not ImportJob.objects.exists()


def test_what_undoing_left_goes_with_whoever_is_erased(sheets):
    run = Import.objects.create(kind="organisaties", made=1, changed=0)
    left = ["Anna Jansen: is sinds de import gewijzigd."]
    ImportJob.objects.create(kind=run.kind, undoes=run, stays=left, finished_at=timezone.now())
    waits = ImportJob.objects.create(kind=run.kind, undoes=run)

    erase_person("anna@a.example")

    assert ImportJob.objects.get() == waits


def test_registrations_at_two_meetings_go_in_by_the_worker(staff, monkeypatch):
    monkeypatch.setattr("meetings.registration_sheet.AttendanceSheet.most_at_once", 1)
    people = [RegistrationFactory(meeting=HubFactory(status="held"), name="Anna") for _ in "ab"]
    door = Sheets(staff, reverse("admin:meetings_registration_changelist"), "aanwezigheid")
    lines = door.export()
    column = lines[0].index("Aanwezig")
    for line in lines[1:]:
        line[column] = "ja"
    number = people[1].meeting_id
    new = ["", "", number, "Bram", "", "", "ja", "", ""]

    door.apply([*lines, new])
    jobs.apply_large()

    came = [each.meeting.registrations.filter(attended=True).count() for each in people]
    assert came == [1, 2]
    assert not Message.objects.exists()


def test_the_mails_of_undoing_many_are_seen_first_too(staff, monkeypatch):
    monkeypatch.setattr("meetings.registration_sheet.RegistrationSheet.most_at_once", 1)
    hub = HubFactory(date=ApproximateDate.of_day(timezone.localdate() + timedelta(days=30)))
    sheets = Sheets(staff, reverse("admin:meetings_registration_changelist"))
    lines = [["Naam", "E-mail"], ["Anna", "anna@a.example"], ["Bram", "bram@b.example"]]
    sheets.apply(lines, meeting=hub.pk)
    jobs.apply_large()
    Message.objects.all().delete()
    _, waits = sheets.undo()

    jobs.apply_large()

    asks = staff.get(waits.wsgi_request.path)
    assert "Twee mails: aanmelding ingetrokken" in asks.content.decode()
    assert hub.registrations.active().count() == 2
    url = reverse("admin:meetings_registration_importeren_ongedaan", args=[Import.objects.get().pk])
    staff.post(url, fields_of(asks, "Import ongedaan maken en mails versturen"))
    jobs.apply_large()
    assert not hub.registrations.active().exists()
    assert Message.objects.count() == 2
