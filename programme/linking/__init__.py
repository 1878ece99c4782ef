"""From what people typed as an organisation to the organisation that it is; a person decides."""

from .choosing import UNDONE, chosen, link, link_one, take_back
from .sources import Source, offer_source, sources
from .typed import Typed, unlinked

__all__ = [
    "UNDONE",
    "Source",
    "Typed",
    "chosen",
    "link",
    "link_one",
    "offer_source",
    "sources",
    "take_back",
    "unlinked",
]
