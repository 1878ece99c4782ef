"""Erasing in time and on request, with planted data: nothing of the person is left anywhere."""

import contextlib
import json
from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone

from dates.values import ApproximateDate
from meetings.models import Meeting, Registration
from outbox.models import Message
from privacy.declarations import declared
from privacy.models import Consent, PendingConsent, RateCount
from privacy.requests import erase_person, export_person
from privacy.retention import erase_expired, erase_hourly
from routekaart.management.commands import run_worker
from sheets.models import ImportJob
from tests.factories import (
    ActivityFactory,
    AmbassadorFactory,
    ConsentFactory,
    HubFactory,
    RegistrationFactory,
    StoryFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

NAME, EMAIL = "Plantina Geplant", "plantina.geplant@rws.example"


def ago(**stretch) -> object:
    return timezone.now() - timedelta(**stretch)


def held(days_ago: int) -> Meeting:
    day = timezone.localdate() - timedelta(days=days_ago)
    return HubFactory(date=ApproximateDate.of_day(day), held=True)


def planted_registration(meeting: Meeting, **values) -> Registration:
    return RegistrationFactory(
        meeting=meeting,
        name=NAME,
        email=EMAIL,
        function="geplant",
        organisation_typed="Geplant BV",
        needs="geplant",
        needs_consented_at=timezone.now(),
        **values,
    )


def left_of_the_person() -> dict[str, str]:
    """Every text in every table that holds the planted words."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            for value in read(model, field.attname):
                if "geplant" in str(value).lower():
                    found[f"{model._meta.label}.{field.name}"] = str(value)
    return found


def read(model: type[Model], column: str) -> list:
    return list(model._base_manager.values_list(column, flat=True))


def test_registration_is_erased_a_year_after_the_meeting_and_still_counts():
    old, recent = held(366), held(364)
    gone = planted_registration(old, attended=True)
    stays = planted_registration(recent)

    assert erase_expired()["meetings.Registration"] == 1

    gone.refresh_from_db()
    stays.refresh_from_db()
    assert (gone.name, gone.email, gone.function, gone.needs) == ("", "", "", "")
    assert (gone.organisation_typed, gone.needs_consented_at) == ("", None)
    assert (gone.meeting, gone.state, gone.attended) == (old, "confirmed", True)
    assert (stays.name, stays.email, stays.erased_at) == (NAME, EMAIL, None)
    assert old.registrations.present().count() == 1


def test_link_of_an_erased_registration_works_no_more():
    gone = planted_registration(held(366))
    erase_expired()
    version = gone.link_version
    gone.refresh_from_db()
    assert gone.link_version == version + 1


def test_many_of_one_meeting_are_erased_although_all_lose_their_address():
    meeting = held(400)
    Registration.objects.bulk_create(
        Registration(meeting=meeting, state="confirmed", name="x", email=f"x{n}@rws.example")
        for n in range(1001)
    )
    assert erase_expired()["meetings.Registration"] == 1001
    assert erase_expired()["meetings.Registration"] == 0


def test_registration_without_a_date_is_erased_after_two_years():
    meeting = HubFactory(date=None, cancelled=True)
    gone, stays = RegistrationFactory.create_batch(2, meeting=meeting)
    Registration.objects.filter(pk=gone.pk).update(created_at=ago(days=731))
    erase_expired()
    assert list(Registration.objects.filter(erased_at=None)) == [stays]


def test_other_data_is_erased_at_its_time():
    for days in (29, 31):
        PendingConsent.objects.create(
            purpose="news", email=f"d{days}@rws.example", text="ja", asked_at=ago(days=days)
        )
        for model, extra in ((AccessLog, {}), (AccessAttempt, {"failures_since_start": 1})):
            row = model.objects.create(username=f"d{days}", ip_address="192.0.2.1", **extra)
            model.objects.filter(pk=row.pk).update(attempt_time=ago(days=days))
    hour = int(timezone.now().timestamp()) // 3600
    for window in (hour - 30, hour - 5):
        RateCount.objects.create(key=f"k{window}", window=window, n=1)
    withdrawn = ConsentFactory(email=EMAIL, given_at=ago(days=500))
    Consent.objects.filter(pk=withdrawn.pk).update(withdrawn_at=ago(days=366))

    erase_expired()

    assert read(PendingConsent, "email") == ["d29@rws.example"]
    assert (read(AccessLog, "username"), read(AccessAttempt, "username")) == (["d29"], ["d29"])
    assert read(RateCount, "window") == [hour - 5]
    withdrawn.refresh_from_db()
    assert withdrawn.email == "" and withdrawn.text != ""


def test_now_is_what_counts():
    gone = planted_registration(held(0))
    later = timezone.now() + timedelta(days=367)
    assert erase_expired(later)["meetings.Registration"] == 1
    gone.refresh_from_db()
    assert gone.erased_at is not None


@pytest.fixture
def planted():
    """The person in every table, in the history and in the log of the admin."""
    past = held(10)
    registration = planted_registration(past, attended=True)
    ahead = timezone.localdate() + timedelta(days=20)
    coming = HubFactory(date=ApproximateDate.of_day(ahead), capacity=1)
    planted_registration(coming)
    waiting = RegistrationFactory(meeting=coming, state="waiting")
    consent = ConsentFactory(email=EMAIL)
    AmbassadorFactory(name=NAME, email=EMAIL, consent=consent)
    PendingConsent.objects.create(purpose="news", email=EMAIL, text="ja")
    Message.objects.create(key="a", to=EMAIL, template="thanks", context={"name": NAME})
    StoryFactory(raw_text=f"Ik ben {NAME}, {EMAIL}")
    contact = HubFactory(contact=f"{NAME}, {EMAIL}")
    former = HubFactory(contact=f"{NAME}, {EMAIL}")
    former.contact = "de receptie"
    former.save()
    LogEntry.objects.create(
        user=UserFactory(),
        content_type=ContentType.objects.get_for_model(Registration),
        object_id=str(registration.pk),
        object_repr=NAME,
        change_message=f"Naam gewijzigd in {NAME}",
        action_flag=CHANGE,
    )
    return {"past": past, "waiting": waiting, "contact": contact}


def test_erasing_a_person_leaves_nothing(planted):
    assert len(left_of_the_person()) > 10

    erase_person(EMAIL.upper())

    assert left_of_the_person() == {}


def test_erasing_a_person_keeps_what_counts_and_passes_the_place_on(planted):
    erase_person(EMAIL)

    assert planted["past"].registrations.present().count() == 1
    planted["waiting"].refresh_from_db()
    assert planted["waiting"].state == "offered"
    assert read(Consent, "text") != []
    assert Meeting.history.filter(id=planted["contact"].pk).count() == 1


def test_erasing_one_leaves_others_alone(planted):
    other = RegistrationFactory(meeting=planted["past"], name="Ander", email="ander@rws.example")
    erase_person(EMAIL)
    other.refresh_from_db()
    assert (other.name, other.email) == ("Ander", "ander@rws.example")


@pytest.mark.parametrize("email", ["", " ", "niemand@rws.example", "%"])
def test_erasing_an_unknown_address_erases_nothing(planted, email):
    before = left_of_the_person()
    with contextlib.suppress(CommandError):
        call_command("erase_person", email)
    assert left_of_the_person() == before


@pytest.mark.parametrize("command", ["erase_person", "export_person"])
def test_what_is_no_address_is_refused(command):
    with pytest.raises(CommandError, match="Geef een e-mailadres"):
        call_command(command, "jansen")


def test_staff_are_told_what_stays(capsys):
    UserFactory(email=EMAIL)
    call_command("erase_person", EMAIL)
    told = capsys.readouterr().out.splitlines()
    assert told == [
        "Blijft: Als u bij de stichting werkt en een account hebt. Dit hoort bij het account van "
        "een medewerker. Een beheerder verwijdert het in het beheer, als iemand vertrekt.",
        "Klaar.",
    ]


def test_export_holds_all_that_is_kept_of_one_person(planted, capsys):
    call_command("export_person", EMAIL)
    told = json.loads(capsys.readouterr().out)
    found = {part["waarover"]: part["gegevens"] for part in told["onderdelen"]}
    assert {subject: len(rows) for subject, rows in found.items()} == {
        "Als u zich aanmeldt voor een bijeenkomst": 2,
        "Als u toestemming geeft": 1,
        "Als u een vakje aankruist en nog moet bevestigen": 1,
        "Als we u een mail sturen": 1,
        "Als u ambassadeur wordt": 1,
        "Als u een verhaal uit uw praktijk vertelt": 1,
        "Als u contactpersoon bent van een bijeenkomst": 1,
    }
    first = found["Als u zich aanmeldt voor een bijeenkomst"][0]
    assert (first["naam"], first["e-mailadres"], first["stand"]) == (NAME, EMAIL, "aangemeld")


def test_export_of_an_unknown_address_is_empty(planted):
    assert export_person("niemand@rws.example") == []


def test_database_accepts_an_erased_registration_and_no_half_erased_one():
    registration = RegistrationFactory()
    rows = Registration.objects.filter(pk=registration.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(erased_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(name="", email="")
    rows.update(name="", sort_key="", email="", erased_at=timezone.now())
    assert rows.filter(erased_at__isnull=False).exists()


def test_what_an_erased_ambassador_did_stays_without_a_name():
    consent = ConsentFactory()
    ambassador = AmbassadorFactory(name=NAME, email=EMAIL, consent=consent)
    ActivityFactory(ambassador=ambassador)
    other = AmbassadorFactory(programme=ambassador.programme, email="")

    erase_person(EMAIL)

    ambassador.refresh_from_db()
    consent.refresh_from_db()
    assert (ambassador.name, ambassador.email, ambassador.organisation) == ("", "", None)
    assert (ambassador.activities.count(), other.email) == (1, "")
    assert consent.withdrawn_at is not None


def test_what_is_kept_for_a_day_or_hours_is_erased_by_the_hour():
    ends = ("Een dag.", "dan nog een dag.", "hooguit twaalf uur.")
    short = {each.model for each in declared() if each.kept.endswith(ends)}

    assert len(short) > 3
    assert short - {each.model for each in declared() if each.hourly} == set()


def test_by_the_hour_goes_what_is_over_and_nothing_of_the_daily_round():
    for hours in (23, 25):
        ImportJob.objects.create(kind="organisaties", made=hours, finished_at=ago(hours=hours))
    waits = PendingConsent.objects.create(email=EMAIL, text="Ja.", asked_at=ago(days=99))

    erase_hourly()

    assert ImportJob.objects.get().made == 23
    assert PendingConsent.objects.get() == waits


def test_the_worker_erases_by_the_hour(monkeypatch):
    rounds = []

    class Noted(run_worker.Round):
        def go(self):
            rounds.append((self.job, self.every))

    monkeypatch.setattr(run_worker, "Round", Noted)
    monkeypatch.setattr(run_worker.signal, "signal", lambda *args: None)
    monkeypatch.setattr(run_worker, "close_old_connections", lambda: None)

    call_command("run_worker", once=True)

    assert (erase_hourly, run_worker.HOUR) in rounds
