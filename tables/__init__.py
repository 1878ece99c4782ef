"""Reading what people bring in a file: a table (CSV, XLSX) or a feed, as plain values; and writing
a spreadsheet that they take along.

About no subject of the programme. A file is what somebody made somewhere: nothing in it is believed
before it is measured, and every refusal is one sentence that says what to do.
"""

from .carrying import packed, unpacked
from .columns import Column, letter_of, recognise
from .faults import Fault
from .planning import Change, Plan, Planned, Refused
from .reading import read_table
from .table import Row, Table
from .writing import Tab, xlsx_file

__all__ = [
    "Change",
    "Column",
    "Fault",
    "Plan",
    "Planned",
    "Refused",
    "Row",
    "Tab",
    "Table",
    "letter_of",
    "packed",
    "read_table",
    "recognise",
    "unpacked",
    "xlsx_file",
]
