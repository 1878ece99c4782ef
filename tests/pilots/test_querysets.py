import pytest

from pilots.models import Session
from tests.factories import GroupFactory, PersonFactory, PilotFactory, SessionFactory

pytestmark = pytest.mark.django_db


def test_held_sessions_leave_out_planned_and_cancelled_ones():
    group = GroupFactory()
    held = SessionFactory(group=group, status="held")
    for status in ("planned", "cancelled"):
        SessionFactory(group=group, status=status)

    assert list(Session.objects.held()) == [held]


@pytest.mark.parametrize(
    ("agreed", "led_by", "understaffed"),
    [(2, 0, False), (2, 1, True), (2, 2, False), (2, 3, False), (None, 1, False)],
)
def test_understaffed_only_where_it_is_known_who_led_it_and_what_was_agreed(
    agreed, led_by, understaffed
):
    pilot = PilotFactory(facilitators_per_session=agreed)
    session = SessionFactory(group__pilot=pilot, status="held")
    session.facilitators.set(PersonFactory.create_batch(led_by))

    assert list(Session.objects.understaffed()) == [session] * understaffed


def test_understaffed_composes_with_held():
    pilot = PilotFactory(facilitators_per_session=2)
    sessions = [SessionFactory(group__pilot=pilot, status=s) for s in ("held", "planned")]
    for session in sessions:
        session.facilitators.add(PersonFactory())

    assert list(Session.objects.held().understaffed()) == sessions[:1]
