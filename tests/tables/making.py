"""Files as people bring them, made for the tests."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def xlsx(rows: Iterable[Iterable[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(name: str, content: bytes, of: bytes | None = None) -> bytes:
    """A spreadsheet of which one part is another."""
    file = BytesIO()
    before = ZipFile(BytesIO(of or xlsx([["Titel"], ["Een"]])))
    with before, ZipFile(file, "w", ZIP_DEFLATED) as after:
        for each in before.namelist():
            if each != name:
                after.writestr(each, before.read(each))
        after.writestr(name, content)
    return file.getvalue()


def with_sheet(rows: str) -> bytes:
    content = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return with_part(SHEET, content.encode())


def with_texts(texts: str, rows: str) -> bytes:
    """With texts that cells share, as a spreadsheet program writes them."""
    content = f'<sst xmlns="{MAIN}">{texts}</sst>'.encode()
    return with_part("xl/sharedStrings.xml", content, with_sheet(rows))
