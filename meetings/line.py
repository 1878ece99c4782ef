"""What a line that consists of meetings adds to its row; read before there are models."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps

from programme.line import CountedLine


@dataclass(frozen=True, kw_only=True)
class MeetingsLine(CountedLine):
    """Its list and its meetings stand under `address`, in a namespace that is named as its key."""

    proxy: str
    """The name of its model, a proxy of Meeting, in its own app."""
    kind: str
    """What a meeting of it is, as a label."""
    tag: str
    """The same where there is little room: before a title."""
    address: str
    menu: str
    see_all: str
    """The link to its page from the first page of the site."""
    lead: str
    """The sentence under the heading of its page."""
    asks_who_leads: bool = False
    """Whether those who register are asked if they lead others."""
    awaits_minutes: bool = True
    """Whether staff are reminded on their first page of minutes that are missing."""

    @property
    def model(self) -> type[Any]:
        """The proxy; there once all apps are loaded."""
        return apps.get_model(self.key, self.proxy)

    @property
    def admin_page(self) -> str:
        """What the names of its pages in the admin begin with."""
        return f"{self.key}_{self.proxy.lower()}"
