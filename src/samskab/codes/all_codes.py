"""Every code, from a file that `make docs` writes, so that a page about a rule imports no rules."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from textwrap import dedent

from samskab.codes.code import Code
from samskab.finding import Severity

CODES_FILE = Path(__file__).with_name("codes.json")


def read_codes() -> Mapping[str, Code]:
    """The same as `check.run.CODES`, with the indentation of docstrings taken away."""
    rows = json.loads(CODES_FILE.read_text(encoding="utf-8"))
    codes = (
        Code(**row | {"severity": Severity(row["severity"]), "allows": tuple(row.get("allows", ()))}) for row in rows
    )
    return {code.code: code for code in codes}


def codes_text(codes: Iterable[Code]) -> str:
    """The text of the file: a line for each code, without the properties that have their default.

    The indentation of docstrings is taken away, as Python 3.13 and later do.
    """
    codes = (code._replace(doc="".join(map(dedent, code.doc.partition("\n")))) for code in codes)
    usual = Code._field_defaults
    kept = ({name: value for name, value in code._asdict().items() if value != usual.get(name)} for code in codes)
    rows = (json.dumps(row, ensure_ascii=False) for row in kept)
    return "[\n" + ",\n".join(rows) + "\n]\n"
