"""Safe by default: what is said of each answer, what is refused unread, and what is installed."""

import json
import re
import subprocess
import sys

import pytest

from tests.project.floors import FLOOR_OF, ROOT
from tests.project.test_settings import SAFE, start

REQUIREMENTS = sorted(ROOT.glob("requirements*.txt"))


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_every_answer_says_that_nobody_embeds_it_and_that_it_uses_no_device(client, method):
    for address in ("/", "/hubs/", "/account/login/", "/agenda.ics", "/nergens/"):
        headers = client.generic(method, address).headers
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_nothing_makes_an_exception_to_what_pages_may_load():
    names = ("csp_exempt", "csp_update", "csp_replace", "unsafe-", "data:image")
    files = [
        file
        for folder in (*FLOOR_OF, "templates", "static")
        for kind in ("py", "html", "css", "js")
        for file in (ROOT / folder).glob(f"**/*.{kind}")
    ]
    found = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in files
        for name in names
        if name in file.read_text()
    }

    assert len(files) > 500
    assert found == set()


def test_what_is_larger_than_anything_asked_for_is_refused_unread(client, settings):
    def sent(length: str):
        return client.generic("POST", "/nergens/", CONTENT_LENGTH=length)

    refused = sent(str(settings.MOST_BYTES_SENT + 1))

    assert refused.status_code == 413
    assert "kies een kleiner bestand" in refused.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("length", ["", "niets", "-1", "٣", "12"])
def test_what_is_small_or_says_no_length_is_read_as_before(client, length):
    assert client.generic("POST", "/nergens/", CONTENT_LENGTH=length).status_code == 404


def test_cookies_in_production_are_for_https_and_this_host_alone():
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "HOST_COOKIE", "PATH_COOKIE")
    secure = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY")

    done = start(SAFE, *names, *secure, "SESSION_COOKIE_HTTPONLY")

    assert (
        done.stdout.split()
        == ["__Host-session", "__Host-csrf", "__Host-", "__Secure-"] + ["True"] * 4
    )


def test_each_cookie_of_our_own_takes_such_a_name():
    """A cookie that is set somewhere has the prefix of the settings in its name."""
    files = [
        file
        for app in FLOOR_OF
        for file in (ROOT / app).glob("**/*.py")
        if "set_cookie(" in file.read_text()
    ]

    assert len(files) == 3
    named = re.compile("settings.(HOST|PATH)_COOKIE")
    assert [file for file in files if not named.search(file.read_text())] == []


@pytest.mark.parametrize("file", REQUIREMENTS, ids=lambda file: file.name)
def test_each_package_is_pinned_by_the_hash_of_each_file(file):
    text = re.sub(r" \\\n +", " ", file.read_text())
    lines = [line for line in text.splitlines() if not line.startswith("#")]

    assert len(lines) > 20
    pinned = r"[a-z0-9-]+==[^ ]+( ; [^-]+)?( --hash=sha256:[0-9a-f]{64})+"
    assert [line[:60] for line in lines if not re.fullmatch(pinned, line)] == []


def test_the_bill_of_materials_names_what_the_site_needs():
    done = subprocess.run(
        [sys.executable, ".ci/bill_of_materials"], cwd=ROOT, capture_output=True, text=True
    )

    bill = json.loads(done.stdout)
    listed = {f"{each['name']}=={each['version']}" for each in bill["components"]}
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    asked = re.findall(r"^[a-z0-9-]+==[^ ]+", (ROOT / "requirements.txt").read_text(), re.M)
    assert listed == set(asked)
    [django] = [each for each in bill["components"] if each["name"] == "django"]
    assert django["purl"].startswith("pkg:pypi/django@5.2")
    assert django["licenses"]
    assert django["externalReferences"]
