"""A series as one chain: parts held → cancelled, why → evaluation → decision → follow-up → request.

Each link is a figure, whose trace leads to the record. The follow-up counts in its own line.
"""

from collections.abc import Iterator

from dates.values import ApproximateDate, write
from dutch.numbers import NOT_RECORDED
from dutch.numerals import begin
from meetings.chain import why_cancelled
from meetings.line import MeetingsLine
from meetings.lines import meetings_line
from meetings.models import FunderRequest, Meeting

from ..document.values import (
    Block,
    BulletList,
    Emphasis,
    FigureReference,
    Inline,
    Paragraph,
    Subheading,
    Text,
)
from ..figures.ledger import lies_ahead, may_lie_in
from ..records.scope import Scope
from ..records.series_rows import SeriesTold
from .material import Material, paragraphs
from .one_meeting import stands
from .told_once import listed

NO_ANSWER = "Nog geen antwoord."


def chains(material: Material, line: MeetingsLine) -> list[Block]:
    """Of each series of the line that had a part in the year, and of which there is more to tell
    than its parts."""
    return [
        block
        for told, of_line in told_chains(material)
        if of_line == line
        for block in _chain(told, material)
    ]


def told_chains(material: Material) -> Iterator[tuple[SeriesTold, MeetingsLine]]:
    """With the line of the first part, in whose section it is told."""
    for told in material.records.chains:
        if told.parts and _is_told(told, material.scope):
            yield told, meetings_line(told.parts[0].line)


def _is_told(told: SeriesTold, scope: Scope) -> bool:
    linked = told.evaluation or told.decision or told.requests or told.is_over
    return bool(linked) and any(_is_of_year(part, scope) for part in told.parts)


def _is_of_year(part: Meeting, scope: Scope) -> bool:
    counts = part.target is not None and part.target.year == scope.year
    return counts or may_lie_in(part.date, scope.period)


def _chain(told: SeriesTold, material: Material) -> list[Block]:
    links = (
        _parts(told, material),
        _evaluation(told),
        _decision(told),
        _follow_up(told, material),
        *(_request(request, told) for request in told.requests),
    )
    heading = Subheading((Text(f"{told.series.title}: van delen tot vervolg"),))
    return [heading, BulletList(tuple(map(tuple, filter(None, links))), ordered=True)]


# --- Its parts -----------------------------------------------------------------------------------


def _parts(told: SeriesTold, material: Material) -> list[Block]:
    scope = material.scope
    held = [part for part in told.parts if is_held(part, scope)]
    cancelled = [part for part in told.parts if part.is_cancelled]
    rest = [part for part in told.parts if part not in held and part not in cancelled]
    sentence: list[Inline] = [
        Text("Van de "),
        material.reference(key_of(told, "planned")),
        Text(f" voorgenomen delen {_verb(held)} er "),
        _number(told, "held_by_then", len(held), material),
        Text(f" gehouden{_which(held)}"),
    ]
    if cancelled:
        sentence += [
            Text(f" en {_verb(cancelled)} er "),
            _number(told, "cancelled", len(cancelled), material),
            Text(f" geannuleerd ({_why(cancelled)})"),
        ]
    if rest:
        sentence.append(Text(f"; nog niet gehouden: {_called(rest)}"))
    said = [
        Paragraph((Text(f"Deelnemers over {_called([part])}: {told.answers[part.pk]}."),))
        for part in told.parts
        if part.pk in told.answers
    ]
    return [Paragraph((*_label("Delen"), *sentence, Text("."))), *said]


def is_held(part: Meeting, scope: Scope) -> bool:
    return part.status == Meeting.Status.HELD and not lies_ahead(part, scope)


def _number(told: SeriesTold, figure: str, number: int, material: Material) -> Inline:
    return material.reference(key_of(told, figure), "" if number else "geen")


def _verb(parts: list[Meeting]) -> str:
    return "zijn" if len(parts) > 1 else "is"


def _which(parts: list[Meeting]) -> str:
    return f" ({_called(parts)})" if parts else ""


def _called(parts: list[Meeting]) -> str:
    """deel 1, of deel 2 en 3; one without a number by its title."""
    numbers = [str(part.part) for part in parts if part.part is not None]
    titles = [f"“{part.title}”" for part in parts if part.part is None]
    return listed([*([f"deel {listed(numbers)}"] if numbers else []), *titles])


def _why(cancelled: list[Meeting]) -> str:
    """Those with the same reason together."""
    reasons: dict[str, list[Meeting]] = {}
    for part in cancelled:
        reasons.setdefault(why_cancelled(part), []).append(part)
    return "; ".join(f"{_called(parts)}: {why}" for why, parts in reasons.items())


# --- What came after -----------------------------------------------------------------------------


def _evaluation(told: SeriesTold) -> list[Block]:
    found = told.evaluation
    if found is None:
        return [_missing("Evaluatie")]
    texts = (("Proces", found.process), ("Inhoud", found.content))
    said = (_after(label, text or NOT_RECORDED) for label, text in texts)
    first = Paragraph(_link(told, "evaluations", "Evaluatie", found.date))
    return [first, *(block for blocks in said for block in blocks)]


def _after(label: str, text: str) -> Iterator[Block]:
    first, *more = paragraphs(text)
    yield Paragraph((Text(f"{label}: "), *first.content))
    yield from more


def _decision(told: SeriesTold) -> list[Block]:
    found = told.decision
    if found is None:
        return [_missing("Besluit")]
    return _with(_link(told, "decisions", "Besluit", found.date), found.what)


def _follow_up(told: SeriesTold, material: Material) -> list[Block]:
    meeting = told.follow_up
    if meeting is None:
        return []
    line = meetings_line(meeting.line)
    elsewhere = meeting.line != told.parts[0].line
    counts = f" Telt mee bij {line.heading} en niet hier." if elsewhere else ""
    label = _traced(told, "follow_ups", "Vervolg")
    text = f" {meeting} ({write(meeting.date)}): {stands(meeting, material)}.{counts}"
    return [Paragraph((*label, Text(text)))]


def _request(request: FunderRequest, told: SeriesTold) -> list[Block]:
    asked = _link(told, "requests", "Gevraagd", request.asked)
    answer = f"Antwoord ({write(request.answered)}): {request.answer}"
    said = NO_ANSWER if request.is_open else answer
    return _with(asked, f"{request.what.strip()} {said}")


def asked_of_funder(material: Material) -> Iterator[Block]:
    """The requests without an answer, for the first section."""
    for told in material.records.chains:
        for request in told.open_requests:
            yield from paragraphs(request.what)


# --- How a link begins ---------------------------------------------------------------------------


def key_of(told: SeriesTold, figure: str) -> str:
    return f"series.{told.series.slug}.{figure}"


def _label(word: str) -> tuple[Inline, ...]:
    return (Emphasis((Text(f"{word}."),), strong=True), Text(" "))


def _traced(told: SeriesTold, figure: str, word: str) -> tuple[Inline, ...]:
    """The word leads to the records of the link."""
    reference = FigureReference(key_of(told, figure), word)
    return (Emphasis((reference, Text(".")), strong=True),)


def _link(
    told: SeriesTold, figure: str, word: str, when: ApproximateDate | None
) -> tuple[Inline, ...]:
    return (*_traced(told, figure, word), Text(f" {begin(write(when))}."))


def _with(label: tuple[Inline, ...], text: str) -> list[Block]:
    first, *more = paragraphs(text)
    return [Paragraph((*label, Text(" "), *first.content)), *more]


def _missing(word: str) -> Block:
    return Paragraph((*_label(word), Text(f"{begin(NOT_RECORDED)}.")))
