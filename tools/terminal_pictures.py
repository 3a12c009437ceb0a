"""`make docs`: draw what two commands show on a terminal, and the map of a cohort, as SVG pictures for the README.

The picture names no font that has to be fetched, and is the same at every run. `tests/test_pages.py` holds the
repository to it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
_CHOOSING: Final = "select faellesskabsagenter-2014 --today 2014-02-14"
_CHECKING: Final = "validate"
_MAPPING: Final = "map faellesskabsagenter-2014"
_MISTAKES: Final = (
    ("odense", "timer: true", "timer: ja"),
    ("odense", "2026-02-12T10", "2026-02-42T10"),
    ("lolland", "'0360'", "'0361'"),
)
"""Application, what is right, and what stands in its place in the picture of findings."""
_WIDTH: Final = 120
_FIRST: Final = 33
_LAST: Final = 3
_CUT: Final = "  ⋮"
_FORMAT: Final = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px;
}}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}<g class="{unique_id}-matrix">{matrix}</g>
</g>
</svg>
"""


def main() -> None:
    """Write every picture that has changed, and print which."""
    for path, text in pictures().items():
        place = ROOT / path
        if not place.exists() or place.read_text(encoding="utf-8") != text:
            place.write_text(text, encoding="utf-8", newline="\n")
            sys.stdout.write(f"{path}\n")


def pictures() -> dict[str, str]:
    """Each picture by its path in the repository."""
    chosen = _shown(_CHOOSING, ROOT, _WIDTH).splitlines()
    with tempfile.TemporaryDirectory() as folder:
        checked = _shown(_CHECKING, _with_mistakes(Path(folder)), 90).splitlines()
    return {
        "docs/images/udvalg.svg": picture("udvalg", _CHOOSING, [*chosen[:_FIRST], _CUT, *chosen[-_LAST:]], _WIDTH),
        "docs/images/fejl.svg": picture("fejl", _CHECKING, checked, 90),
        "docs/images/kort.svg": _map(),
    }


def _map() -> str:
    """The cohort on the map of Denmark, as `samskab map` writes it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "kort.svg"
        _shown(f"{_MAPPING} --out {place}", ROOT, _WIDTH)
        return place.read_text(encoding="utf-8")


def picture(name: str, words: str, lines: list[str], width: int) -> str:
    """A terminal of so many columns with a command and the lines that it wrote, which may have ANSI colours."""
    from rich.console import Console
    from rich.text import Text

    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=width, file=nowhere, force_terminal=True, color_system="truecolor")
        console.print(Text(f"$ samskab {words}", "bold"))
        for line in lines:
            console.print(Text.from_ansi(line), no_wrap=True, crop=True)
        drawn = console.export_svg(title="", code_format=_FORMAT, unique_id=name)
    return "\n".join(line.rstrip() for line in drawn.splitlines()) + "\n"


def _shown(words: str, place: Path, width: int) -> str:
    """What a command shows on a coloured terminal."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("SAMSKAB_")}
    env |= {"COLUMNS": str(width), "SAMSKAB_TODAY": "2026-04-20", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "samskab", *words.split(), "--lang", "da", "--color", "always"]
    done = subprocess.run(command, cwd=place, env=env, capture_output=True, check=False)
    return done.stdout.decode("utf-8")


def _with_mistakes(folder: Path) -> Path:
    """The small repository of the tests, with mistakes in two applications."""
    repo = Path(shutil.copytree(ROOT / "tests/golden/repo", folder / "repo"))
    for application, right, wrong in _MISTAKES:
        place = repo / f"data/programmes/naboskab-2026/applications/{application}.yaml"
        place.write_text(place.read_text(encoding="utf-8").replace(right, wrong), encoding="utf-8", newline="\n")
    return repo


if __name__ == "__main__":
    main()
