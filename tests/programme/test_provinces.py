import pytest

from programme.provinces import Province, province_of


@pytest.mark.parametrize(
    ("town", "province"),
    [
        ("Den Haag", Province.ZUID_HOLLAND),
        ("Groningen", Province.GRONINGEN),
        ("Leeuwarden", Province.FRYSLAN),
        (" utrecht ", Province.UTRECHT),
        ("Zwolle", Province.OVERIJSSEL),
        ("Verweggistan", ""),
        ("", ""),
    ],
)
def test_province_of_a_town(town, province):
    assert province_of(town) == province


def test_there_are_twelve_provinces():
    assert len(Province.choices) == 12
