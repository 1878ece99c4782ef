"""Where meetings are: numbers by place, as tiles of provinces and as points on the map."""

from django.db.models import Count, Q
from django.http import QueryDict

from programme.map_projection import place_on_map
from programme.provinces import Province
from programme.towns import coordinates_of

from ..querysets import MeetingQuerySet


def numbers_by_place(meetings: MeetingQuerySet, matching: Q, counting: Q) -> list[dict]:
    """Per province and place, in one query: `listed`, how many match and stand in the list;
    `number` and `found`, how many of all and of those match `counting`."""
    rows = meetings.order_by().values("province", "place")
    return list(
        rows.annotate(
            listed=Count("pk", filter=matching),
            number=Count("pk", filter=counting),
            found=Count("pk", filter=matching & counting),
        )
    )


def province_tiles(places: list[dict], query: QueryDict, path: str = "") -> list[dict]:
    """Every province with its number of meetings and the address that shows them."""
    return [
        {
            "code": code,
            "name": name,
            "count": sum(place["number"] for place in places if place["province"] == code),
            "url": f"{path}{_narrowed(query, code)}",
        }
        for code, name in Province.choices
    ]


def map_points(places: list[dict]) -> list[dict]:
    """The places whose coordinates are known, from north to south, with how often it was there."""
    known = [(row["place"], row["found"]) for row in places if row["found"]]
    spots = [(place, found, coordinates_of(place)) for place, found in known]
    points = [_point(place, found, *spot) for place, found, spot in spots if spot]
    return sorted(points, key=lambda point: point["y"])


def _point(place: str, found: int, latitude: float, longitude: float) -> dict:
    x, y = place_on_map(latitude=latitude, longitude=longitude)
    return {"x": x, "y": y, "label": f"{place} ({found})" if found > 1 else place}


def _narrowed(query: QueryDict, province: str) -> str:
    narrowed = query.copy()
    narrowed["provincie"] = province
    return f"?{narrowed.urlencode()}"
