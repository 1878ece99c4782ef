"""The timeline of the year: every meeting that counts for it, with the dates it had."""

from datetime import date

from dates.values import Answer, ApproximateDate, Period, write
from meetings.lines import KEYS
from meetings.models import Meeting

from ..document.values import Block, Stretch, Timeline, TimelineRow
from ..figures.ledger import was_held_in
from ..renderings.charts.timeline import LABELS
from .material import Material, note

FINEST = 92
"""Days of the longest quarter: a date that is no nearer than that has no place on a line."""
MOST_ROWS = 40
"""More do not fit one page; the tables hold all."""


def year_line(material: Material) -> list[Block]:
    units = [pair for line in KEYS for pair in _of_line(material, line)]
    dated = [pair for pair in units if _is_placed(pair[0])]
    if not any(_lies_within(meeting, material.scope.period) for meeting, _tone in dated):
        return []
    if len(dated) > MOST_ROWS:
        return note(
            f"Met {len(dated)} bijeenkomsten is er geen tijdlijn van {material.scope.year}; "
            "de tabellen per lijn noemen ze alle."
        )
    dated.sort(key=lambda pair: _first_day(pair[0]))
    caption = f"De bijeenkomsten van {material.scope.year} in de tijd"
    return [
        Timeline(
            "year-line",
            caption,
            _describe(dated),
            _axis(dated, material.scope.year),
            tuple(TimelineRow(str(m), tone, _stretches(_former(m)), _now(m)) for m, tone in dated),
        ),
        *note(_strip([m for m, _tone in units if not _is_placed(m)])),
    ]


def _is_placed(meeting: Meeting) -> bool:
    """Whether it has, or had, a date of which at least the quarter is known."""
    return bool(_near_dates(meeting))


def _lies_within(meeting: Meeting, period: Period) -> bool:
    return any(when.lies_in(period) is Answer.YES for when in _near_dates(meeting))


def _near_dates(meeting: Meeting) -> list[ApproximateDate]:
    """All that it had and has, in that order, as far as they have a place on the line."""
    when = meeting.date
    return [*_former(meeting), *([when] if when and _is_near(when) else [])]


def _is_near(when: ApproximateDate) -> bool:
    return (when.latest - when.earliest).days < FINEST


def _strip(meetings: list[Meeting]) -> str:
    """What has no place on the line, with as much of its date as is known."""
    named = [f"{meeting} ({write(meeting.date)})" for meeting in meetings]
    return f"Dag niet vastgelegd: {'; '.join(named)}." if named else ""


def _of_line(material: Material, line: str) -> list[tuple[Meeting, str]]:
    ledger = material.ledgers[line]
    units = [(meeting, standing.row.tone) for meeting, standing in ledger.units]
    return units + [
        (m, "done" if was_held_in(m, material.scope) else "open") for m in ledger.extras
    ]


def _former(meeting: Meeting) -> list[ApproximateDate]:
    """The dates it gave up, as far as they have a place on the line."""
    dates = [move.former_date for move in meeting.moves if move.former_date]
    return [when for when in dates if _is_near(when)]


def _stretches(dates: list[ApproximateDate]) -> tuple[Stretch, ...]:
    return tuple(Stretch(when.earliest.isoformat(), when.latest.isoformat()) for when in dates)


def _now(meeting: Meeting) -> Stretch | None:
    when = meeting.date
    return next(iter(_stretches([when])), None) if when and _is_near(when) else None


def _first_day(meeting: Meeting) -> tuple[date, str]:
    return _near_dates(meeting)[0].earliest, meeting.slug


def _axis(units: list[tuple[Meeting, str]], year: int) -> Stretch:
    """The year, and on to the last date of what moved out of it, for at most another year."""
    last = max((m.date.latest for m, _tone in units if m.date), default=date(year, 12, 31))
    end = min(max(last, date(year, 12, 31)), date(year + 1, 12, 31))
    return Stretch(date(year, 1, 1).isoformat(), end.isoformat())


def _describe(units: list[tuple[Meeting, str]]) -> str:
    """All that the drawing shows: which meeting stands how, when, and where it stood before."""
    verb = "staat er één" if len(units) == 1 else f"staan er {len(units)}"
    text = f"Op de tijdlijn {verb}; gestippeld is een datum die is losgelaten."
    told = ((LABELS[tone], [m for m, its in units if its == tone]) for tone in LABELS)
    parts = (f"{label.capitalize()}: {_listed(meetings)}." for label, meetings in told if meetings)
    return " ".join([text, *parts])


def _listed(meetings: list[Meeting]) -> str:
    return "; ".join(f"{meeting} ({_when(meeting)})" for meeting in meetings)


def _when(meeting: Meeting) -> str:
    former = " en ".join(map(str, _former(meeting)))
    return f"van {former} naar {write(meeting.date)}" if former else write(meeting.date)
