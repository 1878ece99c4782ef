"""A line of the readiness list: what is missing, where it is mended, and by whom."""

from dataclasses import dataclass

from django.db import models
from django.urls import reverse

from meetings.lines import meetings_line
from meetings.models import Meeting
from publications.adding import minutes_url

from ..document.section_titles import SECTION_TITLES
from ..figures.making import record_key
from ..models import ProgressReport
from ..rules import WRITE

KEY_LENGTH = 250
"""Of `Waiver.key`."""


@dataclass(frozen=True)
class Missing:
    """`section` is a key of SECTION_TITLES, or "colophon"; `row` is what has to be mended.

    `kind` says what is missing, and names what a waiver of it does not cover when it changes.
    """

    section: str
    kind: str
    text: str
    row: models.Model | None = None

    @property
    def key(self) -> str:
        """The same as long as the same thing is missing, in whatever words it is listed."""
        of_row = record_key(self.row) if hasattr(self.row, "natural_key") else ""
        return f"{self.section}:{self.kind}:{of_row}"[:KEY_LENGTH]

    @property
    def title(self) -> str:
        return SECTION_TITLES.get(self.section, "Omslag en colofon")

    @property
    def url(self) -> str:
        return admin_url(self.row) if self.row is not None else ""

    @property
    def deed_url(self) -> str:
        """Where it is mended at once, which is not always where `row` is changed."""
        if self.kind == "minutes" and isinstance(self.row, Meeting):
            return minutes_url(self.row)
        return self.url

    @property
    def needs(self) -> str:
        """The right that it takes to mend it."""
        if self.kind == "minutes":
            return "publications.add_publication"
        if self.is_of_text:
            return WRITE
        return (
            ""
            if self.row is None
            else right_to("add" if self.row.pk is None else "change", self.row)
        )

    @property
    def is_of_text(self) -> bool:
        """Whether it is mended where the text of the section is written."""
        return isinstance(self.row, ProgressReport) and self.section in SECTION_TITLES

    @property
    def view_right(self) -> str:
        return "" if self.row is None else right_to("view", self.row)


def admin_url(row: models.Model) -> str:
    """Where staff change a row, or make it; a meeting is changed as what it is in its line."""
    page = row._meta.label_lower.replace(".", "_")
    if isinstance(row, Meeting):
        page = meetings_line(row.line).admin_page
    if row.pk is None:
        return reverse(f"admin:{page}_add")
    return reverse(f"admin:{page}_change", args=[row.pk])


def right_to(verb: str, row: models.Model) -> str:
    """A meeting is seen and changed as what it is in its line."""
    app, model = row._meta.app_label, row._meta.model_name
    if isinstance(row, Meeting):
        app, _, model = meetings_line(row.line).admin_page.partition("_")
    return f"{app}.{verb}_{model}"
