"""How few clicks it takes to log a hub that was held, from the first page of the admin."""

from datetime import time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from dates.values import ApproximateDate
from hubs.models import Hub
from tests.browsing import ask, overflow, sign_in, violations
from tests.factories import HubFactory, ProgrammeFactory, TargetFactory, ThemeFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COUNTS_CLICKS = """
const count = () => Number(sessionStorage.getItem("clicks"));
addEventListener("click", () => sessionStorage.setItem("clicks", count() + 1), true);
"""


def clicks(page) -> int:
    return int(ask(page, "sessionStorage.getItem('clicks')"))


@pytest.mark.parametrize("width", [1280, 390])
def test_a_hub_that_was_held_with_forty_people_is_logged_in_four_clicks(page, client, width):
    today = timezone.localdate()
    year = today.year
    programme = ProgrammeFactory(first_year=year - 1, last_year=year + 1)
    target = TargetFactory(programme=programme, line="hubs", year=year)
    last = HubFactory(
        programme=programme,
        title="Jouw rol",
        date=ApproximateDate.of_day(today - timedelta(days=400)),
        audience="griffiers",
        start_time=time(13, 30),
        end_time=time(17),
        capacity=60,
    )
    last.themes.add(ThemeFactory(name="Professionele ruimte"))
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, client, UserFactory(is_superuser=True))
    page.add_init_script(COUNTS_CLICKS)

    page.goto("/beheer/")
    page.locator(".model-hub").first.get_by_role("link", name="Toevoegen").click()
    expect(page.get_by_text("zoals bij “Jouw rol")).to_be_visible()
    assert violations(page) == []
    assert overflow(page) == 0
    page.get_by_label("Titel:", exact=True).fill("Vakmanschap")
    page.get_by_label("Datum:", exact=True).fill(f"1-1-{today.year}")
    page.get_by_label("Plaats:", exact=True).fill("Delft")
    page.get_by_role("button", name="Opslaan en opnieuw bewerken").click()
    expect(page.get_by_text(f"Telt mee voor de afspraak {target}.")).to_be_visible()
    page.get_by_role("link", name="Gehouden", exact=True).click()
    page.get_by_label("Aantal aanwezigen").fill("40")
    page.get_by_label("Bron van dat aantal").fill("presentielijst op papier")
    page.get_by_role("button", name="Gehouden").click()
    expect(page.get_by_text("Vastgelegd dat de bijeenkomst is gehouden.")).to_be_visible()

    assert clicks(page) == 4
    hub = Hub.objects.get(title="Vakmanschap")
    assert (hub.status, hub.attended, hub.target) == ("held", 40, target)
    assert (hub.audience, hub.capacity, hub.start_time) == ("griffiers", 60, time(13, 30))
    assert [theme.name for theme in hub.themes.all()] == ["Professionele ruimte"]
