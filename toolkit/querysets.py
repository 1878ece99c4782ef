from typing import Self

from django.db import models


class StoryQuerySet(models.QuerySet):
    def to_decide(self) -> Self:
        """Made without persons of what someone told, who took the consent for it back since."""
        made = self.filter(state__in=["anonymised", "checked", "adopted"])
        return made.filter(consent__withdrawn_at__isnull=False, kept_because="")
