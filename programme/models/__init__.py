from .agreement import Party, Programme, Quality, Target, Theme
from .changes import TargetChange
from .links import LinkChoice
from .merges import Merge
from .names import NameUse
from .organisations import NameKey, Organisation, OrganisationName, Rank, Sector
from .people import Person

__all__ = [
    "LinkChoice",
    "Merge",
    "NameKey",
    "NameUse",
    "Organisation",
    "OrganisationName",
    "Party",
    "Person",
    "Programme",
    "Quality",
    "Rank",
    "Sector",
    "Target",
    "TargetChange",
    "Theme",
]
