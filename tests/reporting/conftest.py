import subprocess
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from programme.models import Target
from reporting.collect import make_document, read_material
from reporting.renderings.formats import FORMATS
from routekaart.demo.load import load_demo


@pytest.fixture
def pdf_text(tmp_path) -> Callable[[bytes], str]:
    """The text of a PDF in reading order, by pdftotext."""

    def read(content: bytes) -> str:
        file = tmp_path / "report.pdf"
        file.write_bytes(content)
        done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
        return done.stdout.decode()

    return read


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Only for marked tests is a test database made; without one the demo would go into our own."""
    for item in items:
        if {"demo", "demo_years"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.django_db)


DEMO_YEARS = [
    *(("routekaart", year) for year in (2012, 2013, 2014)),
    *(("voorbeeld", year) for year in (2025, 2026)),
]


@pytest.fixture(scope="session")
def demo_years(django_db_setup, django_db_blocker):
    """The material of all years of both programmes, and once more under (programme, year, 3) with a
    third pilot; the demo itself does not stay."""
    from django.db import transaction

    from tests.factories import GroupFactory, PilotFactory

    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(today=date(2026, 3, 1))
        materials = {each: read_material(*each) for each in DEMO_YEARS}
        for target in Target.objects.filter(line="pilots"):
            third = PilotFactory(programme=target.programme, target=target, title="Derde pilot")
            GroupFactory(pilot=third)
        materials |= {(*each, 3): read_material(*each) for each in DEMO_YEARS}
        transaction.set_rollback(True)
    return materials


@pytest.fixture(scope="session")
def demo(demo_years):
    """The material of the demo report over 2013."""
    return demo_years["routekaart", 2013]


@pytest.fixture(scope="session")
def demo_document(demo):
    return make_document(demo)


@pytest.fixture(scope="session")
def demo_as(demo_document) -> Callable[[str], bytes]:
    """The demo report over 2013 in a form, as `demo_as("pdf")`; each is rendered once."""
    return cache(lambda form: FORMATS[form](demo_document))
