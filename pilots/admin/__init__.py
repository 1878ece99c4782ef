from .groups import GroupAdmin, SessionAdmin
from .pages import CounterpartyAdmin, PilotAdmin

__all__ = ["CounterpartyAdmin", "GroupAdmin", "PilotAdmin", "SessionAdmin"]
