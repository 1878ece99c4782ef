"""What staff do with many stories at once."""

from django import forms

from backoffice.actions import ActionForm, ActionPage
from backoffice.together import Together
from backoffice.together.setting import link
from programme.models import Theme


class ThemeForm(ActionForm):
    themes = forms.ModelChoiceField(Theme.objects.offered(), label="Thema")


THEME = Together(ActionPage("thema", "Thema toevoegen", link, "Thema toegevoegd.", form=ThemeForm))


def stories_together(steps: tuple[ActionPage, ...]) -> tuple[Together, ...]:
    known = {page.name: page for page in steps}
    return (
        THEME,
        Together(known["opnemen"], unless="Alleen een nagekeken verhaal kan worden opgenomen."),
    )
