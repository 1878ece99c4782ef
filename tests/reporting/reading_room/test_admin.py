"""The reading room in the admin: letting in and out, seeing, answering."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from outbox.delivery import deliver_due
from outbox.models import Message
from reporting.models import Question, Reader, Visit
from reporting.reading_room import actions
from reporting.reading_room.confirming import request_code
from reporting.reading_room.links import url_of
from tests.factories import ProgressReportFactory

from ..publishing import BACKEND, approver, member_of, writer
from ..room import invited, mailed_code, mails, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    client.force_login(writer(), backend=BACKEND)
    return client


@pytest.fixture
def reader():
    return invited()


def of_reader(page: str, reader: Reader) -> str:
    return reverse(f"admin:reporting_reader_{page}", args=[reader.pk])


def of_question(page: str, question: Question) -> str:
    return reverse(f"admin:reporting_question_{page}", args=[question.pk])


def asked(reader: Reader) -> Question:
    return actions.ask(
        reader, reader.report.versions.get(), about="origin-hubs.held", text="Waar is de vijfde?"
    )


def invite(client, **changes: object):
    values = {
        "report": ProgressReportFactory().pk,
        "name": "R. de Lezer",
        "email": " Lezer@BZK.example",
        "expires_on": timezone.localdate() + timedelta(days=30),
    }
    return client.post(reverse("admin:reporting_reader_add"), values | changes)


def test_staff_invite_a_reader_who_gets_the_link(staff):
    assert invite(staff).status_code == 302

    reader = Reader.objects.get()
    assert reader.email == "lezer@bzk.example"
    assert [mail.to for mail in mails("reader_invited")] == ["lezer@bzk.example"]
    page = staff.get(of_reader("change", reader)).content.decode()
    assert "Trek de link in" in page
    empty = {f"{rows}-TOTAL_FORMS": 0 for rows in ("visits", "confirmations")}
    empty |= {f"{rows}-INITIAL_FORMS": 0 for rows in ("visits", "confirmations")}
    changes = {"name": "S. de Lezer", "email": "x@bzk.example"}
    staff.post(of_reader("change", reader), changes | empty)
    reader.refresh_from_db()
    assert (reader.name, reader.email) == ("S. de Lezer", "lezer@bzk.example")


def test_what_is_wrong_with_an_invitation_stands_at_its_field(staff, reader):
    yesterday = timezone.localdate() - timedelta(days=1)
    late = invite(staff, expires_on=yesterday)
    double = invite(staff, report=reader.report.pk, email="LEZER@bzk.example")

    assert late.context["errors"][0] == ["Kies een dag die nog komt."]
    assert [list(errors) for errors in double.context["errors"]] == [
        ["Deze lezer is al uitgenodigd. Verleng daar de link, of stuur een nieuwe."]
    ]
    assert Reader.objects.count() == 1


def test_staff_extend_revoke_and_send_a_new_link(staff, reader):
    before, day = url_of(reader), timezone.localdate() + timedelta(days=200)

    staff.post(of_reader("verlengen", reader), {"expires_on": day})
    assert Reader.objects.get().expires_on == day
    staff.post(of_reader("intrekken", reader))
    assert staff.get(before).status_code == 410
    assert "Trek de link in" not in staff.get(of_reader("change", reader)).content.decode()
    staff.post(of_reader("nieuwe-link", reader), {"expires_on": day})
    assert staff.get(before).status_code == 410
    assert staff.get(url_of(Reader.objects.get())).status_code == 200


def test_staff_see_visits_and_confirmations_and_cannot_change_them(staff, reader):
    staff.get(page_of(reader))
    confirm = {"number": 1, "kind": "akkoord"}
    staff.post(url_of(reader, "room_confirm", **confirm), {"name": "Mr. de Lezer"})
    staff.post(url_of(reader, "room_code", **confirm), {"code": mailed_code()})

    page = staff.get(of_reader("change", reader)).content.decode()

    assert str(Visit.objects.get().version) in page
    assert "Mr. de Lezer" in page
    assert 'name="visits-0-version"' not in page
    assert 'name="confirmations-0-name"' not in page
    assert staff.post(of_reader("delete", reader), {"post": "yes"}).status_code == 302
    assert Reader.objects.filter(pk=reader.pk).exists()


def test_staff_answer_and_mend(staff, reader):
    question = asked(reader)
    page = staff.get(of_question("change", question)).content.decode()
    assert "Waar is de vijfde?" in page
    assert "R. de Lezer" in page

    staff.post(of_question("beantwoorden", question), {"text": "Verplaatst."})
    staff.post(of_question("beantwoorden", question), {"text": "Nog eens."})
    assert Question.objects.get().answer == "Verplaatst."
    assert "Verplaatst." in staff.get(of_question("verbeteren", question)).content.decode()
    staff.post(of_question("verbeteren", question), {"text": "Verplaatst naar mei."})
    assert Question.objects.get().answer == "Verplaatst naar mei."
    assert len(mails("question_answered")) == 2


def test_empty_answer_is_refused(staff, reader):
    answer = staff.post(of_question("beantwoorden", asked(reader)), {"text": " "})
    assert "Schrijf het antwoord op." in answer.content.decode()
    assert Question.objects.get().answer == ""


def test_who_approves_sees_all_and_does_nothing_here(client, reader):
    question = asked(reader)
    client.force_login(approver(), backend=BACKEND)

    assert client.get(of_reader("change", reader)).status_code == 200
    assert client.get(of_question("change", question)).status_code == 200
    for page in ("verlengen", "nieuwe-link", "intrekken"):
        assert client.post(of_reader(page, reader)).status_code == 403
    assert client.post(of_question("beantwoorden", question), {"text": "Ja."}).status_code == 403


def test_lists_take_as_many_queries_for_many_rows(staff, reader, django_assert_num_queries):
    lists = [reverse(f"admin:reporting_{name}_changelist") for name in ("reader", "question")]
    expected = None
    for number in (1, 2, 27):
        for each in range(number):
            colleague = Reader.objects.create(
                report=reader.report,
                name="Collega",
                email=f"c{number}-{each}@bzk.example",
                expires_on=timezone.localdate(),
            )
            Question.objects.create(
                reader=colleague,
                version=reader.report.versions.get(),
                about="summary",
                text="Hoezo?",
            )
        expected = expected or queries_of(staff, lists)
        with django_assert_num_queries(expected):
            assert {staff.get(page).status_code for page in lists} == {200}


def queries_of(client, pages: list[str]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        for page in pages:
            client.get(page)
    return len(found)


@pytest.mark.parametrize("state", ["queued", "failed", "sent"])
def test_staff_cannot_read_the_code_or_the_link_and_confirm_in_the_name_of_the_reader(
    client, reader, state
):
    version = reader.report.versions.get()
    request_code(reader, version, kind="agreed", name="R. de Lezer")
    code, link = mailed_code(), url_of(reader)
    asked(reader)
    if state == "sent":
        deliver_due()
    else:
        Message.objects.update(state=state)
    client.force_login(member_of("Programmastaf"), backend=BACKEND)

    pages = [client.get(page).content.decode() for page in pages_of_outbox()]

    assert len(pages) == 1 + len(mails("reader_invited") + mails("reader_code")) + 1
    assert [page for page in pages if code in page or link in page] == []
    assert sum("Uw code is: (code)" in page for page in pages) == 1


def pages_of_outbox() -> list[str]:
    of_one = [
        reverse("admin:outbox_message_change", args=[message.pk])
        for message in Message.objects.all()
    ]
    return [reverse("admin:outbox_message_changelist"), *of_one]


def test_pages_are_called_by_what_they_are_about_and_name_no_person(staff, reader):
    question = asked(reader)
    pages = [of_reader("change", reader), of_reader("intrekken", reader)]
    pages += [of_question("change", question), of_question("beantwoorden", question)]

    assert [staff.get(page).context_data["subtitle"] for page in pages] == [
        f"Lezer van Voortgangsrapportage 2013 ({reader.pk})",
        f"Lezer van Voortgangsrapportage 2013 ({reader.pk})",
        f"Vraag over {actions.topic_of(question)}",
        f"Vraag over {actions.topic_of(question)}",
    ]
