"""The page "Anonimiteit" of a story, and the log of what was replaced."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin, messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from .anonymising import Examination, examine, settle
from .anonymity.marks import Entity
from .anonymity.replacing import replace_all
from .forms_anonymity import MarksForm
from .models import Story
from .models.story import WRITTEN_OUT
from .reading_pages import LOG, may_read_log

PAGE = "toolkit_story_anonimiteit"
CLAIMED = (Story.State.ANONYMISED, Story.State.CHECKED)
STILL_OPEN = "Nog te beslissen bij “Anonimiteit”: {}. Eerder kan het verhaal niet worden opgenomen."
LABELS = {"title": "Titel", "address": "Adres van de pagina", "text": "Tekst"}
LABELS |= {"tension": "Spanning", "questions": "Vragen", "facilitator_note": "Voor de begeleider"}


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `number` is that of its question, or 0 where nothing is marked."""

    text: str
    number: int = 0
    kind: str = ""


class AnonymityPage(admin.ModelAdmin):
    """For a ModelAdmin of stories."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<path:object_id>/anonimiteit/", wrap(self.anonymity_view), name=PAGE),
            *super().get_urls(),
        ]

    def action_links(self, request: HttpRequest, obj: Story) -> list[tuple[str, str]]:
        links = list(super().action_links(request, obj))
        if obj.text and self.has_change_permission(request, obj):
            links.append((reverse(f"admin:{PAGE}", args=[quote(obj.pk)]), "Anonimiteit"))
        return links

    def save_model(self, request: HttpRequest, obj: Story, form: ModelForm, change: bool) -> None:
        """Whoever changes an anonymous story hears at once what the check still finds."""
        super().save_model(request, obj, form, change)
        if obj.state in CLAIMED and {"title", *WRITTEN_OUT} & {*form.changed_data}:
            number = len(examine(obj).open)
            if number:
                self.message_user(request, STILL_OPEN.format(number), messages.WARNING)

    def anonymity_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What in the story could lead to a person, and what is done about it."""
        story = self._story(request, object_id)
        if not self.has_change_permission(request, story):
            raise PermissionDenied
        examination = examine(story)
        form = MarksForm(request.POST or None, examination=examination)
        preview = None
        if request.method == "POST" and form.is_valid():
            if "preview" in request.POST:
                preview = preview_of(examination, form)
            elif self._apply(request, story, form):
                return HttpResponseRedirect(request.get_full_path())
        context = {
            "form": form,
            "rows": list(form.rows()),
            "texts": list(marked(examination, form)),
            "preview": preview,
            "number_open": len(examination.open),
            "may_read_log": may_read_log(request),
            "log_url": reverse(f"admin:{LOG}", args=[quote(story.pk)]),
        }
        return self._page(request, story, "anonymity", "Anonimiteit", context)

    def _apply(self, request: HttpRequest, story: Story, form: MarksForm) -> bool:
        replaced, kept = form.replaced(), form.kept()
        try:
            number = settle(
                story,
                by=request.user,
                version=form.cleaned_data["version"],
                replaced=replaced,
                kept=kept,
            )
        except ValidationError as error:
            form.add_error(None, error)
            return False
        self.message_user(request, summary(number, len(kept)), messages.SUCCESS)
        return True

    def _story(self, request: HttpRequest, object_id: str) -> Story:
        story = self.get_object(request, unquote(object_id))
        if story is None:
            raise Http404
        return story

    def _page(
        self, request: HttpRequest, story: Story, template: str, title: str, context: dict
    ) -> HttpResponse:
        story_url = reverse("admin:toolkit_story_change", args=[quote(story.pk)])
        shared = {"title": title, "subtitle": str(story), "opts": self.opts, "story": story}
        site = self.admin_site.each_context(request)
        return TemplateResponse(
            request,
            f"admin/toolkit/{template}.html",
            {**site, **shared, "story_url": story_url, **context},
        )


def summary(replaced: int, kept: int) -> str:
    times = "1 vermelding" if replaced == 1 else f"{replaced} vermeldingen"
    stays = "1 gegeven blijft" if kept == 1 else f"{kept} gegevens blijven"
    return f"{times} vervangen; {stays} met een reden staan. Lees de tekst nog een keer door."


def marked(examination: Examination, form: MarksForm) -> Iterator[tuple[str, list[Piece]]]:
    """Each text in pieces, with at each mark the number of its question."""
    numbers = {id(q.subject): number for number, q in enumerate(form.asked, 1)}
    for name, label in _labels(examination):
        text, done, pieces = examination.texts[name], 0, []
        spots = [
            (mark.start, mark.end, numbers.get(id(entity), 0), str(entity.kind))
            for entity in examination.report.entities
            for mark in entity.mentions
            if mark.field == name
        ]
        for start, end, number, kind in sorted(spots):
            pieces += [Piece(text[done:start]), Piece(text[start:end], number, kind)]
            done = end
        yield label, [piece for piece in [*pieces, Piece(text[done:])] if piece.text]


def preview_of(examination: Examination, form: MarksForm) -> list[tuple[str, list]]:
    subjects = {question.digest: question.subject for question in form.asked}
    chosen = [(subjects[digest], words) for digest, words in form.replaced()]
    entities = [(each, words) for each, words in chosen if isinstance(each, Entity)]
    after = replace_all(examination.texts, entities)
    return [(label, after[name]) for name, label in _labels(examination) if name != "address"]


def _labels(examination: Examination) -> list[tuple[str, str]]:
    """Of the texts that there are; a story may do without some."""
    return [(name, label) for name, label in LABELS.items() if name in examination.texts]
