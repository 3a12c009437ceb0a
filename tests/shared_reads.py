"""Files read and datasets checked once for all tests of a process: most hold the same municipalities and programmes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import lru_cache
from unittest.mock import patch

from samskab.check import gate, run
from samskab.finding import Finding
from samskab.model.dataset import Dataset
from samskab.usecases import load
from samskab.usecases.validate import validate
from samskab.yaml import records

MOST = 1024
"""Files that are kept: several repositories, without every flood of mistakes that a test makes."""


@contextmanager
def shared_reads() -> Iterator[None]:
    """In the block, a file with the same path and bytes is parsed once, and one dataset is checked once before all the
    letters made of it; records, datasets and findings are frozen."""
    kept = lru_cache(MOST)
    found_between = lru_cache(2)(lambda data, today: tuple(run.check_dataset(data, today)))
    found_in = kept(lambda path, text, today: tuple(run.check_text(path, text, today)))

    def check_text(path: str, text: str, today: date) -> list[Finding]:
        return list(found_in(path, text, today))

    def check_dataset(data: Dataset, today: date | None) -> list[Finding]:
        return list(found_between(data, today))

    read_record = kept(records.read_record)
    with ExitStack() as patches:
        patches.enter_context(patch.object(gate, "check_dataset", check_dataset))
        for module in (load, validate):
            patches.enter_context(patch.object(module, "read_record", read_record))
            patches.enter_context(patch.object(module, "check_text", check_text))
        yield
