"""The journal of a write of several files, so that a killed process leaves all of them or none.

While it is `staging` no file has its new content yet: the temporary files are removed. From `renaming` on, every
temporary file is complete: those that are left are put in their places.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Literal

_JOURNAL = ".samskab.journal"
_TEMPORARY = ".samskab-tmp"

Phase = Literal["staging", "renaming"]


def temporary_of(place: Path) -> Path:
    """Where the new content of a file is written before it is renamed."""
    return place.with_name(f".{place.name}{_TEMPORARY}")


class Journal:
    """What is being written below a root: the phase, the files, and the folders that are made for them."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.place = (root / ".git" if (root / ".git").is_dir() else root) / _JOURNAL
        self._new = self.place.with_name(f"{_JOURNAL}.new")

    def write(self, phase: Phase, files: Iterable[Path], folders: Iterable[Path]) -> None:
        """Puts the journal in its place, whole."""
        body = {"phase": phase, "files": self._relative(files), "folders": self._relative(folders)}
        with self._new.open("w", encoding="utf-8", newline="\n") as file:
            json.dump(body, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(self._new, self.place)  # noqa: PTH105  # not a step that tests let fail as a rename of data

    def read(self) -> tuple[Phase, list[Path], list[Path]] | None:
        """The phase, the files and the folders; None without a journal, or for one that lies outside the root."""
        try:
            body = json.loads(self.place.read_text(encoding="utf-8"))
            files, folders = ([self._root / name for name in body[key]] for key in ("files", "folders"))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if any(".." in place.parts or self._root not in place.parents for place in (*files, *folders)):
            return None
        return body["phase"], files, folders

    def remove(self) -> None:
        """Takes the journal away."""
        self.place.unlink(missing_ok=True)
        self._new.unlink(missing_ok=True)

    def _relative(self, places: Iterable[Path]) -> list[str]:
        return [place.relative_to(self._root).as_posix() for place in places]


def finish_interrupted(root: Path) -> frozenset[Path]:
    """Finishes or undoes what a killed process began; the caller holds the lock. The files that are in place now."""
    journal = Journal(root)
    found = journal.read()
    if found is None:
        return frozenset()
    phase, files, folders = found
    for place in files:
        with suppress(FileNotFoundError):
            if phase == "renaming":
                os.replace(temporary_of(place), place)  # noqa: PTH105  # as above
            else:
                temporary_of(place).unlink()
    if phase == "staging":
        for folder in reversed(folders):
            with suppress(OSError):  # somebody put a file there since
                folder.rmdir()
    journal.remove()
    return frozenset(files) if phase == "renaming" else frozenset()
