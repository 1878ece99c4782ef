"""What goes out in a spreadsheet, is worked on there, and comes back: export, import and undoing.

One mechanism for every kind of record. A kind (`kind.py`) says which columns there are, how a row
is found, and which action makes, changes and takes back; it lives in the app of its records.
"""
