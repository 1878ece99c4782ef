"""One yes for a pilot becomes the cells of the matrix that it stood for.

The name of a host stood in every report without a question; it stays as it was told. Consents that
were taken back are kept as ended, with when and why; what the results said then was not kept.
"""

import json
from hashlib import sha256

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

AUDIENCES = ("working_group", "bzk", "public")
ONE_YES = "één toestemming voor de resultaten, vastgelegd voordat er een matrix was"
AS_TOLD = "de naam stond al in de rapportages"
NO_TEXT = "er was geen tekst om vrij te geven"


def take_over(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    pilots = apps.get_model("pilots", "Pilot").objects.select_related("organisation")
    for pilot in pilots:
        _take_over_ended(apps, pilot)
        if pilot.organisation:
            _make(apps, pilot, "name", pilot.organisation.name, source_note=AS_TOLD)
        if pilot.release_consent_by:
            text = _normal(pilot.results)
            ended = {} if text else {"ended_at": timezone.now(), "ended_because": NO_TEXT}
            _make(
                apps,
                pilot,
                "results",
                text,
                source_note=ONE_YES,
                consented_by=pilot.release_consent_by,
                consented_on=pilot.release_consent_on,
                **ended,
            )


def _take_over_ended(apps: Apps, pilot: object) -> None:
    """Each consent that the history holds and that another row of it ends."""
    rows = apps.get_model("pilots", "HistoricalPilot").objects.filter(id=pilot.pk)
    given = ("", None)
    for row in rows.order_by("history_date", "history_id"):
        now = (row.release_consent_by, row.release_consent_on)
        if given[0] and now != given:
            _make(
                apps,
                pilot,
                "results",
                "",
                source_note=ONE_YES,
                consented_by=given[0],
                consented_on=given[1],
                ended_at=row.history_date,
                ended_because=(row.history_change_reason or "ingetrokken")[:200],
            )
        given = now


def _make(apps: Apps, pilot: object, what: str, text: str, **values: object) -> None:
    """As `pilots.releasing.recording` does; the hashes as in `offer` on this day."""
    passages = text.split("\n\n") if text else []
    hashes = {
        "text_hash": _hash(text),
        "read_hash": _hash([what, "full", *passages]),
    }
    for audience in AUDIENCES:
        apps.get_model("pilots", "Release").objects.create(
            pilot=pilot,
            what=what,
            audience=audience,
            form="full",
            text=text,
            source="taken_over",
            **hashes,
            **values,
        )


def _normal(text: str) -> str:
    parts = (part.strip() for part in text.replace("\r\n", "\n").split("\n\n"))
    return "\n\n".join(part for part in parts if part)


def _hash(values: object) -> str:
    return sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()


class Migration(migrations.Migration):
    dependencies = [("pilots", "0016_release_matrix")]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop, elidable=False)]
