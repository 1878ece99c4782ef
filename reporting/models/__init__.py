from .asked import AskedLine
from .job import PublishJob
from .learned import Lesson, Risk
from .notice import Notice
from .reading_room import Confirmation, Question, Reader, Visit
from .report import Narrative, ProgressReport
from .section import Comment, SectionWork
from .stated import StatedFigure
from .version import PublishedVersion, Rendering, Waiver

__all__ = [
    "AskedLine",
    "Comment",
    "Confirmation",
    "Lesson",
    "Narrative",
    "Notice",
    "ProgressReport",
    "PublishJob",
    "PublishedVersion",
    "Question",
    "Reader",
    "Rendering",
    "Risk",
    "SectionWork",
    "StatedFigure",
    "Visit",
    "Waiver",
]
