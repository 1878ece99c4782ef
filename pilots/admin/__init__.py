from ..releasing.admin import ReleaseRequestAdmin
from .facilitators import FacilitatorLinkAdmin, ObservationAdmin
from .groups import GroupAdmin, SessionAdmin, VacationAdmin
from .pages import CounterpartyAdmin, PilotAdmin

__all__ = [
    "CounterpartyAdmin",
    "FacilitatorLinkAdmin",
    "GroupAdmin",
    "ObservationAdmin",
    "PilotAdmin",
    "ReleaseRequestAdmin",
    "SessionAdmin",
    "VacationAdmin",
]
