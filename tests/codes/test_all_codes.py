"""The file of all codes."""

from __future__ import annotations

from samskab.check.run import CODES
from samskab.codes.all_codes import read_codes


def test_the_file_holds_every_code_with_its_properties() -> None:
    assert list(read_codes().items()) == list(CODES.items())
