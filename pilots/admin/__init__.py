from .groups import GroupAdmin, SessionAdmin, VacationAdmin
from .pages import CounterpartyAdmin, PilotAdmin

__all__ = ["CounterpartyAdmin", "GroupAdmin", "PilotAdmin", "SessionAdmin", "VacationAdmin"]
