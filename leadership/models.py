from meetings.models import Meeting
from meetings.proxies import LineManager, OfOneLine, record_history

from .line import LINE as LEADERSHIP


class LeadershipMeeting(OfOneLine, Meeting):
    """A meeting on Dienend Leiderschap, for people who lead others."""

    LINE = LEADERSHIP.key

    objects = LineManager(LEADERSHIP.key)

    class Meta:
        proxy = True
        verbose_name = LEADERSHIP.one
        verbose_name_plural = LEADERSHIP.more


record_history(LeadershipMeeting)
