"""What merging does with each kind of record."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models

from ..models import Merge, Organisation, Person


@dataclass(frozen=True)
class Rule:
    """`stays` are relations to it that say something of the past, and are left alone; `left` those
    of which both may have one, and then keep it. `fields` may be taken over from the one that goes
    up. What is in no list moves."""

    kind: Merge.Kind
    called: str
    fields: tuple[str, ...]
    stays: frozenset[str] = frozenset({"merged"})
    left: frozenset[str] = frozenset()
    has_names: bool = False
    beside: Mapping[str, str] = field(default_factory=dict)


RULES: dict[type[models.Model], Rule] = {
    Organisation: Rule(
        Merge.Kind.ORGANISATION,
        "organisatie",
        ("name", "abbreviation", "sector", "kind", "place", "website", "rank")
        + ("parent_id", "successor_id"),
        has_names=True,
        beside={"code": "Beide staan in het register van de overheid. Zijn ze echt dezelfde?"},
    ),
    Person: Rule(
        Merge.Kind.PERSON,
        "medewerker",
        ("title", "capacity"),
        left=frozenset({"facilitator_links"}),
    ),
}


def model_of(merge: Merge) -> type[models.Model]:
    return next(model for model, rule in RULES.items() if rule.kind == merge.kind)
