"""A process that is killed at any step of a write of several files leaves all of them or none for the next write."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from samskab.storage.atomic_write import ChangedError, recover, write_all
from samskab.storage.files import digest_of
from tests.storage.folder import tree_of

OLD = {"a.yaml": b"old a", "b.yaml": b"old b", "d.yaml": b"old d", "e.yaml": b"old e"}
NEW = {"a.yaml": b"new a", "b.yaml": b"new b", "new/c.yaml": b"new c"}
KILLED = """
import os, sys
from pathlib import Path
from samskab.storage.atomic_write import write_all
from samskab.storage.files import digest_of
count = 0
def killed(real):
    def call(*args, **kwargs):
        global count
        count += 1
        if count == int(sys.argv[2]):
            os._exit(137)
        return real(*args, **kwargs)
    return call
os.open, os.fsync, os.replace = map(killed, (os.open, os.fsync, os.replace))
Path.replace, Path.unlink = map(killed, (Path.replace, Path.unlink))
root = Path(sys.argv[1])
before = {name: digest_of((root / name).read_bytes()) for name in ("a.yaml", "b.yaml")}
new = {"a.yaml": b"new a", "b.yaml": b"new b", "new/c.yaml": b"new c"}
write_all(root, new, before=before, deleted=("d.yaml", "e.yaml"))
"""


def killed_at(root: Path, step: int) -> int:
    """Writes `NEW` over `OLD` in a process that ends at the nth call to the system; 137 when it did."""
    for path, content in OLD.items():
        (root / path).write_bytes(content)
    return subprocess.run([sys.executable, "-c", KILLED, str(root), str(step)], check=False).returncode


def data_in(root: Path) -> dict[str, bytes]:
    return {path: content for path, content in tree_of(root).items() if not path.startswith(".samskab.")}


@pytest.mark.slow
def test_a_process_killed_at_any_step_leaves_all_or_none(tmp_path: Path) -> None:
    outcomes = []
    for step in range(1, 60):
        root = tmp_path / str(step)
        root.mkdir()
        code = killed_at(root, step)
        recover(root)
        left = data_in(root)
        assert left in (OLD, NEW), (step, left)
        assert not (root / "new").exists() or left == NEW
        outcomes.append(left == NEW)
        if code == 0:
            break
    assert code == 0
    assert outcomes == sorted(outcomes), "first undone, then finished"
    assert outcomes.count(True) > 2


@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.slow)])
def test_the_same_write_after_a_kill_goes_on(tmp_path: Path, every: int) -> None:
    files = {"new/a.yaml": b"a", "new/b.yaml": b"b"}
    for step in range(1, 40, every):
        root = tmp_path / str(step)
        root.mkdir()
        program = KILLED.replace(KILLED[KILLED.index("before =") :], f"write_all(root, {files!r})\n")
        code = subprocess.run([sys.executable, "-c", program, str(root), str(step)], check=False).returncode
        if code == 137 and (data_in(root) != files or (root / ".samskab.journal").exists()):
            write_all(root, files)
        assert data_in(root) == files
        with pytest.raises(FileExistsError):
            write_all(root, files)
        if code == 0:
            break
    assert code == 0


@pytest.mark.parametrize("now", [b"another", None])
def test_what_has_changed_since_it_was_read_is_not_replaced(tmp_path: Path, now: bytes | None) -> None:
    if now is not None:
        (tmp_path / "a.yaml").write_bytes(now)
    with pytest.raises(ChangedError) as refused:
        write_all(tmp_path, {"a.yaml": b"new"}, before={"a.yaml": digest_of(b"read")})
    assert (refused.value.exit_code, refused.value.values) == (1, {"path": "a.yaml"})
    assert data_in(tmp_path) == ({} if now is None else {"a.yaml": now})


def test_a_file_that_was_not_there_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"another")
    with pytest.raises(ChangedError):
        write_all(tmp_path, {"a.yaml": b"new"}, before={"a.yaml": ""})
