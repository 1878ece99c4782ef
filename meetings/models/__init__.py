from .meeting import Meeting, MeetingLine, MeetingTitle, Series
from .rescheduling import Rescheduling

__all__ = ["Meeting", "MeetingLine", "MeetingTitle", "Rescheduling", "Series"]
