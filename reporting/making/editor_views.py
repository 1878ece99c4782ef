"""The page on which staff write a section, with the figures beside it and the text as it prints."""

from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from ..collect import material_of
from ..document.section_titles import SECTION_TITLES
from ..document.values import as_dict
from ..models import Narrative, ProgressReport
from ..narrative.checking import doubts
from ..narrative.offered_figures import grouped
from ..narrative.reading import read_narrative
from ..rules import check_may_write
from ..sections.material import Material
from .preview_views import may_view
from .section_forms import LONGEST, TOO_LONG, Typed, one_character_a_line_end
from .writing import mark_of, write_section


class SectionForm(forms.Form):
    text = Typed(
        label="Tekst",
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true"}),
        error_messages={"max_length": TOO_LONG},
    )
    began_with = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, writable: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["readonly"] = not writable


may_write = partial(may_view, check=check_may_write)


@may_write
def edit(request: HttpRequest, programme: str, year: int, section: str) -> HttpResponse:
    """GET shows; POST keeps the text, or with "voorbeeld" only shows it."""
    report = _report(programme, year, section)
    material = material_of(report)
    texts = {row.section: row for row in material.records.texts}
    kept = texts.get(section) or Narrative(section=section)
    stored = kept.text
    writable = report.state == ProgressReport.State.DRAFT
    form = SectionForm(request.POST or None, initial=_initial(stored), writable=writable)
    keeps = request.method == "POST" and "voorbeeld" not in request.POST
    if keeps and form.is_valid() and _keep(request, report, section, form, stored):
        return redirect("reporting:edit", programme, year, section)
    text = one_character_a_line_end(form["text"].value() or "")
    context = _context(report, section, material, text) | _frame(report, section, material)
    context |= {"form": form, "stored": stored, "writable": writable, "unsaved": text != stored}
    context["is_suggestion"] = kept.is_suggestion
    return render(request, "reporting/editor.html", context)


@may_write
@require_POST
def live_preview(request: HttpRequest, programme: str, year: int, section: str) -> HttpResponse:
    """The text as it will print, with what may not be right; a part of a page."""
    report = _report(programme, year, section)
    text = one_character_a_line_end(request.POST.get("text", ""))[:LONGEST]
    context = _context(report, section, material_of(report), text)
    return render(request, "reporting/editor_preview.html", context)


def _keep(
    request: HttpRequest, report: ProgressReport, section: str, form: SectionForm, stored: str
) -> bool:
    try:
        write_section(report, section=section, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        form.add_error("text", error)
        if getattr(error, "code", None) == "changed":
            form.data = form.data.dict() | {"began_with": mark_of(stored)}
        return False
    messages.success(request, f"De tekst van “{SECTION_TITLES[section]}” is bewaard.")
    return True


def _report(programme: str, year: int, section: str) -> ProgressReport:
    if section not in SECTION_TITLES:
        raise Http404("Dit onderdeel bestaat niet.")
    reports = ProgressReport.objects.select_related("programme")
    return get_object_or_404(reports, programme__slug=programme, year=year)


def _initial(stored: str) -> dict[str, str]:
    return {"text": stored, "began_with": mark_of(stored)}


def _context(report: ProgressReport, section: str, material: Material, text: str) -> dict:
    """What the preview shows."""
    reading = read_narrative(text, material.figures)
    return {
        "report": report,
        "section": section,
        "blocks": [as_dict(block) for block in reading.blocks],
        "unknown": reading.unknown,
        "doubts": doubts(text, material),
    }


def _frame(report: ProgressReport, section: str, material: Material) -> dict:
    """What stands around the text: the other sections, and the figures to name."""
    keys = list(SECTION_TITLES)
    place = keys.index(section)
    return {
        "title": SECTION_TITLES[section],
        "sections": SECTION_TITLES.items(),
        "previous": _named(keys[place - 1 : place]),
        "next": _named(keys[place + 1 : place + 2]),
        "groups": grouped(list(material.figures.values())),
    }


def _named(sections: list[str]) -> tuple[str, str] | None:
    """Key and title of the one section; None beyond the first and the last."""
    return next(((key, SECTION_TITLES[key]) for key in sections), None)
