"""The page of a facilitator: what it shows, what it logs, and to whom it stays closed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dates.entry import read_date
from dates.values import ApproximateDate
from pilots import actions
from pilots.facilitator.links import token_of, url_of
from pilots.models import FacilitatorLink, Observation, Session
from privacy.personal_links import EXPIRED, INVALID, REPLACED, REVOKED
from tests.factories import (
    FacilitatorLinkFactory,
    GroupFactory,
    ObservationFactory,
    PersonFactory,
    PilotFactory,
    QualityFactory,
    SessionFactory,
    ThemeFactory,
)
from toolkit.models import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def link():
    return FacilitatorLinkFactory(person__name="Noor Leidt")


@pytest.fixture
def session(link):
    return session_led_by(link, title="Pilot Noord")


def session_led_by(link, **pilot):
    made = SessionFactory(group=GroupFactory(pilot=PilotFactory(**pilot)), number=1)
    made.group.pilot.team.add(link.person)
    return made


def page(client, link, name="sessions", **arguments):
    return client.get(url_of(link, name, **arguments))


def sent(client, link, name="session", *, session, **values):
    return client.post(url_of(link, name, pk=session.pk), values, follow=True)


def test_shows_sessions_of_own_pilots_and_nothing_of_another(client, link, session):
    other = SessionFactory(group=GroupFactory(pilot=PilotFactory(title="Pilot Zuid")))
    ObservationFactory(session=other, tension="GEHEIM")

    shown = page(client, link).content.decode()

    assert "Pilot Noord" in shown
    assert "Pilot Zuid" not in shown
    for name in ("session", "mend", "observation"):
        answer = page(client, link, name, pk=other.pk)
        assert answer.status_code == 404
        assert "Deze sessie hoort niet bij een pilot die u begeleidt." in answer.content.decode()
        assert "Pilot Zuid" not in answer.content.decode()


def test_what_a_colleague_leads_is_no_own_session(client, link, session):
    session.facilitators.add(PersonFactory())

    shown = page(client, link).content.decode()

    assert "Nog vast te leggen" not in shown
    assert "Sessies die een collega leidt (1)" in shown


def test_who_leaves_the_team_sees_the_pilot_no_more(client, link, session):
    session.group.pilot.team.clear()

    assert "van geen pilot begeleider" in page(client, link).content.decode()
    assert page(client, link, "session", pk=session.pk).status_code == 404
    assert sent(client, link, session=session, participants="8").status_code == 404
    session.refresh_from_db()
    assert session.status == "planned"


@pytest.mark.parametrize(
    ("change", "sentence", "status"),
    [
        ({"revoked_at": timezone.now()}, REVOKED, 410),
        ({"version": 2}, REPLACED, 410),
        ({"expires_on": timezone.localdate() - timedelta(days=1)}, EXPIRED, 410),
    ],
)
def test_link_that_ended_says_so_and_does_nothing(client, link, session, change, sentence, status):
    address = url_of(link, "session", pk=session.pk)
    FacilitatorLink.objects.filter(pk=link.pk).update(**change)

    for answer in (client.get(address), client.post(address, {"participants": "8"})):
        assert answer.status_code == status
        assert sentence in answer.content.decode()
        assert answer["Referrer-Policy"] == "same-origin"
    session.refresh_from_db()
    assert session.status == "planned"


@pytest.mark.parametrize("forged", ["x", "WzEsMV0:x", "WzEsMV0"])
def test_forged_link_says_so(client, link, forged):
    answer = client.get(f"/begeleider/{forged}/")

    assert answer.status_code == 404
    assert INVALID in answer.content.decode()


def test_link_of_another_purpose_does_not_open_it(client, link):
    from django.core import signing

    forged = signing.Signer(salt="reporting.reading_room").sign_object([link.pk, link.version])
    assert client.get(f"/begeleider/{forged}/").status_code == 404


def test_get_changes_nothing_and_is_not_kept(client, link, session):
    answer = page(client, link, "session", pk=session.pk)

    assert answer["Cache-Control"] == "private, no-store"
    session.refresh_from_db()
    assert session.status == "planned"


def test_logs_a_session_as_held_in_the_name_of_the_facilitator(client, link, session):
    answer = sent(client, link, session=session, participants="8", facilitators=[link.person.pk])

    assert "is gehouden, 8 deelnemers." in answer.content.decode()
    session.refresh_from_db()
    assert (session.status, str(session.participants)) == ("held", "8")
    assert list(session.facilitators.all()) == [link.person]
    told = session.history.filter(history_change_reason__startswith="gehouden").first()
    assert told.history_change_reason == "gehouden (begeleider Noor Leidt)"
    assert told.history_user is None
    session.group.pilot.refresh_from_db()
    assert session.group.pilot.sessions_state == "running"


@pytest.mark.parametrize(
    ("values", "stands"),
    [
        ({"participants": "6", "up_to": "11", "source": "geteld"}, "6 tot 11"),
        ({"participants": ""}, "None"),
    ],
)
def test_number_may_be_a_range_or_unknown(client, link, session, values, stands):
    sent(client, link, session=session, **values)

    session.refresh_from_db()
    assert session.status == "held"
    assert str(session.participants) == stands


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"participants": "0"}, "1 tot en met 999"),
        ({"participants": "1000"}, "1 tot en met 999"),
        ({"participants": "Jan en Piet"}, "Typ een aantal"),
        ({"participants": "11", "up_to": "6", "source": "x"}, "Typ het kleinste aantal eerst"),
        ({"participants": "6", "up_to": "11"}, "Schrijf op waar u dit aantal vandaan heeft."),
        ({"up_to": "11", "source": "x"}, "Vul ook het kleinste aantal in"),
        ({"participants": "8", "on": "1-1-2099"}, "ligt in de toekomst"),
        ({"participants": "8", "on": "1-1-2012"}, "ligt voor het begin van de pilot"),
    ],
)
def test_bad_input_is_refused_and_stays(client, link, session, values, sentence):
    pilot = session.group.pilot
    pilot.begins = read_date("2013")
    pilot.save()

    answer = sent(client, link, session=session, **values).content.decode()

    assert sentence in answer
    assert "<title>Fout: " in answer
    for value in values.values():
        assert f'value="{value}"' in answer
    session.refresh_from_db()
    assert session.status == "planned"


def test_same_facilitator_twice_is_refused(client, link, session):
    twice = [link.person.pk, link.person.pk]
    answer = sent(client, link, session=session, participants="8", facilitators=twice)

    assert "Iemand staat er twee keer." in answer.content.decode()


def test_same_log_sent_twice_counts_once(client, link, session):
    values = {"participants": "8", "facilitators": [link.person.pk]}
    sent(client, link, session=session, **values)
    rows = session.history.count()

    again = sent(client, link, session=session, **values)

    assert "is gehouden, 8 deelnemers." in again.content.decode()
    assert session.history.count() == rows


def test_second_who_logs_otherwise_reads_what_stands(client, link, session):
    actions.hold_session(session, participants=None, by=None)

    answer = sent(client, link, session=session, participants="8").content.decode()

    assert "Een collega legde deze sessie intussen vast: aantal deelnemers niet bekend." in answer
    assert 'value="8"' in answer
    session.refresh_from_db()
    assert session.participants is None


def test_session_to_come_or_cancelled_cannot_be_logged(client, link, session):
    Session.objects.filter(pk=session.pk).update(status="cancelled", cancellation_note="ziek")

    shown = page(client, link, "session", pk=session.pk).content.decode()
    assert "Is de sessie gehouden?" not in shown
    sent(client, link, session=session, participants="8")
    session.refresh_from_db()
    assert session.status == "cancelled"


def test_fewer_than_agreed_is_said_after_logging(client, link, session):
    pilot = session.group.pilot
    pilot.facilitators_per_session = 2
    pilot.save()

    answer = sent(client, link, session=session, participants="8", facilitators=[link.person.pk])

    assert "minder begeleiders dan afgesproken (1 van 2)" in answer.content.decode()


def test_what_was_logged_is_mended_with_a_reason(client, link, session):
    sent(client, link, session=session, participants="80")
    sent(client, link, "mend", session=session, participants="8", why="tikfout")

    session.refresh_from_db()
    assert str(session.participants) == "8"
    reason = session.history.filter(participants_min=8).first().history_change_reason
    assert reason == "verbeterd: tikfout (begeleider Noor Leidt)"


def test_observation_is_read_by_the_team(client, link, session):
    quality = QualityFactory(programme=session.group.pilot.programme, label="Betrokken")
    values = {
        "tension": "De regel knelde.",
        "theme": ThemeFactory(name="Loyaliteit").pk,
        "quality": quality.pk,
        "quote": "Dan bel ik.",
    }
    for _ in range(2):  # the connection was lost, so it is sent again
        sent(client, link, "observation", session=session, **values)
    colleague = FacilitatorLinkFactory()
    session.group.pilot.team.add(colleague.person)

    shown = page(client, colleague, "session", pk=session.pk).content.decode()

    assert Observation.objects.count() == 1
    for text in ("De regel knelde.", "Dan bel ik.", "Loyaliteit", "Betrokken"):
        assert text in shown


def test_only_the_writer_mends_an_observation(client, link, session):
    own = ObservationFactory(session=session, written_by=link.person, tension="Met een naam")
    of_other = ObservationFactory(session=session, tension="Van een ander")
    address = {"pk": session.pk}

    client.post(url_of(link, "mend_observation", number=own.pk, **address), {"tension": "Zonder"})
    refused = client.post(
        url_of(link, "mend_observation", number=of_other.pk, **address), {"tension": "X"}
    )

    assert refused.status_code == 404
    assert set(Observation.objects.values_list("tension", flat=True)) == {"Zonder", "Van een ander"}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"tension": "", "quote": "Dan bel ik."}, "Schrijf op welke spanning u zag."),
        ({"tension": "x" * 4001, "quote": "Dan bel ik."}, "Kort uw tekst in"),
    ],
)
def test_observation_that_cannot_be_keeps_what_was_typed(client, link, session, values, sentence):
    answer = sent(client, link, "observation", session=session, **values).content.decode()

    assert sentence in answer
    assert "Dan bel ik.</textarea>" in answer
    assert not Observation.objects.exists()


def test_session_to_come_has_nothing_to_observe_yet(client, link, session):
    tomorrow = timezone.localdate() + timedelta(days=1)
    actions.correct_session_date(session, to=ApproximateDate.of_day(tomorrow), why="x", by=None)

    answer = sent(client, link, "observation", session=session, tension="x").content.decode()

    assert "Deze sessie moet nog komen." in answer
    assert "Komt nog" in page(client, link).content.decode()


def story_address(link, session):
    return f"/toolkit/verhaal-uit-een-sessie/{token_of(link)}/{session.pk}/"


def test_story_goes_to_the_toolkit_raw_and_once(client, link, session):
    address = story_address(link, session)
    assert address in page(client, link, "session", pk=session.pk).content.decode()
    values = {"title": "De brief", "story": "Hij bleef\r\nliggen.", "assent": "on"}
    for _ in range(2):
        client.post(address, values)

    story = Story.objects.get()
    assert (story.state, story.raw_text) == ("raw", "Hij bleef\nliggen.")
    assert (story.told_in_pilot, story.programme) == (
        session.group.pilot,
        session.group.pilot.programme,
    )
    assert story.consent.email == link.email
    assert "Wie dit vertelde" in story.consent.text


def test_no_story_is_asked_of_a_session_that_is_still_to_come(client, link, session):
    tomorrow = timezone.localdate() + timedelta(days=1)
    actions.correct_session_date(session, to=ApproximateDate.of_day(tomorrow), why="x", by=None)

    shown = page(client, link, "session", pk=session.pk).content.decode()

    assert story_address(link, session) not in shown


def test_story_without_assent_or_of_another_pilot_is_refused(client, link, session):
    answer = client.post(
        story_address(link, session), {"title": "De brief", "story": "Hij bleef liggen."}
    )
    assert "Vraag eerst aan wie het vertelde of het goed is." in answer.content.decode()
    assert "Hij bleef liggen.</textarea>" in answer.content.decode()
    other = SessionFactory()
    values = {"title": "De brief", "story": "x", "assent": "on"}
    assert client.post(story_address(link, other), values).status_code == 404
    assert not Story.objects.exists()


@pytest.mark.parametrize("number", [1, 3, 30])
def test_sessions_take_the_same_number_of_queries(client, link, number, django_assert_num_queries):
    for _ in range(number):
        session_led_by(link).facilitators.add(link.person)
    with django_assert_num_queries(3):
        page(client, link)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_a_session_takes_the_same_number_of_queries(
    client, link, session, number, django_assert_num_queries
):
    ObservationFactory.create_batch(number, session=session, theme=ThemeFactory())
    with django_assert_num_queries(6):
        page(client, link, "session", pk=session.pk)
