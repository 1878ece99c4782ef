"""How tables and sentences tell of one meeting."""

from dates.values import write
from dutch.numbers import NOT_RECORDED
from meetings.models import Meeting

from ..document.standings import Standing
from ..figures.ledger import is_beyond_term, is_unconfirmed, lies_ahead, lost_its_date
from .material import Material
from .statuses import OF_MEETING


def name(meeting: Meeting) -> str:
    """The title, with the audience and the other titles by which sources name it."""
    others = [f"“{title}”" for title in meeting.titles_besides]
    also = f" (ook genoemd: {', '.join(others)})" if others else ""
    audience = f", voor {meeting.audience}" if meeting.audience else ""
    people = ", ".join(meeting.people)
    return f"{meeting.title}{also}{audience}" + (f", met {people}" if people else "")


def where_and_when(meeting: Meeting) -> tuple[str, str]:
    return meeting.place or NOT_RECORDED, write(meeting.date)


def state(meeting: Meeting, material: Material) -> str:
    stands = _state(meeting, material)
    if not is_beyond_term(meeting, material.scope):
        return stands
    return f"{stands}; na de looptijd, die loopt tot en met {material.scope.programme.last_year}"


def _state(meeting: Meeting, material: Material) -> str:
    found = stands(meeting, material)
    told = meeting.remark and found == OF_MEETING[meeting.status]
    return f"{found}; opmerking van de staf: “{meeting.remark}”" if told else found


def stands(meeting: Meeting, material: Material) -> str:
    """As `state`, in a word or two."""
    if lost_its_date(meeting):
        return Standing.DATE_LOST.row.word
    if is_unconfirmed(meeting, material.scope):
        return Standing.TO_CONFIRM.row.word
    if meeting.status == Meeting.Status.HELD and lies_ahead(meeting, material.scope):
        return Standing.IN_PREPARATION.row.word
    return OF_MEETING[meeting.status]
