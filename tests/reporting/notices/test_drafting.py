from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from dates.entry import read_date
from meetings.actions import cancel, correct_date, hold, reschedule
from reporting.models import Notice
from reporting.notices.drafting import draft_notice, log_sent
from reporting.notices.due import units_to_tell
from tests.factories import HubFactory, PilotFactory, ProgrammeFactory, TargetFactory, UserFactory
from tests.violations import Violation, assert_database_refuses, assert_person_hears

pytestmark = pytest.mark.django_db


@pytest.fixture
def target():
    programme = ProgrammeFactory(slug="routekaart", first_year=2012, last_year=2014)
    return TargetFactory(
        programme=programme, year=2013, line="hubs", number=8, description="acht Goed Werk Hubs"
    )


@pytest.fixture
def hub(target):
    return HubFactory(
        programme=target.programme, target=target, title="Goed werk", date=read_date("mei 2013")
    )


def due():
    return units_to_tell()


def test_what_goes_as_agreed_needs_no_letter(hub):
    hold(hub, by=None)

    assert due() == []


def test_cancelled_and_moved_units_need_a_letter_until_there_is_one(hub, target):
    other = HubFactory(programme=target.programme, target=target, date=read_date("juni 2013"))
    cancel(hub, reason="too_few", by=None)
    reschedule(other, to=read_date("januari 2014"), by=None)

    assert {unit.pk for unit in due()} == {hub.pk, other.pk}

    draft_notice(type(hub).objects.get(pk=hub.pk))
    assert [unit.pk for unit in due()] == [other.pk]


def test_letter_says_what_why_and_the_effect(hub):
    cancelled = cancel(hub, reason="too_few", note="Er kwamen er drie.", by=None)

    text = draft_notice(cancelled).text

    assert "Voor 2013 spraken wij af: acht Goed Werk Hubs." in text
    assert "De bijeenkomst “Goed werk" in text
    assert "De reden: te weinig aanmeldingen; Er kwamen er drie.." not in text
    assert "te weinig aanmeldingen; Er kwamen er drie." in text
    assert "van de acht afgesproken zijn er nu nul gedaan" in text


def test_letter_leaves_open_what_is_not_known(hub):
    moved = reschedule(hub, to=read_date("januari 2014"), by=None)

    text = draft_notice(moved).text

    assert "is verplaatst naar januari 2014." in text
    assert "[vul de reden in]" in text
    assert "[vul het kenmerk van de subsidie in]" in text


def test_no_letter_for_what_goes_as_agreed(hub):
    with pytest.raises(ValidationError, match="niet geannuleerd"):
        draft_notice(hub)

    assert not Notice.objects.exists()


def test_no_letter_for_an_extra(target):
    with pytest.raises(ValidationError, match="geen afspraak"):
        draft_notice(PilotFactory(programme=target.programme, target=None))


def test_sending_is_logged_once_and_not_ahead(hub):
    notice = draft_notice(cancel(hub, reason="too_few", by=None))
    today, user = timezone.localdate(), UserFactory()

    with pytest.raises(ValidationError, match="moet nog komen"):
        log_sent(notice, on=today + timedelta(days=1), by=user)
    sent = log_sent(notice, on=today, by=user)
    with pytest.raises(ValidationError, match="ging al op"):
        log_sent(sent, on=today, by=user)

    assert (sent.sent_on, sent.sent_by) == (today, user)


def test_staff_walk_from_list_to_letter_to_sent(client, hub):
    cancel(hub, reason="too_few", by=None)
    client.force_login(UserFactory(is_staff=True, is_superuser=True))

    listed = client.get(reverse("admin:reporting_notice_due")).content.decode()
    made = client.post(
        reverse("admin:reporting_notice_draft"), {"kind": "meeting", "pk": hub.pk}, follow=True
    )
    notice = Notice.objects.get()
    address = reverse("admin:reporting_notice_verstuurd", args=[notice.pk])
    client.post(address, {"on": timezone.localdate().isoformat()})

    assert "Goed werk" in listed
    assert "Geachte heer, mevrouw" in made.content.decode()
    notice.refresh_from_db()
    assert notice.sent_on == timezone.localdate()


def test_page_of_a_letter_says_how_it_gets_out_until_it_went(client, hub):
    notice = draft_notice(cancel(hub, reason="too_few", by=None))
    client.force_login(UserFactory(is_superuser=True))
    page = reverse("admin:reporting_notice_change", args=[notice.pk])
    how = "Kopieer de tekst in uw mail of brief en vul daarna in wanneer hij is verstuurd"

    assert client.get(page).content.decode().count(how) == 1
    log_sent(notice, on=timezone.localdate(), by=None)
    assert client.get(page).content.decode().count(how) == 0


def test_letter_is_called_by_what_it_is_about(client, hub):
    notice = draft_notice(cancel(hub, reason="too_few", by=None))
    client.force_login(UserFactory(is_superuser=True))
    page = client.get(reverse("admin:reporting_notice_change", args=[notice.pk]))
    listed = client.get(reverse("admin:reporting_notice_changelist")).content.decode()

    assert page.context_data["subtitle"] == f"Melding over {hub}"
    assert listed.count(f"Melding over {hub}") == 1


def notice_of_a_hub():
    hub = HubFactory()
    target = TargetFactory(programme=hub.programme, line="hubs")
    return Notice.objects.create(target=target, meeting=hub, text="Brief")


def second_notice(**unit: object) -> Notice:
    """Of what is told to have moved, that it is cancelled."""
    target = TargetFactory()
    Notice.objects.create(target=target, text="Eerst", standing="MOVED_OUT", **unit)
    return Notice.objects.create(target=target, text="Later", standing="CANCELLED", **unit)


VIOLATIONS = [
    Violation(
        "reporting_notice_once_of_a_meeting",
        lambda: second_notice(meeting=HubFactory()),
        {"standing": "MOVED_OUT"},
        "Hierover is al een brief gemaakt.",
    ),
    Violation(
        "reporting_notice_once_of_a_pilot",
        lambda: second_notice(pilot=PilotFactory()),
        {"standing": "MOVED_OUT"},
        "Hierover is al een brief gemaakt.",
    ),
    Violation(
        "reporting_notice_of_one_unit",
        notice_of_a_hub,
        {"meeting_id": None},
        "Een melding gaat over een bijeenkomst of een pilot.",
    ),
]


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_database_refuses(violation):
    assert_database_refuses(violation)


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_person_hears_why(violation):
    assert_person_hears(violation)


def test_cancelled_after_it_was_told_to_have_moved_needs_another_letter(hub):
    moved = reschedule(hub, to=read_date("januari 2014"), by=None)
    draft_notice(moved)
    cancel(type(hub).objects.get(pk=hub.pk), reason="too_few", by=None)

    assert [unit.pk for unit in due()] == [hub.pk]


def test_second_letter_on_the_same_is_refused(hub):
    moved = reschedule(hub, to=read_date("januari 2014"), by=None)
    draft_notice(moved)

    with pytest.raises(ValidationError, match="al een brief gemaakt"):
        draft_notice(moved)

    assert Notice.objects.count() == 1


def test_date_given_up_for_no_other_needs_a_letter(hub):
    adrift = reschedule(hub, to=None, by=None)

    text = draft_notice(adrift).text

    assert "De datum van de bijeenkomst “Goed werk" in text
    assert "is losgelaten; een nieuwe is nog niet bekend." in text


def test_new_date_in_another_year_is_told_after_the_date_was_given_up(hub):
    adrift = reschedule(hub, to=None, by=None)
    draft_notice(adrift)
    known = type(hub).objects.get(pk=hub.pk)
    correct_date(known, to=read_date("februari 2014"), by=None, why="nu bekend")

    assert [unit.pk for unit in due()] == [hub.pk]


def test_held_on_an_unknown_date_needs_no_letter(hub):
    adrift = reschedule(hub, to=None, by=None)
    hold(adrift, by=None)

    assert due() == []
