from .evaluation import Evaluation, EvaluationTicket
from .meeting import Meeting, MeetingTitle, Series
from .registration import Registration
from .rescheduling import Rescheduling, move_without_day

__all__ = [
    "Evaluation",
    "EvaluationTicket",
    "Meeting",
    "MeetingTitle",
    "Registration",
    "Rescheduling",
    "Series",
    "move_without_day",
]
