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


def map_points(places: list[dict], query: QueryDict) -> list[dict]:
    """The places that match and whose coordinates are known, from north to south."""
    known = [
        (place, spot)
        for place in places
        if place["found"] and (spot := coordinates_of(place["place"]))
    ]
    known.sort(key=lambda pair: -pair[1].latitude)
    return [_point(place, query, *spot) for place, spot in known]


def _point(place: dict, query: QueryDict, latitude: float, longitude: float) -> dict:
    x, y = place_on_map(latitude=latitude, longitude=longitude)
    number = f" ({place['found']})" if place["found"] > 1 else ""
    url = _narrowed(query, place["province"]) if place["province"] else ""
    return {"x": x, "y": y, "label": f"{place['place']}{number}", "url": url}


def _narrowed(query: QueryDict, province: str) -> str:
    narrowed = query.copy()
    narrowed["provincie"] = province
    return f"?{narrowed.urlencode()}"
