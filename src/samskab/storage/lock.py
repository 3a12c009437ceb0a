"""The lock of a repository: one process writes at a time."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from samskab.storage.files import BINARY, NO_FOLLOW

LOCK_SECONDS = 10.0
LOCK = ".samskab.lock"
_LOCKED_BYTE = 1 << 30
"""Windows lets nobody else read a locked byte; this one is beyond the process id, which others read."""


class BusyError(Exception):
    """Another process held the lock for the whole waiting time; the text is its process id, or empty."""


@contextmanager
def locked(root: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Holds the lock of the repository. Waits for it at most `seconds`, then raises `BusyError`."""
    place = (root / ".git" if (root / ".git").is_dir() else root) / LOCK
    last = time.monotonic() + seconds
    while True:
        handle = os.open(place, os.O_RDWR | os.O_CREAT | NO_FOLLOW | BINARY, 0o600)
        with os.fdopen(handle, "r+b", buffering=0) as file:
            if _take(file) and _is_still(place, handle):
                try:
                    with suppress(OSError):  # on a full disk the process id is missing; the lock still holds
                        file.truncate(0)
                        file.write(str(os.getpid()).encode())
                    yield
                finally:
                    with suppress(OSError):  # Windows cannot delete an open file; a file that stays is no lock
                        place.unlink()
                return
            if time.monotonic() > last:
                file.seek(0)
                raise BusyError(file.read(40).decode("ascii", "replace").strip())
        time.sleep(0.05)


def _is_still(place: Path, handle: int) -> bool:
    """Whether the locked file is still the one at its path: its last holder deletes it when done."""
    try:
        return os.path.samestat(os.stat(place, follow_symlinks=False), os.fstat(handle))  # noqa: PTH116  # one call, no link
    except OSError:
        return False


def _take(file: IO[bytes]) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(_LOCKED_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # Windows only
            file.seek(0)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
