"""The door to the disk: regular files inside the repository only; a write is all or nothing."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from samskab.finding import Finding
from samskab.storage import atomic_write, files, lock
from samskab.storage.atomic_write import write_all
from samskab.storage.files import list_files, read_bytes
from samskab.storage.lock import BusyError, locked

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")


def codes(root: Path, suffix: str = ".yaml", most: int = 100) -> list[tuple[str, str]]:
    """Code and path of every finding of a listing of `data`."""
    return [(f.code, f.span.path) for f in list_files(root, ("data",), suffix, most).findings]


def put(root: Path, path: str, text: str = "a: b\n") -> Path:
    """A file in a repository."""
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return place


def test_files_are_listed_sorted_with_forward_slashes_and_hidden_folders_left_alone(tmp_path: Path) -> None:
    for path in ("data/b.yaml", "data/a/z.yaml", "data/a.txt", "data/.git/c.yaml", "other/d.yaml"):
        put(tmp_path, path)
    listing = list_files(tmp_path, ("data", "missing"), ".yaml")
    assert (listing.paths, listing.findings) == (("data/a/z.yaml", "data/b.yaml"), ())


@POSIX
def test_links_pipes_and_folders_in_the_guise_of_files_are_findings(tmp_path: Path) -> None:
    secret = put(tmp_path.parent, f"{tmp_path.name}-secret.txt", "id: hemmelig\n")
    put(tmp_path, "data/a.yaml")
    (tmp_path / "data/link.yaml").symlink_to(secret)
    (tmp_path / "data/loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "data/gone.yaml").symlink_to("gone")
    (tmp_path / "data/out").symlink_to("/etc", target_is_directory=True)
    (tmp_path / "data/folder.yaml").mkdir()
    os.mkfifo(tmp_path / "data/pipe.yaml")
    assert codes(tmp_path) == [
        ("SK051", "data/folder.yaml"), ("SK050", "data/gone.yaml"), ("SK050", "data/link.yaml"),
        ("SK050", "data/loop.yaml"), ("SK050", "data/out"), ("SK051", "data/pipe.yaml"),
    ]  # fmt: skip
    for name, code in (("link", "SK050"), ("loop", "SK050"), ("gone", "SK050"), ("pipe", "SK051"), ("folder", "SK051")):
        found = read_bytes(tmp_path, f"data/{name}.yaml")
        assert isinstance(found, Finding)
        assert found.code == code
    missing = read_bytes(tmp_path, "data/none.yaml")
    assert isinstance(missing, Finding)
    assert missing.code == "SK054"
    through_a_link = read_bytes(tmp_path, "data/out/passwd")
    assert isinstance(through_a_link, Finding)
    assert through_a_link.code == "SK050"


@POSIX
@pytest.mark.parametrize(
    "name",
    ["con.yaml", "NUL.yaml", "lpt1.x.yaml", "a:b.yaml", "a?.yaml", "a\nb.yaml", "a\x1b.yaml", " a.yaml",
     "a\u202eb.yaml", "a\u200bb.yaml", "a\u030a.yaml",
     "x" * 220 + ".yaml", "a\\b.yaml", "a\udce6.yaml", "con .yaml"],
)  # fmt: skip
def test_names_that_some_system_cannot_hold_are_findings(tmp_path: Path, name: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / name).write_bytes(b"a: b\n")
    assert codes(tmp_path) == [("SK052", f"data/{name}")]


@POSIX
@pytest.mark.parametrize(("one", "other"), [("Aarhus", "aarhus"), ("STRASSE", "straße"), ("ærø", "Ærø")])
def test_names_that_some_systems_hold_to_be_one_are_findings(tmp_path: Path, one: str, other: str) -> None:
    put(tmp_path, f"data/{one}.yaml")
    put(tmp_path, f"data/{other}.yaml")
    first, second = sorted((f"data/{one}.yaml", f"data/{other}.yaml"))
    (finding,) = list_files(tmp_path, ("data",), ".yaml").findings
    assert (finding.code, finding.span.path, finding.values["other"]) == ("SK053", second, first)


def test_too_many_files_are_a_finding_that_names_the_limit(tmp_path: Path) -> None:
    for number in range(5):
        put(tmp_path, f"data/{number}.yaml")
    (finding,) = list_files(tmp_path, ("data",), ".yaml", most=3).findings
    assert (finding.code, finding.values) == ("SK055", {"limit": 3})


@pytest.mark.parametrize("path", ["../x", "data/../../x", "/etc/passwd", "", "a//b", "./a", "a\x00b"])
def test_no_path_leads_out_of_the_repository(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError):
        read_bytes(tmp_path, path)
    with pytest.raises(ValueError):
        write_all(tmp_path, {path: b"x"})
    assert sorted(tmp_path.iterdir()) == []


def test_no_more_than_the_largest_file_is_read(tmp_path: Path) -> None:
    put(tmp_path, "data/a.yaml", "x" * (files.LARGEST_FILE * 2))
    data = read_bytes(tmp_path, "data/a.yaml")
    assert isinstance(data, bytes)
    assert len(data) == files.LARGEST_FILE + 1


def tree_of(root: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def test_several_files_are_written_with_their_folders_and_nothing_beside(tmp_path: Path) -> None:
    write_all(tmp_path, {"out/a.txt": b"1", "out/deep/er/b.txt": b"2", "c.txt": b"3"})
    assert tree_of(tmp_path) == {"out/a.txt": b"1", "out/deep/er/b.txt": b"2", "c.txt": b"3"}
    with pytest.raises(FileExistsError):
        write_all(tmp_path, {"new.txt": b"x", "c.txt": b"y"})
    assert "new.txt" not in tree_of(tmp_path)
    write_all(tmp_path, {"c.txt": b"4"}, replace=True)
    assert tree_of(tmp_path)["c.txt"] == b"4"


@POSIX
def test_a_file_keeps_its_mode_when_it_is_replaced(tmp_path: Path) -> None:
    place = put(tmp_path, "a.yaml")
    place.chmod(0o640)
    write_all(tmp_path, {"a.yaml": b"x"}, replace=True)
    assert place.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("call", ["fsync", "open", "replace", "write"])
def test_when_the_disk_fails_at_any_call_every_file_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    old = {"a.yaml": b"old a", "b.yaml": b"old b"}
    new = {"a.yaml": b"new a", "b.yaml": b"new b", "new/c.yaml": b"new c"}
    for path, content in old.items():
        (tmp_path / path).write_bytes(content)
    failures = 0
    for nth in range(1, 30):
        with monkeypatch.context() as patch:
            fail_at(patch, call, nth)
            with suppress(OSError):
                write_all(tmp_path, new, replace=True)
                break
            failures += 1
        assert tree_of(tmp_path) == old
    assert tree_of(tmp_path) == new
    assert 1 <= failures < 29


def fail_at(patch: pytest.MonkeyPatch, call: str, nth: int) -> None:
    """Makes the nth call of one kind fail as on a full disk, from then on not again."""
    owner = Path if call == "replace" else os
    name = "fdopen" if call == "write" else call
    real = getattr(owner, name)
    count = 0

    def failing(*args: object, **kwargs: object) -> object:
        nonlocal count
        is_lock = call in {"open", "write"} and lock._LOCK in str(args[0])
        if call == "write" and "wb" not in args:
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


def test_the_second_writer_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(BusyError, match=str(os.getpid())), locked(tmp_path, seconds=0.1):
        pass
    with locked(tmp_path, seconds=0.1):
        pass
    assert tree_of(tmp_path) == {}


def add_lines(root: str, count: int) -> None:
    """Adds lines to a file, one at a time, as a command would: read, change, write under the lock."""
    for _ in range(count):
        with locked(Path(root)):
            place = Path(root) / "list.txt"
            content = place.read_bytes() + b"x\n"
            temporary = atomic_write._stage(place, content)
            time.sleep(0.001)
            temporary.replace(place)


@POSIX
def test_six_writers_lose_nothing(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    put(tmp_path, "list.txt", "")
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=add_lines, args=(str(tmp_path), 8)) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 6
    assert tree_of(tmp_path) == {"list.txt": b"x\n" * 48}
