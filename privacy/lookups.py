"""Finding an address in a text that holds more than one address alone."""

import re

from django.db import models
from django.db.models.lookups import IRegex

BEFORE, AFTER = r"(^|[^A-Za-z0-9._%+-])", r"(?![A-Za-z0-9_-]|\.[A-Za-z0-9])"


class HoldsAddress(IRegex):
    """`contact__holds_address="an@x.example"`: in "An, an@x.example." and not in "jan@x.example",
    which is of somebody else."""

    def get_prep_lookup(self) -> str:
        return f"{BEFORE}{re.escape(str(self.rhs))}{AFTER}"


for field in (models.CharField, models.TextField):
    field.register_lookup(HoldsAddress, "holds_address")
