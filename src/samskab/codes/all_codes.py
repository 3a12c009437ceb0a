"""Every code, from a file that `make docs` writes, so that a page about a rule imports no rules."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from samskab.codes.code import Code
from samskab.finding import Severity

CODES_FILE = Path(__file__).with_name("codes.json")


def read_codes() -> Mapping[str, Code]:
    """The same as `check.run.CODES`."""
    rows = json.loads(CODES_FILE.read_text(encoding="utf-8"))
    codes = (
        Code(**row | {"severity": Severity(row["severity"]), "allows": tuple(row.get("allows", ()))}) for row in rows
    )
    return {code.code: code for code in codes}


def codes_text(codes: Iterable[Code]) -> str:
    """The text of the file: a line for each code, without the properties that have their default."""
    usual = Code._field_defaults
    kept = ({name: value for name, value in code._asdict().items() if value != usual.get(name)} for code in codes)
    rows = (json.dumps(row, ensure_ascii=False) for row in kept)
    return "[\n" + ",\n".join(rows) + "\n]\n"
