"""Screens as people see them, compared with golden files at several widths, and once in colour."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from samskab.report.screen import rendered

if TYPE_CHECKING:
    from rich.console import RenderableType

WIDTHS = (50, 80, 120, 200)
FOLDER = Path(__file__).parent / "golden" / "screens"


def compare(name: str, parts: Callable[[int], Iterable[RenderableType]], *, update: bool) -> None:
    """Draws `parts(width)` at each width and in colour at 80, and compares with its golden file."""
    for width in WIDTHS:
        shown = rendered(parts(width), width)
        assert max(map(len, shown.splitlines())) <= width
        compare_text(FOLDER / f"{name}-{width}.txt", shown, update=update)
    compare_text(FOLDER / f"{name}-80-colour.txt", rendered(parts(80), 80, colour=True), update=update)


def compare_text(file: Path, shown: str, *, update: bool) -> None:
    """Compares a screen with its golden file."""
    if update:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == file.read_bytes().decode()
