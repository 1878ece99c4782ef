"""Reading what people bring in a file: a table (CSV, XLSX) or a feed, as plain values.

About no subject of the programme. A file is what somebody made somewhere: nothing in it is believed
before it is measured, and every refusal is one sentence that says what to do.
"""

from .columns import Column, letter_of, recognise
from .reading import read_table
from .table import Row, Table

__all__ = ["Column", "Row", "Table", "letter_of", "read_table", "recognise"]
