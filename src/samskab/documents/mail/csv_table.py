"""A table for mail merge, as Danish Excel and Word open it: UTF-8 with a byte order mark, semicolons, CRLF.

A cell that a spreadsheet would read as a formula gets an apostrophe in front, which makes it text.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping, Sequence
from io import StringIO

from samskab.documents.typography import clean

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def merge_csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """One line for each row below the names of the columns: every key of every row, in the order they first come.

    A cell is one line of visible text; a column that a row does not have is empty in it.
    """
    columns = list(dict.fromkeys(key for row in rows for key in row))
    out = StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    table.writerow([cell(key) for key in columns])
    table.writerows([cell(row.get(key, "")) for key in columns] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def cell(text: str) -> str:
    """The text of a cell, guarded: `=1+1` becomes `'=1+1`, also after spaces or invisible characters."""
    shown = clean(text)
    visible = next((c for c in shown if not c.isspace() and unicodedata.category(c) not in {"Cf", "Mn"}), "")
    guarded = text.startswith(_FORMULA) or visible in _FORMULA
    return f"'{shown}" if guarded else shown
