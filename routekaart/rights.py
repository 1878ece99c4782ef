"""Who may do what in the admin: the groups for rights, and what belongs to them.

A user is given rights by putting him or her in a group; `ensure_groups` keeps the groups as they
stand here, after each migrate. Raw stories, results that were not released and observations are in
no role: they are groups of their own, for those who need them (domain.md, rules 9 and 11).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps as installed_apps
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

from programme.lines import LINES

VIEW = ("view",)
EDIT = ("view", "add", "change", "delete")


@dataclass(frozen=True)
class Grant:
    """What a group may do with all models of an app, or with one of them ("app.model")."""

    to: str
    verbs: tuple[str, ...]

    def covers(self, permission: Permission) -> bool:
        app, _, only = self.to.partition(".")
        kind = permission.content_type
        return (
            kind.app_label == app
            and only in ("", kind.model)
            and permission.codename in {f"{verb}_{kind.model}" for verb in self.verbs}
            and not kind.model.startswith("historical")  # history is written by the program alone
        )


@dataclass(frozen=True)
class Special:
    """A permission of its own, "app.codename", that no Grant covers."""

    name: str

    def covers(self, permission: Permission) -> bool:
        return self.name == f"{permission.content_type.app_label}.{permission.codename}"


ADMINISTRATOR = "Beheerder"
STAFF, WORKING_GROUP, REPORTER = "Programmastaf", "Werkgroep Toolkit", "Rapporteur"
APPROVER = "Eindverantwoordelijke"
DOOR = "Deurdienst"
RAW_STORIES, PILOT_RESULTS = "Ruwe verhalen", "Resultaten van pilots"
OBSERVATIONS = "Waarnemingen uit pilots"

IN_WORDS = {
    ADMINISTRATOR: "nodigt collega's uit, geeft rollen, helpt bij inloggen en verzoeken om inzage",
    STAFF: "legt alles vast, ziet aanmeldingen en schrijft mee aan de rapportage",
    WORKING_GROUP: "werkt verhalen uit, zonder de ruwe tekst te zien",
    REPORTER: "schrijft de rapportage en dient die in; ziet de rest alleen in",
    APPROVER: "keurt de rapportage goed of geeft die terug; ziet de rest alleen in",
    DOOR: "vinkt aan de deur af wie er is, op de dag zelf en de dag erna, en ziet verder niets",
    RAW_STORIES: "leest ook de ruwe tekst van verhalen, en wat daarin is vervangen",
    PILOT_RESULTS: "leest ook resultaten van pilots die niet zijn vrijgegeven",
    OBSERVATIONS: "leest wat begeleiders in sessies opviel, en legt het onder bevindingen",
}
"""What one may do in a group, for who gives it to a colleague."""

IN_WORDS_OF_SPECIALS = {
    "meetings.export_registration": "aanmeldingen exporteren",
    "meetings.serve_door": "op de dag zelf aan de deur afvinken wie er is",
    "meetings.mail_registration": "wie zich aanmeldde mailen",
    "pilots.read_observation": "waarnemingen van begeleiders lezen",
    "pilots.view_released": "resultaten van pilots lezen die zijn vrijgegeven",
    "pilots.view_results": "resultaten van pilots lezen die niet zijn vrijgegeven",
    "privacy.add_personrequest": "een verzoek om inzage of wissen uitvoeren",
    "reporting.publish_progressreport": "een rapportage goedkeuren of teruggeven",
    "reporting.write_progressreport": "een rapportage schrijven en indienen",
    "routekaart.confirm_lostphone": "bevestigen dat een collega de telefoon kwijt is",
    "toolkit.assign_story": "een verhaal toewijzen aan een lezer",
    "toolkit.read_replacement": "lezen wat in een verhaal is vervangen",
    "toolkit.view_raw_story": "de ruwe tekst van een verhaal lezen",
}

BY_LINK = {
    "Student of lezer van buiten": "leest alleen de verhalen die zijn toegewezen, nooit een ruwe "
    "tekst; een medewerker wijst toe bij het verhaal, en de link werkt tot een dag",
    "Begeleider": "ziet de pilots waar hij of zij in het team zit, en legt daar de sessies vast",
    "Lezer van de rapportage": "leest wat is gepubliceerd, stelt vragen en bevestigt, in de "
    "leeskamer van dat programma",
    "Organisatie van een pilot": "beslist over vrijgave van wat bij haar gebeurde",
}
"""Who has no account but a personal link, and works on what is his or hers alone (decision 64)."""

GROUPS: dict[str, tuple[Grant | Special, ...]] = {
    ADMINISTRATOR: (
        Grant("auth.user", ("view", "add", "change")),
        Grant("outbox", ("view", "change")),
        Grant("privacy", VIEW),
        Special("privacy.add_personrequest"),
        Special("routekaart.confirm_lostphone"),
    ),
    STAFF: (
        Grant("programme", EDIT),
        Grant("meetings", EDIT),
        Special("meetings.mail_registration"),
        Special("meetings.export_registration"),
        Special("pilots.view_released"),
        Special("toolkit.assign_story"),
        *(Grant(line.key, EDIT) for line in LINES),
        Grant("publications", EDIT),
        Grant("sorting.round", ("view", "add", "change")),
        Grant("reporting", EDIT),
        Special("reporting.write_progressreport"),
        Grant("privacy.consent", VIEW),
        Grant("privacy.personrequest", VIEW),
        Grant("outbox", ("view", "change")),  # to change is to send a failed mail again
        Special("routekaart.confirm_lostphone"),
    ),
    WORKING_GROUP: (
        Grant("toolkit.story", ("view", "add", "change")),
        Grant("toolkit.material", ("view", "add", "change")),
        Grant("toolkit.edition", ("view", "add", "change")),
        Grant("toolkit.finding", VIEW),
        Grant("toolkit.milestone", VIEW),
        Grant("programme.programme", VIEW),
        Grant("programme.theme", VIEW),
        Grant("programme.quality", VIEW),
        Grant("programme.person", VIEW),
        Special("pilots.view_released"),
    ),
    REPORTER: (
        Grant("reporting", EDIT),
        Special("reporting.write_progressreport"),
        Grant("programme", VIEW),
        Grant("meetings.meeting", VIEW),  # not who registered
        Grant("meetings.series", VIEW),
        *(Grant(line.key, VIEW) for line in LINES if line.is_open_to_reporters),
        Grant("publications", VIEW),
    ),
    # Approves what a Rapporteur submits, or returns it; does not write it. Where one person does
    # both, that person is in both groups.
    APPROVER: (
        Special("reporting.publish_progressreport"),
        Special("routekaart.confirm_lostphone"),
        Grant("reporting", VIEW),
        Grant("programme", VIEW),
        Grant("meetings.meeting", VIEW),  # not who registered
        Grant("meetings.series", VIEW),
        *(Grant(line.key, VIEW) for line in LINES if line.is_open_to_reporters),
        Grant("publications", VIEW),
    ),
    DOOR: (Special("meetings.serve_door"),),  # which meetings: `may_serve_door` of meetings
    RAW_STORIES: (
        Special("toolkit.view_raw_story"),
        Special("toolkit.read_replacement"),  # what stood in a story before it was anonymous
    ),
    PILOT_RESULTS: (Special("pilots.view_results"),),
    OBSERVATIONS: (Special("pilots.read_observation"),),
}


def ensure_groups(*, using: str = "default", apps: object = installed_apps, **_: object) -> None:
    """Make the groups, and give each exactly the permissions that belong to it."""
    if not _has_groups(apps):
        return
    for app_config in installed_apps.get_app_configs():
        create_permissions(app_config, verbosity=0, using=using)
    known = list(Permission.objects.using(using).select_related("content_type"))
    for name in GROUPS:
        group, _ = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set(permissions_of(name, known))


def permissions_of(group: str, known: Iterable[Permission] | None = None) -> list[Permission]:
    """Those that belong to the group, of `known`; of all that there are where it is not given."""
    if known is None:
        known = Permission.objects.select_related("content_type")
    return [
        permission
        for permission in known
        if any(grant.covers(permission) for grant in GROUPS[group])
    ]


def _has_groups(apps: Apps) -> bool:
    """Not yet, where only some of the migrations have run."""
    try:
        apps.get_model("auth", "Group")
    except LookupError:
        return False
    return True
