"""Copies of a folder that stays as it is: its files are read once, and copied without their times and rights."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path


def copied(source: Path, place: Path) -> Path:
    """`place` with the folders and files of `source`, in a third of the time of `shutil.copytree`."""
    folders, files = _content(source)
    for folder in folders:
        os.makedirs(f"{place}/{folder}", exist_ok=True)  # noqa: PTH103 - a `Path` costs as much as the file
    for path, content in files.items():
        with open(f"{place}/{path}", "wb", buffering=0) as file:  # noqa: PTH123 - a `Path` costs as much as the file
            file.write(content)
    return place


@cache
def _content(source: Path) -> tuple[list[str], dict[str, bytes]]:
    """The folders and files below `source`, as paths relative to it."""
    paths = sorted(source.rglob("*"))
    return (
        [".", *(str(path.relative_to(source)) for path in paths if path.is_dir())],
        {str(path.relative_to(source)): path.read_bytes() for path in paths if path.is_file()},
    )
