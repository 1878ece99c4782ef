"""Submitting, approving, correcting and letting lines stand: who may, and from which state."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError

from dates.entry import read_date
from reporting.making import actions
from reporting.making.publishing import publish_approved
from reporting.models import Waiver
from tests.factories import (
    ConversationFactory,
    CounterpartyFactory,
    ReschedulingFactory,
    TargetFactory,
    UserFactory,
)

from ..publishing import (
    approver,
    draft,
    keys_open,
    publish_now,
    published,
    submitted,
    waive_all,
    writer,
)
from ..reading import hub

pytestmark = pytest.mark.django_db


def sentence(refusal) -> str:
    return " ".join(refusal.value.messages)


def test_submitting_and_returning_change_the_state_and_say_who_did_it():
    report, by = draft(), writer()

    assert actions.submit(report, by=by).state == "submitted"
    assert actions.return_to_draft(report, by=by).state == "draft"

    told = LogEntry.objects.order_by("pk").values_list("user", "change_message")
    assert list(told) == [
        (by.pk, "Ter goedkeuring gelegd."),
        (by.pk, "De rapportage is teruggezet naar concept."),
    ]


DEEDS = {
    "submit": lambda report, by: actions.submit(report, by=by),
    "return": lambda report, by: actions.return_to_draft(report, by=by),
    "publish": lambda report, by: actions.publish(report, by=by),
    "correct": lambda report, by: actions.start_correction(report, reason="Fout.", by=by),
}
REFUSALS = [
    ("return", draft, "“concept” en kan niet worden teruggezet naar concept"),
    ("publish", draft, "“concept” en kan niet worden gepubliceerd"),
    ("correct", draft, "“concept” en kan niet worden gecorrigeerd"),
    ("submit", submitted, "“ter goedkeuring” en kan niet worden ter goedkeuring gelegd"),
    ("correct", submitted, "“ter goedkeuring” en kan niet worden gecorrigeerd"),
    ("submit", lambda: published().report, "“gepubliceerd” en kan niet worden ter goedkeuring"),
    ("return", lambda: published().report, "“gepubliceerd” en kan niet worden teruggezet"),
    ("publish", lambda: published().report, "“gepubliceerd” en kan niet worden gepubliceerd"),
]


@pytest.mark.parametrize(("deed", "start", "said"), REFUSALS)
def test_deed_that_does_not_fit_the_state_is_refused(deed, start, said):
    report, by = start(), UserFactory(is_superuser=True)
    report.refresh_from_db()
    before = report.state

    with pytest.raises(ValidationError) as refusal:
        DEEDS[deed](report, by)

    report.refresh_from_db()
    assert said in sentence(refusal)
    assert report.state == before


@pytest.mark.parametrize("deed", DEEDS)
def test_who_has_no_right_is_refused_whatever_the_state(deed):
    report = submitted()
    with pytest.raises(PermissionDenied):
        DEEDS[deed](report, UserFactory())


def test_who_writes_may_not_publish_or_show():
    report, by = submitted(), writer()
    with pytest.raises(PermissionDenied):
        actions.publish(report, by=by)
    with pytest.raises(PermissionDenied):
        actions.show_on_site(report, shown=True, by=by)
    assert report.jobs.count() == 0


WRITING = {
    "submit": (draft, DEEDS["submit"]),
    "correct": (lambda: published().report, DEEDS["correct"]),
    "waive": (draft, lambda report, by: actions.waive(report, keys=["x"], reason="Zo.", by=by)),
    "unwaive": (submitted, lambda report, by: actions.unwaive(report.waivers.first(), by=by)),
}


@pytest.mark.parametrize("deed", WRITING)
def test_who_approves_does_not_write(deed):
    start, act = WRITING[deed]
    report, by = start(), approver()

    with pytest.raises(PermissionDenied):
        act(report, by)


def test_who_approves_may_return_what_is_not_good():
    report, by = submitted(), approver()

    assert actions.return_to_draft(report, by=by).state == "draft"


def test_who_is_in_both_groups_does_it_alone_where_that_is_allowed(settings):
    settings.FOUR_EYES = False
    report, by = draft(), writer()
    by.groups.add(Group.objects.get(name="Eindverantwoordelijke"))
    actions.waive(report, keys=keys_open(report), reason="Kwijt.", by=by)

    actions.submit(report, by=by)
    actions.publish(report, by=by)

    assert report.jobs.get().requested_by == by


def test_publishing_waits_for_every_line_of_the_readiness_list():
    report = actions.submit(draft(), by=writer())
    number = len(keys_open(report))

    with pytest.raises(ValidationError) as refusal:
        actions.publish(report, by=approver())

    assert number > 1
    assert f"Er staan nog {number} regels open" in sentence(refusal)
    assert report.jobs.count() == 0


def test_one_line_that_is_open_again_holds_off_publishing():
    report = submitted()
    actions.unwaive(report.waivers.first(), by=writer())

    with pytest.raises(ValidationError) as refusal:
        actions.publish(report, by=approver())

    assert "Er staat nog één regel open" in sentence(refusal)


def test_report_is_approved_once_at_a_time():
    report = submitted()
    actions.publish(report, by=approver())

    with pytest.raises(ValidationError) as refusal:
        actions.publish(report, by=approver())

    assert sentence(refusal) == "Deze rapportage wordt al gemaakt."
    assert report.jobs.count() == 1


def test_returning_withdraws_what_the_worker_did_not_make_yet():
    report = submitted()
    actions.publish(report, by=approver())
    actions.return_to_draft(report, by=approver())

    publish_approved()

    assert report.versions.count() == 0
    assert report.jobs.get().error == "De rapportage is teruggezet naar concept."


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_correction_needs_a_reason(reason):
    version = published()

    with pytest.raises(ValidationError) as refusal:
        actions.start_correction(version.report, reason=reason, by=writer())

    version.report.refresh_from_db()
    assert refusal.value.message_dict == {
        "reason": ["Schrijf op waarom er een nieuwe versie komt."]
    }
    assert version.report.state == "published"


def test_waiver_keeps_the_line_listed_with_its_reason():
    report = draft()
    key, *others = keys_open(report)

    (waiver,) = actions.waive(report, keys=[key], reason=" Is er niet. ", by=writer())

    assert keys_open(report) == others
    assert (waiver.key, waiver.reason) == (key, "Is er niet.")
    assert waiver.text != ""


@pytest.mark.parametrize("keys", [[], ["hubs:onzin:"]])
def test_only_a_line_of_the_list_is_let_stand(keys):
    report = draft()
    with pytest.raises(ValidationError) as refusal:
        actions.waive(report, keys=keys, reason="Zomaar.", by=writer())
    assert refusal.value.message_dict == {"keys": ["Kies regels die nu op de lijst staan."]}
    assert Waiver.objects.count() == 0


def test_line_is_let_stand_once_and_with_a_reason():
    report = draft()
    key = keys_open(report)[0]
    with pytest.raises(ValidationError) as refusal:
        actions.waive(report, keys=[key], reason=" ", by=writer())
    assert refusal.value.message_dict == {"reason": ["Schrijf op waarom dit zo blijft."]}

    actions.waive(report, keys=[key], reason="Onbekend.", by=writer())
    with pytest.raises(ValidationError):
        actions.waive(report, keys=[key], reason="Nog eens.", by=writer())


def test_nothing_is_waived_after_publication():
    version = published()
    with pytest.raises(ValidationError) as refusal:
        actions.unwaive(version.report.waivers.first(), by=writer())
    assert sentence(refusal) == "Deze rapportage is gepubliceerd. Begin eerst een correctie."


def test_waiver_of_one_difference_does_not_cover_a_larger_one():
    report = draft()
    target = report.programme.targets.get(line="hubs")
    hub(report.programme, "2013", target=target, held=True)
    waive_all(report)
    report.programme.meetings.get().delete()

    (reopened,) = keys_open(report)

    assert reopened == f"hubs:difference-2-0-0-0-0-0-0-0:target:{target.natural_key()}"


def test_waiver_of_a_difference_does_not_cover_another_of_the_same_size():
    report = draft()
    target = report.programme.targets.get(line="hubs")
    first = hub(report.programme, "2013", target=target, held=True)
    waive_all(report)
    type(first).objects.filter(pk=first.pk).update(status="cancelled", cancellation_reason="venue")

    reopened = [key for key in keys_open(report) if ":difference-" in key]

    assert reopened == [f"hubs:difference-2-0-0-1-0-0-0-0:target:{target.natural_key()}"]


def test_waiver_of_one_move_without_reason_does_not_cover_the_next():
    report = draft()
    meeting = hub(report.programme, "2013", target=report.programme.targets.get(line="hubs"))
    ReschedulingFactory(meeting=meeting, reason="")
    waive_all(report)
    ReschedulingFactory(meeting=meeting, reason="")

    assert keys_open(report) == [f"hubs:reason-2:meeting:{meeting.slug}"]


def test_waiver_of_a_talk_without_next_step_does_not_cover_the_next_talk():
    report = draft()
    party = CounterpartyFactory(programme=report.programme)
    ConversationFactory(counterparty=party, stage="concrete", date=read_date("2013"))
    waive_all(report)
    later = ConversationFactory(counterparty=party, stage="concrete", date=read_date("maart 2014"))

    assert [key.split(":")[1] for key in keys_open(report)] == [f"next-step-{later.pk}"]


def test_line_keeps_its_key_when_its_words_change():
    report = draft()
    meeting = hub(report.programme, "2013", held=True)
    waive_all(report)
    meeting.title = "Heel anders"
    meeting.save()

    assert keys_open(report) == []


def test_every_line_has_a_key_of_its_own(demo):
    from reporting.making.readiness import missing_from

    keys = [line.key for line in missing_from(demo)]
    assert len(keys) == len(set(keys))
    assert len(keys) > 20


def test_target_of_another_report_does_not_count():
    report = submitted()
    TargetFactory(number=5)
    assert publish_now(report).number == 1
