"""What a reader reads and asks, what staff answer, and what is logged of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from reporting.models import Narrative, Question, Reader, Visit
from reporting.reading_room import actions
from reporting.reading_room.links import url_of
from tests.factories import UserFactory

from ..forms import printed_keys
from ..publishing import corrected, publish_now, published, writer
from ..room import invited, mails, page_of, text_of

pytestmark = pytest.mark.django_db

FIGURE = "origin-hubs.held"


@pytest.fixture
def reader():
    return invited()


@pytest.fixture
def version(reader):
    return reader.report.versions.get()


def ask_page(reader, number: int = 1) -> str:
    return url_of(reader, "room_ask", number=number)


def ask(client, reader, text: str = "Waar is de vijfde hub?", about: str = FIGURE):
    return client.post(ask_page(reader), {"about": about, "text": text})


def test_page_comes_from_the_stored_document_with_a_way_to_ask_everywhere(client, reader, version):
    Narrative.objects.create(report=version.report, section="resume", text="Later geschreven.")

    answer = client.get(page_of(reader))
    page, document = answer.content.decode(), answer.context["document"]

    assert "Later geschreven." not in page
    parts = [part for section in document["sections"] for part in (section, *section["sections"])]
    anchors = ["summary", *(part["key"] for part in parts)]
    anchors += [f"origin-{key}" for key in printed_keys(document)]
    for anchor in anchors:
        assert page.count(f'id="{anchor}"') == 1
        assert page.count(f'{ask_page(reader)}?about={anchor}"') == 1
        assert client.get(ask_page(reader), {"about": anchor}).status_code == 200


def test_other_pages_of_the_report_offer_no_questions(client, version):
    from reporting.making import actions as reports

    from ..publishing import approver

    reports.show_on_site(version.report, shown=True, by=approver())
    page = client.get(f"/rapportages/{version.report.programme.slug}/2013/versie/1/")
    assert page.status_code == 200
    assert "Stel een vraag" not in page.content.decode()


@pytest.mark.parametrize("about", ["", "onbekend", "origin-onbekend", "hubs.held", "summary\x00"])
def test_asking_about_what_is_not_there_is_not_found(client, reader, version, about):
    assert client.get(ask_page(reader), {"about": about}).status_code == 404
    assert ask(client, reader, about=about).status_code == 404
    with pytest.raises(ValidationError, match="staat niet in deze versie"):
        actions.ask(reader, version, about=about, text="Hoezo?")
    assert not Question.objects.exists()


def test_question_is_kept_shown_at_its_place_and_mailed_to_staff(client, reader):
    answer = ask(client, reader, "Waar is\r\n<b>de vijfde</b> hub?")

    assert answer.url == url_of(reader)
    question = Question.objects.get()
    assert question.text == "Waar is\n<b>de vijfde</b> hub?"
    page = client.get(page_of(reader)).content.decode()
    place = page.index(f'id="{FIGURE}"')
    assert page.index("Waar is<br>&lt;b&gt;de vijfde&lt;/b&gt; hub?") > place
    assert "Nog niet beantwoord." in page[place:]
    (mail,) = mails("question_asked")
    assert mail.to == "routekaart@beroepseer.example"
    assert "R. de Lezer" in text_of(mail)
    assert f"/beheer/reporting/question/{question.pk}/change/" in text_of(mail) or (
        f"/reporting/question/{question.pk}/change/" in text_of(mail)
    )


def test_same_question_sent_twice_is_asked_once(client, reader):
    ask(client, reader)
    ask(client, reader)
    assert (Question.objects.count(), len(mails("question_asked"))) == (1, 1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Schrijf uw vraag op."),
        ("  \n ", "Schrijf uw vraag op."),
        ("é" * 2001, "Kort uw vraag in tot ten hoogste 2000 tekens."),
        ("Waarom\x00?", "Dit veld bevat een onzichtbaar teken"),
    ],
)
def test_bad_question_is_refused_and_keeps_what_was_typed(client, reader, text, sentence):
    answer = ask(client, reader, text)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert answer.context["form"]["text"].value() == text
    assert answer.context["about"] == FIGURE
    assert not Question.objects.exists()


def test_longest_question_fits_with_its_line_breaks(client, reader):
    text = "regel\r\n" * 333 + "ja"
    ask(client, reader, text)
    assert len(Question.objects.get().text) == 2000


def test_answer_is_shown_to_all_readers_of_the_report_and_mailed_to_who_asked(client, reader):
    ask(client, reader)
    colleague = invited(reader.report.versions.get(), email="collega@bzk.example")
    stranger = invited(published(), email="ander@bzk.example")
    by = writer()

    actions.answer(Question.objects.get(), text="Die is verplaatst.", by=by)

    question = Question.objects.get()
    assert (question.answered_by, question.answered_at is None) == (by, False)
    for page in (page_of(reader), page_of(colleague), url_of(colleague)):
        assert "Die is verplaatst." in client.get(page).content.decode()
    for page in (page_of(stranger), url_of(stranger)):
        assert "verplaatst." not in client.get(page).content.decode()
    (mail,) = mails("question_answered")
    assert mail.to == reader.email
    assert "Die is verplaatst." in text_of(mail)
    assert f"{page_of(reader)}#{FIGURE}" in text_of(mail)


def test_question_is_answered_once_and_mended_after_that(client, reader):
    ask(client, reader)
    question, by = Question.objects.get(), writer()
    with pytest.raises(ValidationError, match="nog niet beantwoord"):
        actions.mend_answer(question, text="Ja.", by=by)
    with pytest.raises(ValidationError, match="Schrijf het antwoord op"):
        actions.answer(question, text=" ", by=by)
    actions.answer(question, text="Ja.", by=by)
    with pytest.raises(ValidationError, match="al beantwoord"):
        actions.answer(question, text="Nee.", by=by)
    with pytest.raises(ValidationError, match="dat er al staat"):
        actions.mend_answer(question, text="Ja.", by=by)

    actions.mend_answer(question, text="Nee, toch niet.", by=by)

    assert Question.objects.get().answer == "Nee, toch niet."
    assert len(mails("question_answered")) == 2
    with pytest.raises(PermissionDenied):
        actions.answer(question, text="Ik ook.", by=UserFactory())


def test_question_of_an_older_version_stays_at_its_place_in_the_next(client, reader, version):
    ask(client, reader)
    publish_now(corrected(version))

    page = client.get(page_of(reader, 2)).content.decode()
    assert "(bij versie 1)" in page
    assert "(bij versie 1)" not in client.get(page_of(reader)).content.decode()
    assert "Er is een nieuwere versie" in client.get(page_of(reader)).content.decode()
    room = client.get(url_of(reader)).content.decode()
    assert room.index("Lees versie 2") < room.index("Lees versie 1")
    assert client.get(url_of(reader, "room_compare", before=1, after=2)).status_code == 200


@pytest.mark.parametrize("form", ["pdf", "json"])
def test_download_is_the_stored_bytes(client, reader, version, form):
    answer = client.get(url_of(reader, "room_download", number=1, file_format=form))
    assert answer.content == bytes(version.renderings.get(format=form).content)
    assert (
        client.get(url_of(reader, "room_download", number=1, file_format="docx")).status_code == 404
    )


def test_visit_is_logged_once_an_hour_for_each_version_and_told(client, reader, version):
    page = client.get(page_of(reader)).content.decode()
    assert "leggen we vast wie, welke versie en wanneer" in page
    client.get(page_of(reader))
    client.get(url_of(reader, "room_download", number=1, file_format="pdf"))
    client.get(url_of(reader))
    assert [(visit.reader, visit.version) for visit in Visit.objects.all()] == [(reader, version)]

    Visit.objects.update(at=timezone.now() - timedelta(minutes=61))
    client.head(page_of(reader))
    assert Visit.objects.count() == 1
    client.get(page_of(reader))
    assert Visit.objects.count() == 2

    publish_now(corrected(version))
    client.get(page_of(reader, 2))
    client.get(page_of(invited(version, email="collega@bzk.example")))
    assert Visit.objects.count() == 4


def test_pages_take_as_many_queries_for_many_questions(
    client, reader, version, django_assert_num_queries
):
    for number, at_version, at_room in ((1, 11, 4), (2, 10, 4), (27, 10, 4)):
        for each in range(number):
            colleague = Reader.objects.create(
                report=version.report,
                name="Collega",
                email=f"c{number}-{each}@bzk.example",
                expires_on=timezone.localdate(),
            )
            Question.objects.create(
                reader=colleague, version=version, about="summary", text="Hoezo?"
            )
        with django_assert_num_queries(at_version):
            assert client.get(page_of(reader)).status_code == 200
        with django_assert_num_queries(at_room):
            assert client.get(url_of(reader)).status_code == 200


def test_questions_are_asked_so_often_and_no_more(client, reader, settings):
    settings.RATE_LIMIT_PER_ADDRESS = 2

    answers = [ask(client, reader, text=f"Waar is hub {number}?") for number in range(3)]

    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert (Question.objects.count(), len(mails("question_asked"))) == (2, 2)
    form = answers[-1].context["form"]
    assert form["text"].value() == "Waar is hub 2?"
    assert form.non_field_errors() == [
        "U hebt in korte tijd veel vragen gesteld. Uw vraag staat hieronder nog: probeer het over "
        "een uur opnieuw."
    ]
    assert form.non_field_errors()[0] in answers[-1].content.decode()
