"""The file of all codes."""

from __future__ import annotations

from samskab.check.run import CODES
from samskab.codes.all_codes import read_codes


def test_the_file_holds_every_code_with_its_properties() -> None:
    read = read_codes()
    assert [code._replace(doc="") for code in read.values()] == [code._replace(doc="") for code in CODES.values()]
    assert [(code.fails, code.passes) for code in read.values()] == [(c.fails, c.passes) for c in CODES.values()]
