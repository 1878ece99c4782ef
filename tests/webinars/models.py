from meetings.models import Meeting
from meetings.proxies import LineManager, OfOneLine, record_history

from .line import LINE as WEBINARS


class Webinar(OfOneLine, Meeting):
    """A public meeting that counts for the line of webinars."""

    LINE = WEBINARS.key

    objects = LineManager(WEBINARS.key)

    class Meta:
        proxy = True
        verbose_name = WEBINARS.one
        verbose_name_plural = WEBINARS.more


record_history(Webinar)
