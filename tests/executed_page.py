"""A page of the documentation as a sequence of steps, and a person who follows them in a folder.

**1. februar 2027.** ...      the day of what follows, at the beginning of a paragraph
... `svar.csv`:               the block that follows is the content of this file
| application | plan |        below such a file: the same file again for each line, with these fields
```console
$ samskab status              a command, with what it shows; `...` is any number of lines
$ samskab validate  # exit 1  its exit code, when it is not 0
```
"""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from samskab.language import CONVENTIONS
from tests.git_identity import OWN, environment
from tests.program import called

MONTHS = CONVENTIONS["da"].months.split()
_PARTS = re.compile(
    r"^\*\*(?:\w+ den )?(?P<day>\d+)\. (?P<month>[a-z]+) (?P<year>\d{4})"
    r"|`(?P<path>[^`\s]+)`:\n\n?```\w+\n(?P<text>.*?)^```$(?P<table>\n\n[^\n]*\n\n(?:\|[^\n]*\n)+)?"
    r"|^```console\n(?P<console>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
ELISION = "..."


class Command(NamedTuple):
    """A line as it is typed, and the lines that it shows; none when the page does not show them."""

    line: str
    shown: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """The words of the command without the remark."""
        return shlex.split(self.line.partition("  #")[0])

    @property
    def exit_code(self) -> int:
        """What the remark says, else 0."""
        remark = self.line.partition("  #")[2]
        return int(remark.split()[-1]) if remark else 0


class Day(NamedTuple):
    """The day that holds from here on, as 2027-02-01."""

    day: str


class NewFile(NamedTuple):
    """A file to write, with its path in the folder."""

    path: str
    text: str


def steps(page: str) -> Iterator[Command | Day | NewFile]:
    """What the page tells a person to do, in order."""
    for part in _PARTS.finditer(page):
        if part["day"]:
            yield Day(f"{part['year']}-{MONTHS.index(part['month']) + 1:02}-{int(part['day']):02}")
        elif part["path"]:
            file = NewFile(part["path"], part["text"])
            yield file
            yield from _like(file, part["table"] or "")
        else:
            yield from commands(part["console"])


def commands(block: str) -> Iterator[Command]:
    """The commands of a block."""
    for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        line, *shown = piece.rstrip("\n").split("\n")
        yield Command(line, tuple(shown))


def _like(file: NewFile, table: str) -> Iterator[NewFile]:
    """A file for each line of the table: the given one with other values of the fields in the head."""
    rows = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in table.split("\n") if "|" in line]
    for row in rows[2:]:
        text = file.text
        for field, value in zip(rows[0], row, strict=True):
            text, count = re.subn(rf"\b{field}: [^,}}\n]+", f"{field}: {value}", text)
            assert count == 1, (field, file.path)
        yield NewFile(str(Path(file.path).with_name(f"{row[0]}.yaml").as_posix()), text)


class Follower:
    """Follows the steps of pages in a folder, one page after another."""

    def __init__(self, place: Path, day: str = "2014-01-15") -> None:
        self._place, self._day = place, day

    def follow(self, page: str) -> Iterator[tuple[Command, int, str]]:
        """Each command with its exit code and what it wrote; files are written and days pass on the way."""
        for step in steps(page):
            match step:
                case Day(day):
                    self._day = day
                case NewFile(path, text):
                    (self._place / path).parent.mkdir(parents=True, exist_ok=True)
                    (self._place / path).write_text(text, encoding="utf-8", newline="\n")
                case Command():
                    yield (step, *self._run(step.words))

    def _run(self, words: list[str]) -> tuple[int, str]:
        program, *rest = words
        if program == "cd":
            self._place /= rest[0]
            return 0, ""
        if program == "git":
            done = subprocess.run(words, cwd=self._place, env=environment(OWN), capture_output=True, check=False)
        else:
            assert program == "samskab", words
            done = called(rest, self._place, OWN | {"SAMSKAB_TODAY": self._day, "COLUMNS": "80"})
        return done.returncode, (done.stdout + done.stderr).decode()


def agrees(shown: tuple[str, ...], written: str) -> bool:
    """Whether a command wrote what the page shows."""
    pattern = "".join(r"(?:.*\n)*?" if line == ELISION else re.escape(line) + "\n" for line in shown)
    return re.fullmatch(pattern, _lines(written)) is not None


def corrected(page: str, command: Command, written: str) -> str:
    """The page with what the command wrote; as many lines before and after `...` as there were."""
    lines = _lines(written).split("\n")[:-1]
    if ELISION in command.shown:
        first = command.shown.index(ELISION)
        last = len(command.shown) - first - 1
        lines = [*lines[:first], ELISION, *lines[len(lines) - last :]]
    old = "\n".join((f"$ {command.line}", *command.shown))
    return page.replace(old, "\n".join((f"$ {command.line}", *lines)), 1)


def _lines(written: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in written.rstrip("\n").split("\n"))
