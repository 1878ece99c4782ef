"""Exercises, discussion themes and value cards in the admin."""

from django import forms

from .forms import OwnQualities
from .models import Material
from .titled import TitledAdmin


class MaterialForm(OwnQualities):
    sentences_at = {
        "toolkit_material_with_text": "text",
        "toolkit_material_people_in_order": "people_max",
        "toolkit_material_once": "title",
    }

    class Meta:
        model = Material
        exclude = ["slug"]
        widgets = {"themes": forms.CheckboxSelectMultiple}


class MaterialAdmin(TitledAdmin):
    form = MaterialForm
    list_display = ["title", "kind", "audience", "programme"]
    list_filter = ["kind", "audience", "themes", "programme"]
    list_select_related = ["programme"]
    ordering = ["kind", "position", "id"]
    search_fields = ["title", "text"]
    fields = ["programme", "kind", "title", "text", "aim", "people_min", "people_max", "minutes"]
    fields += ["steps", "questions", "facilitator_note", "supplies", "themes", "qualities"]
    fields += ["audience", "is_example", "position"]
