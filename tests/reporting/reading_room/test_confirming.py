""" "Ontvangen" and "akkoord", with a code that has to come back from the reader's address."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from reporting.models import Confirmation
from reporting.reading_room.confirming import ATTEMPTS, confirm, hash_of, request_code
from reporting.reading_room.links import url_of

from ..publishing import corrected, publish_now
from ..room import invited, mailed_code, mails, page_of, text_of, wrong

pytestmark = pytest.mark.django_db

Kind = Confirmation.Kind


@pytest.fixture
def reader():
    return invited()


@pytest.fixture
def version(reader):
    return reader.report.versions.get()


def name_page(reader, kind: str = "akkoord", number: int = 1) -> str:
    return url_of(reader, "room_confirm", number=number, kind=kind)


def code_page(reader, kind: str = "akkoord", number: int = 1) -> str:
    return url_of(reader, "room_code", number=number, kind=kind)


def ask_code(client, reader, name: str = "Mr. R. de Lezer", **of: object):
    return client.post(name_page(reader, **of), {"name": name})


def send_code(client, reader, code: str, **of: object):
    return client.post(code_page(reader, **of), {"code": code})


@pytest.mark.parametrize(
    ("kind", "stored", "words"),
    [
        ("akkoord", Kind.AGREED, "gaf akkoord op versie 1"),
        ("ontvangen", Kind.RECEIVED, "bevestigde de ontvangst van versie 1"),
    ],
)
def test_code_that_comes_back_records_name_and_moment(client, reader, kind, stored, words):
    asked = ask_code(client, reader, kind=kind)
    assert asked.url == code_page(reader, kind=kind)
    assert not Confirmation.objects.exclude(confirmed_at=None).exists()
    (mail,) = mails("reader_code")
    assert mail.to == reader.email

    done = send_code(client, reader, f" {mailed_code()[:3]} {mailed_code()[3:]}", kind=kind)

    assert done.url == url_of(reader)
    found = Confirmation.objects.get()
    assert (found.kind, found.name, found.reader) == (stored, "Mr. R. de Lezer", reader)
    assert timezone.now() - found.confirmed_at < timedelta(minutes=1)
    assert f"Mr. R. de Lezer {words}" in client.get(page_of(reader)).content.decode()
    both = mails("reader_confirmed")
    assert [mail.to for mail in both] == [reader.email, "routekaart@beroepseer.example"]
    assert words in text_of(both[0]) and words in text_of(both[1])
    assert url_of(reader) not in text_of(both[1])


def test_only_the_hash_of_the_code_is_kept(client, reader):
    ask_code(client, reader)
    found = Confirmation.objects.get()
    assert found.code_hash == hash_of(found, mailed_code())
    assert len(found.code_hash) == 64
    assert mailed_code() not in {str(value) for value in vars(found).values()}


def test_code_of_one_confirmation_is_none_of_another(client, reader):
    ask_code(client, reader, kind="ontvangen")
    received = mailed_code()
    ask_code(client, reader, kind="akkoord")
    agreed = Confirmation.objects.get(kind=Kind.AGREED)
    assert hash_of(agreed, received) != Confirmation.objects.get(kind=Kind.RECEIVED).code_hash


def test_wrong_code_counts_down_until_it_works_no_more(client, reader):
    ask_code(client, reader)
    code = mailed_code()
    for left in range(ATTEMPTS - 1, 0, -1):
        page = send_code(client, reader, wrong(code)).content.decode()
        assert f"U kunt het nog {left} keer proberen." in page
    page = send_code(client, reader, wrong(code)).content.decode()
    assert "Deze code klopt niet, en werkt nu niet meer. Vraag een nieuwe code." in page

    page = send_code(client, reader, code).content.decode()
    assert "te vaak verkeerd ingevuld" in page
    assert Confirmation.objects.get().confirmed_at is None

    ask_code(client, reader)
    send_code(client, reader, mailed_code())
    assert Confirmation.objects.get().confirmed_at is not None


def test_code_ends_after_half_an_hour(client, reader):
    ask_code(client, reader)
    left = Confirmation.objects.get().code_expires_at - timezone.now()
    assert timedelta(minutes=29) < left <= timedelta(minutes=30)
    Confirmation.objects.update(code_expires_at=timezone.now())

    page = send_code(client, reader, mailed_code()).content.decode()

    assert "Deze code is verlopen: een code geldt 30 minuten. Vraag een nieuwe code." in page
    assert Confirmation.objects.get().confirmed_at is None


def test_new_code_ends_the_one_before(client, reader):
    ask_code(client, reader)
    Confirmation.objects.update(code_hash=hash_of(Confirmation.objects.get(), "000000"))
    ask_code(client, reader, name="R. de Lezer")
    code = mailed_code()
    if code != "000000":
        assert "klopt niet" in send_code(client, reader, "000000").content.decode()
    send_code(client, reader, code)
    assert Confirmation.objects.get().name == "R. de Lezer"


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "12345\x00"])
def test_what_is_no_code_costs_no_attempt(client, reader, typed):
    ask_code(client, reader)
    page = send_code(client, reader, typed)
    assert "Vul de zes cijfers uit de mail in." in page.content.decode()
    assert page.context["form"]["code"].value() == typed
    assert Confirmation.objects.get().attempts_left == ATTEMPTS


def test_codes_are_sent_so_often_and_no_more(client, reader, settings):
    settings.RATE_LIMIT_PER_ADDRESS = 2
    assert [ask_code(client, reader).status_code for _ in range(3)] == [302, 302, 429]
    assert len(mails("reader_code")) == 2
    page = ask_code(client, reader, name="Lang getypt").content.decode()
    assert "Probeer het over een uur opnieuw." in page
    assert "Lang getypt" in page


def test_without_a_name_no_code_is_sent(client, reader):
    assert "Vul uw naam in." in ask_code(client, reader, name=" ").content.decode()
    assert not Confirmation.objects.exists()


def test_page_for_the_code_leads_back_where_none_was_asked(client, reader):
    assert client.get(code_page(reader)).url == name_page(reader)
    assert client.get(name_page(reader, kind="gelezen")).status_code == 404


def test_what_was_confirmed_stays(client, reader, version):
    ask_code(client, reader)
    code = mailed_code()
    send_code(client, reader, code)
    found = Confirmation.objects.get()

    with pytest.raises(ValidationError, match="al bevestigd"):
        confirm(found, code=code)
    with pytest.raises(ValidationError, match="al bevestigd"):
        request_code(reader, version, kind=Kind.AGREED, name="Een ander")
    assert ask_code(client, reader, name="Een ander").url == f"{page_of(reader)}#confirm"
    assert send_code(client, reader, code).url == f"{page_of(reader)}#confirm"
    again = Confirmation.objects.get()
    assert (again.name, again.confirmed_at) == (found.name, found.confirmed_at)


def test_new_version_asks_for_agreement_anew(client, reader, version):
    ask_code(client, reader)
    send_code(client, reader, mailed_code())
    publish_now(corrected(version))

    assert name_page(reader, number=2) in client.get(page_of(reader, 2)).content.decode()
    assert "gaf akkoord op versie 1" in client.get(page_of(reader)).content.decode()


def test_agreement_with_an_older_version_is_refused_also_halfway(client, reader, version):
    ask_code(client, reader)
    publish_now(corrected(version))

    page = send_code(client, reader, mailed_code()).content.decode()
    assert "Er is een nieuwere versie. Geef bij die versie uw akkoord." in page
    assert "Er is een nieuwere versie" in ask_code(client, reader).content.decode()
    assert Confirmation.objects.get().confirmed_at is None
    assert name_page(reader) not in client.get(page_of(reader)).content.decode()

    ask_code(client, reader, kind="ontvangen")
    send_code(client, reader, mailed_code(), kind="ontvangen")
    assert Confirmation.objects.get(kind=Kind.RECEIVED).confirmed_at is not None
