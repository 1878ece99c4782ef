import pytest

from dutch.names import surname_key


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Wim van den Berg", "berg"),
        ("Anna de Zwart", "zwart"),
        ("Bert Aarts", "aarts"),
        ("Carla 't Hart", "hart"),
        ("Carla ’t Hart", "hart"),
        ("Dirk van der IJssel", "ijssel"),
        ("Berg, Wim van den", "berg"),
        ("de Wit", "wit"),
        ("Piet d'Hondt", "hondt"),
        ("Fatima El Amrani", "amrani"),
        ("J.P. op 't Veld", "veld"),
        ("Anna van den Berg-de Wit", "berg-de wit"),
        ("Ayşe Yıldız", "yildiz"),
        ("De", "de"),
        ("", ""),
    ],
)
def test_surname_stands_without_what_comes_before_it(name, surname):
    assert surname_key(name)[0] == surname


def test_list_in_dutch_order():
    names = ["Wim van den Berg", "Anna de Zwart", "Bert Aarts", "Carla 't Hart", "Anna Berg"]

    assert sorted(names, key=surname_key) == [
        "Bert Aarts",
        "Anna Berg",
        "Wim van den Berg",
        "Carla 't Hart",
        "Anna de Zwart",
    ]
