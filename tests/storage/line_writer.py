"""A writer for a process of its own, which imports no more than it needs."""

from __future__ import annotations

import time
from pathlib import Path

from samskab.storage import atomic_write
from samskab.storage.lock import locked


def add_lines(root: str, count: int) -> None:
    """Adds lines to a file, one at a time, as a command would: read, change, write under the lock."""
    for _ in range(count):
        with locked(Path(root)):
            place = Path(root) / "list.txt"
            content = place.read_bytes() + b"x\n"
            temporary = atomic_write._stage(place, content)
            time.sleep(0.001)
            temporary.replace(place)
