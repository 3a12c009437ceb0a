"""The programmes that a change of files concerns: those whose files differ, and those that name each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from samskab.spelling import fold
from samskab.storage.files import PROGRAMMES, Files, programme_of
from samskab.usecases.history.sides import BESIDE, Sides
from samskab.usecases.load import SETTINGS
from samskab.usecases.unread_files import right_name, unread_files

_DAY = re.compile(rb"\d{4}-\d{2}-\d{2}")


class Related(NamedTuple):
    """Programmes by the names of their folders.

    affected    those in which a finding may come or go: a file differs; or they name a programme with such a file, or
                have a day in common with its meetings
    read        these and the programmes that they name
    """

    affected: frozenset[str]
    read: frozenset[str]


def related(sides: Sides) -> Related | None:
    """The programmes that the changed files concern; None when a file that all share is among them."""
    relevant = [path for path in sides.changed if _matters(path)]
    if not all(map(programme_of, relevant)):
        return None
    changed = {programme_of(path) for path in relevant}
    folders = sorted({*sides.before.names_in(PROGRAMMES), *sides.after.names_in(PROGRAMMES)})
    changed |= {one for one in folders if any(fold(one) == fold(other) for other in changed)}
    texts = _texts(sides, folders)
    days = _days(sides, folders)
    own_days = {day for key in changed for day in days.get(key, ())}
    affected = changed | {key for key in folders if _names(texts[key], changed) or own_days & days[key]}
    read = affected | {key for key in folders if any(_names(texts[one], (key,)) for one in affected if one in texts)}
    return Related(frozenset(affected), frozenset(read))


def _matters(path: str) -> bool:
    """Whether a file can have findings or change those of others."""
    if "/" in path:
        return True
    return path in {SETTINGS, *BESIDE} or bool(right_name(path) or unread_files((), (path,)).findings)


def _names(text: bytes, keys: Iterable[str]) -> bool:
    return any(key.encode("utf-8", "surrogateescape") in text for key in keys)


def _texts(sides: Sides, folders: Iterable[str]) -> dict[str, bytes]:
    """The texts of both sides in which a programme can name another: of itself and of its decisions."""
    paths = {folder: [*_paths(sides.before, folder), *_paths(sides.after, folder)] for folder in folders}
    wanted = {path for found in paths.values() for path in found}
    for side in (sides.after, sides.before):
        side.fetch(wanted)
    return {folder: b"\n".join(_contents(sides, dict.fromkeys(found))) for folder, found in paths.items()}


def _days(sides: Sides, folders: Iterable[str]) -> dict[str, set[bytes]]:
    """Every day in the schedules of both sides."""
    paths = {folder: f"{PROGRAMMES}/{folder}/schedule.yaml" for folder in folders}
    return {
        key: {day for text in _contents(sides, [path]) for day in _DAY.findall(text)} for key, path in paths.items()
    }


def _paths(files: Files, folder: str) -> list[str]:
    place = f"{PROGRAMMES}/{folder}"
    return [
        f"{place}/programme.yaml",
        f"{place}/schedule.yaml",
        *(f"{place}/decisions/{name}" for name in files.names_in(f"{place}/decisions")),
    ]


def _contents(sides: Sides, paths: Iterable[str]) -> Iterator[bytes]:
    for path in paths:
        sources = (sides.after, sides.before) if path in sides.changed else (sides.after,)
        for files in sources:
            content = files.read(path)
            if isinstance(content, bytes):
                yield content
