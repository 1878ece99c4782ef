"""The page of a large file that the worker applies: how it stands, and what came of it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from tables.planning import MOST_TOLD

from .importing import Importing, wrong_sheet
from .jobs import faults_of, sheet_of
from .models import ImportJob


class JobPage:
    def __init__(self, importing: Importing) -> None:
        self.importing, self.kind = importing, importing.kind

    def view(self, request: HttpRequest, job_id: int) -> HttpResponse:
        if not self.importing.may(request):
            raise PermissionDenied
        job = get_object_or_404(ImportJob.objects.of_kind(self.kind.name), pk=job_id)
        faults = faults_of(job)
        if "wrong" in request.GET and job.table and faults:
            return wrong_sheet(sheet_of(job, self.kind).with_faults(faults))
        context = {
            **self.importing.admin.admin_site.each_context(request),
            "opts": self.importing.admin.opts,
            "title": self.kind.title,
            "job": job,
            "faults": faults[:MOST_TOLD],
            "number_of_faults": len(faults),
            "sent": self._sent(job),
            "import_url": self.importing.url,
            "list_url": self.importing.list_url,
        }
        part = "parts/import_job.html" if "deel" in request.GET else "import_job.html"
        return TemplateResponse(request, f"admin/{part}", context)

    def _sent(self, job: ImportJob) -> dict[str, str]:
        """What shows the same file again, as it would be done now."""
        places = {f"kolom-{name}": str(place) for name, place in job.places.items()}
        return {**job.chosen, **places, "table": job.table} if job.table else {}
