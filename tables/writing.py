"""A spreadsheet that people take along: text stays text, so that no cell is a formula."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

WIDTH = 24
"""Of each column, in signs."""
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What the format has no place for."""
LONGEST = 32_767


@dataclass(frozen=True)
class Tab:
    """`head` is the number of the row that stays in view; 0 for none."""

    title: str
    rows: Iterable[Sequence[object]]
    head: int = 0
    width: int = WIDTH


def xlsx_file(tabs: Iterable[Tab]) -> bytes:
    book = Workbook(write_only=True)
    for each in tabs:
        sheet = book.create_sheet(each.title)
        if each.head:
            sheet.freeze_panes = f"A{each.head + 1}"
        for number in range(1, 27):
            sheet.column_dimensions[get_column_letter(number)].width = each.width
        for number, row in enumerate(each.rows, start=1):
            sheet.append([_cell(sheet, value, number == each.head) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet: WriteOnlyWorksheet, value: object, is_head: bool) -> object:
    """A number as it is; all else is text, also where it begins as a formula would."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    cell = WriteOnlyCell(sheet, value=UNWRITABLE.sub("", str(value))[:LONGEST])
    cell.data_type = "s"
    if is_head:
        cell.font = Font(bold=True)
    return cell
