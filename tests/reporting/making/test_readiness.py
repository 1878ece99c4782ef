"""What staff still have to find out, each with the place to fill it in."""

import pytest
from django.urls import resolve

from dates.entry import read_date
from reporting.collect import read_material
from reporting.making import actions
from reporting.making.readiness import missing_from
from tests.factories import (
    ConversationFactory,
    CounterpartyFactory,
    GroupFactory,
    NarrativeFactory,
    PersonFactory,
    PilotFactory,
    ProgrammeFactory,
    ReschedulingFactory,
    SessionFactory,
    TargetFactory,
)

from ..publishing import keys_open, writer
from ..reading import hub, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def target():
    target = TargetFactory(number=1)
    report_of(target.programme)
    return target


def lines(programme, section: str) -> list[str]:
    missing = missing_from(read_material(programme.slug, 2013))
    return [line.text for line in missing if line.section == section]


def test_demo_lacks_what_the_source_does_not_say(demo):
    found = {(line.section, line.text) for line in missing_from(demo)}
    hubs = sorted(text for section, text in found if section == "hubs")
    assert [text for text in hubs if "ontbreekt er 1" in text] != []
    assert sorted(text for text in hubs if text.startswith("Waarom is")) == [
        "Waarom is “Goed Werk vs Slecht Werk, Den Haag” verplaatst? De reden is niet vastgelegd.",
        "Waarom is “Professionaliteit en moraliteit, Utrecht” verplaatst? "
        "De reden is niet vastgelegd.",
    ]
    assert [text for text in hubs if text.startswith("Is “")] == [
        "Is “Goed Werk vs Slecht Werk, Den Haag” gehouden? De datum is voorbij."
    ]
    assert len([text for text in hubs if text.startswith("Hoeveel mensen")]) == 9


def test_sessions_with_fewer_facilitators_than_agreed_are_listed_once_for_their_pilot(target):
    pilot = PilotFactory(
        programme=target.programme,
        title="Ministerie",
        facilitators_per_session=2,
        target=TargetFactory(programme=target.programme, line="pilots", year=2013),
    )
    group = GroupFactory(pilot=pilot)
    for number, leaders in enumerate((1, 2, 0, 1), start=1):
        session = SessionFactory(group=group, number=number, status="held")
        session.facilitators.set(PersonFactory.create_batch(leaders))

    found = [line for line in lines(target.programme, "pilots") if "begeleiders" in line]

    assert found == ["“Ministerie” had 2 sessies met minder begeleiders dan de afgesproken 2."]


def test_sections_stand_in_the_order_of_the_report(demo):
    titles = list(dict.fromkeys(line.title for line in missing_from(demo)))
    order = [
        "Omslag en colofon",
        "Inleiding",
        "a. Goed Werk Hubs",
        "b. Pilots met de Goed Werk Toolkit",
    ]
    assert [title for title in titles if title in order] == [t for t in order if t in titles]


def test_every_line_about_a_row_links_to_its_page_in_the_admin(demo):
    links = [line.url for line in missing_from(demo) if line.row is not None and line.row.pk]
    assert links
    for link in links:
        assert resolve(link).url_name.endswith("_change")


def test_report_that_is_not_logged_links_to_where_it_is_made():
    programme = ProgrammeFactory()
    missing = missing_from(read_material(programme.slug, 2013))
    assert {resolve(line.url).url_name for line in missing if line.section == "colophon"} == {
        "reporting_progressreport_add",
        "programme_programme_change",
    }


def test_difference_with_an_explanation_is_not_missing(target):
    gap = "Het verschil met de afspraak is nog niet toegelicht"
    gap += ": van de 1 afgesproken ontbreekt er 1."
    assert gap in lines(target.programme, "hubs")
    type(target).objects.filter(pk=target.pk).update(explanation="Te druk.")
    assert gap not in lines(target.programme, "hubs")


def test_as_agreed_needs_no_explanation(target):
    hub(target.programme, "2013", target=target, held=True)
    assert not any("verschil" in line for line in lines(target.programme, "hubs"))


def test_held_meeting_lacks_attendance_and_minutes(target):
    meeting = hub(target.programme, "2013", target=target, held=True)
    found = lines(target.programme, "hubs")
    assert f"Hoeveel mensen waren er bij “{meeting}”? Dat is niet vastgelegd." in found
    assert f"Van “{meeting}” is geen verslag vastgelegd." in found


def test_reason_is_asked_for_once_however_often_it_moved(target):
    meeting = hub(target.programme, "maart 2014", target=target)
    ReschedulingFactory.create_batch(2, meeting=meeting)
    assert [line for line in lines(target.programme, "hubs") if line.startswith("Waarom")] == [
        f"Waarom is “{meeting}” verplaatst? De reden is niet vastgelegd."
    ]


@pytest.mark.parametrize(
    ("when", "fields"), [("december 2013 of januari 2014", {}), ("", {"held": True})]
)
def test_extra_of_which_the_year_is_undecided_is_listed(target, when, fields):
    meeting = hub(target.programme, when, **fields)
    asked = f"Was “{meeting}” in 2013? Dat is uit de datum niet op te maken."
    assert asked in lines(target.programme, "hubs")


def test_talks_without_a_next_step_are_listed(target):
    party = CounterpartyFactory(programme=target.programme)
    ConversationFactory(counterparty=party)
    assert f"Wat is de volgende stap met {party}?" in lines(target.programme, "pilots")


def test_unknown_placeholder_is_listed(target):
    report = target.programme.reports.get()
    NarrativeFactory(report=report, section="hubs", text="{hubs.helt}")
    assert "Het cijfer {hubs.helt} in de tekst bestaat niet." in lines(target.programme, "hubs")
    assert "De tekst is nog niet geschreven." not in lines(target.programme, "hubs")


def test_held_on_a_date_that_does_not_say_the_year_is_listed(target):
    hub(target.programme, "", target=target, held=True, title="Ooit", place="")

    assert "Was “Ooit” in 2013? Dat is uit de datum niet op te maken." in lines(
        target.programme, "hubs"
    )


def test_date_given_up_for_no_other_is_listed(target):
    meeting = hub(target.programme, "", target=target, title="Zwevend", place="")
    ReschedulingFactory(meeting=meeting, reason="zaal bezet")

    assert [line for line in lines(target.programme, "hubs") if "Zwevend" in line] == [
        "Wanneer is “Zwevend” nu? De oude datum is losgelaten, een nieuwe ontbreekt."
    ]


def test_what_came_in_the_place_is_asked_after_as_well(target):
    instead = hub(target.programme, "2013", held=True, title="Ander", place="")
    hub(target.programme, "2013", target=target, cancelled=True, replaced_by=instead)

    assert [line for line in lines(target.programme, "hubs") if "Ander" in line] == [
        "Hoeveel mensen waren er bij “Ander”? Dat is niet vastgelegd.",
        "Van “Ander” is geen verslag vastgelegd.",
    ]


def test_unknown_figure_in_an_explanation_is_listed(target):
    type(target).objects.filter(pk=target.pk).update(explanation="Er kwamen {hubs.extras}.")

    assert "Het cijfer {hubs.extras} in de tekst bestaat niet." in lines(target.programme, "hubs")


def test_next_step_is_asked_of_the_latest_talk_by_its_date(target):
    party = CounterpartyFactory(programme=target.programme)
    ConversationFactory(
        counterparty=party, stage="concrete", next_step="bellen", date=read_date("maart 2014")
    )
    ConversationFactory(counterparty=party, stage="exploratory", date=read_date("mei 2013"))

    assert [text for text in lines(target.programme, "pilots") if "volgende stap" in text] == []


REMARK = "Minder dan vijf mensen zijn misschien te herkennen."


def test_few_people_in_the_words_of_staff_are_warned_of(target):
    programme = target.programme
    hub(
        programme,
        "2013",
        target=target,
        held=True,
        title="Hub Utrecht",
        remark="Slechts 3 aanwezigen",
    )
    cancelled = hub(programme, "2013", cancelled=True, title="Hub Zwolle", target=target)
    type(cancelled).objects.filter(pk=cancelled.pk).update(cancellation_note="Twee aanmeldingen.")
    moved = hub(programme, "2014", target=target, title="Hub Assen")
    ReschedulingFactory(
        meeting=moved, former_date=read_date("maart 2013"), reason="Er kwamen vier mensen."
    )
    type(target).objects.filter(pk=target.pk).update(
        explanation="Met drie deelnemers lukt het niet."
    )

    found = [text for text in lines(programme, "hubs") if text.endswith(REMARK)]

    assert found == [
        f"Bij “Hub Utrecht” staat “Slechts 3 aanwezigen”. {REMARK}",
        f"Bij “Hub Zwolle” staat “Twee aanmeldingen”. {REMARK}",
        f"Bij “Hub Assen” staat “vier mensen”. {REMARK}",
        f"Bij “{target}” staat “drie deelnemers”. {REMARK}",
    ]


def test_few_people_in_a_text_are_warned_of_there(target):
    report = target.programme.reports.get()
    NarrativeFactory(
        report=report, section="follow_up", text="Eén ambtenaar en twee gasten bleven."
    )
    assert f"In de tekst staat “Eén ambtenaar”, “twee gasten”. {REMARK}" in lines(
        target.programme, "follow_up"
    )


def test_other_few_people_are_another_line(target):
    meeting = hub(target.programme, "2013", target=target, held=True, remark="Slechts 3 aanwezigen")

    def key() -> str:
        found = missing_from(read_material(target.programme.slug, 2013))
        return next(line.key for line in found if line.kind.startswith("few-"))

    before = key()
    type(meeting).objects.filter(pk=meeting.pk).update(title="Anders")
    assert key() == before
    type(meeting).objects.filter(pk=meeting.pk).update(remark="Slechts 4 aanwezigen")
    assert key() != before


def test_reason_that_tells_of_few_people_is_warned_of(target):
    report = target.programme.reports.get()
    key = keys_open(report)[0]
    actions.waive(report, keys=[key], reason="Slechts 3 deelnemers kwamen.", by=writer())

    missing = missing_from(read_material(target.programme.slug, 2013))

    (found,) = (line.text for line in missing if line.kind.startswith("few-reason-"))
    (waived,) = (line.text for line in missing if line.key == key)
    assert found.startswith(f"In de reden bij “{waived}” staat “Slechts 3 deelnemers”.")
