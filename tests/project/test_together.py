"""What can be done with many at once in each list where staff do so."""

import pytest
from django.utils import timezone

from dates.entry import read_date
from outbox.models import Message
from tests.factories import (
    AmbassadorFactory,
    HubFactory,
    OrganisationFactory,
    PublicationFactory,
    RegistrationFactory,
    SessionFactory,
    StoryFactory,
    UserFactory,
)
from tests.together import chosen, go_on, lines, on

pytestmark = pytest.mark.django_db

REGISTRATIONS = "/beheer/meetings/registration/"
SESSIONS = "/beheer/pilots/session/"
AMBASSADORS = "/beheer/ambassadors/ambassador/"
PAST = read_date("3 mei 2013")


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def states(rows, name):
    for row in rows:
        row.refresh_from_db()
    return [getattr(row, name) for row in rows]


def test_registrations_are_present_at_once_and_that_is_undone(staff):
    held = HubFactory(title="Samen", status="held", date=PAST)
    people = RegistrationFactory.create_batch(2, meeting=held)
    off = RegistrationFactory(meeting=held, name="Wim", state="cancelled")

    seen = chosen(staff, REGISTRATIONS, "aanwezig", [*people, off])
    assert lines(seen, "refused") == [
        "Wim, Samen: Deze persoon is afgemeld. Voeg hem of haar toe als binnenloper."
    ]
    assert lines(seen, "changes")[0].endswith("Aanwezig: niets → ja")
    go_on(staff, seen, skip="1")
    assert states(people, "attended") == [True, True]

    undo = on(staff.get("/beheer/gedaan/")).xpath("//a[@class='undo']")[0].get("href")
    go_on(staff, go_on(staff, staff.get(undo)))
    assert states(people, "attended") == [None, None]


def test_who_is_taken_off_and_who_gets_the_place_read_their_mail_first(staff):
    full = HubFactory(date=read_date("3 mei 2030"), capacity=1)
    has, waits = (
        RegistrationFactory(meeting=full),
        RegistrationFactory(meeting=full, state="waiting"),
    )

    seen = chosen(staff, REGISTRATIONS, "afmelden", [has])

    subjects = on(seen).xpath("//section//strong/text()")
    assert len(subjects) == 2
    go_on(staff, seen)
    assert Message.objects.count() == 2
    assert states([has, waits], "state") == ["cancelled", "offered"]


def test_what_someone_needs_is_not_told_where_many_are_done_at_once(staff):
    person = RegistrationFactory(
        meeting=HubFactory(date=read_date("3 mei 2030")),
        needs="rolstoel merkwoord",
        needs_consented_at=timezone.now(),
    )

    seen = chosen(staff, REGISTRATIONS, "afmelden", [person])

    assert "merkwoord" not in seen.content.decode()


def test_sessions_with_a_date_are_held_at_once(staff):
    dated, without = SessionFactory(date=PAST), SessionFactory(date=None)
    to_come = SessionFactory(date=read_date("3 mei 2030"))

    seen = chosen(staff, SESSIONS, "gehouden", [dated, without, to_come])
    go_on(staff, seen, skip="1")

    assert len(lines(seen, "refused")) == 2
    assert states([dated, without, to_come], "status") == ["held", "planned", "planned"]


def test_page_of_a_pilot_leads_to_its_own_sessions(staff):
    mine, other = SessionFactory(), SessionFactory()
    page = on(staff.get(f"/beheer/pilots/pilot/{mine.group.pilot_id}/change/"))

    address = page.xpath("//a[normalize-space()='Sessies']")[0].get("href")
    listed = staff.get(address).context_data["cl"].result_list

    assert [each.pk for each in listed] == [mine.pk]
    assert other.group.pilot_id != mine.group.pilot_id
    assert staff.get(f"{SESSIONS}?pilot=x").status_code == 200


def test_stories_are_adopted_by_the_rules_of_one_story(staff):
    raw, checked = StoryFactory(), StoryFactory(state="checked", text="Tekst.")

    seen = go_on(staff, chosen(staff, "/beheer/toolkit/story/", "opnemen", [raw, checked]))

    refused = {line.split(": ", 1)[1] for line in lines(seen, "refused")}
    assert "Alleen een nagekeken verhaal kan worden opgenomen." in refused
    assert len(refused) == 2
    assert states([raw, checked], "state") == ["raw", "checked"]


@pytest.mark.parametrize(
    ("address", "factory", "name", "typed", "changed"),
    [
        (
            "/beheer/publications/publication/",
            PublicationFactory,
            "indelen",
            {"kind": "video", "concerns_public_administration": "no"},
            {"kind": "video", "concerns_public_administration": False},
        ),
        (
            "/beheer/programme/organisation/",
            OrganisationFactory,
            "indelen",
            {"sector": "rijk", "rank": "2"},
            {"sector": "rijk", "rank": 2},
        ),
        (AMBASSADORS, AmbassadorFactory, "werk", {"province": "fl"}, {"province": "fl"}),
        (AMBASSADORS, AmbassadorFactory, "aanbod", {"offer": "hosts_hub"}, {"hosts_hub": True}),
    ],
)
def test_fields_are_set_of_all_with_history(staff, address, factory, name, typed, changed):
    rows = factory.create_batch(2)

    asked = chosen(staff, address, name, rows)
    go_on(staff, go_on(staff, asked, **typed))

    for field, value in changed.items():
        assert states(rows, field) == [value, value]
    assert rows[0].history.first().history_change_reason == "samen met andere gewijzigd"


def test_ambassadors_are_accepted_and_their_mail_is_read_once(staff):
    people = AmbassadorFactory.create_batch(2, state="interested", name="Anna Bos")

    seen = chosen(staff, AMBASSADORS, "opnemen", people)

    assert [each.text_content() for each in on(seen).xpath("//section//h2")] == ["2 mails"]
    go_on(staff, seen)
    assert states(people, "state") == ["ambassador", "ambassador"]
