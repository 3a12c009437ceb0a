"""Writes and deletes several files or none: temporary file, fsync, rename, fsync of the folder, under the lock."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from samskab.finding import Finding
from samskab.refusal import Refusal
from samskab.storage.files import BINARY, digest_of, path_inside, read_bytes
from samskab.storage.interrupted import Journal, finish_interrupted, temporary_of
from samskab.storage.lock import locked

TRIES = 40
"""How often a change is made again on top of what somebody else wrote meanwhile."""
_WHOLE_FILE = 1 << 40


class ChangedError(Refusal):
    """A file has changed since it was read; nothing has been written."""

    def __init__(self, path: str) -> None:
        super().__init__("fault.changed_meanwhile", exit_code=1, path=path)


def write_all(
    root: Path,
    files: Mapping[str, bytes],
    *,
    before: Mapping[str, str] = MappingProxyType({}),
    results: bool = False,
    deleted: Collection[str] = (),
) -> None:
    """Writes every file or none of them; what is below `private/` can be read by its owner alone.

    files     path relative to the root -> content; missing folders are made
    before    path -> `digest_of` the content that was read, and that the new content follows from; only these files are
              replaced. `ChangedError` when one of them has another content now; empty for a file that was not there
    deleted   paths of files that are deleted in the same step; one that is not there any more is no fault
    results   whether any other file may be replaced too: results that can be made again, outside the data
    Raises these, `FileExistsError`, `BusyError`, or the OSError of the disk; every file is then as it was, without
    temporary files. When the process is killed, the next write, or `recover`, writes all of them or none.
    """
    with locked(root):
        finished = finish_interrupted(root)
        places = {Path(path_inside(root, path)): content for path, content in sorted(files.items())}
        gone = [place for path in sorted(deleted) if (place := Path(path_inside(root, path))).is_file()]
        _check_unchanged(root, before)
        if not results:
            replaceable = {Path(path_inside(root, path)) for path in before}
            _check_free({place: content for place, content in places.items() if place not in replaceable}, finished)
        folders = _missing_folders(root, places)
        journal = Journal(root) if len(places) + len(gone) > 1 else None
        staged: list[tuple[Path, Path]] = []
        try:
            if journal:
                journal.write("staging", places, folders, gone)
            for folder in folders:
                folder.mkdir(exist_ok=True)
            for place, content in places.items():
                staged.append((_stage(place, content, private=_is_private(root, place)), place))
            if journal:
                journal.write("renaming", places, folders, gone)
            _put(staged, gone)
        except BaseException:
            for temporary, _ in staged:
                temporary.unlink(missing_ok=True)
            for folder in reversed(folders):
                with suppress(OSError):
                    folder.rmdir()
            raise
        finally:
            if journal:
                journal.remove()
        for folder in {place.parent for place in (*places, *gone)}:
            with suppress(OSError):  # every file is written; only a power cut in the next seconds could lose one
                _sync_folder(folder)


def _check_unchanged(root: Path, before: Mapping[str, str]) -> None:
    for path, digest in before.items():
        content = read_bytes(root, path, _WHOLE_FILE)
        if digest != ("" if isinstance(content, Finding) else digest_of(content)):
            raise ChangedError(path)


def _check_free(places: Mapping[Path, bytes], finished: Collection[Path]) -> None:
    """Nothing lies at these places but what a killed write of the same content has just been finished to."""
    for place, content in places.items():
        if os.path.lexists(place) and not (place in finished and place.read_bytes() == content):
            raise FileExistsError(str(place))


def recover(root: Path) -> bool:
    """Finishes what a killed process began to write in a folder, or undoes it. Whether files are in place now."""
    if not Journal(root).place.is_file():
        return False
    with locked(root):
        return bool(finish_interrupted(root))


def _missing_folders(root: Path, places: Mapping[Path, bytes]) -> list[Path]:
    wanted = sorted({parent for place in places for parent in place.parents if root in parent.parents})
    return [folder for folder in wanted if not folder.exists()]


def _is_private(root: Path, place: Path) -> bool:
    return place.relative_to(root).parts[0] == "private"


def _mode(place: Path, *, private: bool) -> int:
    """The rights of a file: those it has; of a new one, or of one among the private that anybody may read, the least
    that will do."""
    mode = stat.S_IMODE(place.stat().st_mode) if place.is_file() else 0o644
    return 0o600 if private and mode & stat.S_IRWXO else mode


def _stage(place: Path, content: bytes, *, private: bool = False) -> Path:
    temporary = temporary_of(place)
    temporary.unlink(missing_ok=True)  # left by a process that was killed: this one holds the lock
    mode = _mode(place, private=private)
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _put(staged: list[tuple[Path, Path]], gone: list[Path]) -> None:
    """Renames every temporary file to its place and deletes others; when one fails, those before it are restored."""
    done: list[tuple[Path, bytes | None]] = []
    try:
        for temporary, place in staged:
            before = place.read_bytes() if len(staged) + len(gone) > 1 and place.is_file() else None
            temporary.replace(place)
            done.append((place, before))
        for place in gone:
            before = place.read_bytes()
            place.unlink()
            done.append((place, before))
    except BaseException:
        for place, before in done:
            if before is None:
                place.unlink(missing_ok=True)
            else:
                _stage(place, before).replace(place)
        raise


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows cannot open a folder; NTFS journals the rename
        return
    with suppress(OSError):  # some file systems cannot sync a folder; the files are complete
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
