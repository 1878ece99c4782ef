"""Where a place lies on static/site/netherlands.svg.

The drawing is an equirectangular projection with 52.2° north as its true parallel, 150 units to a
degree of latitude, and its top left corner at 53.65° N, 3.3° E. Measured from the outlines that
the drawing was made of: every corner of it comes out within one unit.
"""

from math import cos, radians

WIDTH, HEIGHT = 368, 442

TOP_LATITUDE = 53.65
LEFT_LONGITUDE = 3.3
UNITS_PER_DEGREE = 150
TRUE_PARALLEL = 52.2


def place_on_map(*, latitude: float, longitude: float) -> tuple[float, float]:
    """x and y in the drawing, to one decimal."""
    x = (longitude - LEFT_LONGITUDE) * UNITS_PER_DEGREE * cos(radians(TRUE_PARALLEL))
    y = (TOP_LATITUDE - latitude) * UNITS_PER_DEGREE
    return round(x, 1), round(y, 1)
