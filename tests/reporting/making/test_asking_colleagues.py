"""What a Rapporteur may not mend is asked of the colleagues who may, and stands on their page."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from dates.entry import read_date
from reporting.collect import material_of, read_material
from reporting.making.actions import waive
from reporting.making.asking_colleagues import ask_colleague, asked_of
from reporting.making.readiness import missing_from
from reporting.models import AskedLine, ProgressReport
from tests.factories import HubFactory, TargetFactory, UserFactory

from ..reading import report_of

pytestmark = pytest.mark.django_db

READINESS, ASK = "reporting:readiness", "reporting:ask"


def in_role(*roles: str, **fields: str):
    user = UserFactory(is_staff=True, **fields)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


@pytest.fixture
def rapporteur():
    return in_role("Rapporteur", first_name="Rian", last_name="Raap")


@pytest.fixture
def colleague():
    return in_role("Programmastaf")


@pytest.fixture
def report():
    target = TargetFactory(number=1)
    report_of(target.programme)
    report = ProgressReport.objects.get()
    HubFactory(programme=report.programme, target=target, held=True, date=day_in(report))
    return report


def day_in(report):
    return read_date(f"3 mei {report.year}")


def line(report, kind):
    return next(each for each in missing_from(material_of(report)) if each.kind == kind)


def address(name, report):
    return reverse(name, args=[report.programme.slug, report.year])


def words(page) -> str:
    return " ".join(html.fromstring(page.content).text_content().split())


def test_reader_who_may_not_mend_is_offered_to_ask(client, report, rapporteur):
    client.force_login(rapporteur)

    page = words(client.get(address(READINESS, report)))

    assert f"Vraag aan een collega: {line(report, 'attendance').text}" in page


def test_who_may_mend_is_led_to_it_and_asks_nobody(client, report, colleague):
    client.force_login(colleague)

    page = client.get(address(READINESS, report)).content.decode()

    assert "Vraag aan een collega" not in page
    assert "Aanvullen" in page


def test_asked_line_stands_on_the_first_page_with_who_and_when(
    client, report, rapporteur, colleague
):
    client.force_login(rapporteur)
    missing = line(report, "attendance")
    client.post(address(ASK, report), {"key": missing.key})
    AskedLine.objects.update(asked_at=datetime(2026, 3, 1, 12, tzinfo=UTC))
    client.force_login(colleague)

    page = client.get(reverse("admin:index"))

    (asked,) = page.context_data["from_colleagues"]
    assert (asked.text, asked.by) == (missing.text, "Rian Raap")
    assert asked.address.startswith(missing.url)
    assert "Rian Raap, 1 maart 2026, voor: Voortgangsrapportage 2013" in page.content.decode()


@pytest.mark.usefixtures("colleague")
def test_readiness_says_that_it_was_asked_in_place_of_the_button(client, report, rapporteur):
    client.force_login(rapporteur)
    missing = line(report, "attendance")
    before = words(client.get(address(READINESS, report)))

    after = words(client.post(address(ASK, report), {"key": missing.key}, follow=True))

    assert "Gevraagd aan een collega door Rian Raap, " in after
    assert before.count("Vraag aan een collega") - after.count("Vraag aan een collega") == 1


def test_asking_again_makes_no_second_question(report, rapporteur, colleague):
    key = line(report, "attendance").key

    first = ask_colleague(report, key=key, by=rapporteur)
    again = ask_colleague(report, key=key, by=in_role("Rapporteur"))

    assert again == first
    assert AskedLine.objects.get().asked_by == rapporteur
    assert len(asked_of(colleague)) == 1


def test_question_is_gone_once_the_line_is_mended(report, rapporteur, colleague):
    missing = line(report, "attendance")
    ask_colleague(report, key=missing.key, by=rapporteur)

    hub = missing.row
    hub.attended, hub.attended_source = 8, "presentielijst"
    hub.save()

    assert asked_of(colleague) == []


def test_question_is_gone_once_the_line_may_stand(report, rapporteur, colleague):
    key = line(report, "attendance").key
    ask_colleague(report, key=key, by=rapporteur)

    waive(report, keys=[key], reason="Niet meer te achterhalen.", by=rapporteur)

    assert asked_of(colleague) == []


def test_question_is_shown_only_to_who_may_mend_it(report, rapporteur, colleague):
    ask_colleague(report, key=line(report, "attendance").key, by=rapporteur)

    assert asked_of(rapporteur) == asked_of(in_role("Werkgroep Toolkit")) == []
    assert len(asked_of(colleague)) == 1


def test_what_is_no_open_line_cannot_be_asked(report, rapporteur, colleague):
    with pytest.raises(ValidationError, match="staat niet meer open"):
        ask_colleague(report, key="hubs:verzonnen:1", by=rapporteur)

    assert not AskedLine.objects.exists()


def test_asking_where_nobody_may_mend_is_refused(report, rapporteur):
    with pytest.raises(ValidationError, match="Niemand heeft nu het recht"):
        ask_colleague(report, key=line(report, "attendance").key, by=rapporteur)


def test_who_may_not_see_the_report_asks_nothing(report, colleague):
    with pytest.raises(PermissionDenied):
        ask_colleague(report, key="x", by=in_role("Werkgroep Toolkit"))


def test_looking_at_the_address_of_asking_changes_nothing(client, report, rapporteur):
    client.force_login(rapporteur)

    answer = client.get(address(ASK, report), {"key": line(report, "attendance").key})

    assert answer.status_code == 405
    assert not AskedLine.objects.exists()


def test_every_line_names_a_right_that_somebody_has(report, colleague):
    found = missing_from(read_material(report.programme.slug, report.year))

    assert [each.text for each in found if not colleague.has_perm(each.needs)] == []


def test_first_page_takes_as_many_queries_for_many_questions_as_for_one(
    client, report, rapporteur, colleague
):
    client.force_login(colleague)
    counts = []
    for more in (1, 2, 27):
        for _ in range(more):
            hub = HubFactory(
                programme=report.programme,
                target=report.programme.targets.get(),
                held=True,
                date=day_in(report),
            )
            keys = [each.key for each in missing_from(material_of(report)) if each.row == hub]
            ask_colleague(report, key=keys[0], by=rapporteur)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("admin:index"))
        counts.append((len(page.context_data["from_colleagues"]), len(queries)))

    assert [number for number, _ in counts] == [1, 3, 30]
    assert len({queries for _, queries in counts}) == 1
