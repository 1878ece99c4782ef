"""What everybody may read of the network of ambassadors: what one does, and what it did.

The numbers are those of the report, told as it tells them: in fives, without what is small. What
was made up as an example is told only where there is nothing else, and says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ambassadors.line import LINE
from dutch.numbers import in_digits
from programme.models import Target
from programme.provinces import Province
from reporting.records.headcount import InFives
from reporting.records.network import SECTORS, Network, people_of, read_network, spread
from reporting.sections.network import NO_TARGET

FEW = "niemand, minder dan vijf, of weggelaten"


@dataclass(frozen=True)
class Year:
    """What came in one year, in words; `people` empty where nothing was done."""

    year: int
    new: str
    times: str
    people: str


@dataclass(frozen=True)
class Tile:
    """A province; `shade` is how dark its tile is."""

    code: str
    name: str
    shown: str
    said: str
    shade: int


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    network = read_network(today, programme__is_fictional=False)
    is_example = not network.is_recorded
    if is_example:
        network = read_network(today, programme__is_fictional=True)
    context = {"nav": "ambassadors", "is_example": is_example and network.is_recorded}
    told = told_of(network, today) if network.is_recorded else {}
    if told:
        told["agreed"] = agreed_for(today.year, is_fictional=is_example)
    return render(request, "ambassadors/index.html", context | {"told": told})


def told_of(network: Network, today: date) -> dict[str, object]:
    """All numbers in words; of provinces and sectors what may be told of them."""
    provinces = spread((member.province for member in network.here), dict(Province.choices))
    sectors = spread((member.sector for member in network.here), SECTORS) or {}
    return {
        "size": network.size(),
        "times": len(network.deeds),
        "people": people_of(network.deeds),
        "years": _years(network, today),
        "provinces": [_tile(code, name, provinces or {}) for code, name in Province.choices],
        "sectors": [(SECTORS[code], InFives(n)) for code, n in sectors.items() if n],
    }


def agreed_for(year: int, *, is_fictional: bool) -> str:
    """How many ambassadors were agreed for the year, in words."""
    of_year = Target.objects.filter(line=LINE.key, year=year, programme__is_fictional=is_fictional)
    number = of_year.filter(number__isnull=False).order_by("-pk").values_list("number", flat=True)
    found = number.first()
    return NO_TARGET if found is None else f"streefwaarde: {in_digits(found)}"


def _tile(code: str, name: str, told: Mapping[str, int | None]) -> Tile:
    number = told.get(code)
    if not number:
        return Tile(code, name, "–", FEW, 0)
    rounded = InFives(number)
    shade = min(3, (rounded.value or 0) // 10 + 1)
    return Tile(code, name, f"{rounded.value}+", f"{rounded} ambassadeurs", shade)


def _years(network: Network, today: date) -> list[Year]:
    """Newest first, from the first of which a date is known."""
    dates = [each.joined for each in network.members] + [each.when for each in network.deeds]
    known = [when.earliest.year for when in dates if when]
    years = range(today.year, min(known, default=today.year + 1) - 1, -1)
    return [_year(network, year) for year in years]


def _year(network: Network, year: int) -> Year:
    done = network.done_in(year)
    times, people = in_digits(len(done)), str(people_of(done)) if done else ""
    return Year(year, str(network.joined_in(year)), times, people)
