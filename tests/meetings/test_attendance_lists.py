import pytest

from meetings.attendance.lists import found, on_the_list
from meetings.models import Registration
from tests.factories import HubFactory, RegistrationFactory


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Łukasz Wójcik", "lukasz wojcik"),
        ("İbrahim Çelik", "ibrahim celik"),
        ("Søren Ørsted", "soren orsted"),
        ("Ayşe Yıldız", "ayse yildiz"),
        ("Đorđe Đukić", "dorde dukic"),
        ("Ĳsbrand Ĳff", "ijsbrand ijff"),
        ("José Ñúñez", "jose nunez"),
        ("Zoë Müller", "zoe muller"),
        ("Nguyễn Thị Hồng", "nguyen thi hong"),
        ("Jan‐Willem O’Neill", "jan-willem o'neill"),
        ("Mieke ’t Hart", "'t hart"),
        ("Mieke 't Hart", "‘t Hart"),
        ("Jean-Pierre d'Hondt", "jean pierre"),
        ("van den Berg-Jansen", "jansen"),
        ("Mieke 't Hart", "Hart, Mieke"),
        ("Anne-Marie Jansen", "annemarie"),
        ("Anne Marie Jansen", "anne-marie"),
        ("Piet d'Hondt", "dhondt"),
        ("Jan O’Neill", "oneill"),
        ("J.P. de Wit", "jp de wit"),
        ("J. P. de Wit", "J.P. de Wit"),
        ("IJsbrand Buys", "ysbrand buijs"),
    ],
)
def test_person_is_found_without_special_keys(name, typed):
    people = [Registration(pk=1, name=name)]

    assert found(people, typed) == people


@pytest.mark.parametrize("typed", ["jansen piet", "anna-piet", "janneke", "jn", "%", "_"])
def test_somebody_else_is_not_found(typed):
    assert found([Registration(pk=1, name="Anna Jansen")], typed) == []


@pytest.mark.django_db
def test_list_is_in_the_order_of_surnames():
    meeting = HubFactory()
    for name in (
        "Wim van den Berg",
        "Anna de Zwart",
        "Bert Aarts",
        "Dirk van der IJssel",
        "Carla 't Hart",
    ):
        RegistrationFactory(meeting=meeting, name=name)

    assert [person.name for person in on_the_list(meeting)] == [
        "Bert Aarts",
        "Wim van den Berg",
        "Carla 't Hart",
        "Dirk van der IJssel",
        "Anna de Zwart",
    ]
