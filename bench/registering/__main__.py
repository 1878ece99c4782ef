"""Measures pages and registrations of the site beside a bare Django app, on PostgreSQL.

    python -m bench.registering [rounds]

Needs a PostgreSQL that lets `postgres` in, or BENCH_POSTGRESQL (postgresql://user@host); makes and
drops the databases bench_site and bench_bare. Prints the median of alternating rounds.
"""

import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass

from .load import all_at_once, rate
from .servers import BARE, SITE, Server, served
from .texts import APPLICANT

PAGES, REGISTRATIONS, PEOPLE, PLACES = 600, 240, 200, 30
NO_LIMIT = 30_000


@dataclass(frozen=True)
class Result:
    """`figure` is a number a second, or seconds; `processor` what it cost the workers, in ms."""

    figure: float
    processor: float


Measure = Callable[[Server, int], Result]


def main(rounds: int) -> None:
    meetings = {"pagina": NO_LIMIT, "inloop": NO_LIMIT}
    for number in range(rounds):
        meetings |= {f"ronde-{number}": NO_LIMIT, f"vol-{number}": PLACES}
    with served(SITE, meetings) as site, served(BARE, meetings) as bare:
        for server in (site, bare):
            warm_up(server)
        for what, measure, unit in MEASURES:
            tell(what, unit, *alternating(measure, site, bare, rounds))


def warm_up(server: Server) -> None:
    rate(lambda n: register(server, "inloop", n), 60)
    rate(lambda n: server.visitors.page(server.app.page.format("pagina")), 60)


def alternating(
    measure: Measure, site: Server, bare: Server, rounds: int
) -> tuple[list[Result], list[Result]]:
    both = [(measure(site, number), measure(bare, number)) for number in range(rounds)]
    return [result[0] for result in both], [result[1] for result in both]


def pages(server: Server, _round: int) -> Result:
    path = server.app.page.format("pagina")
    return timed(server, PAGES, lambda: rate(lambda _: server.visitors.page(path), PAGES))


def registrations(server: Server, number: int) -> Result:
    """Form page, post and landing page."""
    slug = f"ronde-{number}"
    return timed(
        server, REGISTRATIONS, lambda: rate(lambda n: register(server, slug, n), REGISTRATIONS)
    )


def at_once(server: Server, number: int) -> Result:
    """Exactly the places are given, or this is no measurement."""
    slug, answers = f"vol-{number}", []

    def all_of_them() -> float:
        seconds, landed = all_at_once(lambda n: register(server, slug, n), PEOPLE)
        answers.extend(landed)
        return seconds

    result = timed(server, PEOPLE, all_of_them)
    confirmed = sum(b"U bent aangemeld" in answer for answer in answers)
    if (confirmed, len(answers)) != (PLACES, PEOPLE):
        raise SystemExit(f"{server.app.name}: {confirmed} of {len(answers)} got a place")
    return result


def register(server: Server, slug: str, number: int) -> bytes:
    values = {**APPLICANT, "email": f"deelnemer{number}@rijk.example"}
    return server.visitors.register(server.app.form.format(slug), values)


def timed(server: Server, number: int, act: Callable[[], float]) -> Result:
    before = server.seconds_of_processor()
    figure = act()
    return Result(figure, (server.seconds_of_processor() - before) / number * 1000)


MEASURES = (
    ("page of a meeting", pages, "a second"),
    ("registrations", registrations, "a second"),
    (f"{PEOPLE} at once for {PLACES} places", at_once, "seconds"),
)


def tell(what: str, unit: str, site: list[Result], bare: list[Result]) -> None:
    ours, theirs = (statistics.median(r.figure for r in results) for results in (site, bare))
    cost, plain = (statistics.median(r.processor for r in results) for results in (site, bare))
    print(f"{what}, {unit}: {ours:.2f}, bare {theirs:.2f}, ratio {ours / theirs:.2f}")
    print(f"    processor of the workers, ms each: {cost:.2f}, bare {plain:.2f}")
    print(
        "    rounds:",
        ", ".join(f"{s.figure:.2f}/{b.figure:.2f}" for s, b in zip(site, bare, strict=True)),
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
