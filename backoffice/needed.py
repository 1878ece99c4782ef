"""What a form says of a field that was left empty: what to do, with the name of the field."""

from django import forms

GENERAL = forms.Field.default_error_messages["required"]


class SaysWhatIsNeeded(forms.BaseForm):
    """For a form: Django's "this field is required" says neither which field nor what to do."""

    def full_clean(self) -> None:
        """Also of fields that were added when the form was made."""
        for name, field in self.fields.items():
            if field.error_messages.get("required") is GENERAL:
                label = field.label or self[name].label
                field.error_messages["required"] = sentence(field, str(label).rstrip(":"))
        super().full_clean()


def sentence(field: forms.Field, label: str) -> str:
    """In the imperative, as all sentences of the house."""
    if label.endswith("?"):
        return f"Beantwoord de vraag “{label}”"
    if isinstance(field, forms.BooleanField):
        return f"Vink “{label}” aan."
    if isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
        return f"Maak een keuze bij “{label}”."
    return f"Vul “{label}” in."
