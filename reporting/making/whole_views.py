"""The whole report on one page, section beside section: texts, how far each is, what is said of it.

One form holds all, so that no button loses what was typed elsewhere. What was not changed on this
page is not kept from it either: a colleague may have changed it meanwhile.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ..collect import material_of
from ..document.section_titles import SECTION_TITLES
from ..models import Comment, Narrative, ProgressReport, SectionWork
from ..narrative.named_figures import changed_since
from ..narrative.suggesting import sections_with_suggestion
from ..rules import may_write
from ..sections.material import Material
from . import sections as deeds
from .answering import find_report
from .preview_views import may_view
from .section_forms import PartForm, shown_values
from .writing import mark_of, write_section

State = SectionWork.State


@dataclass
class Part:
    """A section as the page shows it."""

    key: str
    title: str
    narrative: Narrative
    work: SectionWork
    comments: list[Comment]
    changed: list[str]
    can_suggest: bool
    form: PartForm

    @property
    def open_comments(self) -> list[Comment]:
        return [each for each in self.comments if each.settled_at is None]

    @property
    def settled_comments(self) -> list[Comment]:
        return [each for each in self.comments if each.settled_at is not None]

    @property
    def state(self) -> str:
        if not self.narrative.text:
            return "niet begonnen"
        return "voorstel" if self.narrative.is_suggestion else self.work.get_state_display()

    @property
    def tone(self) -> str:
        tones = {"gelezen": "success", "klaar": "success", "voorstel": "ochre"}
        return tones.get(self.state, "sand")

    @property
    def writer(self) -> str:
        return deeds.name_of(self.work.writer) if self.work.writer else "nog niemand"

    @property
    def work_fields(self) -> list[forms.BoundField]:
        return [self.form["writer"], self.form["state"]]

    @property
    def stored(self) -> str:
        """What a colleague wrote meanwhile, to set beside what was typed here."""
        return self.narrative.text if self.form.is_bound and self.form.errors else ""


@may_view
def whole(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """GET shows; POST keeps all that was changed on the page."""
    report = find_report(programme, year)
    parts = list(_parts(request, report, request.POST or None))
    if request.method == "POST":
        kept = _Keeping(request, report, parts)
        if kept.all():
            return redirect(f"{reverse('reporting:write', args=[programme, year])}#{kept.place}")
        parts = list(_shown_again(request, report, parts))
    context = {
        "report": report,
        "parts": parts,
        "refused": [part for part in parts if part.form.is_bound and part.form.errors],
        "writable": _is_writable(request.user, report),
        "is_draft": report.state == ProgressReport.State.DRAFT,
        "unsaved": request.method == "POST",
    }
    return render(request, "reporting/whole.html", context)


def _is_writable(user: AbstractUser, report: ProgressReport) -> bool:
    return report.state == ProgressReport.State.DRAFT and may_write(user)


def _parts(request: HttpRequest, report: ProgressReport, data: object | None) -> Iterator[Part]:
    """All sections, in the order of the report; as many queries for many comments."""
    material, writable = material_of(report), _is_writable(request.user, report)
    texts = {row.section: row for row in material.records.texts}
    work = {row.section: row for row in report.work.select_related("writer", "state_by")}
    comments = list(report.comments.select_related("made_by", "settled_by"))
    writers = [(str(user.pk), deeds.name_of(user)) for user in deeds.writers()]
    possible = sections_with_suggestion(material) if writable else set()
    for key, title in SECTION_TITLES.items():
        text = texts.get(key) or Narrative(section=key)
        of_section = work.get(key) or SectionWork(section=key)
        initial = shown_values(text.text, str(of_section.writer_id or ""), of_section.state)
        yield Part(
            key=key,
            title=title,
            narrative=text,
            work=of_section,
            comments=[each for each in comments if each.section == key],
            changed=_changed(text, material),
            can_suggest=key in possible,
            form=PartForm(
                data,
                prefix=key,
                initial=initial,
                writers=_with_writer(writers, of_section),
                writable=writable,
            ),
        )


def _with_writer(writers: list[tuple[str, str]], work: SectionWork) -> list[tuple[str, str]]:
    """Who was chosen and may not write any more stands in the list, so that it does not change
    by itself."""
    known = work.writer is None or str(work.writer_id) in dict(writers)
    return writers if known else [*writers, (str(work.writer_id), deeds.name_of(work.writer))]


def _changed(text: Narrative, material: Material) -> list[str]:
    return [str(each) for each in changed_since(text.text, text.figures, material.figures)]


def _shown_again(
    request: HttpRequest, report: ProgressReport, before: list[Part]
) -> Iterator[Part]:
    """After a refusal: what was kept as it is now, what was refused as it was typed, with the mark
    of what is stored, so that who saw that can keep it over."""
    typed = {part.key: part.form for part in before if part.form.errors}
    for part in _parts(request, report, None):
        if part.key in typed:
            part.form = typed[part.key]
            data = part.form.data.copy()
            for name, value in _marks(part).items():
                data[name] = value
            part.form.data = data
        yield part


def _marks(part: Part) -> dict[str, str]:
    """A comment that was kept does not come back, to be kept once more."""
    errors = part.form.errors.as_data()
    again = {"writer_shown": str(part.work.writer_id or ""), "state_shown": part.work.state}
    if any(error.code == "changed" for error in errors.get("text", [])):
        again["began_with"] = mark_of(part.narrative.text)
    if part.form.is_kept and "comment" not in errors:
        again["comment"] = ""
    return {f"{part.key}-{name}": value for name, value in again.items()}


class _Keeping:
    """Keeps each thing that was changed by itself: one that is refused holds up no other."""

    def __init__(self, request: HttpRequest, report: ProgressReport, parts: list[Part]) -> None:
        self.request, self.report, self.parts = request, report, parts
        self.done: list[str] = []

    def all(self) -> bool:
        """Whether nothing was refused."""
        for part in self.parts:
            if part.form.is_valid():
                self._part(part)
        self._settled()
        if self.done:
            messages.success(self.request, f"Bewaard: {', '.join(dict.fromkeys(self.done))}.")
        return not any(part.form.errors for part in self.parts)

    @property
    def place(self) -> str:
        """The section of the button that was pressed."""
        named = [self.request.POST.get(name, "") for name in ("bewaar", "voorstel", "gelezen")]
        settled = self.request.POST.get("afgehandeld", "")
        of_comment = [p.key for p in self.parts for c in p.comments if str(c.pk) == settled]
        return next((key for key in [*named, *of_comment] if key in SECTION_TITLES), "")

    def _part(self, part: Part) -> None:
        form, of = part.form, {"section": part.key, "by": self.request.user}
        values = form.cleaned_data
        form.is_kept = True
        if form.has_new_text:
            text = {"text": values["text"], "began_with": values["began_with"]}
            self._try(part, "text", lambda: write_section(self.report, **text, **of))
        if form.has_new_writer:
            who = next((u for u in deeds.writers() if str(u.pk) == values["writer"]), None)
            self._try(part, "writer", lambda: deeds.assign(self.report, writer=who, **of))
        if state := self._state(part):
            self._try(part, "state", lambda: deeds.set_state(self.report, state=state, **of))
        if values["comment"].strip():
            said = values["comment"]
            self._try(part, "comment", lambda: deeds.comment(self.report, text=said, **of))
        if self.request.POST.get("voorstel") == part.key:
            material = material_of(self.report)
            self._try(part, "text", lambda: deeds.suggest(self.report, material=material, **of))

    def _state(self, part: Part) -> str:
        read = self.request.POST.get("gelezen") == part.key
        return State.READ if read else part.form.new_state

    def _try(self, part: Part, field: str, deed: Callable[[], object]) -> None:
        try:
            deed()
        except ValidationError as refusal:
            part.form.add_error(field, refusal)
        except PermissionDenied as refusal:
            part.form.add_error(field, str(refusal))
        else:
            self.done.append(part.title)

    def _settled(self) -> None:
        """The comment of the button that was pressed."""
        chosen = self.request.POST.get("afgehandeld", "")
        found = self.report.comments.filter(pk=chosen).first() if chosen.isdecimal() else None
        if found:
            deeds.settle(found, by=self.request.user)
            self.done.append("de opmerking is afgehandeld")
