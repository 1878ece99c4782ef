"""Measures a spreadsheet of 20,000 rows: the preview, applying, undoing, exporting; the seconds and
the memory of a process that does nothing else.

    python bench/sheets.py [KIND ...]

A kind is one of `sheet_kinds.py`; organisations unless said otherwise. BENCH_ROWS takes fewer.
Half of the rows are new, a quarter changes, a quarter stays. What to look at is the ratio, in one
run: the preview beside openpyxl that only reads the same file, applying beside a bare bulk_create
of as many rows. It also shows how soon files that are made to do harm are refused. Uses a temporary
SQLite database, or with BENCH_DATABASE_URL an empty one that it fills and leaves. BENCH_CPU counts
the time of the processor, for a machine that others use too.
"""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from sheet_kinds import KINDS, ROWS

ROOT = Path(__file__).resolve().parents[1]


def main(kinds: list[str]) -> None:
    """Each in processes of its own, whose memory what went before did not raise."""
    with tempfile.TemporaryDirectory() as folder:
        own = os.environ.get("BENCH_DATABASE_URL")
        empty = Path(folder) / "empty.sqlite3"
        set_up(own or f"sqlite:///{empty}")
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        connection.close()  # so that all of it is in the file
        for kind in kinds:
            filled = Path(folder) / f"{kind}.sqlite3"
            if not own:
                shutil.copyfile(empty, filled)
            for step in ("fill", "measure"):
                command = [sys.executable, __file__, step, own or f"sqlite:///{filled}", folder]
                subprocess.run([*command, kind], check=True)


def set_up(url: str) -> None:
    os.environ["DATABASE_URL"] = url
    os.environ["DJANGO_SETTINGS_MODULE"] = "routekaart.settings"
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]


def fill(url: str, folder: str, kind: str) -> None:
    set_up(url)
    from django.contrib.auth import get_user_model

    from tables import Tab, xlsx_file

    get_user_model().objects.create_superuser("bench")
    chosen = KINDS[kind].fill()
    (Path(folder) / "chosen.json").write_text(json.dumps(chosen))
    content = xlsx_file([Tab("Blad", list(KINDS[kind].lines()))])
    (Path(folder) / "in.xlsx").write_bytes(content)


def measure(url: str, folder: str, kind: str) -> None:
    set_up(url)
    content = (Path(folder) / "in.xlsx").read_bytes()
    chosen = json.loads((Path(folder) / "chosen.json").read_text())
    start = memory("VmRSS")
    client, page = visitor(), KINDS[kind].url
    seen, preview = timed(
        lambda: fields(client.post(f"{page}importeren/", {"file": file(content), **chosen}))
    )
    _, applying = timed(lambda: applied(client, f"{page}importeren/", seen))
    peak = memory("VmHWM")
    print(f"{kind}: voorbeeld {preview:.1f} s, toepassen {applying:.1f} s")
    print(f"geheugen {peak:.0f} MB, van {start:.0f} MB voor het begon")
    asked = {"purpose": "meten", "form": "xlsx"}
    _, exporting = timed(lambda: client.post(f"{page}exporteren/", asked))
    print(f"exporteren {exporting:.1f} s")
    if kind != "organisaties":
        return
    undo = undo_url(client.get(f"{page}importeren/").content.decode())
    _, undoing = timed(lambda: client.post(undo))
    print(f"ongedaan maken {undoing:.1f} s")
    ratios(content, preview, applying)
    for name, harm in harmful().items():
        answer, seconds = timed(
            lambda harm=harm: client.post(f"{page}importeren/", {"file": file(harm)})
        )
        refused = b"errornote" in answer.content and b"Zo importeren" not in answer.content
        print(f"{name}: {'geweigerd' if refused else 'GELEZEN'} in {seconds:.2f} s")


def applied(client, page: str, seen: dict[str, str]) -> None:
    """Handed over, and done as the worker does."""
    from sheets.jobs import apply_large
    from sheets.models import Import, ImportJob

    client.post(page, seen)
    apply_large()
    if not Import.objects.exists():
        job = ImportJob.objects.get()
        raise SystemExit(f"niet toegepast: {job.refusal} {job.faults[:3]}")


def ratios(content: bytes, preview: float, applying: float) -> None:
    from openpyxl import load_workbook

    from programme.models import Organisation

    def only_read() -> int:
        book = load_workbook(io.BytesIO(content), read_only=True)
        return sum(1 for _ in book.active.iter_rows(values_only=True))

    def only_write() -> object:
        rows = (Organisation(name=f"Kaal {n}", sector="overig") for n in range(ROWS))
        return Organisation.objects.bulk_create(rows, batch_size=500)

    _, reading = timed(only_read)
    _, writing = timed(only_write)
    print(f"voorbeeld {preview / reading:.1f} keer alleen lezen met openpyxl ({reading:.1f} s)")
    print(f"toepassen {applying / writing:.1f} keer kaal schrijven ({writing:.1f} s)")


def harmful() -> dict[str, bytes]:
    """A million empty rows, texts of which all cells share one, and a part that unpacks to much."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet_of = f'<worksheet xmlns="{main}"><sheetData>{{}}</sheetData></worksheet>'
    rows = "".join(f'<row r="{n}"/>' for n in range(1, 1_048_577))
    cells = "<row>" + "<c/>" * 60 + "</row>"
    return {
        "1.048.576 lege regels": with_part(sheet_of.format(rows).encode()),
        "een cel in regel 1.048.576": with_part(
            sheet_of.format('<row r="1048576"><c r="A1048576"><v>1</v></c></row>').encode()
        ),
        "zipbom van 1 GB": with_part(b" " * (1 << 30)),
        "9 MB lege cellen": with_part(sheet_of.format(cells * 20_000).encode()),
        "40 MB losse tekens": with_part(sheet_of.format("<x/>" * 9_000_000).encode()),
    }


def with_part(content: bytes) -> bytes:
    """A spreadsheet of which the sheet is another; each in 5 MB."""
    from tables import Tab, xlsx_file

    made = io.BytesIO()
    before = zipfile.ZipFile(io.BytesIO(xlsx_file([Tab("Blad", [["Naam"]])])))
    with before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            is_sheet = name == "xl/worksheets/sheet1.xml"
            after.writestr(name, content if is_sheet else before.read(name))
    return made.getvalue()


def visitor():
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    client.force_login(
        get_user_model().objects.get(),
        backend="routekaart.accounts.lent_roles.StaffBackend",
    )
    return client


def file(content: bytes):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("in.xlsx", content)


def fields(answer) -> dict[str, str]:
    """What the form "Zo importeren" sends."""
    page = answer.content.decode()
    form = page[: page.index('value="Zo importeren"')].rpartition("<form")[2]
    return dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))


def undo_url(page: str) -> str:
    return re.search(r'href="([^"]+/ongedaan/)"', page)[1]


def timed(act):
    start = time.perf_counter(), time.process_time()
    done = act()
    seconds = time.perf_counter() - start[0]
    if os.environ.get("BENCH_CPU"):
        seconds = time.process_time() - start[1]
    return done, seconds


def memory(what: str) -> float:
    """MB of this process: VmRSS now, VmHWM at most."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(rf"{what}:\s+(\d+)", status)[1]) / 1024


if __name__ == "__main__":
    steps = {"fill": fill, "measure": measure}
    if sys.argv[1:] and sys.argv[1] in steps:
        steps[sys.argv[1]](*sys.argv[2:])
    else:
        main(sys.argv[1:] or ["organisaties"])
