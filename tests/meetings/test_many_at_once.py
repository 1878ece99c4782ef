"""Two hundred people at once for thirty places, through a running server with two workers."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest
from django.db import connection

from bench.registering import servers
from bench.registering.load import Visitors, all_at_once
from bench.registering.texts import APPLICANT
from tests.migrated import begin_with_migrated, migrated_on, server_of

PEOPLE, PLACES = 200, 30
PAGE = "/hubs/vol/"
ROWS = "SELECT state FROM meetings_registration ORDER BY id"
MAILS = 'SELECT "to", template FROM outbox_message'


pytestmark = pytest.mark.each_database


@contextmanager
def fresh_database(folder: Path) -> Iterator[str]:
    """The address of a migrated database of the kind that these tests run on."""
    if connection.vendor == "sqlite":
        begin_with_migrated(folder / "many.sqlite3")
        yield f"sqlite:///{folder}/many.sqlite3"
        return
    host = server_of(connection.settings_dict)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(servers, "POSTGRESQL", host)
        with servers.database(f"many_{os.getpid()}", template=migrated_on(host)) as name:
            yield f"{host}/{name}"


def environment(address: str) -> dict[str, str]:
    """With the limits lifted, since all these people come from one machine."""
    lifted = dict.fromkeys(("RATE_LIMIT_PER_IP", "RATE_LIMIT_PER_ADDRESS"), "0")
    lifted["MINIMUM_FORM_SECONDS"] = "0"
    named = {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "routekaart.settings"}
    return {**os.environ, **lifted, **named}


def asked(address: str, query: str) -> list[tuple]:
    """Straight from the database of the server."""
    if address.startswith("sqlite"):
        database = sqlite3.connect(address.removeprefix("sqlite:///"))
    else:
        database = psycopg2.connect(address)
    cursor = database.cursor()
    cursor.execute(query)
    rows = cursor.fetchall()
    database.close()
    return rows


@pytest.fixture
def server(tmp_path) -> Iterator[tuple[Visitors, str]]:
    with fresh_database(tmp_path) as address:
        values = environment(address)
        servers.run([servers.SITE.fill, f"vol={PLACES}"], values)
        with servers.gunicorn(servers.SITE, values) as (port, _process):
            yield Visitors(port), address


def test_no_place_is_sold_twice_and_nobody_goes_without_mail(server):
    visitors, address = server

    def register(number: int) -> bytes:
        email = f"deelnemer{number}@rijk.example"
        return visitors.register(PAGE, {**APPLICANT, "email": email})

    _seconds, landed = all_at_once(register, PEOPLE)

    states = [state for (state,) in asked(address, ROWS)]
    assert states == ["confirmed"] * PLACES + ["waiting"] * (PEOPLE - PLACES)
    mails = asked(address, MAILS)
    assert len({to for to, _template in mails}) == len(mails) == PEOPLE
    assert sum(template == "confirmation" for _to, template in mails) == PLACES
    assert sum(b"U bent aangemeld" in page for page in landed) == PLACES
