"""The public page of the network: what it did, in numbers that tell of nobody."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from dates.entry import read_date
from tests.factories import ActivityFactory, AmbassadorFactory, ProgrammeFactory, TargetFactory

pytestmark = pytest.mark.django_db
INDEX = reverse("ambassadors:index")


@pytest.fixture
def programme():
    return ProgrammeFactory()


def join(programme, number, **values):
    joined = values.pop("joined", read_date("maart 2013"))
    return AmbassadorFactory.create_batch(number, programme=programme, joined=joined, **values)


def read(client):
    answer = client.get(INDEX)
    assert answer.status_code == 200
    (main,) = html.fromstring(answer.content).xpath("//main")
    return " ".join(" ".join(main.itertext()).split())


def tile(client, code):
    (said,) = html.fromstring(client.get(INDEX).content).xpath(
        f"//li[@class='province-{code}']//span[@class='visually-hidden']/text()"
    )
    return said


def test_without_ambassadors_it_says_what_one_does_and_no_number(client):
    told = read(client)

    assert "Een gesprek begeleiden" in told
    assert "Wat het netwerk deed" not in told


def test_numbers_are_in_fives_and_what_was_done_is_counted(client, programme):
    jo, *_others = join(programme, 13, sector="gemeente", province="ut")
    ActivityFactory.create_batch(6, ambassador=jo, people=10, date=read_date("mei 2013"))

    told = read(client)

    assert "ambassadeurs ten minste 10" in told
    assert "keer inzet 6" in told
    assert "opgeteld 60" in told
    assert "Gemeente: ten minste 10" in told
    assert "2013 nieuwe ambassadeurs: ten minste 10; keer inzet: 6; deelnames: 60" in told
    assert tile(client, "ut") == "ten minste 10 ambassadeurs"


def test_one_more_or_less_does_not_show(client, programme):
    join(programme, 11, sector="rijk", province="zh")
    join(programme, 6, sector="gemeente", province="ut")
    before = client.get(INDEX).content

    (new,) = join(programme, 1, sector="rijk", province="zh")
    assert client.get(INDEX).content == before
    type(new).objects.filter(pk=new.pk).update(state="left", state_since=date(2014, 1, 1))
    assert client.get(INDEX).content == before


def test_few_and_none_look_alike(client, programme):
    join(programme, 12, province="ut")
    join(programme, 12, province="zh")
    join(programme, 2, province="ze")

    assert tile(client, "ze") == tile(client, "dr") == "niemand, minder dan vijf, of weggelaten"


def test_who_is_only_interested_or_made_up_does_not_count(client, programme):
    join(programme, 6)
    join(programme, 9, state="interested")
    join(ProgrammeFactory(is_fictional=True), 30)

    assert "ambassadeurs ten minste 5" in read(client)
    assert "voorbeeld" not in read(client).replace("Voorbeeld", "").replace("bijvoorbeeld", "")


def test_where_all_is_made_up_it_says_so(client):
    join(ProgrammeFactory(is_fictional=True), 6)

    assert "Dit is een voorbeeld." in read(client)


def test_no_name_address_or_word_of_anybody_is_there(client, programme):
    jo, *_others = join(programme, 6, name="Geheimnaam", setting="Geheimwerk")
    ActivityFactory.create_batch(6, ambassador=jo, description="Geheimwoord", people=8)

    page = client.get(INDEX).content.decode()

    assert "Geheim" not in page
    assert jo.email not in page


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_asks_the_same_number_of_queries(client, programme, count, django_assert_num_queries):
    for jo in join(programme, count):
        ActivityFactory(ambassador=jo)

    with django_assert_num_queries(3):
        client.get(INDEX)


@pytest.mark.parametrize(
    ("number", "said"), [(None, "geen streefwaarde afgesproken"), (40, "streefwaarde: 40")]
)
def test_what_was_agreed_for_the_year_is_said_or_that_there_is_none(
    client, programme, number, said
):
    year = timezone.localdate().year
    TargetFactory(programme=programme, line="ambassadors", year=year, number=number)
    join(programme, 6)

    assert f"Voor dit jaar: {said}." in read(client)
