from .conversation import Conversation, Counterparty
from .facilitating import FacilitatorLink, Observation
from .pilot import Pilot
from .session import Group, Session, SessionMove, Vacation

__all__ = [
    "Conversation",
    "Counterparty",
    "FacilitatorLink",
    "Group",
    "Observation",
    "Pilot",
    "Session",
    "SessionMove",
    "Vacation",
]
