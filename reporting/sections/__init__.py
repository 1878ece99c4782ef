"""The sections of the report, in the order in which they are read.

Each is a function from `Material` to a Section; `SECTIONS` is the one list of them.
"""

from ambassadors.line import LINE as AMBASSADORS
from meetings.line import MeetingsLine
from pilots.line import LINE as PILOTS
from programme.line import Line
from programme.lines import LINES
from toolkit.line import LINE as TOOLKIT

from .activities import activities
from .adaptation import adaptation, only_aim
from .findings import findings
from .framework import parties, toolkit
from .learned import lessons, risks
from .material import SectionMaker, prose_only
from .meetings import of_meetings
from .network import network
from .not_recorded import not_recorded
from .outlook import communication, follow_up
from .pilots import pilots
from .spread import reach

OF_ITS_OWN = {PILOTS.key: pilots, TOOLKIT.key: adaptation, AMBASSADORS.key: network}
"""The lines that tell more than what all lines of meetings do, or all that have an aim in words."""


def section_of(line: Line) -> SectionMaker:
    if line.key in OF_ITS_OWN:
        return OF_ITS_OWN[line.key]
    return of_meetings(line) if isinstance(line, MeetingsLine) else only_aim(line)


SECTIONS = (
    prose_only("introduction"),
    parties,
    activities(*map(section_of, LINES)),
    prose_only("coherence"),
    reach,
    toolkit,
    findings,
    prose_only("resume"),
    lessons,
    risks,
    follow_up,
    communication,
    not_recorded,
)

__all__ = ["SECTIONS"]
