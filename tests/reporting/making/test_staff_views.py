"""The way from draft to published on the screen, and who may take which step."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from reporting.making import actions
from reporting.making.publishing import publish_approved
from tests.factories import UserFactory

from ..publishing import (
    BACKEND,
    approver,
    corrected,
    draft,
    keys_open,
    publish_now,
    published,
    submitted,
    waive_all,
    writer,
)
from ..reading import hub

pytestmark = pytest.mark.django_db


def address(page: str, report, *rest: object) -> str:
    return reverse(f"reporting:{page}", args=[report.programme.slug, report.year, *rest])


def sign_in(client, user):
    client.force_login(user, backend=BACKEND)
    return user


def test_from_draft_to_published_by_what_the_screen_says(client):
    report = draft()
    sign_in(client, writer())
    keys = keys_open(report)
    lines = {"keys": keys, "reason": "Niet meer te achterhalen."}
    client.post(address("readiness", report), lines)
    page = client.get(address("readiness", report)).content.decode()
    assert page.count("Niet meer te achterhalen.") == len(keys)
    client.post(address("act", report, "indienen"))

    sign_in(client, approver())
    assert "Keur goed en publiceer" in client.get(address("state", report)).content.decode()
    client.post(address("act", report, "publiceren"))
    making = client.get(address("state", report)).content.decode()
    assert "Wordt gemaakt." in making
    assert "Keur goed en publiceer" not in making

    publish_approved()
    client.post(address("show_on_site", report), {"sure": "on"})
    report.refresh_from_db()
    assert (report.state, report.is_public) == ("published", True)
    assert "Versie 1" in client.get(address("state", report)).content.decode()


@pytest.mark.parametrize("deed", ["indienen", "terugzetten", "publiceren", "tonen", "verbergen"])
def test_deeds_of_who_may_only_look_are_forbidden(client, deed):
    report, user = submitted(), UserFactory()
    from django.contrib.auth.models import Permission

    user.user_permissions.add(Permission.objects.get(codename="view_progressreport"))
    sign_in(client, user)

    assert client.get(address("state", report)).status_code == 200
    assert client.post(address("act", report, deed)).status_code == 403


@pytest.mark.parametrize("deed", ["publiceren", "tonen", "verbergen"])
def test_who_writes_does_not_publish(client, deed):
    report = submitted()
    sign_in(client, writer())
    assert client.post(address("act", report, deed)).status_code == 403
    assert "Keur goed en publiceer" not in client.get(address("state", report)).content.decode()
    assert report.jobs.count() == 0


def test_who_approves_sees_what_he_may_do_and_no_more(client):
    report = submitted()
    sign_in(client, approver())
    page = client.get(address("state", report)).content.decode()
    assert ("Zet terug naar concept" in page, "Keur goed en publiceer" in page) == (True, True)
    assert client.get(address("edit", report, "introduction")).status_code == 403
    in_admin = reverse("admin:reporting_progressreport_change", args=[report.pk])
    labels = [label for _, label in client.get(in_admin).context_data["action_links"]]
    assert labels.count("Teksten schrijven") == 0

    client.post(address("act", report, "terugzetten"))
    page = client.get(address("state", report)).content.decode()
    assert "Leg ter goedkeuring voor" not in page
    assert client.post(address("act", report, "indienen")).status_code == 403


def test_pages_of_staff_are_for_staff(client):
    report = published().report
    pages = [address(page, report) for page in ("state", "progress", "readiness", "changed")]
    assert {client.get(page).status_code for page in pages} == {302}
    sign_in(client, UserFactory())
    assert {client.get(page).status_code for page in pages} == {403}
    sign_in(client, writer())
    assert {client.get(page).status_code for page in pages} == {200}


def test_deed_is_never_done_by_a_link(client):
    report = draft()
    sign_in(client, writer())
    assert client.get(address("act", report, "indienen")).status_code == 405
    assert client.get(address("correct", report)).status_code == 405


def test_what_does_not_exist_is_not_found(client):
    report = draft()
    sign_in(client, approver())
    slug = report.programme.slug
    assert client.post(address("act", report, "opeten")).status_code == 404
    assert client.get(address("changed", report)).status_code == 404
    assert client.get(reverse("reporting:state", args=[slug, 2012])).status_code == 404
    assert client.get(reverse("reporting:state", args=["onbekend", 2013])).status_code == 404
    assert client.post(address("unwaive", report, 99)).status_code == 404


def test_refused_deed_says_why(client):
    report = actions.submit(draft(), by=writer())
    sign_in(client, approver())
    page = client.post(address("act", report, "publiceren"), follow=True).content.decode()
    assert "open op de lijst van wat ontbreekt" in page


def test_waiving_without_reason_or_choice_says_so_and_keeps_the_choice(client):
    report = draft()
    sign_in(client, writer())
    key = keys_open(report)[0]

    page = client.post(address("readiness", report), {"keys": [key], "reason": ""})

    assert page.context["form"].errors == {"reason": ["Schrijf op waarom dit zo blijft."]}
    assert page.content.decode().count(" checked>") == 1
    page = client.post(address("readiness", report), {"reason": "Zomaar."})
    assert page.context["form"].errors == {"keys": ["Kies een of meer regels."]}
    assert report.waivers.count() == 0


def test_waiver_is_taken_back(client):
    report = draft()
    waive_all(report)
    sign_in(client, writer())
    waiver = report.waivers.first()
    client.post(address("unwaive", report, waiver.pk))
    assert keys_open(report) == [waiver.key]


def test_who_may_only_look_waives_nothing(client):
    report, user = draft(), UserFactory()
    from django.contrib.auth.models import Permission

    user.user_permissions.add(Permission.objects.get(codename="view_progressreport"))
    sign_in(client, user)
    lines = {"keys": keys_open(report), "reason": "Zomaar."}
    assert client.post(address("readiness", report), lines).status_code == 403
    assert 'type="checkbox"' not in client.get(address("readiness", report)).content.decode()


def test_correction_needs_a_reason_on_the_page_too(client):
    report = published().report
    sign_in(client, writer())
    page = client.post(address("correct", report), {"reason": " "})
    wanted = {"reason": ["Schrijf op waarom er een nieuwe versie komt."]}
    assert page.context["form"].errors == wanted

    client.post(address("correct", report), {"reason": "Een hub vergeten."})
    report.refresh_from_db()
    assert (report.state, report.correction_reason) == ("draft", "Een hub vergeten.")


def test_changed_since_publication_names_the_figures_and_the_records(client):
    report = published().report
    sign_in(client, writer())
    assert "Er is geen verschil." in client.get(address("changed", report)).content.decode()

    target = report.programme.targets.get(line="hubs")
    meeting = hub(report.programme, "2013", target=target, held=True)
    page = client.get(address("changed", report))

    held = {change.key: change for change in page.context["comparison"].figures}["hubs.held"]
    assert (held.before, held.after, held.new) == ("0", "1", (f"Hub: {meeting} (2013)",))


def test_progress_says_why_nothing_was_published(client):
    report = submitted()
    actions.publish(report, by=approver())
    hub(report.programme, "2013", held=True)
    sign_in(client, writer())
    assert "<progress" in client.get(address("progress", report)).content.decode()

    publish_approved()

    text = client.get(address("progress", report)).content.decode()
    assert "<progress" not in text
    assert "Niet gepubliceerd." in text


def test_progress_says_in_plain_words_what_to_do_when_it_takes_long(client):
    report = submitted()
    actions.publish(report, by=approver())
    sign_in(client, writer())

    text = client.get(address("progress", report)).content.decode()

    assert "De rapportage staat klaar om gemaakt te worden." in text
    assert "Duurt het langer dan vijf minuten? Vraag dan uw beheerder of" in text
    assert "worker" not in text


def test_report_is_shown_to_everyone_only_when_that_is_ticked(client):
    report = published().report
    sign_in(client, approver())

    page = client.post(address("show_on_site", report))
    report.refresh_from_db()
    assert page.context["form"].errors == {
        "sure": ["Kruis aan dat iedereen de rapportage mag lezen."]
    }
    assert report.is_public is False

    client.post(address("show_on_site", report), {"sure": "on"})
    report.refresh_from_db()
    assert report.is_public is True


def test_state_says_who_approves(client):
    report = submitted()
    sign_in(client, writer())

    page = client.get(address("state", report)).content.decode()

    assert page.count("Iemand met het recht om te publiceren keurt die goed") == 1


def test_versions_are_laid_beside_each_other_from_the_second_on(client):
    version = published()
    sign_in(client, writer())
    assert client.get(address("state", version.report)).context["pairs"] == []

    publish_now(corrected(version))

    page = client.get(address("state", version.report))
    assert page.context["pairs"] == [(1, 2)]
    assert client.get(address("compare", version.report, 1, 2)).status_code == 200


@pytest.mark.parametrize("name", ["state", "readiness", "changed", "edit"])
def test_pages_of_staff_lead_back_to_the_admin(client, name):
    report = published().report
    sign_in(client, writer())
    section = ["hubs"] if name == "edit" else []
    in_admin = reverse("admin:reporting_progressreport_change", args=[report.pk])

    page = client.get(address(name, report, *section)).content.decode()

    assert page.count(f'href="{in_admin}"') == 1
    assert "Inloggen voor medewerkers" not in page


def test_all_lines_of_a_section_are_waived_with_one_tick_and_one_reason(client):
    report = draft()
    sign_in(client, writer())
    before = keys_open(report)
    of_section = [key for key in before if key.startswith("hubs:")]
    assert len(of_section) > 1

    refused = client.post(address("readiness", report), {"sections": ["hubs"], "reason": ""})
    assert refused.context["form"].errors == {"reason": ["Schrijf op waarom dit zo blijft."]}
    assert refused.content.decode().count(" checked>") == 1
    client.post(
        address("readiness", report), {"sections": ["hubs"], "reason": "Niet te achterhalen."}
    )

    assert keys_open(report) == [key for key in before if key not in of_section]
    assert set(report.waivers.values_list("reason", flat=True)) == {"Niet te achterhalen."}


def test_section_and_lines_are_chosen_together(client):
    report = draft()
    sign_in(client, writer())
    other = [key for key in keys_open(report) if key.startswith("colophon:")]
    chosen = {"sections": ["hubs"], "keys": other[:1], "reason": "Niet te achterhalen."}
    client.post(address("readiness", report), chosen)

    waived = report.waivers.values_list("key", flat=True)
    assert {key.partition(":")[0] for key in waived} == {"hubs", "colophon"}
    assert len([key for key in waived if key.startswith("colophon:")]) == 1


def test_missing_text_leads_to_where_it_is_written(client):
    report = draft()
    sign_in(client, writer())
    page = client.get(address("readiness", report)).content.decode()

    assert page.count(f'href="{address("edit", report, "introduction")}"') == 1


def test_who_completes_a_line_in_the_admin_comes_back_to_the_list(client):
    report = draft()
    target = report.programme.targets.get(line="hubs")
    sign_in(client, UserFactory(is_superuser=True))
    here = address("readiness", report)
    in_admin = (
        f"{reverse('admin:programme_target_change', args=[target.pk])}?terug={quote(here, '')}"
    )
    page = client.get(here).content.decode()
    assert page.count(f'href="{in_admin}"') == 1

    typed = client.get(in_admin).context_data["adminform"].form.initial
    saved = client.post(
        in_admin, {name: value for name, value in typed.items() if value is not None}
    )

    assert (saved.status_code, saved.url) == (302, here)
