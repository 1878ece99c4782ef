from meetings.models import Meeting, MeetingLine
from meetings.proxies import LineManager, OfOneLine, record_history


class Hub(OfOneLine, Meeting):
    """A Goed Werk Hub: a public meeting that counts for the line of hubs."""

    LINE = MeetingLine.HUBS

    objects = LineManager(MeetingLine.HUBS)

    class Meta:
        proxy = True
        verbose_name = "hub"
        verbose_name_plural = "hubs"


record_history(Hub)
