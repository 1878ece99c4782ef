"""Bringing the register up to date: what would change, what stays, and what is refused."""

import csv
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dates.entry import read_date
from programme.models import Organisation, OrganisationName
from programme.register import load_register, plan, read, update
from programme.register.reading import DATA
from tests.factories import ProgrammeFactory, UserFactory

pytestmark = pytest.mark.django_db

FILE = (DATA / "organisations.csv").read_text("utf-8")
ENDED = (DATA / "organisations_historical.csv").read_text("utf-8")
ROWS = list(csv.DictReader(StringIO(FILE)))
PAGE = reverse("admin:programme_register")


def as_file(rows: list[dict]) -> str:
    text = StringIO()
    writer = csv.DictWriter(text, list(ROWS[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def changed(*, without: int = 0, **values: dict[str, str]) -> str:
    """The file with other values, by code, and the last so many rows left out."""
    rows = [row | values.get(row["code"], {}) for row in ROWS]
    return as_file(rows[: len(rows) - without])


def by_code(code: str) -> Organisation:
    return Organisation.objects.get(code=code)


@pytest.fixture
def register():
    load_register()


def test_register_knows_parents_former_names_and_when(register):
    rws, ez = by_code("oorg10004"), by_code("mnre1045")

    assert (rws.parent.abbreviation, rws.successor) == ("IenW", None)
    assert ez.names_in(2013) == ["Ministerie van Economische Zaken (EZ)"]
    assert by_code("mnre1130").names_in(2013) == ["Ministerie van Infrastructuur en Milieu (IenM)"]
    assert by_code("mnre1130").names_in(2020) == []
    eli = ez.names.get(name__contains="Innovatie")
    assert (eli.since, eli.until) == (read_date("14-10-2010"), read_date("31-12-2012"))
    assert sum(name.until is not None for name in OrganisationName.objects.all()) > 250


def test_the_same_register_again_changes_nothing_and_writes_nothing(register):
    history = Organisation.history.count()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        done = update(read(FILE, ENDED), by=None)

    written = [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert (done.is_empty, list(done.told()), written) == (True, [], [])
    assert Organisation.history.count() == history


def test_update_tells_first_and_then_does_what_it_told(register):
    new = ROWS[-1] | {"code": "x1", "tooi_uri": "u:x1", "name": "Dienst Zee", "abbreviation": ""}
    rows = [row | {"name": "Rijkswater"} if row["code"] == "oorg10004" else row for row in ROWS]
    newer = read(as_file([*rows[:-1], new]), ENDED)
    last = by_code(ROWS[-1]["code"])

    told = dict(plan(newer).told())
    assert told["Nieuw (1)"] == ["Dienst Zee"]
    assert told["Gewijzigd (1)"] == [
        "Rijkswaterstaat, naam: van “Rijkswaterstaat” naar “Rijkswater”"
    ]
    assert told["Niet meer in het register (1)"] == [last.name]
    assert not Organisation.objects.filter(code="x1").exists()

    user = UserFactory()
    update(newer, by=user)

    rws = by_code("oorg10004")
    last.refresh_from_db()
    assert (rws.name, rws.names.get().name, rws.names.get().is_former) == (
        "Rijkswater",
        "Rijkswaterstaat",
        True,
    )
    assert (last.is_retired, rws.history.first().history_user) == (True, user)
    assert plan(newer).is_empty


def test_what_ended_is_followed_by_what_the_register_says(register):
    gone = by_code("ws0652")
    follows = (
        f"{gone.name},waterschappen,ws0652,u:ws0652,2026-01-01,{ROWS[10]['tooi_uri']},x,ended\n"
    )
    rows = [row for row in ROWS if row["code"] != "ws0652"]

    update(read(as_file(rows), ENDED + follows), by=None)

    gone.refresh_from_db()
    assert (gone.is_retired, gone.successor.code) == (True, ROWS[10]["code"])
    assert gone.successor.names.filter(name__contains="Brabantse Delta", is_former=True).exists()


def test_what_comes_back_in_the_register_is_offered_again(register):
    code = ROWS[-1]["code"]
    update(read(changed(without=1), ENDED), by=None)
    assert by_code(code).is_retired

    planned = update(read(FILE, ENDED), by=None)

    assert not by_code(code).is_retired
    assert (f"Weer in het register ({1})", [by_code(code).name]) in list(planned.told())
    assert plan(read(FILE, ENDED)).is_empty


def test_who_is_offered_says_staff_and_no_file(register):
    """What staff took out of use stays out of it, and what they took into use again stays in."""
    out, back = by_code(ROWS[0]["code"]), by_code(ROWS[-1]["code"])
    out.is_retired = True
    out.save()
    update(read(changed(without=1), ENDED), by=None)
    back.refresh_from_db()
    back.is_retired = False
    back.save()

    assert plan(read(changed(without=1), ENDED)).is_empty
    assert by_code(out.code).is_retired


def test_what_staff_changed_or_took_away_stays(register):
    rws, ienw = by_code("oorg10004"), by_code("mnre1130")
    rws.website = "https://eigen.example"
    rws.save()
    ienw.names.get(name__startswith="Ministerie van Verkeer").delete()
    newer = read(changed(oorg10004={"website": "https://nieuw.example"}), ENDED)

    planned = update(newer, by=None)

    rws.refresh_from_db()
    assert rws.website == "https://eigen.example"
    assert (planned.is_empty, len(planned.stays)) == (True, 1)
    assert not ienw.names.filter(name__startswith="Ministerie van Verkeer").exists()


@pytest.mark.parametrize(("without", "is_refused"), [(57, False), (58, True)])
def test_loss_of_more_than_five_percent_is_refused(register, without, is_refused):
    """Of 1,151."""
    fewer = read(changed(without=without), ENDED)

    assert bool(plan(fewer).refusal) == is_refused
    if is_refused:
        with pytest.raises(ValidationError, match="meer dan 5%"):
            update(fewer, by=None)
        assert not Organisation.objects.filter(is_retired=True).exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "mist kolommen"),
        ("naam;code\nx;y", "met komma’s tussen de kolommen"),
        (as_file([ROWS[1], ROWS[1]]), "eigen code"),
        (as_file([ROWS[1] | {"code": ""}]), "eigen code"),
        (as_file([ROWS[1] | {"name": " "}]), "heeft een naam"),
        (as_file([ROWS[1] | {"type": "clan"}]), "soort “clan”"),
        (as_file([ROWS[1] | {"name": "x" * 251}]), "te lange waarde"),
        (as_file(ROWS[:2]) + '"open', "niet te lezen als CSV"),
    ],
)
def test_broken_file_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(ValidationError, match=sentence):
        read(text)


def test_command_tells_and_does_only_when_told(register, tmp_path, capsys):
    file = tmp_path / "nieuw.csv"
    file.write_text(changed(oorg10004={"place": "Utrecht-Oost"}), encoding="utf-8")

    call_command("update_register", file)
    assert by_code("oorg10004").place != "Utrecht-Oost"
    call_command("update_register", file, "--doen")
    call_command("update_register", file, "--doen")

    said = capsys.readouterr().out
    assert "naar “Utrecht-Oost”\nEr is nog niets gewijzigd. Met --doen gebeurt het.\n" in said
    assert said.endswith("Bijgewerkt.\nEr is niets bij te werken.\n")
    with pytest.raises(CommandError, match="niet te lezen"):
        call_command("update_register", tmp_path / "niet.csv")


def test_staff_see_what_would_change_and_confirm_it(register, client):
    client.force_login(UserFactory(is_superuser=True))
    ProgrammeFactory(first_year=2012, last_year=2014)
    text = changed(oorg10004={"place": "Utrecht-Oost"})
    uploaded = SimpleUploadedFile("nieuw.csv", text.encode())

    shown = client.post(PAGE, {"organisations": uploaded})
    assert by_code("oorg10004").place != "Utrecht-Oost"
    sent = {"organisations_text": text, "ended_text": "", "seen": shown.context["seen"]}
    stale = client.post(PAGE, sent | {"seen": "anders"})
    client.post(PAGE, sent)

    assert [heading for heading, _ in shown.context["told"]] == ["Gewijzigd (1)"]
    assert "Intussen zou er iets anders" in stale.content.decode()
    assert by_code("oorg10004").place == "Utrecht-Oost"
    page = client.get(reverse("admin:programme_organisation_change", args=[by_code("mnre1130").pk]))
    assert "In 2012, 2013 en 2014 heette dit Ministerie van Infrastructuur" in page.content.decode()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a,b\n1,2", b"x" * (2 * 1024 * 1024 + 1)])
def test_page_refuses_what_is_no_register_in_words(client, content):
    client.force_login(UserFactory(is_superuser=True))

    response = client.post(PAGE, {"organisations": SimpleUploadedFile("x.csv", content)})

    form = response.context["form"]
    assert (response.status_code, response.context["plan"]) == (200, None)
    assert len([e for errors in form.errors.values() for e in errors]) == 1


def test_updating_is_for_who_may_change_organisations(client):
    client.force_login(UserFactory())

    assert client.get(PAGE).status_code == 403
