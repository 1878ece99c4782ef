from .agreement import Party, Programme, Quality, Target, Theme
from .organisations import NameKey, Organisation, OrganisationName, Sector
from .people import Person

__all__ = [
    "NameKey",
    "Organisation",
    "OrganisationName",
    "Party",
    "Person",
    "Programme",
    "Quality",
    "Sector",
    "Target",
    "Theme",
]
