"""Editions in the admin: their parts in order, the book as it would be now, what is published."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from backoffice.base import ActionPage, HouseForm, HouseTabularInline
from dates.values import write_weekday
from documents.pdf import DocumentError
from outbox.seen_first import MailSeenFirst

from ..copies.admin import GIVE_PAGE, CopiesGiven
from ..forms import EditionForm
from ..models import Edition, EditionFile, EditionPart, Story
from ..titled import TitledAdmin
from .book import book_of
from .forms import FORMS, Form
from .publishing import not_for_the_next, publish

WITHHELD = (
    "“{}” mag niet in een editie: de verteller zei daar geen ja op, of trok de toestemming in. "
    "Haal het weg."
)
CONCEPT, PUBLISHED = "toolkit_edition_als-boek", "toolkit_edition_uitgave"


class PartForm(HouseForm):
    sentences_at = {"toolkit_editionpart_is_one_thing": "story"}

    def _get_validation_exclusions(self) -> set[str]:
        """A story that stepped back since stays where it was chosen."""
        is_same = not {"story", "material"} & {*self.changed_data}
        return super()._get_validation_exclusions() | ({"story"} if is_same else set())

    def clean_story(self) -> Story | None:
        """What stands in an edition stays; nothing is added that its giver withholds."""
        story = self.cleaned_data["story"]
        if story is None or story.pk == self.instance.story_id:
            return story
        if not Story.objects.allowed_for("printed").filter(pk=story.pk).exists():
            raise ValidationError(WITHHELD.format(story))
        return story


class PartInline(HouseTabularInline):
    model = EditionPart
    form = PartForm
    fields = ["position", "story", "material"]
    autocomplete_fields = ["story", "material"]
    verbose_name_plural = "onderdelen, in volgorde"


class EditionAdmin(CopiesGiven, MailSeenFirst, TitledAdmin):
    form = EditionForm
    inlines = [PartInline]
    list_display = ["title", "stage", "ready", "programme"]
    ordering = ["-id"]
    list_filter = ["stage", "programme"]
    list_select_related = ["programme"]
    search_fields = ["title"]
    autocomplete_fields = ["made_by", "used_in"]
    readonly_fields = ["not_for_the_next", "editions", "copies"]
    fields = ["programme", "title", "stage", "ready", "made_by", "not_for_the_next", "editions"]
    fields += ["copies", "used_in", "note"]
    action_pages = (
        ActionPage(
            "publiceren",
            "Publiceren",
            publish,
            "De editie is gepubliceerd; wat gepubliceerd is, verandert niet meer.",
            proven=True,
            intro=(
                "Het boek wordt gemaakt zoals het nu is, en bewaard zoals het dan is. Wie later "
                "iets wijzigt, publiceert een volgende uitgave; wat er veranderde, staat erbij."
            ),
        ),
        GIVE_PAGE,
    )
    mailing_pages = (GIVE_PAGE.name,)

    @admin.display(description="niet in een volgende editie")
    def not_for_the_next(self, edition: Edition) -> str:
        """Stories that were taken back since, by title; of nobody."""
        gone = not_for_the_next(edition) if edition.pk else []
        return format_html_join(mark_safe("<br>"), "{}", [(title,) for title in gone]) or "geen"

    @admin.display(description="gepubliceerd")
    def editions(self, edition: Edition) -> str:
        """Each with its files and what changed, the newest first."""
        if not edition.pk:
            return "nog niet"
        rows = edition.published.defer("content").prefetch_related("files")
        told = [
            (
                f"Uitgave {row.number} ({row.get_stage_display()}), "
                f"{write_weekday(timezone.localdate(row.published_at))}",
                self._links_of(edition, row.number, [each.form for each in row.files.all()]),
                _one_below_another(row.changes),
            )
            for row in rows
        ]
        return format_html_join(mark_safe("<hr>"), "{}<br>{}<br>{}", told) or "nog niet"

    def _links_of(self, edition: Edition, number: int, forms: list[str]) -> SafeString:
        rows = [
            (reverse(f"admin:{PUBLISHED}", args=[edition.pk, number, each]), FORMS[each].label)
            for each in FORMS
            if each in forms
        ]
        return format_html_join(mark_safe("<br>"), '<a href="{}">{}</a>', rows)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        here = "<path:object_id>"
        return [
            path(f"{here}/boek/<str:form>/", view(self.concept_view), name=CONCEPT),
            path(f"{here}/uitgave/<int:number>/<str:form>/", view(self.file_view), name=PUBLISHED),
            *super().get_urls(),
        ]

    def action_links(self, request: HttpRequest, obj: Edition) -> list[tuple[str, str]]:
        links = list(super().action_links(request, obj))
        links.append((reverse(f"admin:{CONCEPT}", args=[obj.pk, "pdf"]), "Bekijk als boek (PDF)"))
        return links

    def concept_view(self, request: HttpRequest, object_id: str, form: str) -> HttpResponse:
        """As it would be now; nothing is kept."""
        edition, made = self._edition(request, object_id), _form(form)
        number = edition.published.count() + 1
        today = timezone.localdate()
        book = book_of(edition, number=number, today=today, reader=made.reader)
        try:
            content = made.make(book, timezone.now())
        except DocumentError as refusal:
            self.message_user(request, str(refusal), "ERROR")
            return redirect("admin:toolkit_edition_change", edition.pk)
        return _file(content, made, f"{edition.title}-voorbeeld")

    def file_view(
        self, request: HttpRequest, object_id: str, number: int, form: str
    ) -> HttpResponse:
        """The bytes that were published, and nothing else."""
        edition, made = self._edition(request, object_id), _form(form)
        rows = EditionFile.objects.filter(published__edition=edition, published__number=number)
        file = rows.filter(form=form).first()
        if file is None:
            raise Http404
        return _file(file.intact_content, made, f"{edition.title}-uitgave-{number}")

    def _edition(self, request: HttpRequest, object_id: str) -> Edition:
        edition = self.get_object(request, unquote(object_id))
        if edition is None:
            raise Http404
        if not self.has_view_permission(request, edition):
            raise PermissionDenied
        return edition


def _one_below_another(text: str) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", [(line,) for line in text.splitlines()])


def _form(name: str) -> Form:
    if name not in FORMS:
        raise Http404
    return FORMS[name]


def _file(content: bytes, form: Form, title: str) -> HttpResponse:
    name = f"{slugify(title)}-{form.name}.{form.ending}"
    disposition = f'inline; filename="{name}"'
    return HttpResponse(
        content, content_type=form.mime_type, headers={"Content-Disposition": disposition}
    )
