from meetings.models import Meeting, MeetingLine
from meetings.proxies import LineManager, OfOneLine, record_history


class LeadershipMeeting(OfOneLine, Meeting):
    """A meeting on Dienend Leiderschap, for people who lead others."""

    LINE = MeetingLine.LEADERSHIP

    objects = LineManager(MeetingLine.LEADERSHIP)

    class Meta:
        proxy = True
        verbose_name = "bijeenkomst Dienend Leiderschap"
        verbose_name_plural = "bijeenkomsten Dienend Leiderschap"


record_history(LeadershipMeeting)
