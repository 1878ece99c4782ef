"""A place to practise: all of its own, a banner on each page, and the real one never touched."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from django.contrib import admin
from django.core.management import CommandError, call_command
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from routekaart.practice.pages import PracticeBanner, urls_of
from tests.migrated import begin_with_migrated
from tests.project.floors import ROOT
from tests.project.test_settings import SAFE, start

WALK = """
import json
from django.conf import settings
from django.core import mail
from django.test import Client
from outbox.delivery import deliver_due
from outbox.actions import Mail, queue
from programme.models import Person, Programme
from routekaart.practice.beginning import password

said = {}
client = Client(headers={"host": "localhost"}, raise_request_exception=False)
client.post("/account/login/", {"login": "programma", "password": password()})
pages = ["/", "/nergens/", "/account/password/reset/", "/beheer/", "/beheer/oefenen/"]
said["pages"] = [client.get(page).content.decode().count("Oefenomgeving.") for page in pages]
said["people"] = list(Person.objects.values_list("name", flat=True))
queue([Mail(key="k", to="iemand@echt.example", template="trial_mail", context={"url": "u"})])
deliver_due()
caught = list((settings.BASE_DIR / settings.EMAIL_FILE_PATH).iterdir())
said["caught"] = ["iemand@echt.example" in file.read_text() for file in caught]
Programme.objects.update(name="Veranderd bij het oefenen")
again = client.post("/beheer/oefenen/")
said["again"] = [again.status_code, again.url]
said["names"] = list(Programme.objects.values_list("name", flat=True))
said["told"] = "Log opnieuw in" in client.get(again.url).content.decode()
print(json.dumps(said))
"""


def manage(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
    )


def test_practising_changes_only_what_is_invented_and_begins_anew(tmp_path):
    real, folder = tmp_path / "echt.sqlite3", tmp_path / "oefenen"
    begin_with_migrated(real)
    folder.mkdir()
    shutil.copyfile(real, folder / "oefenen.sqlite3")
    before = real.read_bytes()
    given = {"DATABASE_URL": f"sqlite:///{real}", "PRACTICE_DIR": str(folder)}

    begun = manage(given, "practice")
    walked = manage(given, "shell", "--no-imports", "-c", WALK)

    assert begun.returncode == 0, begun.stderr
    assert "Wachtwoord voor alle namen: " in begun.stdout
    assert walked.returncode == 0, walked.stderr
    said = json.loads(walked.stdout.splitlines()[-1])
    assert said["pages"] == [1, 1, 1, 1, 1]
    assert "Noor van Voorbeeld" in said["people"]
    assert said["caught"] == [True]
    assert said["again"] == [302, "/account/login/"]
    assert said["names"] == ["Voorbeeldprogramma Goed Werk"]
    assert said["told"]
    assert real.read_bytes() == before
    assert not list(tmp_path.glob("echt.sqlite3-*"))


def test_nothing_of_the_real_one_can_be_reached():
    given = SAFE | {
        "DATABASE_URL": "postgresql://routekaart@127.0.0.1/echt",
        "BACKUP_KEY": "AGE-SECRET-KEY-1JDXXX7HV66E7TS9X9P46GX5N6QQYPMAQ24N88ZFNA9S546CCWCVSP86X05",
        "RESTIC_REPOSITORY": "s3:elders",
        "PRACTICE_DIR": "var/oefenen-van-de-test",
    }
    names = ("DATABASES", "EMAIL_BACKEND", "SITE_URL", "ALLOWED_HOSTS", "SECRET_KEY")

    done = start(given, *names, "BACKUP_KEY", "RESTIC_REPOSITORY", "REQUIRE_SECOND_FACTOR")
    (ROOT / "var/oefenen-van-de-test").rmdir()

    database, backend, *said = done.stdout.splitlines()
    assert "var/oefenen-van-de-test/oefenen.sqlite3" in database
    assert "postgresql" not in database
    assert backend == "django.core.mail.backends.filebased.EmailBackend"
    assert said[:2] == ["https://oefenen.routekaart.example", "['oefenen.routekaart.example']"]
    assert said[2] != SAFE["SECRET_KEY"]
    assert said[3:] == ["", "", "False"]


def test_the_real_one_knows_nothing_of_practising():
    assert urls_of(admin.site) == []
    with pytest.raises(CommandError, match="niet de oefenomgeving"):
        call_command("practice")


@pytest.mark.parametrize(
    "answer",
    [
        HttpResponse(b"<body>", content_type="application/pdf"),
        StreamingHttpResponse([b"<body>"]),
        HttpResponse(b"<p>een deel van een pagina</p>"),
    ],
    ids=["a file", "a stream", "a part"],
)
def test_what_is_no_page_gets_no_banner_and_no_search_engine(answer, monkeypatch):
    monkeypatch.setattr("routekaart.practice.pages.reverse", lambda name: "/")

    marked = PracticeBanner(lambda _: answer)(HttpRequest())

    assert b"Oefenomgeving" not in b"".join(marked)
    assert marked["X-Robots-Tag"] == "noindex"
