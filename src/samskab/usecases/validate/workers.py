"""The same work in several processes, where a process is cheap (Linux); elsewhere in this one, with the same result."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from samskab.finding import Finding
from samskab.model.record import Record
from samskab.progress import Progress, observed
from samskab.storage.files import Files
from samskab.usecases.validate.compact import place_of
from samskab.yaml.records import FileRead

Judge = Callable[..., tuple[list[FileRead], list[Finding]]]
_CHUNK = 400
_context: tuple[Judge, tuple[Any, ...]] | None = None


def in_processes(
    judge: Judge, context: tuple[Any, ...], paths: Sequence[str], processes: int, files: Files, progress: Progress
) -> tuple[list[FileRead], list[Finding]]:
    """`judge(*context, paths)`, shared between processes; results come back in the order of the paths.

    The context is inherited by fork and never copied. macOS and Windows have no safe fork and use one process.
    """
    if sys.platform != "linux":
        return judge(*context, observed(paths, "files", progress))
    import multiprocessing

    global _context  # noqa: PLW0603  # what a forked process inherits has to be somewhere it can see
    _context = (judge, context)
    kept: list[FileRead] = []
    findings: list[Finding] = []
    chunks = [paths[start : start + _CHUNK] for start in range(0, len(paths), _CHUNK)]
    try:
        with multiprocessing.get_context("fork").Pool(processes, _begin) as pool:
            for results, found in pool.imap(_work, chunks):
                kept += (_placed(files, result) for result in results)
                findings += found
                progress("files", len(kept), len(paths))
    finally:
        _context = None
    return kept, findings


def _begin() -> None:
    """A worker leaves signals to the parent process, and ends without output on SIGTERM."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _work(paths: Sequence[str]) -> tuple[list[FileRead], list[Finding]]:
    if _context is None:
        raise RuntimeError("a worker was started without its context")
    judge, context = _context
    results, findings = judge(*context, paths)
    return [result._replace(record=_bare(result.record), partial=_bare(result.partial)) for result in results], findings


def _bare(record: Record | None) -> Record | None:
    """A record without its place, so that it can be sent between processes; the place is set again on arrival."""
    if record is not None:
        record.__dict__.clear()
    return record


def _placed(files: Files, result: FileRead) -> FileRead:
    for record in (result.record, result.partial):
        if record is not None:
            record.from_file(result.path, partial(place_of, files, result.path))
    return result
