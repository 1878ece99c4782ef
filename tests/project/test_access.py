"""What each role may do on every page for staff: `docs/access.csv` says it, and is held to it.

After a change that is meant run this file with ACCESS_TABLE=write, without -n, and read the
difference.
"""

import logging
import os
import re

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse

from routekaart.rights import GROUPS
from tests.factories import UserFactory
from tests.project.access import (
    DOES,
    NO_ROLE,
    OPEN_TO_ALL,
    READS,
    ROLES,
    VISITOR,
    addresses,
    browser_of,
    in_brief,
    may,
    read_table,
    rights_read_once,
    staff_pages,
    write_table,
    written_out,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

OTHERS = ("PUT", "DELETE", "PATCH", "TRACE", "PROPFIND")
FOR_ALL_STAFF = {
    "admin:autocomplete",
    "admin:doings",
    "admin:find",
    "admin:guide",
    "admin:guide_start",
    "admin:index",
    "admin:own_account",
    "admin:password_change",
    "admin:password_change_done",
    "admin:read_date",
    "admin:roles",
}
"""Pages that show nothing but what the person may see elsewhere."""


@pytest.fixture(autouse=True)
def _quiet():
    """Thousands of refusals, of which each would be a traceback in the log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


MOST_QUERIES = 14
"""Of a list, a form, a history, an action page and the door; who asks, and with which rights, is
read beside them in three more."""
OF_MANY_THINGS = re.compile(r"admin:(index|find|processing_register|.*_delete)$|reporting:")
"""They tell of many kinds of things, each asked for in a query of its own."""


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    """The records that they are about are made once, and undone after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield addresses()
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", ROLES)
def test_role_may_do_what_the_table_says_and_asking_changes_nothing(role, pages):
    client, in_its_way = browser_of(role), written_out(role)
    found, written, too_many = {}, {}, {}
    with rights_read_once():
        for name, address in pages.items():
            with in_its_way(name):
                found[name], said = may(client, address)
            if said.written:
                written[name] = said.written
            if said.asked > MOST_QUERIES and not OF_MANY_THINGS.match(name):
                too_many[name] = said.asked

    if os.environ.get("ACCESS_TABLE") == "write":
        _keep(role, found)
    assert {name: row[role] for name, row in read_table().items()} == found
    assert (written, too_many) == ({}, {})


def _keep(role: str, found: dict[str, str]) -> None:
    known = read_table() if role != ROLES[0] else {}
    empty = dict.fromkeys(ROLES, "")
    write_table({name: known.get(name, empty) | {role: word} for name, word in found.items()})


def test_table_has_every_page_for_staff_and_every_role():
    table = read_table()

    assert set(table) == {name for name, _ in staff_pages()}
    assert {tuple(row) for row in table.values()} == {ROLES}


def test_visitor_gets_no_page_for_staff_and_who_has_no_role_only_what_is_empty():
    table = read_table()

    assert {name for name, row in table.items() if row[VISITOR]} <= OPEN_TO_ALL
    assert {name for name, row in table.items() if row[NO_ROLE]} <= OPEN_TO_ALL | FOR_ALL_STAFF


def test_some_role_reads_and_does_a_great_deal():
    """Else the table would hold when everything were refused by mistake."""
    staff = [row["Programmastaf"] for row in read_table().values()]

    assert sum(READS in word for word in staff) > 200
    assert sum(DOES in word for word in staff) > 200


def test_head_is_answered_as_get_is(client, pages):
    user = UserFactory()
    user.groups.set(Group.objects.filter(name__in=GROUPS))
    client.force_login(user)

    with rights_read_once(), in_brief():
        asked = {
            n: (client.get(at), client.head(at)) for n, at in pages.items() if n not in OPEN_TO_ALL
        }

    assert {n for n, (get, head) in asked.items() if get.status_code != head.status_code} == set()
    assert {name for name, (_, head) in asked.items() if head.content} == set()


def test_no_page_at_all_answers_to_other_methods(client, pages):
    client.force_login(UserFactory(is_superuser=True))
    everywhere = [*pages.values(), reverse("home"), reverse("hubs:list"), "/er-is-niets"]

    answers = {
        (method, client.generic(method, address).status_code)
        for method in OTHERS
        for address in everywhere
    }

    assert answers == {(method, 405) for method in OTHERS}
