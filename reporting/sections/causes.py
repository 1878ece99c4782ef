"""Why a unit stands where it stands, in words: what staff recorded, or that they did not."""

from typing import Any

from dates.values import write

from ..document.standings import Standing
from ..figures.ledger import replacement_of

NO_REASON = "de reden is niet vastgelegd"


def cause_of(unit: Any, standing: Standing | None) -> str:
    """What staff recorded of it, and where to it went; empty where nothing is to be said."""
    match standing:
        case Standing.MOVED_OUT:
            return f"naar {write(unit.date)}; {_why_moved(unit)}"
        case Standing.DATE_LOST:
            return _why_moved(unit)
        case Standing.CANCELLED | Standing.REPLACED:
            return _why_cancelled(unit)
        case Standing.HELD_ELSEWHERE:
            return write(unit.date)
        case _:
            return write(unit.date) if hasattr(unit, "date") else ""


def reason_of(unit: Any, standing: Standing | None) -> str:
    """Why it did not go as agreed; empty where that asks for no reason."""
    match standing:
        case Standing.MOVED_OUT | Standing.DATE_LOST:
            return _why_moved(unit)
        case Standing.CANCELLED | Standing.REPLACED:
            return _reason_of_cancelling(unit)
        case _:
            return ""


def became_of(unit: Any, standing: Standing | None) -> str:
    """When it is now, or what came in its place; empty where nothing is to be said. When what is in
    preparation is held is told with what is expected."""
    match standing:
        case Standing.MOVED_OUT:
            return f"naar {write(unit.date)}"
        case Standing.CANCELLED | Standing.REPLACED:
            return _instead(unit)
        case Standing.DATE_LOST | Standing.IN_PREPARATION:
            return ""
        case _:
            return write(unit.date) if hasattr(unit, "date") else ""


def _why_moved(unit: Any) -> str:
    """Each reason once, in the order of its moves."""
    moves = getattr(unit, "moves", [])
    reasons = (move.reason.strip().rstrip(". ") for move in moves)
    return "; ".join(dict.fromkeys(filter(None, reasons))) or NO_REASON


def _why_cancelled(unit: Any) -> str:
    return "; ".join(filter(None, (_reason_of_cancelling(unit), _instead(unit))))


def _reason_of_cancelling(unit: Any) -> str:
    chosen = getattr(unit, "get_cancellation_reason_display", lambda: "")()
    note = getattr(unit, "cancellation_note", "").strip().rstrip(". ")
    return ": ".join(part for part in (chosen, note) if part) or NO_REASON


def _instead(unit: Any) -> str:
    other = replacement_of(unit) if hasattr(unit, "replaced_by") else None
    return f"vervangen door “{other}”, {write(other.date)}" if other else ""
