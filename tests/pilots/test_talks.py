"""Talks that lead somewhere: steps ticked off, a board by stage, and a pilot of what is agreed."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from lxml import html
from playwright.sync_api import expect

from dates.entry import read_date
from pilots import actions
from pilots.board import board_of_talks
from pilots.models import Conversation, Pilot
from tests.backoffice.people import form_in, page_of, signed_in, words
from tests.browsing import faults, sign_in
from tests.factories import (
    ConversationFactory,
    CounterpartyFactory,
    OrganisationFactory,
    PersonFactory,
    PilotFactory,
    ProgrammeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

BOARD = "admin:pilots_counterparty_bord"


@pytest.fixture
def anna():
    return signed_in("Anna")


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def talk(party=None, when="2013", **values):
    party = party or CounterpartyFactory()
    return ConversationFactory(counterparty=party, date=read_date(when), **values)


def refusal(act, *args, **values):
    with pytest.raises(ValidationError) as refused:
        act(*args, by=None, **values)
    return " ".join(refused.value.messages)


def add_row(client, party, **typed):
    """One more talk on the page of the party."""
    form = form_in(client.get(page_of(party)))
    number = int(form["conversations-TOTAL_FORMS"][0])
    row = {f"conversations-{number}-{name}": value for name, value in typed.items()}
    form["conversations-TOTAL_FORMS"] = [str(number + 1)]
    return client.post(page_of(party), form | row)


def test_a_talk_is_logged_with_who_spoke_what_is_in_the_way_and_the_next_step(anna):
    party, person = CounterpartyFactory(programme=ProgrammeFactory(last_year=2040)), PersonFactory()

    add_row(
        anna,
        party,
        date="2013",
        stage="concrete",
        spoken_by=[person.pk],
        obstacle_kind="money",
        obstacle="begroting rond in mei",
        next_step="HRM bellen",
        next_step_on=f"{in_days(3):%-d-%-m-%Y}",
    )

    found = Conversation.objects.get()
    assert list(found.spoken_by.all()) == [person]
    assert (found.get_obstacle_kind_display(), found.next_step_on) == ("geld", in_days(3))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"next_step": "Bellen", "next_step_on": "1-1-2014"}, "Deze dag is voorbij."),
        ({"next_step_on": "1-1-2090"}, "Schrijf op wat de volgende stap is"),
    ],
)
def test_a_next_step_that_cannot_be_is_refused(anna, typed, said):
    refused = add_row(anna, CounterpartyFactory(), stage="concrete", **typed)
    assert said in words(refused)
    assert not Conversation.objects.exists()


def test_a_stage_that_stands_is_not_overwritten_on_the_page(anna):
    first = talk(stage="exploratory")
    form = form_in(anna.get(page_of(first.counterparty)))

    anna.post(page_of(first.counterparty), form | {"conversations-0-stage": "agreed"})

    first.refresh_from_db()
    assert first.stage == "exploratory"


def test_an_error_in_a_stage_is_mended_with_a_reason_and_kept_in_the_history(anna):
    first = talk(stage="agreed")
    page = page_of(first.counterparty, "stadium-verbeteren")

    anna.post(page, {"talk": first.pk, "stage": "concrete", "why": "verkeerd gekozen"})

    first.refresh_from_db()
    assert first.stage == "concrete"
    assert "agreed" in first.history.values_list("stage", flat=True)
    again = {"talk": first, "stage": "concrete", "why": "x"}
    assert refusal(actions.correct_stage, first.counterparty, **again) == (
        "Dit stadium staat er al."
    )


def test_a_step_is_ticked_off_once(anna):
    step = talk(next_step="Bellen", next_step_on=in_days(-2))
    page = page_of(step.counterparty, "stap-gedaan")

    anna.post(page, form_in(anna.get(page)))

    step.refresh_from_db()
    assert step.next_step_done == timezone.localdate()
    assert refusal(actions.tick_off_step, step.counterparty, talk=step) == (
        "Deze stap is al afgevinkt."
    )


def test_the_board_stands_by_stage_with_what_is_overdue_on_top(anna):
    late, agreed = CounterpartyFactory(name="Late"), CounterpartyFactory(name="Afspraak")
    talk(late, "maart 2013", stage="exploratory")
    talk(late, "mei 2013", stage="concrete", next_step="Bellen", next_step_on=in_days(-1))
    talk(agreed, stage="agreed")
    talk(CounterpartyFactory(name="Aan de beurt"), stage="concrete")

    page = html.fromstring(anna.get(reverse(BOARD)).content.decode())

    heads = [head.text_content() for head in page.xpath("//div[@id='content-main']//h2")]
    assert heads == ["Te laat (1)", "Concreet (2)", "Afgesproken (1)"]
    first = page.xpath("//section[h2[starts-with(., 'Concreet')]]//li")[0]
    said = " ".join(first.text_content().split())
    assert "Late te laat" in said
    assert "verkennend (maart 2013), concreet (mei 2013)" in said


def test_an_agreed_party_becomes_a_pilot_and_keeps_its_talks():
    party = CounterpartyFactory()
    organisation, other = OrganisationFactory(), PilotFactory(programme=party.programme)
    party.organisations.add(organisation)
    first, last = talk(party, stage="exploratory"), talk(party, "2014", stage="agreed")
    elsewhere = talk(party, "2012", pilot=other)

    pilot = actions.make_pilot(party, title="Pilot bij de gemeente", by=None)

    assert (pilot.programme, pilot.organisation) == (party.programme, organisation)
    assert set(pilot.conversations.all()) == {first, last}
    elsewhere.refresh_from_db()
    assert elsewhere.pilot == other
    assert refusal(actions.make_pilot, party, title="Nog een") == (
        "Van deze afspraak is al een pilot gemaakt."
    )
    assert Pilot.objects.count() == 2


def test_of_a_party_without_agreement_no_pilot_is_made(anna):
    party = talk(stage="concrete").counterparty
    assert "nog niets afgesproken" in refusal(actions.make_pilot, party, title="Pilot")
    assert anna.get(page_of(party, "pilot-maken")).status_code == 302


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_board_asks_two_queries(count, django_assert_num_queries):
    for _ in range(count):
        talk(next_step="Bellen", next_step_on=in_days(-1), stage="agreed")
    with django_assert_num_queries(2):
        board = board_of_talks(timezone.localdate())
        assert all(card.way and card.becomes_pilot for card in board.overdue)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_board_in_a_browser(page, client):
    party = CounterpartyFactory(name="Gemeente Voorbeeld", decision_maker="HRM")
    talk(party, stage="agreed", next_step="Bellen", next_step_on=in_days(-1), obstacle="geld")
    sign_in(page, client, UserFactory(is_superuser=True))

    page.goto(reverse(BOARD))
    expect(page.get_by_role("heading", name="Te laat (1)")).to_be_visible()
    assert faults(page) == {}
    page.get_by_role("link", name="Stap afvinken").first.click()
    page.get_by_role("button", name="Stap afvinken").click()
    expect(page.get_by_role("heading", name="Te laat (1)")).to_have_count(0)
