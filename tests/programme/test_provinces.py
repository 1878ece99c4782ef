import pytest

from programme.provinces import Province, province_of
from programme.towns import coordinates_of


@pytest.mark.parametrize(
    ("town", "province"),
    [
        ("Den Haag", Province.ZUID_HOLLAND),
        ("Groningen", Province.GRONINGEN),
        ("Leeuwarden", Province.FRYSLAN),
        (" utrecht ", Province.UTRECHT),
        ("Zwolle", Province.OVERIJSSEL),
        ("'s-Hertogenbosch", Province.NOORD_BRABANT),
        ("’s-Hertogenbosch", Province.NOORD_BRABANT),
        ("‘s\u2011Hertogenbosch", Province.NOORD_BRABANT),
        ("'s Hertogenbosch", Province.NOORD_BRABANT),
        ("den bosch", Province.NOORD_BRABANT),
        ("'s-Gravenhage", Province.ZUID_HOLLAND),
        ("Bergen-op-Zoom", Province.NOORD_BRABANT),
        ("Verweggistan", ""),
        ("", ""),
    ],
)
def test_province_of_a_town(town, province):
    assert province_of(town) == province
    assert bool(coordinates_of(town)) == bool(province)


def test_there_are_twelve_provinces():
    assert len(Province.choices) == 12
