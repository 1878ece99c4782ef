"""Who knows how mails of a kind of cause go to another address; the apps above say so here.

A link in such a mail lets its reader act, so it may not simply go elsewhere: the app that made it
mends the address where it is kept, and makes the links anew.
"""

from collections.abc import Callable
from typing import Any

from .models import Message

Readdress = Callable[..., Any]
ways: dict[str, Readdress] = {}


def readdresses(cause: str) -> Callable[[Readdress], Readdress]:
    """For messages whose key begins with `cause:`; called as `(message, to=address, by=user)`."""

    def keep(way: Readdress) -> Readdress:
        ways[cause] = way
        return way

    return keep


def way_of(message: Message) -> Readdress | None:
    return ways.get(message.key.partition(":")[0])
