from .evaluation import Evaluation
from .meeting import Meeting, MeetingLine, MeetingTitle, Series
from .registration import Registration
from .rescheduling import Rescheduling

__all__ = [
    "Evaluation",
    "Meeting",
    "MeetingLine",
    "MeetingTitle",
    "Registration",
    "Rescheduling",
    "Series",
]
