from .evaluation import Evaluation
from .meeting import Meeting, MeetingTitle, Series
from .registration import Registration
from .rescheduling import Rescheduling

__all__ = [
    "Evaluation",
    "Meeting",
    "MeetingTitle",
    "Registration",
    "Rescheduling",
    "Series",
]
