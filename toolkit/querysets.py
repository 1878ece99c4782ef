from typing import Any, Self

from django.db import models
from django.utils import timezone

from .sealed import destroy_keys

READS = {
    "public": ("public",),
    "ambassadors": ("public", "ambassadors"),
    "facilitators": ("public", "ambassadors", "facilitators"),
}
"""Of each audience for whom what it reads was meant."""


TAKEN_BACK = models.Q(consent__withdrawn_at__isnull=False, kept_because="")
"""Of a story: who told it took the consent back, and nobody decided that it stays."""


class MaterialQuerySet(models.QuerySet):
    def public(self) -> Self:
        """What everybody may read."""
        return self.readable_by("public")

    def readable_by(self, audience: str) -> Self:
        return self.filter(audience__in=READS[audience])


class StoryQuerySet(models.QuerySet):
    def update(self, **values: Any) -> int:
        """Taking out a raw text destroys its key; writing one is for `save`."""
        if "raw_text" in values:
            destroy_keys(list(self.values_list("raw_text", flat=True)))
        return super().update(**values)

    def told_with(self, words: str) -> Self:
        """Those of which the raw text holds these words, however they are spelled in capitals. Each
        text is opened for it, so this is for a person who asks what we hold."""
        wanted = words.casefold()
        rows = self.exclude(raw_text="").only("raw_text")
        return self.filter(pk__in=[row.pk for row in rows if wanted in row.raw_text.casefold()])

    def taken_back(self) -> Self:
        """Told by someone who took the consent back, while nobody decided that the story stays."""
        return self.filter(TAKEN_BACK)

    def tried(self) -> Self:
        """Those for which a reader was found who tried to recognise them, and whose answer was
        compared; the colophon of an edition says how many (issue: motivated intruder)."""
        return self.filter(attempts__compared_at__isnull=False).distinct()

    def for_a_session(self) -> Self:
        """What may be read with a group and handed out on paper: adopted, and of nobody who
        withholds conversations or print."""
        return self.filter(state="adopted").allowed_for("ambassadors").allowed_for("printed")

    def public(self) -> Self:
        """Adopted, for everybody, and nobody withholds it from the site."""
        return self.readable_by("public")

    def readable_by(self, audience: str) -> Self:
        """Adopted, meant for them, and its giver allows it: for everybody what may be shown to
        everybody, beside it what may be used in conversations."""
        adopted = self.filter(state="adopted")
        rows = adopted.filter(audience="public").allowed_for("public")
        if audience == "public":
            return rows
        among = adopted.filter(audience__in=READS[audience]).allowed_for("ambassadors")
        either = models.Q(pk__in=rows.values("pk")) | models.Q(pk__in=among.values("pk"))
        return adopted.filter(either)

    def waiting(self, state: str) -> Self:
        """Those that wait at a step; a story that was taken back waits for nobody."""
        return self.filter(state=state).exclude(TAKEN_BACK)

    def to_decide(self) -> Self:
        """Made without persons of what someone told, who took the consent for it back since."""
        made = self.filter(state__in=["anonymised", "checked", "adopted"])
        return made.filter(TAKEN_BACK)

    def not_for_the_next(self) -> Self:
        """Those that may be in no edition to come: not (or no longer) adopted, told by someone
        who took the consent back, while nobody decided that the story stays, or who said no to
        printing."""
        not_printed = models.Q(terms__printed=False)
        return self.filter(~models.Q(state="adopted") | TAKEN_BACK | not_printed)

    def allowed_for(self, use: str) -> Self:
        """Those of which nobody withholds this use (of `StoryTerms.USES`): a consent that stands,
        also of today (the worker ends it later), or a decision that it stays, and a yes to it where
        it was asked per use."""
        over = models.Q(consent__withdrawn_at__isnull=False)
        over |= models.Q(consent__valid_until__lt=timezone.localdate())
        rows = self.exclude(over, kept_because="")
        return rows.exclude(**{f"terms__{use}": False})
