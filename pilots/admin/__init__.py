from .pages import CounterpartyAdmin, GroupAdmin, PilotAdmin

__all__ = ["CounterpartyAdmin", "GroupAdmin", "PilotAdmin"]
