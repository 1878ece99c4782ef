from .anonymity import Accepted, Replacement
from .attempt import Attempt
from .audience import Audience
from .conclusion import Conclusion
from .copy import Copy
from .edition import Edition, Milestone
from .finding import Finding
from .material import Material
from .part import EditionPart
from .plan import PlanPart, SessionPlan
from .published import EditionFile, PublishedEdition
from .reader import Assignment, StoryReader
from .step import StoryStep
from .story import Story, StoryKey
from .terms import StoryTerms

__all__ = [
    "Accepted",
    "Assignment",
    "Attempt",
    "Audience",
    "Conclusion",
    "Copy",
    "Edition",
    "EditionFile",
    "EditionPart",
    "Finding",
    "Material",
    "Milestone",
    "PlanPart",
    "PublishedEdition",
    "Replacement",
    "SessionPlan",
    "Story",
    "StoryKey",
    "StoryReader",
    "StoryStep",
    "StoryTerms",
]
