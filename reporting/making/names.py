"""Names of people who do not want to be named in a report, where they still stand.

What was published does not change: a name goes by a new version with a reason (decision 69).
"""

import re
from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from programme.models import Person

from ..models import ProgressReport, PublishedVersion
from ..sections.material import Material
from .missing import Missing
from .words_of_staff import Words, words_of_staff


def refused_names() -> list[tuple[int, str]]:
    """With the key of the person; also as they were written before they were merged."""
    people = Person.objects.refused_in_report().values_list("pk", "name", "merged__name")
    found = {(key, name) for key, *names in people for name in names if name}
    return sorted(found)


def stands_in(name: str, text: str) -> bool:
    """As a whole: "Jansen" does not stand in "Jansens"."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def names_in_words(material: Material) -> Iterator[Missing]:
    """Words of staff are printed as they are, wherever they stand."""
    names = refused_names()
    if not names:
        return
    for words in [*words_of_staff(material), *_unread(material)]:
        for key, name in _standing_in(names, *words.texts):
            kind, text = f"name-{key}-{words.row.pk}", _sentence(words.place, name)
            yield Missing(words.section, kind, text, words.row)
    for waiver in material.records.waivers.values():
        for key, name in _standing_in(names, waiver.reason):
            kind, place = f"name-{key}-reason-{waiver.pk}", f"In de reden bij “{waiver.text}”"
            yield Missing("colophon", kind, _sentence(place, name), material.scope.report)


def _standing_in(names: list[tuple[int, str]], *texts: str) -> Iterator[tuple[int, str]]:
    return (each for each in names if any(stands_in(each[1], text) for text in texts))


def _unread(material: Material) -> Iterator[Words]:
    """Suggestions of a text: they are not printed until somebody reads them."""
    texts = [row for row in material.records.texts if row.is_suggestion]
    return (Words(row.section, material.scope.report, (row.text,)) for row in texts)


def _sentence(place: str, name: str) -> str:
    return f"{place} staat “{name}”, die daar niet genoemd wil worden. Haal de naam weg."


def naming_reports(today: date) -> QuerySet:
    """Published reports of which the last version names somebody who does not want that."""
    reports = ProgressReport.objects.filter(state=ProgressReport.State.PUBLISHED)
    names = refused_names()
    if not names:
        return reports.none()
    last = PublishedVersion.objects.filter(report__in=reports).order_by("report", "number")
    documents = {row.report_id: bytes(row.document).decode() for row in last}
    found = [
        pk for pk, text in documents.items() if any(stands_in(name, text) for _, name in names)
    ]
    return reports.filter(pk__in=found)
