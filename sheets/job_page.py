"""The page of a large file that the worker applies: how it stands, and what came of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from tables import Fault
from tables.planning import MOST_TOLD

from .importing import Importing, wrong_sheet
from .jobs import faults_of, sheet_of
from .models import ImportJob

GONE = (
    "Dit bestand is er niet meer: de uitkomst blijft een dag staan, en een bestand verdwijnt ook "
    "als iemand die erin staat, wordt gewist. Hieronder staat wat is geïmporteerd."
)

UNREAD = (
    "Deze tabel is niet meer te maken: wat bij het bestand was gekozen, is er niet meer, of het "
    "bestand is niet meer te lezen. Kies het bestand opnieuw bij Importeren."
)


class JobPage:
    def __init__(self, importing: Importing) -> None:
        self.importing, self.kind = importing, importing.kind

    def view(self, request: HttpRequest, job_id: int) -> HttpResponse:
        if not self.importing.may(request):
            raise PermissionDenied
        job = ImportJob.objects.of_kind(self.kind.name).filter(pk=job_id).first()
        if job is None:
            self.importing.admin.message_user(request, GONE, messages.WARNING)
            return HttpResponseRedirect(self.importing.url)
        faults = faults_of(job)
        if "wrong" in request.GET and job.table and faults:
            return self._wrong_sheet(request, job, faults)
        context = {
            **self.importing.admin.admin_site.each_context(request),
            "opts": self.importing.admin.opts,
            "title": self.kind.title,
            "job": job,
            "told": job.told(self.kind.taken_back),
            "faults": faults[:MOST_TOLD],
            "number_of_faults": len(faults),
            "sent": self._sent(job),
            "undo_url": self._undo_url(job),
            "import_url": self.importing.url,
            "list_url": self.importing.list_url,
        }
        part = "parts/import_job.html" if "deel" in request.GET else "import_job.html"
        return TemplateResponse(request, f"admin/{part}", context)

    def _wrong_sheet(
        self, request: HttpRequest, job: ImportJob, faults: list[Fault]
    ) -> HttpResponse:
        try:
            sheet = sheet_of(job, self.kind)
        except ValidationError:
            self.importing.admin.message_user(request, UNREAD, messages.ERROR)
            return HttpResponseRedirect(self.importing.job_url(job))
        return wrong_sheet(sheet.with_faults(faults))

    def _undo_url(self, job: ImportJob) -> str:
        name = f"{self.importing.name}_ongedaan"
        return self.importing.address(name, job.undoes_id) if job.undoes_id else ""

    def _sent(self, job: ImportJob) -> dict[str, str]:
        """What shows the same file again, as it would be done now."""
        places = {f"kolom-{name}": str(place) for name, place in job.places.items()}
        return {**job.chosen, **places, "table": job.table} if job.table else {}
