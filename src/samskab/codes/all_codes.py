"""Every code, from a file that `make docs` writes of the rules: so a page about a rule imports none of them."""

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
    codes = (Code(**row) for row in rows)
    return {code.code: code._replace(severity=Severity(code.severity), allows=tuple(code.allows)) for code in codes}


def codes_text(codes: Iterable[Code]) -> str:
    """The text of the file."""
    rows = (json.dumps(code._asdict(), ensure_ascii=False) for code in codes)
    return "[\n" + ",\n".join(rows) + "\n]\n"
