from .report import Narrative, ProgressReport
from .stated import StatedFigure

__all__ = ["Narrative", "ProgressReport", "StatedFigure"]
