from .edition import Edition, Milestone
from .finding import Finding
from .story import Story, StoryKey

__all__ = ["Edition", "Finding", "Milestone", "Story", "StoryKey"]
