"""Staff read what was mailed, and can send again what failed; nothing else."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from outbox.kinds import KINDS
from outbox.models import Message
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

LIST = "admin:outbox_message_changelist"


@pytest.fixture
def staff(client):
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Programmastaf"))
    client.force_login(user, backend="routekaart.accounts.lent_roles.StaffBackend")
    return client


@pytest.fixture
def failed(put):
    (message,) = put("jo")
    message.state, message.attempts = "failed", 9
    message.failed_at = timezone.now()
    message.save()
    return message


def page_of(message, name="change"):
    return reverse(f"admin:outbox_message_{name}", args=[message.pk])


def test_page_shows_what_the_mail_says_and_nothing_to_change(staff, put):
    (message,) = put("jo", title="<script>Moed</script>")

    page = staff.get(page_of(message)).content.decode()

    assert "Dank u wel: &lt;script&gt;Moed&lt;/script&gt;" in page
    assert "Fijn dat u bij deze bijeenkomst was." in page
    assert 'name="_save"' not in page
    assert staff.post(page_of(message), {"to": "an@gemeente.example"}).status_code == 403
    assert staff.get(reverse("admin:outbox_message_add")).status_code == 403
    assert staff.get(page_of(message, "delete")).status_code == 403


def test_list_can_be_narrowed_to_what_failed(staff, put, failed):
    put("an")

    page = staff.get(reverse(LIST), {"state__exact": "failed"})

    assert list(page.context_data["cl"].result_list) == [failed]


def test_failed_mail_is_sent_again_from_its_page(staff, failed):
    page = staff.get(page_of(failed)).content.decode()
    assert page_of(failed, "opnieuw-versturen") in page

    staff.post(page_of(failed, "opnieuw-versturen"))

    failed.refresh_from_db()
    assert (failed.state, failed.attempts, failed.failed_at) == ("queued", 0, None)


def test_chosen_mails_are_sent_again_where_they_failed(staff, put, failed):
    waiting = put("an")[-1]
    chosen = {"action": "send_again", "_selected_action": [failed.pk, waiting.pk]}

    page = staff.post(reverse(LIST), chosen, follow=True).content.decode()

    assert "Klaar om opnieuw te versturen: 1." in page
    assert "Niet mislukt, dus niet herhaald: 1." in page
    assert set(Message.objects.values_list("state", flat=True)) == {"queued"}


def test_mail_that_did_not_fail_has_no_button_to_send_again(staff, put):
    (message,) = put("jo")

    assert page_of(message, "opnieuw-versturen") not in staff.get(page_of(message)).content.decode()


def test_mail_of_which_the_contents_were_erased_says_so(staff, put):
    (message,) = put("jo")
    Message.objects.update(to="", context={})

    assert "gewist: mails worden 90 dagen bewaard" in staff.get(page_of(message)).content.decode()


def test_mail_that_cannot_be_made_is_shown_with_its_fault(staff, put):
    (message,) = put("jo", template="nergens")

    page = staff.get(page_of(message))

    assert page.status_code == 200
    assert "kan niet worden gemaakt" in page.content.decode()


@pytest.mark.parametrize("group", ["Rapporteur", "Werkgroep Toolkit"])
def test_other_groups_read_no_mail_and_send_none(client, failed, group):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user, backend="routekaart.accounts.lent_roles.StaffBackend")

    answers = [
        client.get(reverse(LIST)).status_code,
        client.get(page_of(failed)).status_code,
        client.post(page_of(failed, "opnieuw-versturen")).status_code,
    ]

    assert answers == [403, 403, 403]


def test_every_kind_of_mail_has_a_dutch_name():
    mails = (settings.BASE_DIR / "templates/mails").glob("*.txt")

    assert {file.stem for file in mails} - {"base"} == set(KINDS)


def test_list_names_the_kinds_in_dutch_and_can_be_narrowed_to_one(staff, put):
    (thanks,), _offer = put("jo"), put("an", template="offer")
    page = staff.get(reverse(LIST), {"template": "thanks"})

    assert list(page.context_data["cl"].result_list) == [thanks]
    assert page.content.decode().count('<td class="field-kind">dank en evaluatie</td>') == 1
