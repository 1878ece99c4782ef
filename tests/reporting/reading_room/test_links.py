"""The personal link: whose it is, until when, and what others get."""

from datetime import timedelta

import pytest
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from reporting.models import Reader
from reporting.reading_room import actions
from reporting.reading_room.links import LINKS, absolute_url_of, token_of, url_of
from tests.factories import ProgressReportFactory, UserFactory

from ..publishing import corrected, publish_now, published, writer
from ..room import invited, mails, page_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return invited()


def pages(reader) -> list[str]:
    of_version = {"number": 1}
    return [
        url_of(reader),
        page_of(reader),
        url_of(reader, "room_ask", **of_version) + "?about=summary",
        url_of(reader, "room_download", file_format="pdf", **of_version),
        url_of(reader, "room_confirm", kind="akkoord", **of_version),
        url_of(reader, "room_compare", before=1, after=1),
    ]


def statuses(client, reader) -> set[int]:
    return {client.get(page).status_code for page in pages(reader)}


def test_link_opens_each_page_without_an_account(client, reader):
    assert statuses(client, reader) == {200}


def test_pages_are_not_found_kept_or_passed_on(client, reader):
    for page in pages(reader):
        answer = client.get(page)
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Cache-Control"] == "private, no-store"


def test_link_works_on_its_last_day_and_not_after_it(client, reader):
    today = timezone.localdate()
    Reader.objects.update(expires_on=today)
    assert statuses(client, reader) == {200}

    Reader.objects.update(expires_on=today - timedelta(days=1))
    assert statuses(client, reader) == {410}
    page = client.get(url_of(reader)).content.decode()
    assert "Deze link is verlopen." in page
    assert "mailto:routekaart@beroepseer.example" in page


def test_revoked_link_ends_at_once(client, reader):
    actions.revoke(reader, by=writer())

    assert statuses(client, reader) == {410}
    assert "Deze link is ingetrokken." in client.get(url_of(reader)).content.decode()
    with pytest.raises(ValidationError, match="al ingetrokken"):
        actions.revoke(reader, by=writer())


def test_new_link_works_and_ends_the_one_before(client, reader):
    before = url_of(reader)
    actions.revoke(reader, by=writer())

    renewed = actions.renew(reader, expires_on=timezone.localdate(), by=writer())

    assert client.get(url_of(renewed)).status_code == 200
    assert client.get(before).status_code == 410
    assert absolute_url_of(renewed) in text_of(mails("reader_invited")[-1])


def forged(reader) -> list[str]:
    token, other = token_of(reader), invited(email="ander@bzk.example")
    value = signing.Signer(salt=LINKS.salt).unsign_object(token)
    return [
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        token_of(other).split(":")[0] + ":" + token.split(":")[1],
        signing.Signer(salt="meetings.evaluation").sign_object(value),
        signing.Signer(salt=LINKS.salt).sign_object("x"),
        signing.Signer(salt=LINKS.salt).sign_object([0, 0]),
        "x",
    ]


def test_forged_link_is_not_found(client, reader):
    for token in forged(reader):
        assert client.get(f"/rapportages/leeskamer/{token}/").status_code == 404


def test_reader_sees_versions_of_the_own_report_alone(client, reader):
    other = publish_now(corrected(published()))

    assert client.get(page_of(reader, other.number)).status_code == 404
    assert (
        client.get(url_of(reader, "room_download", number=2, file_format="pdf")).status_code == 404
    )


def test_reader_of_what_is_not_published_yet_is_told_so(client):
    reader = invited(report=ProgressReportFactory(), version=published())

    assert "nog niet gepubliceerd" in client.get(url_of(reader)).content.decode()
    assert "Zodra de voortgangsrapportage" in text_of(mails("reader_invited")[0])


def test_invitation_is_mailed_with_the_link_and_its_last_day(reader):
    (mail,) = mails("reader_invited")
    assert mail.to == "lezer@bzk.example"
    assert absolute_url_of(reader) in text_of(mail)
    assert "Beste R. de Lezer," in text_of(mail)


def test_extended_link_stays_the_same(client, reader):
    later = timezone.localdate() + timedelta(days=200)
    actions.extend(reader, expires_on=later, by=writer())

    assert Reader.objects.get().expires_on == later
    assert client.get(url_of(reader)).status_code == 200
    assert len(mails("reader_invited")) == 2


def test_what_cannot_be_done_with_a_link_says_why(reader):
    yesterday = timezone.localdate() - timedelta(days=1)
    with pytest.raises(ValidationError, match="Kies een dag die nog komt"):
        actions.extend(reader, expires_on=yesterday, by=writer())
    with pytest.raises(ValidationError, match="al uitgenodigd"):
        invited(
            report=reader.report, version=reader.report.versions.get(), email="Lezer@BZK.example"
        )
    actions.revoke(reader, by=writer())
    with pytest.raises(ValidationError, match="ingetrokken"):
        actions.extend(reader, expires_on=timezone.localdate(), by=writer())


def test_who_has_no_right_lets_nobody_in_or_out(reader):
    nobody, day = UserFactory(), timezone.localdate()
    with pytest.raises(PermissionDenied):
        actions.invite(Reader(report=reader.report, expires_on=day), by=nobody)
    with pytest.raises(PermissionDenied):
        actions.extend(reader, expires_on=day, by=nobody)
    with pytest.raises(PermissionDenied):
        actions.renew(reader, expires_on=day, by=nobody)
    with pytest.raises(PermissionDenied):
        actions.revoke(reader, by=nobody)


def test_new_version_is_announced_to_those_whose_link_works(reader):
    version = reader.report.versions.get()
    revoked = invited(version, email="ingetrokken@bzk.example")
    expired = invited(version, email="verlopen@bzk.example")
    actions.revoke(revoked, by=writer())
    Reader.objects.filter(pk=expired.pk).update(expires_on="2020-01-01")

    publish_now(corrected(version, reason="Een hub vergeten."))

    (mail,) = mails("version_published")
    assert mail.to == reader.email
    assert "Een hub vergeten." in text_of(mail)
    assert absolute_url_of(reader) in text_of(mail)
