"""The page that undoes an import: what would be undone, what stays, which mails go."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from outbox.seen_first import Mails

from .importing import Importing
from .jobs import hand_over_undoing
from .kind import Kind
from .models import Import
from .undoing import Unseen, chosen_of, plan_undoing, titles_of, undo_as_seen

UNDONE = "Ongedaan gemaakt: {} nieuwe {}, {} teruggezet."
SHOWN = 200
"""Of each kind, before an import is undone."""


class UndoPage:
    def __init__(self, importing: Importing) -> None:
        self.importing, self.kind = importing, importing.kind

    def view(self, request: HttpRequest, run_id: int) -> HttpResponse:
        """What would be undone and what stays; then doing it."""
        if not self.importing.may(request):
            raise PermissionDenied
        run = get_object_or_404(Import.objects.to_undo(self.kind.name), pk=run_id)
        kind = self.kind(chosen_of(self.kind, run))
        if request.method == "POST":
            return self._undo(request, kind, run)
        return self._show_undoing(request, kind, run)

    def _show_undoing(
        self, request: HttpRequest, kind: Kind, run: Import, mails: Mails | None = None
    ) -> HttpResponse:
        undoing = plan_undoing(kind, run)
        context = {
            **self.importing.admin.admin_site.each_context(request),
            "opts": self.importing.admin.opts,
            "title": "Import ongedaan maken",
            "run": run,
            "undoing": undoing,
            "taken_back": kind.taken_back,
            "made": [*titles_of(kind, undoing.made).values()][:SHOWN],
            "back": self.importing.url,
            "mails": mails,
            "is_other": "seen" in request.POST,
        }
        return TemplateResponse(request, "admin/import_undo.html", context)

    def _undo(self, request: HttpRequest, kind: Kind, run: Import) -> HttpResponse:
        """Mails that staff did not see yet go to nobody: nothing is undone, and they see them."""
        seen = request.POST.get("seen", "")
        if run.made + run.changed > kind.most_at_once:
            job = hand_over_undoing(run, seen=seen, by=request.user)
            return HttpResponseRedirect(self.importing.job_url(job))
        try:
            done = undo_as_seen(kind, run, seen=seen, by=request.user)
        except Unseen as unseen:
            return self._show_undoing(request, kind, run, unseen.mails)
        except ValidationError as refusal:
            self.importing.admin.message_user(request, " ".join(refusal.messages), messages.ERROR)
            return HttpResponseRedirect(self.importing.url)
        sentence = UNDONE.format(len(done.made), kind.taken_back, len(done.changed))
        self.importing.admin.message_user(request, sentence, messages.SUCCESS)
        for stays in done.stays[:20]:
            self.importing.admin.message_user(request, stays, messages.WARNING)
        return HttpResponseRedirect(self.importing.list_url)
