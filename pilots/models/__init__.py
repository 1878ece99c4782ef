from .conversation import Conversation, Counterparty
from .pilot import Pilot
from .session import Group, Session, SessionMove, Vacation

__all__ = [
    "Conversation",
    "Counterparty",
    "Group",
    "Pilot",
    "Session",
    "SessionMove",
    "Vacation",
]
