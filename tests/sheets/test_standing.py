"""What a colleague wrote while a file was applied stays, and who was erased stays erased."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from ambassadors.ambassador_sheet import AmbassadorSheet
from ambassadors.models import Ambassador
from dates.entry import read_date
from hubs.models import Hub
from meetings.meeting_sheet import sheet_of
from meetings.models import Meeting, Registration
from meetings.registration_sheet import AttendanceSheet, RegistrationSheet
from pilots.models import Pilot, Session
from pilots.session_sheet import SessionSheet
from privacy.models import Consent
from privacy.requests import erase_person
from programme.models import Organisation
from programme.organisation_sheet import MERGED, OrganisationSheet
from publications.models import Publication
from publications.publication_sheet import PublicationSheet
from sheets import undoing
from sheets.models import Import
from sheets.sheet import Sheet
from sheets.standing import MEANWHILE, as_they_stand
from tables import Planned, Refused, Row, Table
from tests.factories import (
    AmbassadorFactory,
    HubFactory,
    OrganisationFactory,
    PublicationFactory,
    RegistrationFactory,
    SessionFactory,
    UserFactory,
)


def brought(kind, **cells) -> Sheet:
    """A file of one row, with these columns."""
    by_name = {column.name: column for column in kind.all_columns}
    head = Row(1, tuple(by_name[name].label for name in cells))
    table = Table((head, Row(2, tuple(map(str, cells.values())))))
    return Sheet(kind, table, head, {name: place for place, name in enumerate(cells)})


def day(text: str) -> dict:
    date = read_date(text)
    parts = ("earliest", "latest", "wording")
    return {f"date_{part}": getattr(date, part) for part in parts}


def ambassador():
    known = AmbassadorFactory(name="Bea", email="bea@a.example", setting="")
    chosen = {"programme": known.programme, "consent_text": ""}
    sheet = brought(AmbassadorSheet(chosen), key=known.pk, setting="beleid")
    return sheet, Ambassador.objects.filter(pk=known.pk), {"name": "Bea Bos"}, [Consent]


def publication():
    known = PublicationFactory(title="Oud")
    chosen = {"programme": known.programme, "kind": known.kind}
    sheet = brought(PublicationSheet(chosen), key=known.pk, title="Uit het bestand")
    return sheet, Publication.objects.filter(pk=known.pk), {"title": "Van een collega"}, []


def organisation():
    known = OrganisationFactory(name="Een", place="")
    sheet = brought(OrganisationSheet(), key=known.pk, place="Delft")
    rows = Organisation.objects.filter(pk=known.pk)
    return sheet, rows, {"abbreviation": "E"}, []


def registration():
    known = RegistrationFactory(name="Bea", function="")
    chosen = {"meeting": known.meeting}
    sheet = brought(RegistrationSheet(chosen), key=known.pk, name="Bea", function="adviseur")
    return sheet, Registration.objects.filter(pk=known.pk), {"name": "Bea Bos"}, [Meeting]


def attendance():
    known = RegistrationFactory(name="Bea", meeting__held=True)
    chosen = {"meeting": known.meeting}
    sheet = brought(AttendanceSheet(chosen), key=known.pk, name="Bea", attended="nee")
    return sheet, Registration.objects.filter(pk=known.pk), {"attended": True}, [Meeting]


def meeting():
    known = HubFactory(title="Hub")
    chosen = {"programme": known.programme}
    sheet = brought(sheet_of(Hub)(chosen), key=known.pk, place="Delft")
    return sheet, Hub.objects.filter(pk=known.pk), {"title": "Van een collega"}, []


def session():
    known = SessionFactory()
    sheet = brought(SessionSheet({"moved": "mended"}), key=known.pk, date="3 mei 2026")
    rows = Session.objects.filter(pk=known.pk)
    return sheet, rows, {"status": "held", **day("2 mei 2026")}, [Pilot]


KINDS = (ambassador, publication, organisation, registration, attendance, meeting, session)


@pytest.mark.django_db
@pytest.mark.parametrize("of_kind", KINDS)
def test_what_a_colleague_wrote_since_it_was_planned_stays_and_the_file_is_refused(of_kind):
    sheet, rows, of_colleague, _ = of_kind()
    plan = sheet.plan()
    assert (plan.faults, len(plan.changed)) == ((), 1)
    rows.update(**of_colleague)
    stands = rows.values().get()

    with pytest.raises(Refused) as refused, transaction.atomic():
        sheet.apply(plan, by=UserFactory(is_superuser=True))

    assert [(each.number, each.sentence) for each in refused.value.faults] == [(2, MEANWHILE)]
    assert rows.values().get() == stands


@pytest.mark.django_db
def test_who_is_erased_meanwhile_stays_erased_in_the_row_and_its_history():
    sheet, rows, *_ = ambassador()
    plan = sheet.plan()
    erase_person("bea@a.example")

    with pytest.raises(Refused), transaction.atomic():
        sheet.apply(plan, by=UserFactory(is_superuser=True))

    assert rows.values_list("name", "email", "setting").get() == ("", "", "")
    kept = Ambassador.history.values_list("name", "email").distinct()
    assert set(kept) == {("", "")}


@pytest.mark.django_db
def test_an_organisation_that_was_merged_meanwhile_is_refused_in_the_words_of_its_kind():
    sheet, rows, *_ = organisation()
    plan = sheet.plan()
    rows.update(merged_into=OrganisationFactory(name="Twee"))

    with pytest.raises(Refused) as refused, transaction.atomic():
        sheet.apply(plan, by=UserFactory(is_superuser=True))

    assert [each.sentence for each in refused.value.faults] == [MERGED]


@pytest.mark.django_db
def test_what_no_cell_holds_stays_as_it_became_meanwhile_also_in_the_history():
    sheet, rows, *_ = ambassador()
    plan = sheet.plan()
    rows.update(organisation_typed="Bureau")

    sheet.apply(plan, by=UserFactory(is_superuser=True))

    assert rows.values_list("setting", "organisation_typed").get() == ("beleid", "Bureau")
    assert Ambassador.history.first().organisation_typed == "Bureau"


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_number_of_queries_does_not_grow(number):
    known = AmbassadorFactory(organisation=OrganisationFactory())
    same = {"programme": known.programme, "organisation": known.organisation}
    people = [known, *AmbassadorFactory.create_batch(number - 1, **same)]
    kind = AmbassadorSheet({"programme": known.programme})
    planned = [Planned(each, "", obj) for each, obj in enumerate(kind.rows(), start=2)]

    with CaptureQueriesContext(connection) as queries:
        now = as_they_stand(kind, planned)

    assert [row.target for row in now] == people
    assert len(queries) == 5


def is_locked(rows) -> bool:
    """To somebody else at the same moment."""

    def ask() -> bool:
        try:
            with transaction.atomic():
                list(rows.order_by().select_for_update(nowait=True, no_key=True).values_list("pk"))
        except OperationalError:
            return True
        finally:
            connection.close()
        return False

    with ThreadPoolExecutor(1) as other:
        return other.submit(ask).result()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("of_kind", KINDS)
def test_nobody_else_writes_a_row_or_what_it_is_part_of_once_it_is_read_anew(of_kind):
    sheet, rows, _, wholes = of_kind()
    own = [rows.model._base_manager.filter(pk=rows.get().pk)]
    own += [model._base_manager.all() for model in wholes]
    assert [is_locked(each) for each in own] == [False] * len(own)

    with transaction.atomic():
        as_they_stand(sheet.kind, sheet.plan().changed)

        assert [is_locked(each) for each in own] == [True] * len(own)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_undoing_reads_what_it_sets_back_under_its_lock(monkeypatch):
    sheet, rows, *_ = ambassador()
    by, held = UserFactory(), []
    with transaction.atomic():
        sheet.apply(sheet.plan(), by=by)
    plan = undoing.plan_undoing

    def planned(kind, run):
        held.append(is_locked(Ambassador.objects.all()))
        return plan(kind, run)

    monkeypatch.setattr(undoing, "plan_undoing", planned)

    undoing.undo(sheet.kind, Import.objects.get(), by=by)

    assert (held, rows.get().setting) == ([True], "")
