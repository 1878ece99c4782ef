"""Files that LibreOffice wrote, set to Dutch: days, times, numbers and ja/nee as it keeps them.

Made by hand: `soffice --headless --convert-to xlsx` of a CSV file that was read as Dutch (language
1043, special numbers), and from that a CSV file in cp1252.
"""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from dates.entry import read_date
from hubs.models import Hub
from tests.factories import HubFactory, ProgrammeFactory, RegistrationFactory, UserFactory
from tests.sheets.walking import Sheets, faults, told

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parent / "files"


@pytest.fixture
def staff(client):
    colleague = UserFactory()
    colleague.groups.add(Group.objects.get(name="Programmastaf"))
    client.force_login(colleague)
    return client


@pytest.mark.parametrize("name", ["hubs.xlsx", "hubs.csv"])
def test_meetings_of_libreoffice(staff, name):
    programme = ProgrammeFactory(first_year=2012, last_year=2014)
    sheets = Sheets(staff, reverse("admin:hubs_hub_changelist"))

    seen = sheets.look((FILES / name).read_bytes(), programme=programme.pk, moved="mended")
    assert faults(seen) == []
    sheets.press(seen, "Zo importeren")

    first, second, third = Hub.objects.order_by("pk")
    assert (first.title, first.place, first.remark) == (
        "Hub “Één vraag”",
        "'s-Hertogenbosch",
        "-min; en “meer”",
    )
    assert (str(first.date), first.hours, first.attended) == (
        "12 maart 2013",
        "13.30 tot 16.00 uur",
        1200,
    )
    assert str(second.date) == "maart of april 2013"
    assert (third.hours, third.status) == ("9.05 tot 12.00 uur", "held")


@pytest.mark.parametrize("name", ["deur.xlsx", "deur.csv"])
def test_a_sheet_of_the_door_of_libreoffice(staff, name):
    hub = HubFactory(date=read_date("12 maart 2013"), status="held")
    for person in ("Anna Bos", "Bram Smit"):
        RegistrationFactory(meeting=hub, name=person)
    sheets = Sheets(staff, reverse("admin:meetings_registration_changelist"), "aanwezigheid")

    seen = sheets.look((FILES / name).read_bytes(), meeting=hub.pk)
    sheets.press(seen, "Zo importeren")

    assert told(seen)[1] == f"Cor de Één. Bij {hub}, 12 maart 2013. Komt erbij als binnenloper."
    assert list(hub.registrations.order_by("pk").values_list("name", "attended")) == [
        ("Anna Bos", True),
        ("Bram Smit", False),
        ("Cor de Één", True),
    ]
