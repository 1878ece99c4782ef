"""After erasing, a search through every table finds neither name nor address.

The tables are listed by the database: a new one is searched without being named here.
"""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from ambassadors import emails as network
from ambassadors.actions import come_forward, enrol
from ambassadors.logged import log_activity, mend_activity, take_away
from ambassadors.models import Activity, Ambassador
from hubs.models import Hub
from meetings import actions
from meetings.actions import on_behalf
from meetings.models import Evaluation, Registration
from outbox.actions import Mail, queue
from privacy.actions import give_consent
from privacy.mentions import erase_mentions, names_of
from privacy.requests import erase_person
from reporting.models import PublishedVersion, Question
from reporting.reading_room import actions as room
from reporting.reading_room.confirming import request_code
from tests.factories import HubFactory, RegistrationFactory, UserFactory
from tests.meetings.registering import open_meeting
from tests.reporting.room import invited, quick_forms  # noqa: F401
from toolkit.sharing import share_story

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
NAME, ADDRESS = "Zoë Zilverberg-Śmigły", "zoe.zilverberg@gemeente.example"
MARKERS = ("zilverberg", "śmigły", "\\u015bmig")
NAMESAKE = "naamgenoot@elders.example"


def tables() -> list[str]:
    with connection.cursor() as cursor:
        return sorted(connection.introspection.table_names(cursor))


def rows_with(markers: tuple[str, ...]) -> list[str]:
    """The tables that hold one of the markers, with the row."""
    found = []
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                text = " ".join(map(str, row)).lower()
                if any(marker in text for marker in markers):
                    found.append(f"{table}: {text}")
    opened = [str(session.get_decoded()).lower() for session in Session.objects.all()]
    return found + [text for text in opened if any(marker in text for marker in markers)]


def registered_three_times() -> list[Registration]:
    full = open_meeting(capacity=1)
    RegistrationFactory(meeting=full)
    meetings = [open_meeting(), open_meeting(), full]
    applicant = actions.Applicant(name=NAME, email=ADDRESS, organisation_typed="Zilverberg Advies")
    return [actions.register(meeting, applicant).registration for meeting in meetings]


def as_a_reader() -> Question:
    reader = invited(name=NAME, email=ADDRESS)
    version = reader.report.versions.get()
    request_code(reader, version, kind="received", name=NAME)
    return room.ask(reader, version, about="summary", text=f"Groet, {NAME}")


def in_the_network() -> None:
    """Asked for the link, said more, was accepted, noted something, mended it, took one away, and
    was reminded."""
    network.send_link(ADDRESS)
    texts = {"ambassador": "Ik doe mee.", "reminder": "Herinner mij."}
    typed = {"name": NAME, "organisation_typed": "Zilverberg Advies", "setting": f"{NAME}, zzp"}
    ambassador = come_forward(email=ADDRESS, consents=texts, **typed)
    told = {"kind": "other", "organisation": "Zilverberg Advies", "description": f"Met {NAME}"}
    day = timezone.localdate()
    take_away(log_activity(ambassador, day=day, **told))
    mend_activity(log_activity(ambassador, day=day, people=9, **told), day=day, **told)
    ambassador.reminded_on = day
    network.send_reminder(ambassador, is_last=True)
    network.send_welcome(ambassador)


def in_the_words_of_others(user, registration: Registration) -> None:
    hub = Hub.objects.get(pk=registration.meeting_id)
    hub.remark = f"Gebeld met {NAME.upper()} ({ADDRESS}), komt later."
    hub._change_reason = f"{NAME} belde"
    hub.save()
    user.logentry_set.create(
        content_type_id=1, object_id="1", object_repr=NAME, action_flag=CHANGE, change_message="[]"
    )
    context = {"registrations": [{"title": f"Vraag van {NAME}"}], "to": ADDRESS}
    queue([Mail(key="x", to="staf@stichting.example", template="from_staff", context=context)])
    session = SessionStore()
    session["typed"] = {"name": NAME, "email": ADDRESS}
    session.save()


@pytest.fixture
def everywhere(settings, tmp_path) -> Registration:
    """Somebody who did everything that one can do here."""
    user = UserFactory(is_superuser=True)
    registrations = registered_three_times()
    registrations[0].attended = True
    registrations[0].save()
    on_behalf.correct_details(
        registrations[1],
        by=user,
        name=NAME,
        organisation=None,
        organisation_typed=registrations[1].organisation_typed,
        function="",
    )
    Evaluation.objects.create(meeting=registrations[0].meeting, useful=4, recognised=4, mark=8)
    share_story(title=f"Hoe {NAME} nee zei", text=f"Ik ben {NAME}.", email=ADDRESS)
    give_consent(purpose="news", how="form", text="Ik wil nieuws.", email=ADDRESS)
    enrol(programme=HubFactory().programme, name=NAME, email=ADDRESS, consent_text="Ik doe mee.")
    in_the_network()
    as_a_reader()
    in_the_words_of_others(user, registrations[0])
    return registrations[0]


def test_nothing_of_a_person_is_left_in_any_table(everywhere):
    assert len({row.split(":")[0] for row in rows_with(MARKERS)}) > 10

    erase_person(ADDRESS)

    assert rows_with(MARKERS) == []


def test_what_is_counted_and_what_was_published_stays(everywhere):
    published = PublishedVersion.objects.get()
    bytes_before = published.renderings.values_list("checksum", flat=True)
    checksums = sorted(bytes_before)
    attended = Registration.objects.filter(attended=True).count()

    erase_person(ADDRESS)

    assert Registration.objects.filter(attended=True).count() == attended == 1
    assert sorted(published.renderings.values_list("checksum", flat=True)) == checksums
    assert Evaluation.objects.count() == 1
    assert Question.objects.get().text == "Groet, (gewist)"


def test_who_was_in_the_network_is_counted_without_a_name(everywhere):
    erase_person(ADDRESS)

    row = Ambassador.objects.get()
    assert (row.name, row.email, row.setting, row.state) == ("", "", "", "left")
    assert Activity.objects.get().description == ""


def test_somebody_else_of_the_same_name_keeps_it(everywhere):
    other = RegistrationFactory(name=NAME, email=NAMESAKE)

    erase_person(ADDRESS)

    other.refresh_from_db()
    assert (other.name, other.email) == (NAME, NAMESAKE)


def test_an_account_of_a_colleague_stays_as_it_is(everywhere):
    user = get_user_model().objects.create_user("zoe", email=ADDRESS)

    erase_person(ADDRESS)

    user.refresh_from_db()
    assert user.email == ADDRESS


def test_erasing_twice_changes_nothing_more(everywhere):
    erase_person(ADDRESS)

    assert sum(erase_person(ADDRESS).values()) == 0


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Jan  Jansen belde", "(gewist) belde"),
        ("JAN JANSEN", "(gewist)"),
        ("Jan Jansens en Jan Jansen.", "Jan Jansens en (gewist)."),
        ("jan@x.example, ook xjan@x.example", "(gewist), ook xjan@x.example"),
        ("jan@x.example.org", "jan@x.example.org"),
        ("Mail jan@x.example.", "Mail (gewist)."),
    ],
)
def test_whole_words_alone_are_taken_out(text, left):
    hub = HubFactory(remark=text)

    erase_mentions("jan@x.example", ["Jan Jansen"])

    hub.refresh_from_db()
    assert hub.remark == left


def test_what_stands_for_a_short_name_fits_its_column():
    """A log cuts what it repeats, so that it is full; PostgreSQL refuses one sign more."""
    entry = LogEntry.objects.create(
        user=UserFactory(),
        content_type=ContentType.objects.get_for_model(Hub),
        object_id="1",
        object_repr="Jan Bos" + "." * 193,
        action_flag=CHANGE,
        change_message="Jan Bos belde",
    )

    erase_mentions("a@b.nl", ["Jan Bos"])

    entry.refresh_from_db()
    assert entry.object_repr == "(gewist)" + "." * 192
    assert entry.change_message == "(gewist) belde"


def test_one_word_is_no_full_name():
    RegistrationFactory(name="Jan", email=ADDRESS)

    assert names_of(ADDRESS) == set()
