"""Which organisation someone may have meant: candidates in order, each with its reason.

A person chooses. Nothing here links anything; what links by itself is exact (`matching`).
"""

from .finding import Candidate, Candidates
from .known import How, Known, known_now

__all__ = ["Candidate", "Candidates", "How", "Known", "known_now"]
