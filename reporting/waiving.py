"""The readiness list beside the lines that staff let stand."""

from dataclasses import dataclass

from .models import Waiver
from .readiness import Missing, missing_from
from .sections.material import Material


@dataclass(frozen=True)
class Line:
    missing: Missing
    waiver: Waiver | None

    @property
    def title(self) -> str:
        return self.missing.title


def lines_of(material: Material) -> list[Line]:
    """All that is missing, in the order of the report, each with its waiver where it has one."""
    report = material.scope.report
    waivers = {row.key: row for row in report.waivers.all()} if report.pk else {}
    return [Line(missing, waivers.get(missing.key)) for missing in missing_from(material)]


def open_lines(material: Material) -> list[Missing]:
    return [line.missing for line in lines_of(material) if line.waiver is None]
