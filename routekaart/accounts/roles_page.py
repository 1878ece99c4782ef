"""Who may do what, in words: made of the one table of rights, so that it says what holds."""

from dataclasses import dataclass

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..rights import BY_LINK, GROUPS, IN_WORDS, IN_WORDS_OF_SPECIALS, VIEW, Grant, Special

VERBS = {"view": "bekijken", "add": "toevoegen", "change": "wijzigen", "delete": "verwijderen"}


@dataclass(frozen=True)
class Role:
    name: str
    words: str
    rights: list[str]
    is_mine: bool


def rights_in_words(grants: tuple[Grant | Special, ...]) -> list[str]:
    """A line for each right, those to look alone in one."""
    looks = [_subject(each) for each in grants if isinstance(each, Grant) and each.verbs == VIEW]
    does = [_said(each) for each in grants if isinstance(each, Special) or each.verbs != VIEW]
    return [*does, *([f"alleen bekijken: {', '.join(looks)}"] if looks else [])]


@require_safe
def roles_page(request: HttpRequest) -> HttpResponse:
    mine = set(request.user.groups.values_list("name", flat=True))
    roles = [
        Role(name, IN_WORDS[name], rights_in_words(grants), name in mine)
        for name, grants in GROUPS.items()
    ]
    context = {"title": "Wat mag wie", "roles": roles, "by_link": BY_LINK.items()}
    return render(request, "admin/roles.html", admin.site.each_context(request) | context)


def _said(grant: Grant | Special) -> str:
    if isinstance(grant, Special):
        return IN_WORDS_OF_SPECIALS[grant.name]
    return f"{_subject(grant)}: {', '.join(VERBS[verb] for verb in grant.verbs)}"


def _subject(grant: Grant) -> str:
    app, _, model = grant.to.partition(".")
    if model:
        return str(apps.get_model(app, model)._meta.verbose_name_plural)
    return str(apps.get_app_config(app).verbose_name).lower()
