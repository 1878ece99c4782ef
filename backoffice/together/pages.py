"""The pages of an action for many rows: what it asks, what would become of each, and doing it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import IS_POPUP_VAR, get_content_type_for_model
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from ..actions import ActionForm
from ..asking import TICK, ticks_in
from ..history import Shown, told_as
from ..locking import lock_many
from ..proving import EDIT, proven
from ..returning import return_address
from ..tasks import going_back
from .deeds import Together
from .noting import TOGETHER, note, rows_done
from .outcome import Outcome, carried_out, digest

ROWS, SEEN, SKIP, OF_ENTRY = "rows", "seen", "skip", "gedaan"
SALT = "backoffice.together"
CHOOSE = "Kies eerst in de lijst bij welke u dit wilt doen."
TOO_MANY = "U koos er {}. Kies er hooguit {} tegelijk."
CHANGED = "Er is nog niets veranderd: {} intussen gewijzigd. Kijk nog eens wat ervan wordt."
OTHERWISE = "Er is nog niets veranderd: het zou nu anders gaan dan u zag. Kijk het nog eens na."
AGREE = "Er is nog niets veranderd. Vink aan dat u overslaat wat niet kan, of kies “Terug”."
NAMED = 5


class ActsOnMany(admin.ModelAdmin):
    """For a ModelAdmin: its list offers what is in `together`, to do with many rows at once."""

    together: tuple[Together, ...] = ()
    locked_after: str
    fields_in_history: Callable[[HttpRequest], list[Shown]]
    may_act: Callable[[HttpRequest, Any, Any], bool]
    told_together: tuple[str, ...] = ()
    """The fields of which is told what becomes of them; else those that the history tells."""

    def name_of(self, obj: Any) -> str:
        raise NotImplementedError

    def told_apart(self, obj: Any) -> str:
        """How it is called among others of its kind."""
        return self.name_of(obj)

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(
                f"samen/{each.name}/",
                self.admin_site.admin_view(self._together_view(each)),
                name=f"{self.opts.app_label}_{self.opts.model_name}_samen-{each.name}",
            )
            for each in self.together
        ]
        return [*own, *super().get_urls()]

    def _together_view(self, together: Together) -> Callable[[HttpRequest], HttpResponse]:
        def view(request: HttpRequest) -> HttpResponse:
            return Doing(self, request, together).answer()

        return proven(view, edits=True) if together.page.proven else view

    def get_actions(self, request: HttpRequest) -> dict[str, tuple[Callable, str, str]]:
        found = super().get_actions(request)
        if IS_POPUP_VAR in request.GET:
            return found
        offered = [each for each in self.together if each.in_list]
        own = {
            each.name: (_from_list(each), each.name, each.label)
            for each in offered
            if self.may_do_together(request, each)
        }
        return {**own, **found}

    def together_url(self, together: Together) -> str:
        kind = f"{self.opts.app_label}_{self.opts.model_name}"
        return reverse(f"{self.admin_site.name}:{kind}_samen-{together.name}")

    def may_do_together(self, request: HttpRequest, together: Together) -> bool:
        needs = together.page.needs
        return self.has_change_permission(request) and (not needs or request.user.has_perm(needs))

    def fields_told(self, request: HttpRequest) -> list[Shown]:
        meta = self.model._meta
        found = told_as(self.model, [*meta.concrete_fields, *meta.many_to_many])
        names = self.told_together
        if not names and hasattr(self.model, "history"):
            names = tuple(each.name for each in self.fields_in_history(request))
        return [each for each in found if each.name in names]


def _from_list(together: Together) -> Callable:
    def begin(owner: ActsOnMany, request: HttpRequest, chosen: models.QuerySet) -> HttpResponse:
        return Doing(owner, request, together).begin(chosen)

    return begin


class Doing:
    """One request about one action for many rows."""

    def __init__(self, owner: ActsOnMany, request: HttpRequest, together: Together) -> None:
        self.owner, self.request, self.together = owner, request, together
        kind = f"{owner.opts.app_label}_{owner.opts.model_name}"
        self.list_url = reverse(f"{owner.admin_site.name}:{kind}_changelist")

    def begin(self, chosen: models.QuerySet) -> HttpResponse:
        """From the list, which keeps its order and comes back as it was."""
        self.back = self.request.get_full_path()
        keys = dict.fromkeys([str(row.pk) for row in chosen], "")
        if len(keys) > self.together.most:
            return self._refuse(TOO_MANY.format(len(keys), self.together.most))
        if self.together.asks:
            return self._ask(keys, self._form(keys, None))
        return self._decide(keys, {})

    def answer(self) -> HttpResponse:
        if not self.owner.may_do_together(self.request, self.together):
            raise PermissionDenied
        self.back = return_address(self.request) or self.list_url
        is_posted = self.request.method == "POST"
        keys = unpacked(self.request.POST.get(ROWS, "")) if is_posted else self._of_entry()
        if not keys:
            return self._refuse(CHOOSE)
        if not is_posted:
            return self._ask(keys, self._form(keys, None))
        return self._decide(keys, self.request.POST)

    def _refuse(self, sentence: str) -> HttpResponse:
        self.owner.message_user(self.request, sentence, messages.ERROR)
        return HttpResponseRedirect(self.back)

    def _of_entry(self) -> dict[str, str]:
        """The rows of a line in the log, whose action this one undoes."""
        key = self.request.GET.get(OF_ENTRY, "")
        kind = get_content_type_for_model(self.owner.model)
        entries = LogEntry.objects.filter(action_flag=TOGETHER, object_id=None, content_type=kind)
        found = entries.filter(pk=key) if key.isdecimal() and len(key) < 10 else entries.none()
        return {row: "" for rows in rows_done(found).values() for row in rows}

    def _rows(self, keys: Mapping[str, str]) -> list[Any]:
        """As they stand now, in the order of the list; those that the person may do it with."""
        order = {key: place for place, key in enumerate(keys)}
        found = self.owner.get_queryset(self.request).filter(pk__in=keys)
        page = self.together.page
        mine = (row for row in found if self.owner.may_act(self.request, row, page))
        return sorted(mine, key=lambda row: order[str(row.pk)])

    def _form(self, rows: Mapping[str, str], data: Any) -> ActionForm:
        return self.together.form_class(data, obj=self._example(rows))

    def _example(self, keys: Mapping[str, str]) -> Any:
        """A form knows the first of the rows, by which it may tell of which kind they are."""
        return next(iter(self._rows(dict(list(keys.items())[:1]))), self.owner.model())

    @transaction.atomic
    def _decide(self, keys: dict[str, str], data: Mapping[str, Any]) -> HttpResponse:
        lock_many(self.owner.model, keys, after=self.owner.locked_after)
        form = self._form(keys, data)
        if not form.is_valid() or EDIT in data:
            return self._ask(keys, form)
        rows = self._rows(keys)
        outcome = self._outcome(rows, form)
        refusal = self._why_not(keys, outcome, data)
        if refusal is None:
            return self._done(rows, outcome)
        transaction.set_rollback(True)
        return self._show(form, outcome, refusal)

    def _outcome(self, rows: list[Any], form: ActionForm) -> Outcome:
        fields = self.owner.fields_told(self.request)
        names = {row.pk: self.owner.told_apart(row) for row in rows}
        values, by = form.cleaned_data, self.request.user
        outcome = carried_out(self.together, rows, names, values, fields, by=by)
        return replace(outcome, typed=digest(typed_in(form)))

    def _why_not(
        self, keys: Mapping[str, str], outcome: Outcome, posted: Mapping[str, Any]
    ) -> str | None:
        """None where all was seen and agreed; empty where it is shown for the first time."""
        if SEEN not in posted:
            return ""
        if changed := outcome.changed_since(keys):
            return CHANGED.format(_named(changed))
        if posted[SEEN] != outcome.seal or not outcome.done:
            return OTHERWISE
        return AGREE if outcome.refused and SKIP not in posted else None

    def _done(self, rows: list[Any], outcome: Outcome) -> HttpResponse:
        keys = {line.key for line in outcome.done}
        note(self.together, [r for r in rows if str(r.pk) in keys], by=self.request.user)
        number, skipped = len(outcome.done), len(outcome.refused)
        left = f" Overgeslagen: {skipped}." if skipped else ""
        said = f"“{self.together.label}” is gedaan bij {self._words(number)}.{left}"
        self.owner.message_user(self.request, said, messages.SUCCESS)
        return HttpResponseRedirect(self.back)

    def _words(self, number: int) -> str:
        meta = self.owner.opts
        return f"{number} {meta.verbose_name if number == 1 else meta.verbose_name_plural}"

    def _ask(self, keys: Mapping[str, str], form: ActionForm) -> HttpResponse:
        rows = self._rows(keys)
        names = [self.owner.told_apart(row) for row in rows]
        adminform = AdminForm(form, form.fieldsets(), {}, model_admin=self.owner)
        return self._page(keys, adminform=adminform, names=names, number=self._words(len(rows)))

    def _show(self, form: ActionForm, outcome: Outcome, warning: str) -> HttpResponse:
        keys = {line.key: line.version for line in outcome.lines}
        return self._page(
            keys,
            outcome=outcome,
            warning=warning,
            typed=typed_in(form),
            number=self._words(len(outcome.done)),
        )

    def _page(self, keys: Mapping[str, str], **more: Any) -> HttpResponse:
        context = {
            **self.owner.admin_site.each_context(self.request),
            "title": self.together.label,
            "opts": self.owner.opts,
            "page": self.together.page,
            "media": self.owner.media,
            "address": going_back(self.owner.together_url(self.together), self.back),
            "back": self.back,
            "rows": packed(keys),
            "subtitle": more["number"],
            **more,
        }
        return TemplateResponse(self.request, "admin/together.html", context)


def typed_in(form: ActionForm) -> list[tuple[str, str]]:
    """What was filled in, to send it once more from the page that shows what becomes of it."""
    if not form.fields:
        return []
    typed = [(name, value) for name in form.fields for value in form.data.getlist(name)]
    return typed + [(TICK, tick) for tick in ticks_in(form.data)]


def _named(names: list[str]) -> str:
    more = f" en nog {len(names) - NAMED}" if len(names) > NAMED else ""
    return f"{'; '.join(names[:NAMED])}{more} {'is' if len(names) == 1 else 'zijn'}"


def packed(keys: Mapping[str, str]) -> str:
    """One value, since a field for each row would be refused from some number on."""
    return signing.dumps(dict(keys), salt=SALT, compress=True)


def unpacked(text: str) -> dict[str, str]:
    """Nothing where it is not ours."""
    try:
        return signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return {}
