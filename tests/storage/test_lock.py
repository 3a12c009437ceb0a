"""One writer at a time, and every wait ends."""

from __future__ import annotations

import multiprocessing
import os
import sys
from pathlib import Path

import pytest

from samskab.storage.lock import BusyError, locked
from tests.storage.folder import put, tree_of
from tests.storage.line_writer import add_lines

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")


def test_the_second_writer_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(BusyError, match=str(os.getpid())), locked(tmp_path, seconds=0.1):
        pass
    with locked(tmp_path, seconds=0.1):
        pass
    assert tree_of(tmp_path) == {}


@POSIX
@pytest.mark.parametrize("writers", [2, pytest.param(6, marks=pytest.mark.slow)])
def test_writers_at_once_lose_nothing(tmp_path: Path, writers: int) -> None:
    (tmp_path / ".git").mkdir()
    put(tmp_path, "list.txt", "")
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=add_lines, args=(str(tmp_path), 8)) for _ in range(writers)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * writers
    assert tree_of(tmp_path) == {"list.txt": b"x\n" * 8 * writers}
