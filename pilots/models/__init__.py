from .conversation import Conversation, Counterparty
from .facilitating import FacilitatorLink, Observation
from .pilot import Pilot
from .release import (
    Audience,
    Form,
    MarkedPassage,
    Release,
    ReleaseRequest,
    RequestedCell,
    What,
)
from .session import Group, Session, SessionMove, Vacation

__all__ = [
    "Audience",
    "Conversation",
    "Counterparty",
    "FacilitatorLink",
    "Form",
    "Group",
    "MarkedPassage",
    "Observation",
    "Pilot",
    "Release",
    "ReleaseRequest",
    "RequestedCell",
    "Session",
    "SessionMove",
    "Vacation",
    "What",
]
