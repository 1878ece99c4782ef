"""The sections of the report, in the order in which they are read.

Each is a function from `Material` to a Section; `SECTIONS` is the one list of them.
"""

from .activities import activities
from .adaptation import adaptation, ambassadors
from .findings import findings
from .framework import parties, toolkit
from .material import prose_only
from .meetings import hubs, leadership
from .outlook import communication, follow_up
from .pilots import pilots
from .spread import coherence

SECTIONS = (
    prose_only("introduction"),
    parties,
    activities(hubs, pilots, leadership, adaptation, ambassadors),
    coherence,
    toolkit,
    findings,
    prose_only("resume"),
    follow_up,
    communication,
)

__all__ = ["SECTIONS"]
