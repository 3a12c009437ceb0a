"""Files read once for all tests of a process: most repositories hold the same municipalities and programmes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import lru_cache
from unittest.mock import patch

from samskab.check import run
from samskab.finding import Finding
from samskab.usecases import load
from samskab.usecases.validate import validate
from samskab.yaml import records

MOST = 1024
"""Files that are kept: several repositories, without every flood of mistakes that a test makes."""


@contextmanager
def shared_reads() -> Iterator[None]:
    """In the block, a file with the same path and bytes is parsed once; records and findings are frozen."""
    kept = lru_cache(MOST)
    found_in = kept(lambda path, text, today: tuple(run.check_text(path, text, today)))

    def check_text(path: str, text: str, today: date) -> list[Finding]:
        return list(found_in(path, text, today))

    read_record = kept(records.read_record)
    with ExitStack() as patches:
        for module in (load, validate):
            patches.enter_context(patch.object(module, "read_record", read_record))
            patches.enter_context(patch.object(module, "check_text", check_text))
        yield
