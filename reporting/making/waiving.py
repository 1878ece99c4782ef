"""The readiness list beside the lines that staff let stand."""

from dataclasses import dataclass, replace

from django.contrib.auth.models import AbstractUser
from django.urls import reverse

from ..document.section_titles import SECTION_TITLES
from ..models import AskedLine, ProgressReport, Waiver
from ..sections.material import Material
from .missing import Missing
from .readiness import missing_from


@dataclass(frozen=True)
class Line:
    missing: Missing
    waiver: Waiver | None
    asked: AskedLine | None = None
    may_mend: bool = False
    may_see: bool = False

    @property
    def title(self) -> str:
        return self.missing.title

    @property
    def writing_url(self) -> str:
        """Where a text is written; empty for what is mended in the admin."""
        report, section = self.missing.row, self.missing.section
        if not isinstance(report, ProgressReport) or report.pk is None:
            return ""
        if section not in SECTION_TITLES:
            return ""
        return reverse("reporting:edit", args=[report.programme.slug, report.year, section])


def lines_of(material: Material) -> list[Line]:
    """All that is missing, in the order of the report, each with its waiver where it has one."""
    waivers = material.records.waivers
    return [Line(missing, waivers.get(missing.key)) for missing in missing_from(material)]


def lines_for(user: AbstractUser, material: Material) -> list[Line]:
    """The same, with what this person can do about each, and whether a colleague was asked."""
    report = material.scope.report
    rows = report.asked.select_related("asked_by") if report.pk else []
    asked = {row.key: row for row in rows}
    return [
        replace(
            line,
            asked=asked.get(line.missing.key),
            may_mend=user.has_perm(line.missing.needs),
            may_see=user.has_perm(line.missing.view_right),
        )
        for line in lines_of(material)
    ]


def open_lines(material: Material) -> list[Missing]:
    return [line.missing for line in lines_of(material) if line.waiver is None]
