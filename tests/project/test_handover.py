"""The archive of a whole programme: what is in it, that it is whole, and what is not in it."""

import csv
import hashlib
import io
import json
import zipfile

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone
from lxml import etree

from dates.entry import read_date
from programme.models import Programme
from routekaart.handover.rows import APPS, LEFT_OUT, OPEN, way_to_programme
from sorting.sorts import join
from tests.factories import (
    EditionFactory,
    GroupFactory,
    HubFactory,
    PilotFactory,
    ProgrammeFactory,
    RegistrationFactory,
    RoundFactory,
    SessionFactory,
    StoryFactory,
    TargetFactory,
)
from tests.reporting.room import published
from tests.sorting.sorted import handed_in
from toolkit.models import EditionFile, PublishedEdition

pytestmark = pytest.mark.django_db

MARKERS = {
    "naam": "Merknaam Achternaam",
    "adres": "merk@gemeente.example",
    "notitie": "merknotitie",
    "ruw": "merkruwetekst",
    "concept": "merkconcept",
    "ander": "merkanderprogramma",
}


@pytest.fixture
def programme():
    programme = ProgrammeFactory(slug="routekaart", name="Routekaart <Goed> Werk")
    target = TargetFactory(programme=programme, explanation=MARKERS["notitie"])
    hub = HubFactory(programme=programme, target=target, title="Open hub", is_public=True)
    HubFactory(programme=programme, title=MARKERS["concept"], is_public=False)
    HubFactory(title=MARKERS["ander"], is_public=True)
    RegistrationFactory(meeting_id=hub.pk, name=MARKERS["naam"], email=MARKERS["adres"])
    StoryFactory(programme=programme, raw_text=MARKERS["ruw"], title="Een verhaal")
    session = {"date": read_date("maart 2014"), "number": 7}
    SessionFactory(group=GroupFactory(pilot=PilotFactory(programme=programme)), **session)
    return programme


def archive_of(programme, tmp_path):
    call_command("hand_over", programme.slug, tmp_path / "a.zip", stdout=io.StringIO())
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part(files, name):
    return {path: content for path, content in files.items() if path.startswith(f"{name}/")}


def test_every_file_has_the_sum_that_stands_beside_it(programme, tmp_path):
    files = archive_of(programme, tmp_path)

    for bag in ("routekaart-open", "routekaart-beperkt"):
        for manifest in ("manifest", "tagmanifest"):
            lines = files[f"{bag}/{manifest}-sha256.txt"].decode().splitlines()
            sums = dict(reversed(line.split("  ")) for line in lines)
            assert sums == {
                path: hashlib.sha256(files[f"{bag}/{path}"]).hexdigest() for path in sums
            }
            listed = {path.removeprefix(f"{bag}/") for path in part(files, bag)}
            there = {
                path for path in listed if path.startswith("data/") == (manifest == "manifest")
            }
            assert set(sums) == there - {"tagmanifest-sha256.txt"}
        octets = sum(len(c) for p, c in part(files, bag).items() if "/data/" in p)
        assert f"Payload-Oxum: {octets}." in files[f"{bag}/bag-info.txt"].decode()


@pytest.mark.parametrize("marker", ["naam", "adres", "notitie", "ruw", "concept", "ander"])
def test_open_part_holds_nothing_that_is_not_told_anyway(programme, tmp_path, marker):
    for path, content in part(archive_of(programme, tmp_path), "routekaart-open").items():
        assert MARKERS[marker].encode() not in content, path


def test_restricted_part_holds_the_rest_but_no_raw_text_and_no_other_programme(programme, tmp_path):
    found = b"".join(part(archive_of(programme, tmp_path), "routekaart-beperkt").values())

    assert {name for name, marker in MARKERS.items() if marker.encode() in found} == {
        "naam",
        "adres",
        "notitie",
        "concept",
    }


def test_tables_open_as_csv_and_as_json_with_the_same(programme, tmp_path):
    files = archive_of(programme, tmp_path)
    start = "routekaart-open/data/tabellen/meetings-meeting"

    (row,) = csv.DictReader(io.StringIO(files[f"{start}.csv"].decode("utf-8-sig")), delimiter=";")
    (stored,) = json.loads(files[f"{start}.json"])

    assert (row["title"], stored["title"]) == ("Open hub", "Open hub")
    (session,) = json.loads(files["routekaart-beperkt/data/tabellen/pilots-session.json"])
    assert (session["number"], session["date_earliest"]) == (7, "2014-03-01")


def test_published_report_is_there_byte_for_byte(tmp_path):
    version = published()

    files = archive_of(version.report.programme, tmp_path)

    slug, year = version.report.programme.slug, version.report.year
    start = f"{slug}-open/data/rapportages/{year}/versie-1/rapportage"
    assert files[f"{start}.json"] == version.intact_document
    for rendering in version.renderings.exclude(format__in=["json", "csv"]):
        assert files[f"{start}.{rendering.format}"] == rendering.intact_content


def test_published_book_is_in_the_restricted_part_byte_for_byte(programme, tmp_path):
    row = published_edition(programme)

    files = archive_of(programme, tmp_path)

    folder = "routekaart-beperkt/data/edities/boek/uitgave-1"
    assert files[f"{folder}/inhoud.json"] == bytes(row.content)
    assert files[f"{folder}/epub.epub"] == b"een epub"
    assert [name for name in files if "edities/" in name and "-open/" in name] == []


def published_edition(programme):
    edition = EditionFactory(programme=programme, slug="boek")
    fixed = {"published_at": timezone.now(), "stage": "final", "changes": "Eerste uitgave."}
    row = PublishedEdition(edition=edition, number=1, content=b"{}", **fixed)
    row.checksum = hashlib.sha256(row.content).hexdigest()
    row.save()
    content = b"een epub"
    checksum = hashlib.sha256(content).hexdigest()
    EditionFile(published=row, form="epub", content=content, checksum=checksum).save()
    return row


def test_of_value_cards_only_what_a_picture_shows_is_there(programme, tmp_path):
    at = RoundFactory(group__pilot__programme=programme)
    handed_in(at, times=6)
    join(at)

    files = archive_of(programme, tmp_path)

    (name,) = [name for name in files if name.endswith("sorting-round.json")]
    (row,) = json.loads(files[name])
    assert [column for column in ("tally", "counted", "on_paper") if column in row] == []
    assert not any("sorting-sort" in name for name in files)


def test_pages_to_begin_with_are_whole(programme, tmp_path):
    files = archive_of(programme, tmp_path)

    page = files["routekaart-beperkt/data/leesmij.html"].decode()
    described = etree.fromstring(files["routekaart-beperkt/data/mdto.xml"])

    assert "Routekaart &lt;Goed&gt; Werk" in page
    assert 'href="tabellen/pilots-session.csv"' in page
    assert "Bevat persoonsgegevens" in "".join(described.itertext())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("onbekend", "a.zip"), "Er is geen programma met kenmerk “onbekend”. Bekend: "),
        (("routekaart", "er/is/geen/map.zip"), "kan niet worden geschreven"),
        (("routekaart", "bestaat.zip"), "bestaat al"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_left(programme, tmp_path, arguments, said):
    (tmp_path / "bestaat.zip").write_bytes(b"van iemand anders")
    slug, name = arguments

    with pytest.raises(CommandError, match=said):
        call_command("hand_over", slug, tmp_path / name)

    assert [path.name for path in tmp_path.iterdir()] == ["bestaat.zip"]
    assert (tmp_path / "bestaat.zip").read_bytes() == b"van iemand anders"


def test_what_is_named_is_there():
    labels = {model._meta.label for model in apps.get_models()}

    assert {*OPEN, *LEFT_OUT} <= labels
    for label, fields in OPEN.items():
        assert set(fields) <= {f.attname for f in apps.get_model(label)._meta.concrete_fields}


def test_what_leads_to_a_programme_is_not_taken_for_all_programmes():
    """Else a table of which the key may be empty would be handed over whole."""
    loose = {
        model._meta.label
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        if not model._meta.proxy and not hasattr(model, "instance_type")
        if way_to_programme(model) is None
        if any(field.related_model is Programme for field in model._meta.concrete_fields)
    }

    assert loose - set(LEFT_OUT) == set()
