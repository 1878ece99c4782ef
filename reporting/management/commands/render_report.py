import os
import re
from contextlib import suppress
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from documents.pdf import DocumentError
from reporting.collect import collect
from reporting.records.scope import ReportError
from reporting.renderings.downloads import DOWNLOADS
from reporting.renderings.formats import FORMATS


class Command(BaseCommand):
    help = "Maak de voortgangsrapportage over een jaar: render_report 2013 --programme routekaart"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", nargs="?", default="", help="het jaar, bijvoorbeeld 2013")
        parser.add_argument(
            "--programme", default="routekaart", help="het kenmerk van het programma"
        )
        parser.add_argument(
            "--format", default="html", help=f"een van: {', '.join(FORMATS)}; csv is een zip"
        )
        parser.add_argument("--output", default="", help="het bestand; leeg: naar het scherm")

    def handle(self, *, year: str, programme: str, format: str, output: str, **_: object) -> None:
        """Ends with one Dutch sentence and exit code 1 where the report cannot be made."""
        try:
            content = make(str(year), programme, format)
            self.write(content, output)
            self.tell_of_archive(format, output)
        except (ReportError, DocumentError) as error:
            self.stderr.write(str(error))
            raise SystemExit(1) from error

    def tell_of_archive(self, format: str, output: str) -> None:
        """On the error channel, so that what goes to the screen stays the file alone."""
        extension = DOWNLOADS[format].extension
        if extension not in (format, Path(output).suffix.removeprefix(".")):
            self.stderr.write(
                f"Let op: de vorm “{format}” is een {extension}-bestand met een csv-bestand per "
                f"tabel; geef het een naam die eindigt op .{extension}."
            )

    def write(self, content: bytes, output: str) -> None:
        if output:
            write_whole(Path(output), content)
        else:
            write_to_screen(content)


def make(year: str, programme: str, format: str) -> bytes:
    if format not in FORMATS:
        raise ReportError(f"De vorm “{format}” bestaat niet; kies uit: {', '.join(FORMATS)}.")
    if not re.fullmatch("[0-9]{4}", year):
        raise ReportError(f"“{year}” is geen jaar; geef een jaar van vier cijfers, zoals 2013.")
    slug = programme.encode(errors="replace").decode()
    return FORMATS[format](collect(slug, int(year)))


def write_to_screen(content: bytes) -> None:
    """To where the shell sends it. Raises ReportError."""
    try:
        with open(1, "wb", closefd=False) as screen:
            screen.write(content)
    except OSError as error:
        raise ReportError("De rapportage kan niet naar het scherm worden geschreven.") from error


def write_whole(path: Path, content: bytes) -> None:
    """Write all or nothing: a file that stands there is whole. Raises ReportError."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if path.exists() and not path.is_file():
            raise OSError
        draft.write_bytes(content)
        os.replace(draft, path)
    except OSError as error:
        raise ReportError(
            f"Het bestand “{path}” kan niet worden geschreven; "
            "controleer of de map bestaat en of u er mag schrijven."
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink()
