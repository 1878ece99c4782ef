from .agreement import ProgrammeAdmin, TargetAdmin, ThemeAdmin
from .organisations import OrganisationAdmin
from .people import PersonAdmin

__all__ = ["OrganisationAdmin", "PersonAdmin", "ProgrammeAdmin", "TargetAdmin", "ThemeAdmin"]
