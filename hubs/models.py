from meetings.models import Meeting
from meetings.proxies import LineManager, OfOneLine, record_history

from .line import LINE as HUBS


class Hub(OfOneLine, Meeting):
    """A Goed Werk Hub: a public meeting that counts for the line of hubs."""

    LINE = HUBS.key

    objects = LineManager(HUBS.key)

    class Meta:
        proxy = True
        verbose_name = HUBS.one
        verbose_name_plural = HUBS.more


record_history(Hub)
