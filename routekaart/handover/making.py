"""Making the archive: an open part and a restricted part, each a bag of its own."""

import json
import os
import zipfile
from collections.abc import Iterator
from datetime import datetime
from html import escape
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from documents.csv_file import csv_file
from programme.models import Programme
from reporting.models import PublishedVersion
from reporting.records.reading import one_consistent_read
from toolkit.editions.forms import FORMS
from toolkit.models import PublishedEdition

from .bag import Bag
from .mdto import describe
from .rows import LEFT_OUT, open_tables, plain, restricted_tables

OPEN, RESTRICTED = "open", "beperkt"


def hand_over(programme: Programme, target: Path) -> Path:
    """Write the whole of a programme to `target`, whole or not at all.

    All is read at one moment. Raises ValidationError where there is something at `target` already.
    """
    if target.exists():
        raise ValidationError(f"{target} bestaat al. Kies een andere naam.")
    unfinished = target.with_suffix(".part")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            os.chmod(unfinished, 0o600)
            with one_consistent_read():
                _write(programme, archive, timezone.now())
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def _write(programme: Programme, archive: zipfile.ZipFile, moment: datetime) -> None:
    opened, closed = (Bag(archive, f"{programme.slug}-{part}") for part in (OPEN, RESTRICTED))
    for path, content in _reports(programme):
        opened.add(path, content)
    for path, content in _editions(programme):
        closed.add(path, content)
    for bag, tables in ((opened, open_tables), (closed, restricted_tables)):
        for name, columns, rows in tables(programme):
            for path, content in _table(name, columns, rows):
                bag.add(path, content)
    _finish(programme, opened, moment, is_restricted=False)
    _finish(programme, closed, moment, is_restricted=True)


def _reports(programme: Programme) -> Iterator[tuple[str, bytes]]:
    """What was published, byte for byte as it was; a file that was altered stops all."""
    versions = PublishedVersion.objects.filter(report__programme=programme)
    for version in versions.select_related("report").order_by("report__year", "number"):
        folder = f"rapportages/{version.report.year}/versie-{version.number}"
        yield f"{folder}/rapportage.json", version.intact_document
        for rendering in version.renderings.all():
            ending = "zip" if rendering.format == "csv" else rendering.format
            if ending != "json":
                yield f"{folder}/rapportage.{ending}", rendering.intact_content


def _editions(programme: Programme) -> Iterator[tuple[str, bytes]]:
    """The same of what was published of the toolkit. Its books hold what is for few, so they go to
    the restricted part."""
    published = PublishedEdition.objects.filter(edition__programme=programme)
    for row in published.select_related("edition").order_by("edition", "number"):
        folder = f"edities/{row.edition.slug}/uitgave-{row.number}"
        yield f"{folder}/inhoud.json", row.intact_content
        for file in row.files.all():
            yield f"{folder}/{file.form}.{FORMS[file.form].ending}", file.intact_content


def _table(name: str, columns: list[str], rows: QuerySet) -> Iterator[tuple[str, bytes]]:
    values = [[plain(v) for v in row] for row in rows.values_list(*columns)]
    if values:
        yield (
            f"tabellen/{name}.csv",
            csv_file([columns, *([_cell(v) for v in row] for row in values)]),
        )
        objects = [dict(zip(columns, row, strict=True)) for row in values]
        yield f"tabellen/{name}.json", _as_json(objects)


def _as_json(rows: list[dict]) -> bytes:
    return json.dumps(rows, default=str, ensure_ascii=False, indent=1).encode()


def _cell(value: object) -> object:
    return "" if value is None else _inline(value) if isinstance(value, dict | list) else value


def _inline(value: dict | list) -> str:
    """As people read it, also where it is not ASCII."""
    return json.dumps(value, default=str, ensure_ascii=False)


def _finish(programme: Programme, bag: Bag, moment: datetime, *, is_restricted: bool) -> None:
    files = [path.removeprefix("data/") for path in bag.sums]
    bag.add("mdto.xml", describe(programme, bag.name, files=files, is_restricted=is_restricted))
    bag.add("leesmij.html", _read_me(programme, files, is_restricted).encode())
    bag.close(
        [
            ("Source-Organization", "Stichting Beroepseer"),
            ("External-Description", f"{programme.name}, {bag.name.rpartition('-')[2]} deel"),
            ("Bagging-Date", f"{timezone.localdate(moment)}"),
        ]
    )


def _read_me(programme: Programme, files: list[str], is_restricted: bool) -> str:
    """For who opens it years from now, with a browser alone."""
    about = (
        "Dit deel bevat persoonsgegevens en teksten die niet openbaar zijn. Geef het alleen aan "
        "wie daar een grondslag voor heeft. Ruwe verhalen en sleutels zitten er niet in."
        if is_restricted
        else "Dit deel bevat wat ook op de site en in de gepubliceerde rapportages stond."
    )
    left = "".join(f"<li>{name}: {why}</li>" for name, why in LEFT_OUT.items())
    links = "".join(f'<li><a href="{escape(path)}">{escape(path)}</a></li>' for path in files)
    return (
        '<!doctype html>\n<html lang="nl"><meta charset="utf-8">'
        f"<title>{escape(programme.name)}</title><h1>{escape(programme.name)}</h1>"
        f"<p>{about}</p><p>De tabellen zijn CSV-bestanden met puntkomma's (UTF-8), en dezelfde "
        "als JSON. Of alles nog heel is, ziet u met manifest-sha256.txt, een map hoger.</p>"
        f"<h2>Bestanden</h2><ul>{links}</ul><h2>Niet opgenomen</h2><ul>{left}</ul></html>\n"
    )
