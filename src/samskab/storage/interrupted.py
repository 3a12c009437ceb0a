"""The journal of a write of several files, so that a killed process leaves all of them or none.

While it is `staging` no file has its new content yet: the temporary files are removed. From `renaming` on, every
temporary file is complete: those that are left are put in their places, and files to delete that are left are deleted.
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
    """What is being written below a root: the phase, the files, the folders made for them, the files to delete."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.place = (root / ".git" if (root / ".git").is_dir() else root) / _JOURNAL
        self._new = self.place.with_name(f"{_JOURNAL}.new")

    def write(self, phase: Phase, files: Iterable[Path], folders: Iterable[Path], deleted: Iterable[Path] = ()) -> None:
        """Puts the journal in its place, whole."""
        lists = {"files": files, "folders": folders, "deleted": deleted}
        body = {"phase": phase, **{name: self._relative(places) for name, places in lists.items()}}
        with self._new.open("w", encoding="utf-8", newline="\n") as file:
            json.dump(body, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(self._new, self.place)  # noqa: PTH105  # not a step that tests let fail as a rename of data

    def read(self) -> tuple[Phase, list[Path], list[Path], list[Path]] | None:
        """What was written; None without a journal, or for one that lies outside the root."""
        try:
            body = json.loads(self.place.read_text(encoding="utf-8"))
            lists = (body["files"], body["folders"], body.get("deleted", []))
            files, folders, deleted = ([self._root / name for name in names] for names in lists)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if any(".." in place.parts or self._root not in place.parents for place in (*files, *folders, *deleted)):
            return None
        return body["phase"], files, folders, deleted

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
    phase, files, folders, deleted = found
    for place in files:
        with suppress(FileNotFoundError):
            if phase == "renaming":
                os.replace(temporary_of(place), place)  # noqa: PTH105  # as above
            else:
                temporary_of(place).unlink()
    for place in deleted if phase == "renaming" else ():
        place.unlink(missing_ok=True)
    if phase == "staging":
        for folder in reversed(folders):
            with suppress(OSError):  # somebody put a file there since
                folder.rmdir()
    journal.remove()
    return frozenset(files) if phase == "renaming" else frozenset()
