from .anonymity import Accepted, Replacement
from .attempt import Attempt
from .edition import Edition, Milestone
from .finding import Finding
from .reader import Assignment, StoryReader
from .step import StoryStep
from .story import Story, StoryKey

__all__ = [
    "Accepted",
    "Assignment",
    "Attempt",
    "Edition",
    "Finding",
    "Milestone",
    "Replacement",
    "Story",
    "StoryKey",
    "StoryReader",
    "StoryStep",
]
