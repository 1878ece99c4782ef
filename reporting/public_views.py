"""Published reports, for everyone; of the ones that are not on the site, for staff alone.

All that is shown of a version is made of its stored bytes. Of a report that may not be seen is not
said that it exists.
"""

from django.contrib.auth.models import AbstractUser
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response

from .document.comparing import Comparison, compare
from .document.stored import read_document
from .making.preview_views import preview
from .making.record_links import record_urls
from .making.since_publication import compared_with_now, main_changes
from .models import ProgressReport, PublishedVersion, Rendering
from .renderings.downloads import DOWNLOADS, file_name
from .renderings.html import page_context
from .renderings.long_list_page import show_long_list
from .renderings.long_lists import shortened
from .rules import check_may_look, may_look


def listing(request: HttpRequest) -> HttpResponse:
    """The published reports on the site, the last year first."""
    versions = Prefetch("versions", PublishedVersion.objects.without_document())
    reports = ProgressReport.objects.on_site().prefetch_related(versions)
    context = {"nav": "reports", "reports": reports}
    return render(request, "reporting/list.html", context)


def of_year(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """To staff the report as it stands now; to others what was published of it, or of another
    year where nothing was."""
    if request.user.is_authenticated:
        return preview(request, programme=programme, year=year)
    on_site = PublishedVersion.objects.without_document().filter(report__is_public=True)
    of_programme = on_site.filter(report__programme__slug=programme).select_related(
        "report__programme"
    )
    newest = of_programme.order_by("-report__year", "-number")
    version = newest.filter(report__year=year).first() or newest.first()
    return redirect(address("published", version) if version else "reporting:list")


def published(request: HttpRequest, programme: str, year: int, number: int) -> HttpResponse:
    version = _version(request, programme, year, number)
    downloads = downloads_of(version)
    whole = page_context(read_document(version.intact_document))
    context = shortened(whole, lambda key: address("published_list", version, key)) | {
        "nav": "reports",
        "version": version,
        "versions": version.report.versions.without_document(),
        "files": downloads,
        "downloads": [
            {"url": each["url"], "label": f"Download als {each['label']}"}
            for each in downloads
            if each["format"] in ("pdf", "odt")
        ],
    }
    context |= _since(request, version)
    return _kept_fresh(render(request, "reporting/published.html", context))


def _since(request: HttpRequest, version: PublishedVersion) -> dict[str, object]:
    """To staff what changed since the last version; of records nothing is told to others."""
    newest = version.report.versions.without_document().first()
    if not may_look(request.user) or newest != version:
        return {}
    comparison, report = compared_with_now(version), version.report
    of_year = [report.programme.slug, report.year]
    return {
        "is_staff_view": True,
        "since": comparison,
        "since_changes": main_changes(comparison),
        "record_urls": record_urls(comparison, report.programme, request.user),
        "changed": reverse("reporting:changed", args=of_year),
        "preview": reverse("reporting:preview", args=of_year),
    }


def published_list(
    request: HttpRequest, programme: str, year: int, number: int, key: str
) -> HttpResponse:
    """One long list of a version, whole."""
    version = _version(request, programme, year, number)
    document = read_document(version.intact_document)
    back = address("published", version)
    return _kept_fresh(show_long_list(request, document, key, back))


def download(
    request: HttpRequest, programme: str, year: int, number: int, file_format: str
) -> HttpResponse:
    """The stored bytes; who has them already hears only that they did not change."""
    return _kept_fresh(
        stored_file(request, _version(request, programme, year, number), file_format)
    )


def stored_file(request: HttpRequest, version: PublishedVersion, file_format: str) -> HttpResponse:
    rendering = get_object_or_404(Rendering, version=version, format=file_format)
    report = version.report
    name = file_name(report.programme.slug, report.year, file_format, version.number)
    answer = HttpResponse(
        rendering.intact_content,
        content_type=DOWNLOADS[file_format].content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "ETag": f'"{rendering.checksum}"',
        },
    )
    return get_conditional_response(request, answer["ETag"], response=answer)


def comparison(
    request: HttpRequest, programme: str, year: int, before: int, after: int
) -> HttpResponse:
    old = _version(request, programme, year, before)
    new = _version(request, programme, year, after)
    compared = compare(read_document(old.intact_document), read_document(new.intact_document))
    context = {
        "nav": "reports",
        "report": new.report,
        "before": f"Versie {before}",
        "after": f"Versie {after}",
        "reason": new.reason,
        "comparison": compared,
        "record_urls": _record_urls(request, compared, new),
        "back": address("published", new),
        "after_page": address("published", new),
    }
    return _kept_fresh(render(request, "reporting/compare.html", context))


def _record_urls(
    request: HttpRequest, compared: Comparison, version: PublishedVersion
) -> dict[str, str]:
    """To staff the records themselves; others find them at the figures of the version."""
    if not request.user.is_authenticated:
        return {}
    return record_urls(compared, version.report.programme, request.user)


def address(page: str, version: PublishedVersion, *rest: object) -> str:
    report = version.report
    start = [report.programme.slug, report.year, version.number]
    return reverse(f"reporting:{page}", args=[*start, *rest])


def downloads_of(version: PublishedVersion) -> list[dict]:
    sizes = {row.format: row for row in version.renderings.with_size()}
    return [
        {
            "format": name,
            "label": known.label,
            "url": address("download", version, name),
            "size": sizes[name].size,
            "checksum": sizes[name].checksum,
        }
        for name, known in DOWNLOADS.items()
        if name in sizes
    ]


def _version(request: HttpRequest, programme: str, year: int, number: int) -> PublishedVersion:
    versions = PublishedVersion.objects.of(programme, year).select_related("report__programme")
    version = get_object_or_404(versions, number=number)
    if not version.report.is_public:
        _check_may_see(request.user)
    return version


def _check_may_see(user: AbstractUser) -> None:
    if not user.is_authenticated:
        raise Http404("Deze rapportage staat niet op de site.")
    check_may_look(user)


def _kept_fresh(response: HttpResponse) -> HttpResponse:
    """A report can be taken off the site, so no copy is shown without asking here again."""
    response["Cache-Control"] = "private, no-cache"
    return response
