"""When the demo is loaded, when it is refused, and what the command says."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from meetings.models import Meeting, Registration
from programme.models import Programme
from programme.register import load_register
from routekaart.demo.files import Folder
from routekaart.demo.load import load_demo

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def register(django_db_setup, django_db_blocker):
    """Loaded once; each test rolls back to here."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_register()
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("today", [date(2027, 1, 1), date(2026, 12, 31), date(2028, 2, 29)])
def test_example_loads_on_any_day(today, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: today)

    load_demo(today=today)

    wrong_year = [
        meeting
        for meeting in Meeting.objects.filter(programme__slug="voorbeeld", reschedulings=None)
        if meeting.target.year != meeting.date.earliest.year
    ]
    assert wrong_year == []


def test_nobody_registers_for_what_is_over():
    load_demo(today=date(2014, 3, 1))

    assert Registration.objects.filter(is_walk_in=False).count() == 0


def test_loading_makes_all_or_nothing(monkeypatch):
    def fail(folder: Folder, section: str) -> str:
        raise FileNotFoundError(section)

    monkeypatch.setattr(Folder, "narrative", fail)

    with pytest.raises(FileNotFoundError):
        load_demo(today=date(2026, 9, 16))

    assert Programme.objects.count() == 0


def test_command_refuses_in_production(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="Voorbeeldgegevens horen niet in productie"):
        call_command("load_demo")

    assert Programme.objects.count() == 0


def test_command_says_what_it_loaded(capsys):
    call_command("load_demo")
    call_command("load_demo")

    assert capsys.readouterr().out.splitlines() == [
        "Routekaart Goed Werk in het Openbaar Bestuur: geladen met 13 bijeenkomsten, 2 pilots, "
        "1 rapportage.",
        "Voorbeeldprogramma Goed Werk: geladen met 19 bijeenkomsten, 11 aanmeldingen, "
        "2 pilots, 19 verhalen, 2 lezers van verhalen, 3 rondes waardenkaarten, 7 bijdragen, "
        "21 ambassadeurs, 6 lessen en risico's.",
        "Routekaart Goed Werk in het Openbaar Bestuur: was er al en is niet veranderd.",
        "Voorbeeldprogramma Goed Werk: was er al en is niet veranderd.",
    ]
