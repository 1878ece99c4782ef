"""What every test stands on: no network, cheap passwords, and markers for what a machine may lack.

On a developer's machine a test whose need is missing is skipped and names it. In CI (`CI=true`)
it fails, unless `MAY_SKIP` names the marker: the run on SQLite leaves PostgreSQL to the other run.
"""

import inspect
import ipaddress
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

LIBRARIES_FOR_JAVA = Path("/usr/share/java")
LONGEST = 500  # seconds; pytest ends a whole test after 600


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # How long an example takes says how busy the machine is, and nothing of the code.
    hypothesis_settings.register_profile(
        "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    hypothesis_settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    about = "only tests that may differ on another database"
    parser.addoption("--database-only", action="store_true", help=about)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What says the same on each database, CI runs once."""
    if config.getoption("database_only"):
        config.hook.pytest_deselected(items=[item for item in items if not differs(item)])
        items[:] = [item for item in items if differs(item)]


def differs(item: pytest.Item) -> bool:
    marked = {mark.name for mark in item.iter_markers()}
    if "each_database" in marked:
        return True
    if not marked.isdisjoint(ON_ANY):
        return False
    return "django_db" in marked or not DATABASE.isdisjoint(getattr(item, "fixturenames", ()))


ON_ANY = {"browser", "jdk", "any_database"}
"""What marks a test that says the same on each database, although it asks for one: what a page
does in a browser, what a standard says of a file."""

DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}
"""The fixtures of pytest-django by which a test, or a fixture of it, asks for a database."""


def lacks_postgresql() -> str:
    from django.db import connection

    return "" if connection.vendor == "postgresql" else "PostgreSQL (set DATABASE_URL)"


def lacks_browser() -> str:
    return "" if chromium_path() else "Chromium (Debian: chromium)"


def lacks_jdk() -> str:
    if not shutil.which("javac"):
        return "a JDK (Debian: default-jdk-headless)"
    if not (LIBRARIES_FOR_JAVA / "jaxb-runtime.jar").exists():
        return "JAXB (Debian: libjaxb-java)"
    if not (LIBRARIES_FOR_JAVA / "epubcheck.jar").exists():
        return "EPUBCheck (Debian: epubcheck)"
    return ""


NEEDS = {"postgresql": lacks_postgresql, "browser": lacks_browser, "jdk": lacks_jdk}


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, lacks in NEEDS.items():
        if item.get_closest_marker(marker) and (lacking := lacks()):
            refuse_or_skip(marker, f"{item.name} needs {lacking}")


def refuse_or_skip(marker: str, reason: str) -> None:
    in_ci = os.environ.get("CI", "").lower() in ("1", "true", "yes")
    if in_ci and marker not in os.environ.get("MAY_SKIP", "").split():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
"""The first is the second without windows, in which a test begins with a third of the work."""


def chromium_path() -> str | None:
    found = filter(None, map(shutil.which, BROWSERS))
    return os.environ.get("CHROMIUM") or next(found, None)


@pytest.fixture(autouse=True, scope="session")
def only_this_machine():
    """No test reaches the network: a connection to another machine raises."""
    connect = socket.socket.connect

    def connect_here(self, address):
        if self.family != socket.AF_UNIX and not is_this_machine(address[0]):
            raise AssertionError(f"a test reached for the network: {address}")
        return connect(self, address)

    socket.socket.connect = connect_here
    yield
    socket.socket.connect = connect


@pytest.fixture(autouse=True, scope="session")
def no_program_goes_on_for_ever():
    """Who waits for another program without saying how long, is told which one did not end."""
    waits = {name: getattr(subprocess.Popen, name) for name in ("wait", "communicate")}

    def bounded(wait):
        signature = inspect.signature(wait)

        def wait_at_most(*given, **named):
            asked = signature.bind(*given, **named)
            if asked.arguments.get("timeout") is None:
                asked.arguments["timeout"] = LONGEST
            return wait(*asked.args, **asked.kwargs)

        return wait_at_most

    for name, wait in waits.items():
        setattr(subprocess.Popen, name, bounded(wait))
    yield
    for name, wait in waits.items():
        setattr(subprocess.Popen, name, wait)


def is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(autouse=True)
def fresh_counters():
    """Limits of attempts are counted in the cache; no test inherits those of another."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory, begins_migrated):
    """On SQLite the tests use a file, as a server does: in memory the threads of the test server
    and the test itself share one connection, and one ends in the transaction of the other."""
    from django.conf import settings

    from tests.migrated import begin_with_migrated, migrated_on, server_of

    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        file = tmp_path_factory.mktemp("database") / "tests.sqlite3"
        database["TEST"]["NAME"] = str(file)
        database["OPTIONS"]["init_command"] = database["OPTIONS"]["init_command"].replace(
            "synchronous=NORMAL", "synchronous=OFF"
        )
        if begins_migrated:
            begin_with_migrated(file)
    elif begins_migrated:
        database["TEST"]["TEMPLATE"] = migrated_on(server_of(database))


@pytest.fixture(scope="session")
def begins_migrated(request) -> bool:
    """Whether this run begins from a database of `tests/migrated.py`."""
    return not request.config.getoption("nomigrations")


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb, begins_migrated):
    """A file that is there already was migrated before."""
    from django.db import connection

    return django_db_keepdb or (begins_migrated and connection.vendor == "sqlite")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Before the database of the tests is dropped, nobody else may be in it any more."""
    from tests.copies import empty_by_copying

    empty_by_copying()
    yield
    with django_db_blocker.unblock():
        end_other_sessions(patience=5)


def end_other_sessions(*, patience: float) -> None:
    """A thread of the test server can be a moment behind a page that was closed; after so many
    seconds its session is ended. PostgreSQL drops no database in which somebody is."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return
    others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    until = time.monotonic() + patience
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {others}")
        while cursor.fetchone()[0] and time.monotonic() < until:
            time.sleep(0.2)
            cursor.execute(f"SELECT count(*) {others}")
        cursor.execute(f"SELECT pg_terminate_backend(pid) {others}")


@pytest.fixture(scope="session")
def chromium(live_server):
    """One browser for all tests of a worker; it too stays on this machine.

    It asks for the server, so that it closes before the server ends: a page that is still open
    keeps threads of the server, with their connections, alive.
    """
    from playwright.sync_api import expect, sync_playwright

    from tests import underway
    from tests.browsing import PATIENCE

    # Playwright keeps an event loop in this thread, for which Django would refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    here = "MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"
    options = [f"--host-resolver-rules={here}"]
    if os.geteuid() == 0:
        options.append("--no-sandbox")
    underway.follow()
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=options)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_context(chromium, live_server):
    """Opens browsers that know nothing of each other, on the running site; afterwards they are
    closed, and what the server was still doing for them is done."""
    from tests.browsing import PATIENCE
    from tests.underway import wait_until_done

    opened = []

    def open_one(**options):
        context = chromium.new_context(base_url=live_server.url, locale="nl-NL", **options)
        context.set_default_timeout(PATIENCE * 1000)
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()
    wait_until_done()


@pytest.fixture
def page_without_javascript(open_context):
    return open_context(java_script_enabled=False).new_page()


@pytest.fixture
def page(open_context):
    """An empty page on the running site: `page.goto("/")` is its first page."""
    return open_context().new_page()
