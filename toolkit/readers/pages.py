"""Assigning stories in the admin: the buttons at a story, and who has it now."""

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from backoffice.base import ActionPage

from ..models import Story
from ..models.story import NOT_YET_ANONYMOUS
from .assigning import ASSIGN, assign, end
from .forms import AssignForm, EndForm


def may_assign(request: HttpRequest) -> bool:
    return request.user.has_perm(ASSIGN)


def is_anonymous(story: Story) -> bool:
    return story.state not in NOT_YET_ANONYMOUS


def assigned(story: Story) -> QuerySet:
    return story.assignments.filter(ended_at=None)


ASSIGN_PAGES = (
    ActionPage(
        "toewijzen",
        "Toewijzen aan een lezer",
        assign,
        "Het verhaal is toegewezen; de link gaat naar de lezer.",
        form=AssignForm,
        possible=is_anonymous,
        intro=(
            "Bijvoorbeeld een student of iemand van buiten. Die krijgt een persoonlijke link, en "
            "ziet alleen de toegewezen verhalen, nooit een ruwe tekst. U ziet de mail eerst."
        ),
        needs=ASSIGN,
    ),
    ActionPage(
        "terugnemen",
        "Verhaal terugnemen van een lezer",
        end,
        "Het verhaal is weg van de pagina van deze lezer.",
        form=EndForm,
        rows=assigned,
        needs=ASSIGN,
    ),
)


class AssignedReaders(admin.ModelAdmin):
    """For the ModelAdmin of stories: who reads it, for those who may assign."""

    @admin.display(description="toegewezen aan")
    def readers(self, story: Model) -> str:
        rows = story.assignments.filter(ended_at=None).select_related("reader") if story.pk else []
        told = [(r.reader.name, f"{r.reader.expires_on:%-d-%-m-%Y}") for r in rows]
        return format_html_join(mark_safe("<br>"), "{}, tot en met {}", told) or "niemand"
