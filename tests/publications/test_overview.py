import csv
import io
from datetime import date

import pikepdf
import pytest
from django.urls import reverse

from dates.entry import read_date
from documents.csv_file import csv_file
from tests.factories import HubFactory, ProgrammeFactory, PublicationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return reverse("publications:overview")


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_overview_leaves_out_what_is_on_other_subjects(client, page):
    PublicationFactory(title="Over ambtenaren")
    PublicationFactory(title="Over de zorg", concerns_public_administration=False)

    text = client.get(page).content.decode()

    assert "Over ambtenaren" in text
    assert "Over de zorg" not in text


def test_overview_filters_by_programme_year_and_kind(client, page):
    ours = ProgrammeFactory(slug="ons")
    PublicationFactory(programme=ours, title="Gezocht", kind="blog", date=read_date("mei 2013"))
    PublicationFactory(programme=ours, title="Ander jaar", kind="blog", date=read_date("2012"))
    PublicationFactory(programme=ours, title="Andere soort", kind="video", date=read_date("2013"))
    PublicationFactory(title="Ander programma", kind="blog", date=read_date("2013"))

    answer = client.get(page, {"programma": "ons", "jaar": "2013", "soort": "blog", "vorm": "csv"})

    assert [row[0] for row in rows_of(answer.content)] == ["Titel", "Gezocht"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"jaar": "abc"}, "Vul een jaar van vier cijfers in, zoals 2013."),
        ({"jaar": "1"}, "Vul een jaar vanaf 2000 in."),
        ({"soort": "x"}, "Deze soort bestaat niet. Kies een soort."),
        ({"programma": "x"}, "Dit programma bestaat niet. Kies een programma."),
    ],
)
def test_bad_filter_gives_one_sentence_and_no_file(client, page, query, sentence):
    answer = client.get(page, query | {"vorm": "csv"})

    assert answer.headers["Content-Type"].startswith("text/html")
    assert sentence in answer.content.decode()


def test_csv_holds_no_formula(client, page):
    PublicationFactory(title="=HYPERLINK(1)")

    answer = client.get(page, {"vorm": "csv"})

    assert rows_of(answer.content)[1][0] == "'=HYPERLINK(1)"


def test_csv_file_keeps_numbers_and_letters():
    assert csv_file([["é", -1, "-1"]]) == "\ufeffé;-1;'-1\r\n".encode()


def test_pdf_is_accessible_and_holds_every_row(client, page):
    PublicationFactory.create_batch(3)

    content = client.get(page, {"vorm": "pdf"}).content

    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang) == "nl-NL"
        assert pdf.docinfo["/Title"] == "Bijdragen over het openbaar bestuur"


def test_meeting_that_is_not_on_the_site_is_not_named(client, page):
    hidden = HubFactory(title="GEHEIM", is_public=False)
    PublicationFactory(meeting=hidden, programme=hidden.programme)

    for form in ("", "csv"):
        assert "GEHEIM" not in client.get(page, {"vorm": form}).content.decode()


@pytest.mark.parametrize("number", [1, 3, 30])
def test_overview_takes_as_many_queries_for_any_number(
    client, page, number, django_assert_num_queries
):
    for place in range(number):
        meeting = HubFactory()
        PublicationFactory(
            meeting=meeting,
            programme=meeting.programme,
            date=read_date(str(date.today().year - place)),
        )

    with django_assert_num_queries(2):
        client.get(page)
