"""Every page for staff, each with an object of its own, and who may do what on it."""

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from unittest import mock

from django.contrib import admin
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AbstractUser, Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from dates.entry import read_date
from dates.values import ApproximateDate
from pilots.models import Audience, Form, What
from pilots.releasing.recording import Choice
from privacy.models import Hold, PersonRequest, Reading
from routekaart.models import LostPhone, Snooze
from routekaart.rights import GROUPS
from sheets.importing import Importing
from sheets.models import Import, ImportJob
from sheets.pages import SheetPages
from tests.factories import (
    ConsentFactory,
    CopyFactory,
    FacilitatorLinkFactory,
    HubFactory,
    MeetingFactory,
    ObservationFactory,
    PilotFactory,
    RegistrationFactory,
    RoundFactory,
    UserFactory,
)
from tests.factories.releasing import asked
from tests.project.test_saving_unchanged import MADE
from tests.project.work import make_failed_mail, make_question

TABLE = Path(__file__).resolve().parents[2] / "docs" / "access.csv"
VISITOR, NO_ROLE = "bezoeker", "zonder rol"
ROLES = (VISITOR, NO_ROLE, *GROUPS)
STAFF_PARTS = ("admin:", "attendance:", "reporting:")
OPEN_TO_ALL = {
    *("admin:login", "admin:logout", "admin:jsi18n", "admin:?"),
    "attendance:worker",  # a script, the same for everybody
    "reporting:preview",  # leads a visitor to what was published of the year
}

NOT_FOR_STAFF = re.compile(
    r"reporting:(room|published|download|compare|list$|schema|pilot_report$|pilot_report_pdf)"
)
"""Pages of the report for readers: they have tests of their own, by link and by version."""


def host_asked():
    pilot = PilotFactory(results_state="written", results="Tekst")
    return asked(pilot, Choice(What.RESULTS, Audience.PUBLIC, Form.FULL))


MORE = {
    "meetings.Meeting": MeetingFactory,
    "meetings.Registration": lambda: RegistrationFactory(
        name="Anna Bos",
        email="a@b.example",
        meeting=HubFactory(date=ApproximateDate.of_day(timezone.localdate())),
    ),
    "outbox.Message": lambda: make_failed_mail("a"),
    "pilots.FacilitatorLink": FacilitatorLinkFactory,
    "pilots.Observation": ObservationFactory,
    "pilots.ReleaseRequest": host_asked,
    "privacy.Consent": ConsentFactory,
    "privacy.PersonRequest": lambda: PersonRequest.objects.create(
        asked="see", checked="mail", hashed_address="x", outcome="Niets gevonden."
    ),
    "privacy.Reading": lambda: Reading.objects.create(
        activity="raw_story", subject="toolkit.Story 1", reason="Nazien."
    ),
    "reporting.Question": make_question,
    "sorting.Round": RoundFactory,
    "toolkit.Copy": CopyFactory,
}


def make_one_of_each() -> dict[str, object]:
    """By the start of the names of its pages in the admin ("hubs_hub") the object of each model."""
    makers = MORE | MADE
    found = {}
    for model in admin.site._registry:
        options = model._meta
        found[f"{options.app_label}_{options.model_name}"] = makers[options.label]()
    return found


def staff_pages() -> Iterator[tuple[str, URLPattern]]:
    for name, pattern in _flat(get_resolver().url_patterns):
        if name.startswith(STAFF_PARTS) and not NOT_FOR_STAFF.match(name):
            yield name, pattern


def _flat(patterns, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else space
            yield from _flat(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name or '?'}", pattern


def addresses() -> dict[str, str]:
    """Of each page its address, about an object that is there."""
    made = make_one_of_each()
    late = HubFactory(date=read_date("2013"))
    Snooze.objects.create(kind="hubs.hub:te-bevestigen", row=late.pk, until="2099-1-1", reason="x")
    report = made["reporting_progressreport"]
    registration = made["meetings_registration"]
    year = {"programme": report.programme.slug, "year": report.year}
    known = {
        "admin:now": {"pk": Snooze.objects.get().pk},
        "admin:lost_phone": {"pk": _lost_phone().pk},
        "admin:later": {"kind": "hubs.hub:te-bevestigen", "row": late.pk},
        "admin:guide": {"page": "begin"},
        "admin:mail_arrived": {"token": "x"},
        "admin:processing_register_file": {"kind": "json"},
        "admin:hold_lifted": {"pk": _hold().pk},
        "admin:app_list": {"app_label": "hubs"},
        "admin:pilots_pilot_vrijgave": {"pk": made["pilots_pilot"].pk},
        "reporting:pilot_report_staff": {"pk": made["pilots_pilot"].pk},
        "reporting:pilot_report_staff_pdf": {"pk": made["pilots_pilot"].pk},
        "admin:toolkit_edition_als-boek": {"object_id": made["toolkit_edition"].pk, "form": "pdf"},
        "admin:toolkit_edition_uitgave": {
            "object_id": made["toolkit_edition"].pk,
            "number": 1,
            "form": "pdf",
        },
        "admin:view_on_site": {
            "content_type_id": ContentType.objects.get_for_model(type(late)).pk,
            "object_id": late.pk,
        },
    }
    known |= {f"admin:{each.name}_ongedaan": {"run_id": run_of(each)} for each in importings()}
    known |= {f"admin:{each.name}_stand": {"job_id": job_of(each)} for each in importings()}
    found = {}
    for name, pattern in staff_pages():
        asked_for = set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex)
        values = known.get(name) or {
            **{key: value for key, value in year.items() if key in asked_for},
            **_values(name, asked_for, made, registration),
        }
        found[name] = reverse(name, kwargs=values) if name != "admin:?" else "/beheer/er-is-niets/"
    return found


def importings() -> Iterator[Importing]:
    for page in admin.site._registry.values():
        yield from page.importing() if isinstance(page, SheetPages) else []


def run_of(importing: Importing) -> int:
    """The key of a file that was imported there."""
    return Import.objects.create(kind=importing.kind.name, made=0, changed=0).pk


def job_of(importing: Importing) -> int:
    """The key of a large file that was brought there."""
    return ImportJob.objects.create(kind=importing.kind.name).pk


def _lost_phone() -> LostPhone:
    return LostPhone.objects.create(user=UserFactory(), asked_by=UserFactory(), checked="Gebeld.")


def _hold() -> Hold:
    values = {"reason": "Geschil.", "until": date(2099, 1, 1), "hashed_address": "x"}
    return Hold.objects.create(**values)


def _values(name: str, asked_for: set[str], made: dict, registration) -> dict:
    _, _, page = name.partition(":")
    starts = sorted(made, key=len, reverse=True)
    obj = made.get(next((start for start in starts if page.startswith(f"{start}_")), ""))
    values = {
        "object_id": getattr(obj, "pk", 0),
        "pk": registration.pk if name.startswith("attendance:") else getattr(obj, "pk", 0),
        "slug": registration.meeting.slug,
        "section": "hubs",
        "kind": "narrative",
        "deed": "indienen",
        "key": "hubs.held",
        "file_format": "json",
        "url": "er-is-niets",
    }
    return {key: value for key, value in values.items() if key in asked_for}


def browser_of(role: str) -> Client:
    client = Client(raise_request_exception=True)
    if role != VISITOR:
        user = UserFactory(username=f"rol {role}", is_staff=True)
        if role != NO_ROLE:
            user.groups.add(Group.objects.get(name=role))
        client.force_login(user, backend="routekaart.accounts.lent_roles.StaffBackend")
    return client


READS, DOES = "leest", "doet"


@dataclass
class Said:
    """What the database was told and asked while a page was looked at."""

    written: list[str] = field(default_factory=list)
    asked: int = 0


def may(client: Client, address: str) -> tuple[str, Said]:
    """What is not refused ("leest", "doet", both or nothing), and what asking alone has cost."""
    said = Said()
    with connection.execute_wrapper(_listening(said)):
        reads = is_allowed(tried(client, "GET", address))
    does = is_allowed(tried(client, "POST", address))
    return " en ".join(word for word, so in ((READS, reads), (DOES, does)) if so), said


def tried(client: Client, method: str, address: str):
    """What it answers; what it did is undone."""
    cookies = dict(client.cookies)
    with transaction.atomic():
        answer = client.generic(method, address)
        transaction.set_rollback(True)
    client.cookies.update(cookies)  # one of the pages signs out
    return answer


def in_brief() -> AbstractContextManager:
    """The answers of the real pages, whose templates are not written out."""
    return mock.patch.object(Template, "render", lambda *_, **__: mark_safe("kort"))


@contextmanager
def rights_read_once() -> Iterator[None]:
    """What is done at one page is undone before the next, so whoever asks may there what they
    might before; that rights are read anew at each request is told in `test_lent_roles`."""
    read = ModelBackend.get_user

    @cache
    def known(pk: str) -> AbstractUser:
        user = read(ModelBackend(), pk)
        user.get_all_permissions()
        return user

    with mock.patch.object(ModelBackend, "get_user", lambda _, pk: copy(known(pk))):
        yield


def written_out(role: str) -> Callable[[str], AbstractContextManager]:
    """Of a page by its name, whether it is written out for this role: it is for the first that
    may do this there, and what the others get has the same template."""
    first = set()
    for name, row in read_table().items():
        if role == next(each for each in ROLES if row[each] == row[role]):
            first.add(name)
    return lambda name: nullcontext() if name in first else in_brief()


def _listening(heard: Said):
    def listen(execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and '"django_session"' not in sql:
            heard.written.append(sql)
        if sql.startswith("SELECT") and '"auth_permission"' not in sql:
            heard.asked += 1
        return execute(sql, params, many, context)

    return listen


def is_allowed(answer) -> bool:
    if answer.status_code in (301, 302):
        return "/login/" not in answer["Location"] and "/uitloggen" not in answer["Location"]
    return answer.status_code < 400


def read_table() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row.pop("pagina"): row for row in csv.DictReader(file)}


def write_table(table: dict[str, dict[str, str]]) -> None:
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["pagina", *ROLES], lineterminator="\n")
        writer.writeheader()
        writer.writerows({"pagina": name, **row} for name, row in sorted(table.items()))
