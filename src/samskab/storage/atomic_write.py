"""Writes several files or none: temporary file, fsync, rename, fsync of the folder, under the repository's lock."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from samskab.storage.files import BINARY, path_inside, read_bytes
from samskab.storage.lock import locked

_TEMPORARY = ".samskab-tmp"


class ChangedError(Exception):
    """A file has changed since it was read; nothing has been written."""


def write_all(
    root: Path, files: Mapping[str, bytes], *, replace: bool = False, before: Mapping[str, bytes] | None = None
) -> None:
    """Writes every file or none of them.

    files     path relative to the root -> content; missing folders are made
    replace   whether files that exist are replaced; else FileExistsError
    before    path -> the content that was read; `ChangedError` for a file that now has another
    Raises these, `BusyError`, or the OSError of the disk; every file is then as it was, without temporary files.
    """
    with locked(root):
        for path, content in (before or {}).items():
            if read_bytes(root, path) != content:
                raise ChangedError(path)
        places = {Path(path_inside(root, path)): content for path, content in sorted(files.items())}
        if not replace:
            for place in places:
                if os.path.lexists(place):
                    raise FileExistsError(str(place))
        made = _make_folders(root, places)
        staged: list[tuple[Path, Path]] = []
        try:
            for place, content in places.items():
                staged.append((_stage(place, content), place))
            _put(staged)
        except BaseException:
            for temporary, _ in staged:
                temporary.unlink(missing_ok=True)
            for folder in reversed(made):
                with suppress(OSError):
                    folder.rmdir()
            raise
        for folder in {place.parent for place in places}:
            with suppress(OSError):  # every file is written; only a power cut in the next seconds could lose one
                _sync_folder(folder)


def _make_folders(root: Path, places: Mapping[Path, bytes]) -> list[Path]:
    made: list[Path] = []
    for folder in sorted({parent for place in places for parent in place.parents if root in parent.parents}):
        if not folder.exists():
            folder.mkdir()
            made.append(folder)
    return made


def _stage(place: Path, content: bytes) -> Path:
    temporary = place.with_name(f".{place.name}{_TEMPORARY}")
    temporary.unlink(missing_ok=True)  # left by a process that was killed: this one holds the lock
    mode = stat.S_IMODE(place.stat().st_mode) if place.is_file() else 0o644
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


def _put(staged: list[tuple[Path, Path]]) -> None:
    """Renames every temporary file to its place; when one fails, the files before it are restored."""
    done: list[tuple[Path, bytes | None]] = []
    try:
        for temporary, place in staged:
            before = place.read_bytes() if len(staged) > 1 and place.is_file() else None
            temporary.replace(place)
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
