"""Files read, datasets checked and new files made once for all tests of a process: most are the same files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import lru_cache
from unittest.mock import patch

from samskab.check import applicant_states, gate, run
from samskab.cli.commands import schema
from samskab.finding import Finding
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.usecases import load, verify
from samskab.usecases.letters import data_checks
from samskab.usecases.validate import validate
from samskab.yaml import records
from samskab.yaml.new_files import repository

MOST = 1024
"""Files that are kept: several repositories, without every flood of mistakes that a test makes."""
MOST_DATASETS = 64


class SameRecords:
    """Records as the key of a cache: equal to another with the same objects, which are kept as long as the key is."""

    def __init__(self, data: Dataset, *others: Application) -> None:
        self.data, self.others = data, others
        objects = (*data.records(), *others)
        self._key = (tuple(map(id, objects)), tuple(data.unread), tuple(data.digests.items()))
        self._hash = hash(self._key)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameRecords) and self._key == other._key


@contextmanager
def shared_reads() -> Iterator[None]:
    """In the block, a file with the same path and bytes is parsed once, and the same records are checked once, however
    often they are loaded; records, datasets and findings are frozen."""
    kept = lru_cache(MOST)
    found_in = kept(lambda path, text, today: tuple(run.check_text(path, text, today)))
    between = lru_cache(MOST_DATASETS)(
        lambda same, today, reasons: tuple(run.check_dataset(same.data, today, reasons=reasons))
    )
    inside = kept(lambda same, today: tuple(run.check_application(same.data, *same.others, today)))

    def check_text(path: str, text: str, today: date) -> list[Finding]:
        return list(found_in(path, text, today))

    def check_dataset(data: Dataset, today: date | None, *, reasons: bool = True) -> list[Finding]:
        return list(between(SameRecords(data), today, reasons))

    def check_application(data: Dataset, record: Application, today: date | None) -> list[Finding]:
        return list(inside(SameRecords(data, record), today))

    read_record = kept(records.read_record)
    patched = [
        *((module, "check_dataset", check_dataset) for module in (gate, verify)),
        *((module, "check_application", check_application) for module in (gate, applicant_states, data_checks)),
        *((module, "read_record", read_record) for module in (load, validate)),
        *((module, "check_text", check_text) for module in (load, validate)),
        (schema, "schema_texts", kept(schema.schema_texts)),
        (repository, "repository_files", kept(repository.repository_files)),
    ]
    with ExitStack() as patches:
        for module, name, shared in patched:
            patches.enter_context(patch.object(module, name, shared))
        yield
