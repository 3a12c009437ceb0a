"""A write is all or nothing, whatever the disk does."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from samskab.storage import lock
from samskab.storage.atomic_write import write_all
from tests.storage.folder import put, tree_of

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")


def test_several_files_are_written_with_their_folders_and_nothing_beside(tmp_path: Path) -> None:
    write_all(tmp_path, {"out/a.txt": b"1", "out/deep/er/b.txt": b"2", "c.txt": b"3"})
    assert tree_of(tmp_path) == {"out/a.txt": b"1", "out/deep/er/b.txt": b"2", "c.txt": b"3"}
    with pytest.raises(FileExistsError):
        write_all(tmp_path, {"new.txt": b"x", "c.txt": b"y"})
    assert "new.txt" not in tree_of(tmp_path)
    write_all(tmp_path, {"c.txt": b"4"}, results=True)
    assert tree_of(tmp_path)["c.txt"] == b"4"


@POSIX
def test_a_file_keeps_its_mode_when_it_is_replaced(tmp_path: Path) -> None:
    place = put(tmp_path, "a.yaml")
    place.chmod(0o640)
    write_all(tmp_path, {"a.yaml": b"x"}, results=True)
    assert place.stat().st_mode & 0o777 == 0o640


@POSIX
@pytest.mark.parametrize(("before", "after"), [(None, 0o600), (0o644, 0o600), (0o600, 0o600), (0o640, 0o640)])
def test_what_is_private_can_be_read_by_its_owner_alone(tmp_path: Path, before: int | None, after: int) -> None:
    if before is not None:
        put(tmp_path, "private/people.yaml").chmod(before)
    write_all(tmp_path, {"private/people.yaml": b"x", "data/a.yaml": b"y"}, results=True)
    assert (tmp_path / "private/people.yaml").stat().st_mode & 0o777 == after
    assert (tmp_path / "data/a.yaml").stat().st_mode & 0o777 == 0o644


def test_files_are_deleted_in_the_same_step(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml", "c.yaml"):
        put(tmp_path, name)
    write_all(tmp_path, {"c.yaml": b"new"}, results=True, deleted=("a.yaml", "b.yaml", "never.yaml"))
    assert tree_of(tmp_path) == {"c.yaml": b"new"}


@pytest.mark.parametrize("call", ["fsync", "open", "replace", "write", "unlink"])
def test_when_the_disk_fails_at_any_call_every_file_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    old = {"a.yaml": b"old a", "b.yaml": b"old b", "d.yaml": b"old d", "e.yaml": b"old e"}
    new = {"a.yaml": b"new a", "b.yaml": b"new b", "new/c.yaml": b"new c"}
    for path, content in old.items():
        (tmp_path / path).write_bytes(content)
    failures = 0
    for nth in range(1, 30):
        with monkeypatch.context() as patch:
            fail_at(patch, call, nth)
            with suppress(OSError):
                write_all(tmp_path, new, results=True, deleted=("d.yaml", "e.yaml"))
                break
            failures += 1
        assert tree_of(tmp_path) == old
    assert tree_of(tmp_path) == new
    assert 1 <= failures < 29


def fail_at(patch: pytest.MonkeyPatch, call: str, nth: int) -> None:
    """Makes the nth call of one kind fail as on a full disk, from then on not again."""
    owner = Path if call in {"replace", "unlink"} else os
    name = "fdopen" if call == "write" else call
    real = getattr(owner, name)
    count = 0

    def failing(*args: object, **kwargs: object) -> object:
        nonlocal count
        is_lock = call in {"open", "write"} and lock.LOCK in str(args[0])
        if call == "write" and "wb" not in args:
            return real(*args, **kwargs)
        if call == "unlink" and Path(str(args[0])).suffix != ".yaml":
            return real(*args, **kwargs)
        count += not is_lock
        if count == nth and not is_lock:
            raise OSError(28, "No space left on device")
        return real(*args, **kwargs)

    patch.setattr(owner, name, failing)


def test_what_a_killed_process_left_is_swept_away_by_the_next_write(tmp_path: Path) -> None:
    (tmp_path / ".a.yaml.samskab-tmp").write_bytes(b"half")
    write_all(tmp_path, {"a.yaml": b"whole"})
    assert tree_of(tmp_path) == {"a.yaml": b"whole"}
