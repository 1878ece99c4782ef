"""One action for many rows of a list: seen beforehand, agreed, then all or nothing."""

from datetime import date

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backoffice.together.pages import packed, unpacked
from dates.entry import read_date
from hubs.models import Hub
from meetings.models import Meeting
from outbox.models import Message
from tests.factories import HubFactory, RegistrationFactory, ThemeFactory, UserFactory
from tests.together import chosen, go_on, lines, on, sent_on, warning

pytestmark = pytest.mark.django_db

LIST = "/beheer/hubs/hub/"
PAST, TO_COME = read_date("3 mei 2013"), read_date("3 mei 2030")


@pytest.fixture
def anna(client):
    user = UserFactory(is_superuser=True, first_name="Anna", last_name="Bos")
    client.force_login(user)
    return user


def test_what_becomes_of_each_is_seen_before_anything_changes(client, anna):
    held, planned = (
        HubFactory(title="A", status="held", date=PAST),
        HubFactory(title="B", date=PAST),
    )

    seen = chosen(client, LIST, "gehouden", [held, planned])

    assert lines(seen, "changes") == ["B, 3 mei 2013 Status: gepland → gehouden"]
    assert lines(seen, "refused") == [
        "A, 3 mei 2013: Alleen een geplande bijeenkomst kan als gehouden worden vastgelegd."
    ]
    assert Hub.objects.get(pk=planned.pk).status == "planned"


def test_where_none_can_nothing_is_promised(client, anna):
    page = chosen(client, LIST, "gehouden", [HubFactory(date=TO_COME)]).content.decode()

    assert "Er is nog niets veranderd." in page
    assert "Met geen van deze kan dit." in page
    assert "Dit zou er gebeuren" not in page


def test_what_is_sent_to_the_list_itself_only_shows(client, anna):
    """The page that was seen is another, which may ask for proof."""
    planned = HubFactory(date=PAST)
    _, values = sent_on(chosen(client, LIST, "gehouden", [planned]))

    chosen(client, LIST, "gehouden", [planned], seen=values["seen"])

    assert Hub.objects.get(pk=planned.pk).status == "planned"


def test_what_cannot_is_skipped_only_when_that_is_agreed(client, anna):
    held, planned = HubFactory(status="held", date=PAST), HubFactory(date=PAST)
    seen = chosen(client, LIST, "gehouden", [held, planned])

    unagreed = go_on(client, seen)
    assert warning(unagreed).startswith("Er is nog niets veranderd. Vink aan")
    assert Hub.objects.get(pk=planned.pk).status == "planned"

    done = go_on(client, unagreed, skip="1")
    assert done["Location"] == LIST
    assert Hub.objects.get(pk=planned.pk).status == "held"
    assert planned.history.first().history_user == anna


def test_what_the_action_itself_refuses_is_said_and_the_list_stays_as_it_was_filtered(client, anna):
    hub = HubFactory(date=TO_COME)
    keys = {ACTION_CHECKBOX_NAME: [hub.pk]}

    seen = client.post(f"{LIST}?q=bijeenkomst", {"action": "gehouden", **keys})

    assert "De datum van deze bijeenkomst ligt in de toekomst" in lines(seen, "refused")[0]
    assert on(seen).xpath("//input[@type='submit']") == []
    assert f"{LIST}?q=bijeenkomst" in [each.get("href") for each in on(seen).xpath("//a")]


def test_row_that_a_colleague_changed_since_is_refused_by_name(client, anna):
    one, other = HubFactory(title="Een", date=PAST), HubFactory(date=PAST)
    seen = chosen(client, LIST, "gehouden", [one, other])
    Hub.objects.filter(pk=one.pk).update(status="cancelled", cancellation_reason="other")

    answer = go_on(client, seen)

    assert warning(answer).startswith("Er is nog niets veranderd: Een, 3 mei 2013 is intussen")
    assert Hub.objects.get(pk=other.pk).status == "planned"
    go_on(client, answer, skip="1")
    assert Hub.objects.get(pk=other.pk).status == "held"


def test_another_remark_stops_nobody(client, anna):
    hub = HubFactory(date=PAST)
    seen = chosen(client, LIST, "gehouden", [hub])
    Hub.objects.filter(pk=hub.pk).update(remark="Druk.")

    go_on(client, seen)

    assert Hub.objects.values_list("status", "remark").get() == ("held", "Druk.")


def test_mails_are_read_word_for_word_and_go_once(client, anna):
    hub, quiet = HubFactory(title="Samen leren", date=TO_COME), HubFactory(date=TO_COME)
    RegistrationFactory.create_batch(3, meeting=hub)
    asked = chosen(client, LIST, "annuleren", [hub, quiet])

    seen = go_on(client, asked, reason="venue", note="Brand.")

    texts = [each.text_content() for each in on(seen).xpath("//section//h2")]
    assert texts == ["3 mails"]
    assert "Samen leren" in on(seen).xpath("//section")[0].text_content()
    assert "(naam)" in on(seen).xpath("//section")[0].text_content()
    button = on(seen).xpath("//input[@type='submit'][@class='default']")[0].get("value")
    assert button == "Annuleren bij 2 hubs en 3 mails versturen"
    assert Message.objects.count() == 0
    go_on(client, seen)
    assert Message.objects.count() == 3
    assert set(Hub.objects.values_list("cancellation_note", flat=True)) == {"Brand."}


def test_mail_that_goes_later_is_read_too_and_is_not_written_yet(client, anna):
    hub = HubFactory(date=PAST)
    RegistrationFactory.create_batch(2, meeting=hub)

    seen = chosen(client, LIST, "gehouden", [hub])

    assert "Deze mail gaat na afloop" in on(seen).xpath("//section")[0].text_content()
    button = on(seen).xpath("//input[@type='submit'][@class='default']")[0].get("value")
    assert button == "Gehouden bij 1 hub"
    go_on(client, seen)
    assert (Hub.objects.get().status, Message.objects.count()) == ("held", 0)


def test_who_registers_between_looking_and_doing_is_seen_first(client, anna):
    hub = HubFactory(date=TO_COME)
    seen = go_on(client, chosen(client, LIST, "annuleren", [hub]), reason="venue")
    RegistrationFactory(meeting=hub)

    answer = go_on(client, seen)

    assert warning(answer).startswith("Er is nog niets veranderd: het zou nu anders gaan")
    assert Hub.objects.get().status == "planned"


def test_going_back_keeps_what_was_typed_and_a_fault_is_said_at_its_field(client, anna):
    asked = chosen(client, LIST, "annuleren", [HubFactory(date=TO_COME)])
    wrong = go_on(client, asked, reason="", note="Brand.")
    assert "Kies een reden uit de lijst." in wrong.content.decode()
    assert on(wrong).xpath("//textarea")[0].text.strip() == "Brand."

    seen = go_on(client, wrong, reason="venue", note="Brand.")
    back = go_on(client, seen, edit="1")

    assert on(back).xpath("//textarea")[0].text.strip() == "Brand."
    assert Hub.objects.get().status == "planned"


def test_values_changed_between_looking_and_doing_are_looked_at_again(client, anna):
    asked = chosen(client, LIST, "annuleren", [HubFactory(date=TO_COME)])
    seen = go_on(client, asked, reason="venue")

    answer = go_on(client, seen, reason="speaker")

    assert warning(answer).startswith("Er is nog niets veranderd")
    assert Hub.objects.get().status == "planned"


def test_many_are_one_line_in_the_log_and_are_undone_from_there(client, anna):
    hubs = HubFactory.create_batch(3, date=PAST)
    go_on(client, chosen(client, LIST, "gehouden", hubs))

    page = on(client.get("/beheer/gedaan/"))
    told = [
        " ".join(each.text_content().split()) for each in page.xpath("//ul[@class='doings']/li")
    ]
    assert len(told) == 1
    assert "Anna Bos deed “Gehouden” bij 3 hubs" in told[0]

    asked = client.get(page.xpath("//a[@class='undo']")[0].get("href"))
    go_on(client, go_on(client, asked, why="Vergissing."))

    assert set(Hub.objects.values_list("status", flat=True)) == {"planned"}
    assert on(client.get("/beheer/gedaan/")).xpath("//a[@class='undo']") == []


def test_nothing_is_kept_when_writing_the_log_fails(client, anna, monkeypatch):
    hub = HubFactory(date=PAST)
    seen = chosen(client, LIST, "gehouden", [hub])
    monkeypatch.setattr(LogEntry.objects, "bulk_create", lambda rows: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        go_on(client, seen)

    assert Hub.objects.get().status == "planned"


def test_selection_of_thousands_is_one_value_and_too_many_is_a_sentence(client, anna):
    hub = HubFactory(date=PAST)
    fields = [f.attname for f in Meeting._meta.concrete_fields if f.attname != "id"]
    values = {name: getattr(hub, name) for name in fields}
    unique = ({"slug": f"h{n}", "calendar_uid": f"u{n}"} for n in range(2100))
    Meeting.objects.bulk_create(Meeting(**values | each) for each in unique)

    answer = client.get(chosen(client, LIST, "annuleren", [hub], select_across="1")["Location"])

    assert "U koos er 2101. Kies er hooguit 500 tegelijk." in answer.content.decode()
    keys = {str(key): f"{key:016x}" for key in range(10_000, 12_100)}
    assert unpacked(packed(keys)) == keys
    assert len(packed(keys)) < 100_000


def test_showing_asks_the_same_queries_for_each_row(client, anna):
    counts = []
    for number in (1, 3, 30):
        hubs = HubFactory.create_batch(number, date=PAST)
        with CaptureQueriesContext(connection) as queries:
            chosen(client, LIST, "gehouden", hubs)
        counts.append(len(queries))

    one, three, thirty = counts
    of_a_row = (three - one) / 2
    assert of_a_row == (thirty - three) / 27


@pytest.mark.parametrize("rows", ["", "x", "eyJhIjoxfQ:1:x"])
def test_without_a_selection_of_ours_nothing_is_done(client, anna, rows):
    answer = client.post(f"{LIST}samen/gehouden/", {"rows": rows}, follow=True)

    assert "Kies eerst in de lijst bij welke u dit wilt doen." in answer.content.decode()


def test_who_may_not_change_is_not_offered_it_and_is_refused(client):
    reporter = UserFactory()
    reporter.groups.add(Group.objects.get(name="Rapporteur"))
    client.force_login(reporter)

    assert b'value="gehouden"' not in client.get(LIST).content
    assert client.post(f"{LIST}samen/gehouden/").status_code == 403


def test_theme_is_added_with_history_and_where_it_stands_that_is_said(client, anna):
    theme, hub, other = ThemeFactory(name="Lef"), HubFactory(), HubFactory()
    other.themes.add(theme)
    seen = go_on(client, chosen(client, LIST, "thema", [hub, other]), themes=theme.pk)

    assert lines(seen, "changes")[0].endswith("Thema's: niets → Lef")
    assert lines(seen, "refused")[0].endswith("Dit staat er al zo.")
    go_on(client, seen, skip="1")

    assert list(hub.themes.all()) == [theme]
    assert hub.history.first().history_user == anna


def test_days_before_count_from_the_day_of_each(client, anna):
    hub, unknown = HubFactory(date=TO_COME), HubFactory(date=read_date("2030"))
    asked = chosen(client, LIST, "dagen-ervoor", [hub, unknown])
    assert "Vul iets in." in go_on(client, asked).content.decode()

    seen = go_on(client, asked, decide="14", close="1", at="12.00")
    go_on(client, seen, skip="1")

    hub.refresh_from_db()
    unknown.refresh_from_db()
    assert hub.decision_date == date(2030, 4, 19)
    assert f"{hub.registration_closes:%d-%m %H}" == "02-05 10"
    assert unknown.decision_date is None
