"""Why a version is not the one before: clauses that add up, each with its record."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dates.entry import read_date
from meetings.actions import cancel, hold, reschedule
from programme.actions import change_number
from reporting.document.comparing import FigureChange, compare
from reporting.document.why_changed import reason_of
from tests.factories import PilotFactory, TargetFactory

from ..reading import BY, hub, plain_document, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def target():
    target = TargetFactory(number=2)
    report_of(target.programme, "31 december 2014")
    return target


def changes_of(target, deed) -> dict[str, FigureChange]:
    """The figures that differ before and after the deed; the clauses of each add up."""
    report = target.programme.reports.get()
    before = plain_document(report)
    deed()
    after = plain_document(report)
    found = {change.key: change for change in compare(before, after).figures}
    for change in found.values():
        check_sum(change.key, before, after)
    return found


def check_sum(key: str, before: dict, after: dict) -> None:
    reason = reason_of(key, before, after)
    if reason.by is not None:
        assert sum(clause.change for clause in reason.clauses) == reason.by, key
        values = [document["figures"][key]["value"] for document in (before, after)]
        assert reason.by == values[1] - values[0]


def told(change: FigureChange) -> list[str]:
    found = []
    for clause in change.why.clauses:
        number = "" if clause.number is None else f"{clause.number} "
        units = "; ".join(f"{u.title} ({u.why})" if u.why else u.title for u in clause.units)
        found.append(f"{number}{clause.words}{f': {units}' if units else ''}")
    return found


def planned(target, when: str = "maart 2013", **fields: object):
    return hub(target.programme, when, title="Hub", target=target, **fields)


def test_what_was_held_since_is_told_with_its_date(target):
    meeting = planned(target)
    changes = changes_of(target, lambda: hold(meeting, by=BY))
    said = "1 was nog te bevestigen en is nu gehouden: Hub: Hub (maart 2013)"
    assert told(changes["hubs.held"]) == [said]
    assert told(changes["hubs.to_confirm"]) == [said]
    assert [u.record for u in changes["hubs.held"].why.clauses[0].units] == [
        f"meeting:{meeting.slug}"
    ]
    assert changes["hubs.held"].why.clauses[0].figure == "hubs.held"


@pytest.mark.parametrize(
    ("to", "reason", "said"),
    [
        ("maart 2014", "Zaal.", "doorgeschoven: Hub: Hub (maart 2014) (naar maart 2014; Zaal)"),
        (
            "maart 2014", "",
            "doorgeschoven: Hub: Hub (maart 2014) (naar maart 2014; de reden is niet vastgelegd)",
        ),
        ("", "Zaal.", "verplaatst, nieuwe datum onbekend: Hub: Hub (Zaal)"),
    ],
)  # fmt: skip
def test_moved_since_is_told_with_its_reason(target, to, reason, said):
    meeting = planned(target)
    when = read_date(to) if to else None
    changes = changes_of(target, lambda: reschedule(meeting, to=when, by=BY, reason=reason))
    assert told(changes["hubs.to_confirm"]) == [f"1 was nog te bevestigen en is nu {said}"]


def test_cancelled_since_is_told_with_its_note(target):
    meeting = planned(target)
    changes = changes_of(target, lambda: cancel(meeting, reason="other", note="Regen.", by=BY))
    (said,) = told(changes["hubs.cancelled"])
    assert said.startswith("1 was nog te bevestigen en is nu geannuleerd: Hub")
    assert "Regen" in said


def test_taken_back_without_a_reason_is_said_to_be_so(target):
    meeting = planned(target, held=True)

    def take_back():
        meeting.status = "planned"
        meeting.save()

    (said,) = told(changes_of(target, take_back)["hubs.held"])
    assert said == (
        "1 was gehouden en is nu nog te bevestigen: Hub: Hub (maart 2013) (de reden "
        "is niet vastgelegd)"
    )


def test_one_that_counts_no_more_is_told(target):
    meeting = planned(target, held=True)

    def let_go():
        meeting.target = None
        meeting.save()

    changes = changes_of(target, let_go)
    assert told(changes["hubs.held"])[0].startswith("1 was gehouden en is nu gehouden buiten de af")
    assert told(changes["hubs.unaccounted"]) == ["1 is minder gehouden"]


def test_new_one_is_told(target):
    changes = changes_of(target, lambda: planned(target, held=True))
    assert told(changes["hubs.held"]) == ["1 is erbij gekomen, gehouden: Hub: Hub (maart 2013)"]


def test_agreement_that_changed_is_told_with_whom_and_why(target):
    changes = changes_of(
        target,
        lambda: change_number(
            target, number=5, since=read_date("juni 2013"), agreed_with="BZK", how="brief",
            why="Meer vraag.", by=BY,
        ),
    )  # fmt: skip
    (said,) = told(changes["hubs.agreed"])
    assert said.startswith(
        "het aantal ging van 2 naar 5, afgesproken met BZK, brief; de reden: Meer vraag: Afspraak"
    )
    assert told(changes["hubs.unaccounted"]) == ["3 zijn meer afgesproken"]


def test_number_that_was_typed_wrong_has_no_reason(target):
    def mend():
        target.number = 3
        target.save()

    (said,) = told(changes_of(target, mend)["hubs.agreed"])
    assert said.startswith("het aantal is verbeterd (de reden is niet vastgelegd)")


def test_pilot_that_stopped_is_told(target):
    pilots = TargetFactory(programme=target.programme, line="pilots", number=1)
    pilot = PilotFactory(programme=target.programme, target=pilots, title="Proef")

    def stop():
        pilot.sessions_state, pilot.cancellation_note = "cancelled", "Geen tijd."
        pilot.save()

    (said,) = told(changes_of(target, stop)["pilots.cancelled"])
    assert said.endswith("is nu geannuleerd: Pilot: Proef (Geen tijd)")


def test_attendance_is_told_by_meeting(target):
    meeting = planned(target, held=True, attended=20, attended_source="mail")

    def count_again():
        meeting.attended = 25
        meeting.save()

    changes = changes_of(target, count_again)
    assert told(changes["hubs.attended"]) == ["van 20 naar 25: Hub: Hub (maart 2013)"]


def test_few_people_are_not_told_by_the_difference(target):
    meeting = planned(target, held=True, attended=20, attended_source="mail")

    def count_again():
        meeting.attended = 3
        meeting.save()

    changes = changes_of(target, count_again)
    assert changes["hubs.attended"].why.by is None
    assert " 3" not in " ".join(said for change in changes.values() for said in told(change))


# --- Whatever changes ----------------------------------------------------------------------------

STANDINGS = ("held", "moved_out", "cancelled", "in_preparation", "to_confirm", "date_lost")
VALUES = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(STANDINGS))


def document(agreed: int | None, stands: dict[str, str]) -> dict:
    """As far as clauses are made of it; the sum of the ledger holds."""
    lists = {name: [k for k, stand in stands.items() if stand == name] for name in STANDINGS}
    values = {f"hubs.{name}": (len(found), found) for name, found in lists.items()}
    values["hubs.agreed"] = (agreed, ["target:t"])
    values["hubs.surplus"] = (max(0, len(stands) - (agreed or 0)), list(stands))
    values["hubs.unaccounted"] = (max(0, (agreed or 0) - len(stands)), list(stands))
    return {
        "figures": {
            key: {"value": value, "records": found, "qualifier": ""}
            for key, (value, found) in values.items()
        },
        "records": {},
        "became": {key: {"standing": stand, "why": ""} for key, stand in stands.items()},
        "agreements": {"target:t": {"number": agreed, "changes": []}},
    }


@settings(deadline=None)
@given(VALUES, VALUES, st.integers(0, 9), st.integers(0, 9))
def test_clauses_add_up_whatever_changed(old, new, first, second):
    before, after = document(first, old), document(second, new)
    for key in before["figures"]:
        check_sum(key, before, after)
    clauses = reason_of("hubs.unaccounted", before, after).clauses
    assert all("niet vastgelegd" not in clause.words for clause in clauses)
