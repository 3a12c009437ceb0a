"""Tables for spreadsheets: CSV that a Danish Excel opens in columns, with no cell that it would compute."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from samskab.report.escape import show

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(lines: Iterable[Iterable[str]]) -> str:
    """Lines of cells with `;` between them and CRLF after them; a cell that would be a formula begins with `'`."""
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for line in lines:
        shown = (show(cell, longest=4000) for cell in line)
        table.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in shown])
    return out.getvalue()
