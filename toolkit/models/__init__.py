from .anonymity import Accepted, Replacement
from .edition import Edition, Milestone
from .finding import Finding
from .step import StoryStep
from .story import Story, StoryKey

__all__ = [
    "Accepted",
    "Edition",
    "Finding",
    "Milestone",
    "Replacement",
    "Story",
    "StoryKey",
    "StoryStep",
]
