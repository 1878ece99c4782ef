from .agreement import Party, Programme, Quality, Target, Theme
from .organisations import Organisation, OrganisationName, Sector
from .people import Person

__all__ = [
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
