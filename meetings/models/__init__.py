from .counted import CountedPerson, CountingKey
from .evaluation import Evaluation, EvaluationTicket
from .meeting import Meeting, MeetingTitle
from .registration import Registration
from .rescheduling import Rescheduling, move_without_day
from .series import FunderRequest, Series, SeriesDecision, SeriesEvaluation
from .tick import AppliedTick

__all__ = [
    "AppliedTick",
    "CountedPerson",
    "CountingKey",
    "Evaluation",
    "EvaluationTicket",
    "FunderRequest",
    "Meeting",
    "MeetingTitle",
    "Registration",
    "Rescheduling",
    "Series",
    "SeriesDecision",
    "SeriesEvaluation",
    "move_without_day",
]
