"""The toolkit in the admin: stories on their way, editions, milestones and findings."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from backoffice.base import ActionPage
from outbox.seen_first import MailSeenFirst

from .actions import DECIDE, keep_after_withdrawal, remove_after_withdrawal
from .anonymity_page import AnonymityPage
from .attempt_page import COMPARE_PAGE, AttemptPage
from .concluding import CONCLUSION_PAGES, ConclusionsBeside
from .copies.admin import CopyAdmin
from .editions.pages import EditionAdmin
from .forms import (
    FindingForm,
    KeepStoryForm,
    MilestoneForm,
    StepBackForm,
    StepForm,
    StoryForm,
)
from .materials import MaterialAdmin
from .models import Copy, Edition, Finding, Material, Milestone, SessionPlan, Story
from .models.story import WRITTEN_OUT
from .models.terms import told_terms
from .plans.admin import SessionPlanAdmin
from .readers.assigning import ASSIGN
from .readers.pages import ASSIGN_PAGES, AssignedReaders, may_assign
from .reading_pages import ReadingPages, may_see_raw
from .steps_page import StepsPage
from .titled import OwnFieldsOnly, TitledAdmin
from .together import stories_together
from .way import (
    WAITS_FOR,
    adopt,
    call_anonymous,
    is_at,
    read_second,
    step_back,
    still_open,
    way_of,
    write_out,
)

RESTRICTED = ("raw_text", "told_at_meeting", "told_in_pilot")


State = Story.State
STEPS = (
    ActionPage(
        "uitgeschreven",
        "Is uitgeschreven",
        write_out,
        "Het verhaal is uitgeschreven.",
        form=StepForm,
        possible=is_at(State.RAW),
        intro="U schreef het verhaal uit. Een ander leest het straks als tweede.",
    ),
    ActionPage(
        "geanonimiseerd",
        "Is geanonimiseerd",
        call_anonymous,
        "Het verhaal is geanonimiseerd en wacht op een tweede lezer.",
        form=StepForm,
        possible=is_at(State.WRITTEN),
        made=still_open,
    ),
    ActionPage(
        "nagekeken",
        "Is nagekeken",
        read_second,
        "Het verhaal is nagekeken.",
        form=StepForm,
        possible=is_at(State.ANONYMISED),
        intro="Alleen wie het verhaal niet uitschreef of anoniem maakte, kijkt het na.",
    ),
    ActionPage(
        "opnemen",
        "Opnemen",
        adopt,
        "Het verhaal is opgenomen en kan in een editie.",
        form=StepForm,
        possible=is_at(State.CHECKED),
    ),
    ActionPage(
        "stap-terug",
        "Stap terug",
        step_back,
        "Het verhaal is een stap terug; de reden is vastgelegd.",
        form=StepBackForm,
        possible=is_at(*(state for state in State if state != State.RAW)),
    ),
)


def to_decide(story: Story) -> QuerySet:
    return Story.objects.to_decide().filter(pk=story.pk)


@admin.register(Story)
class StoryAdmin(
    AttemptPage,
    AnonymityPage,
    ReadingPages,
    StepsPage,
    ConclusionsBeside,
    AssignedReaders,
    MailSeenFirst,
    TitledAdmin,
):
    """The raw text and where it was told are for those who may see raw stories, in every place.

    Whoever may see those sees the meeting's name here without seeing meetings themselves.
    """

    form = StoryForm
    never_kept = ("raw_text",)
    mailing_pages = ("toewijzen",)
    action_pages = (
        *STEPS,
        COMPARE_PAGE,
        *ASSIGN_PAGES,
        *CONCLUSION_PAGES,
        ActionPage(
            "laten-staan",
            "Laten staan",
            keep_after_withdrawal,
            "Het verhaal blijft staan; de reden is vastgelegd.",
            form=KeepStoryForm,
            rows=to_decide,
            intro="Wie dit vertelde, trok de toestemming in. De eigen tekst is al gewist.",
            needs=DECIDE,
        ),
        ActionPage(
            "weghalen",
            "Weghalen",
            remove_after_withdrawal,
            "Het verhaal is weg, ook uit edities die nog niet klaar zijn.",
            proven=True,
            rows=to_decide,
            intro=(
                "Titel en tekst worden gewist. Een editie die al klaar is, blijft zoals zij is; "
                "laat het verhaal uit de volgende."
            ),
            needs=DECIDE,
        ),
    )
    together = stories_together(STEPS)
    list_display = ["title", "state", "waits_for", "programme"]
    ordering = ["-id"]
    list_filter = ["state", "themes", "programme"]
    list_select_related = ["programme"]
    autocomplete_fields = ["told_at_meeting", "told_in_pilot"]
    search_fields = ["title", "text"]
    fields = ["programme", "title", "state", "way", "tried", "uses", *WRITTEN_OUT]
    fields += [
        "concluded",
        "themes",
        "qualities",
        "audience",
        "is_example",
        "readers",
        *RESTRICTED,
        "shared",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("terms")

    def get_fields(self, request: HttpRequest, obj: Story | None = None) -> list[str]:
        """A raw text is typed once; from then on it is read on a page of its own."""
        names = super().get_fields(request, obj)
        return [name for name in names if obj is None or name != "raw_text"]

    def may_see_field(self, request: HttpRequest, name: str) -> bool:
        if name == "shared":
            return may_see_raw(request)
        if name == "readers":
            return may_assign(request)
        return name not in RESTRICTED or may_see_raw(request)

    def get_readonly_fields(self, request: HttpRequest, obj: Story | None = None) -> list[str]:
        told = ("told_at_meeting", "told_in_pilot")
        unseen = [n for n in told if not super(StoryAdmin, self).may_see_field(request, n)]
        own = [name for name in ("readers", "shared") if self.may_see_field(request, name)]
        return ["state", "way", "tried", "uses", "concluded", *unseen, *own]

    def hidden_from(self, user: Any) -> QuerySet:
        """The Werkgroep sees no story of which the giver withholds that."""
        is_staff = user.has_perm(ASSIGN) or user.has_perm(DECIDE)
        withheld = Story.objects.filter(terms__working_group=False)
        return withheld.none() if is_staff else withheld

    @admin.display(description="mag worden gebruikt voor")
    def uses(self, story: Story) -> str:
        return told_terms(story)

    @admin.display(description="wacht op")
    def waits_for(self, story: Story) -> str:
        return WAITS_FOR[State(story.state)]

    @admin.display(description="de weg van het verhaal")
    def way(self, story: Story) -> str:
        """Each step with who, when and the note."""
        steps = [(s.when, s.what, s.who, s.note) for s in way_of(story)] if story.pk else []
        return format_html_join(mark_safe("<br>"), "{}: {}, {}. {}", steps) or "niet vastgelegd"

    @admin.display(description="gedeeld door")
    def shared(self, story: Story) -> str:
        """Whom to ask, and whether that person still agrees; for who may see raw stories."""
        if story.consent is None:
            return "niet met het formulier gedeeld"
        who = story.consent.email or "onbekend"
        taken_back = story.consent.withdrawn_at
        return f"{who}; toestemming ingetrokken op {taken_back:%d-%m-%Y}" if taken_back else who

    def may_be_named(self, request: HttpRequest, obj: Model) -> bool:
        """A page about a meeting or pilot would otherwise tell that it was told there."""
        return may_see_raw(request) and super().may_be_named(request, obj)


class ReachedFilter(admin.SimpleListFilter):
    title = "bereikt"
    parameter_name = "reached"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", "Ja"), ("no", "Nog niet")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() in ("yes", "no"):
            return queryset.filter(actual_latest__isnull=self.value() == "no")
        return queryset


@admin.register(Milestone)
class MilestoneAdmin(TitledAdmin):
    form = MilestoneForm
    list_display = ["title", "expected", "actual", "waits_for"]
    list_filter = [ReachedFilter, "line", "programme"]
    list_select_related = ["waits_for"]
    search_fields = ["title"]
    autocomplete_fields = ["waits_for", "waits_for_pilot"]
    fields = [
        "programme",
        "line",
        "title",
        "planned",
        "expected",
        "actual",
        "waits_for",
        "waits_for_pilot",
        "position",
        "note",
    ]


@admin.register(Finding)
class FindingAdmin(OwnFieldsOnly):
    """On which observations it rests is for who may read those; the others see no such field."""

    form = FindingForm
    list_display = ["theme", "text", "firmness", "year"]
    ordering = ["-year", "programme", "position", "id"]
    list_display_links = ["text"]
    list_filter = ["year", "theme", "firmness", "programme"]
    list_select_related = ["theme"]
    search_fields = ["text"]
    autocomplete_fields = ["stories", "meetings"]
    fields = [
        "programme",
        "year",
        "theme",
        "text",
        "firmness",
        "stories",
        "meetings",
        "observations",
        "position",
    ]


admin.site.register(Material, MaterialAdmin)
admin.site.register(Edition, EditionAdmin)
admin.site.register(SessionPlan, SessionPlanAdmin)
admin.site.register(Copy, CopyAdmin)
