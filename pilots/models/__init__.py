from .conversation import Conversation, Counterparty
from .pilot import Group, Pilot, Session

__all__ = ["Conversation", "Counterparty", "Group", "Pilot", "Session"]
