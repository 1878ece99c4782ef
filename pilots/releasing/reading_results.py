"""What stays closed of a pilot: who reads or writes it first says why (rule 9).

Its results and conclusions, and of its release what the host struck out and remarked.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from privacy.models import Reading
from privacy.reading import ask_reason, note_reading, readings_of, reason_in

from ..models import Pilot

MAY_READ = "pilots.view_results"
NAME = "pilots_pilot_resultaten"
OPENED = "opened_results"
SECONDS = 15 * 60
"""How long they stay open to who said why, in that session: long enough to write on."""
FIELDS = ("results", "conclusions")
FROM, RELEASE = "van", "vrijgave"
"""Who came from the page of the release goes back there."""


class ReadsResults(admin.ModelAdmin):
    """For the admin of pilots."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self._results_view)
        return [path("<path:object_id>/resultaten/", view, name=NAME), *super().get_urls()]

    def action_links(self, request: HttpRequest, obj: Pilot) -> list[tuple[str, str]]:
        links = list(super().action_links(request, obj))
        if request.user.has_perm(MAY_READ) and not self.shows_results(request, obj):
            links.append((reverse(f"admin:{NAME}", args=[quote(obj.pk)]), "Resultaten lezen"))
        return links

    def shows_results(self, request: HttpRequest, obj: Pilot | None) -> bool:
        """Where nothing was written there is nothing to read. What was sent is always taken, so
        that nobody loses what was typed because the time was over."""
        if obj is None or not request.user.has_perm(MAY_READ):
            return False
        if not any(getattr(obj, name) for name in FIELDS):
            return True
        if request.method == "POST" and any(name in request.POST for name in FIELDS):
            return True
        return self.has_opened(request, obj)

    def has_opened(self, request: HttpRequest, pilot: Pilot) -> bool:
        """Whether who asks said why, in this session, not long ago."""
        opened = request.session.get(OPENED, {}).get(str(pilot.pk), 0)
        return request.user.has_perm(MAY_READ) and timezone.now().timestamp() - opened < SECONDS

    def _results_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        pilot = self.get_object(request, unquote(object_id))
        if pilot is None:
            raise Http404
        if not request.user.has_perm(MAY_READ) or not self.has_view_permission(request, pilot):
            raise PermissionDenied
        of_release = RELEASE in (request.POST.get(FROM), request.GET.get(FROM))
        form, back = reason_in(request), self._address_of(pilot, of_release=of_release)
        if form.is_bound and form.is_valid():
            note_reading(Reading.Activity.RESULTS, pilot, by=request.user, **form.cleaned_data)
            self._open(request, pilot)
            return HttpResponseRedirect(f"{back}#{'requests' if of_release else 'id_results'}")
        told: dict[str, Any] = {
            "title": "Resultaten lezen",
            "subtitle": str(pilot),
            "back": back,
            "back_label": "Terug naar de vrijgave" if of_release else "Terug naar de pilot",
            "sent": [(FROM, RELEASE)] if of_release else [],
            "readings": readings_of(pilot)[:10],
        }
        return ask_reason(request, self.admin_site, form, **told)

    def _address_of(self, pilot: Pilot, *, of_release: bool) -> str:
        page = RELEASE if of_release else "change"
        return reverse(f"admin:pilots_pilot_{page}", args=[quote(pilot.pk)])

    def _open(self, request: HttpRequest, pilot: Pilot) -> None:
        opened = request.session.get(OPENED, {})
        request.session[OPENED] = opened | {str(pilot.pk): timezone.now().timestamp()}
