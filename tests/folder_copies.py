"""Copies of a folder that stays as it is: its files are read once, and copied without their times and rights."""

from __future__ import annotations

from functools import cache
from pathlib import Path


def copied(source: Path, place: Path) -> Path:
    """`place` with the folders and files of `source`, in less than half the time of `shutil.copytree`."""
    folders, files = _content(source)
    for folder in folders:
        (place / folder).mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        (place / path).write_bytes(content)
    return place


@cache
def _content(source: Path) -> tuple[list[str], dict[str, bytes]]:
    """The folders and files below `source`, as paths relative to it."""
    paths = sorted(source.rglob("*"))
    return (
        [".", *(str(path.relative_to(source)) for path in paths if path.is_dir())],
        {str(path.relative_to(source)): path.read_bytes() for path in paths if path.is_file()},
    )
