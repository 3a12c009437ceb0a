"""Puts a case into a folder, runs `samskab` on it in this process, and returns what was not as required.

The requirements (the same for every case): exit code 0, 1 or 2; no traceback; nothing in the output that acts in a
terminal or a CI log; nothing secret repeated; nothing changed on disk; quick. A refusal names file and line.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import time
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from samskab.cli import main
from tests.badinput.case import Case
from tests.time_limit import MOST_SECONDS

HERE = Path(__file__).parent
CANARY = "CANARY-4711-hemmelig"
_ACTS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
_TRACE = re.compile(r'Traceback \(|^\s+File "|\b(?:yaml|ruamel|jinja2|msgspec)\.[a-z_.]*[A-Z]\w*', re.MULTILINE)
_LONGEST_LINE = 4000
_MOST_OUTPUT = 50_000


class Output(NamedTuple):
    """What a run came to."""

    code: int
    text: str
    seconds: float


class Placed(NamedTuple):
    """The place of a case: the file to check, and the line a refusal has to name (0 any, -1 none)."""

    file: Path
    line: int


class _Stream(io.TextIOWrapper):
    """A stdout of bytes, as a process has it."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", errors="surrogateescape", newline="")

    def output(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode("utf-8", "surrogateescape")  # type: ignore[attr-defined]


def run(argv: Sequence[str]) -> Output:
    """One run in this process, with all its output."""
    out, err = _Stream(), _Stream()
    begin = time.process_time()  # what the run itself costs, however busy the machine is
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main.run(list(argv))
    return Output(code, out.output() + err.output(), time.process_time() - begin)


def place(case: Case, folder: Path, host: bytes) -> Placed:
    """Write a case's files; nothing is followed, nothing is made outside the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{case.name}.yaml"
    value = b'"Tekst"'
    if case.kind == "files":
        return Placed(_carried_out(case, folder, host), -1)
    if case.kind == "raw":
        data, line = case.data, case.line
    elif case.kind == "append":
        base = filled(host, value, file.stem)
        data = base + case.data
        line = case.line + base.count(b"\n") if case.line > 0 else case.line
    elif case.kind == "value":
        data = filled(host, case.data, file.stem)
        line = _line_of(host, b"@@VALUE@@")
    elif case.kind == "id":
        data = host.replace(b"@@VALUE@@", value).replace(b"@@ID@@", case.data)
        line = _line_of(host, b"@@ID@@")
    else:
        data, line = case.data(filled(host, value, file.stem)), case.line
    file.write_bytes(data)
    return Placed(file, line)


def filled(host: bytes, value: bytes, stem: str) -> bytes:
    """The host with a value and an id in it."""
    return host.replace(b"@@VALUE@@", value).replace(b"@@ID@@", stem.encode())


def broken(output: Output, case: Case, placed: Placed, before: dict[str, object], root: Path) -> list[str]:
    """Which requirements a run did not meet."""
    wrong = list(harm(output, case.secret))
    if output.seconds > MOST_SECONDS:
        wrong.append(f"{output.seconds:.2f} s")
    if snapshot(root) != before:
        wrong.append("changed the disk")
    if case.must == "accept" and output.code != 0:
        wrong.append(f"refused: {output.text[:300]}")
    if case.must == "reject" and output.code != 1:
        wrong.append(f"exit code {output.code} for what must be refused")
    if output.code == 1:
        wrong += located(output.text, placed if case.must == "reject" else placed._replace(line=0))
    return wrong


def harm(output: Output, secret: str = "") -> Iterator[str]:
    """What may be in no output, and no exit code."""
    if output.code not in {0, 1, 2}:
        yield f"exit code {output.code}: {output.text[:200]}"
    if _TRACE.search(output.text):
        yield "traceback"
    acting = _ACTS.search(output.text)
    if acting:
        yield f"acts: U+{ord(acting[0]):04X} in {output.text[max(0, acting.start() - 40) : acting.end() + 20]!r}"
    if any(line.lstrip().startswith("::") or "##[" in line for line in re.split(r"[\r\n\u2028]", output.text)):
        yield "workflow command"
    if CANARY in output.text:
        yield "canary in the output"
    if len(output.text) > _MOST_OUTPUT or any(len(line) > _LONGEST_LINE for line in output.text.splitlines()):
        yield f"a flood of {len(output.text)} characters"
    if secret:
        plain = re.sub(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4}))", lambda m: chr(int(m[1] or m[2], 16)), output.text)
        digits = re.sub(r"[\s.\-_/\u2010-\u2015\u2212]", "", unicodedata.normalize("NFKC", plain))
        digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in digits)
        if secret in digits or secret.lstrip("0") in digits:
            yield "personal data repeated"


def snapshot(root: Path) -> dict[str, object]:
    """Every file below a folder, with its bytes."""
    found: dict[str, object] = {}
    for folder, names, files in os.walk(root):
        names[:] = [name for name in names if not (Path(folder) / name).is_symlink()]
        for name in files:
            file = Path(folder) / name
            regular = file.is_file() and not file.is_symlink() and os.access(file, os.R_OK)
            found[str(file)] = file.read_bytes() if regular else "special"
    return found


def _line_of(host: bytes, mark: bytes) -> int:
    return host[: host.find(mark)].count(b"\n") + 1


def located(text: str, placed: Placed) -> list[str]:
    """Whether the file is named with a line, and the right one, as an outside judge would look for it."""
    words = re.findall(r"[A-Za-z0-9_]{3,}", placed.file.name) or [placed.file.name]
    if re.search(r"\d{6}-\d{4}", placed.file.name):
        words = ["yaml"]
    output = [line for line in text.splitlines() if all(word in line for word in words)]
    if not output:
        return [f"file not named: {text[:200]!r}"]
    numbers = {int(n) for line in output for n in re.findall(r":(\d{1,7})", line)}
    if placed.line >= 0 and not numbers:
        return ["no line"]
    if placed.line > 0 and not any(abs(number - placed.line) <= 1 for number in numbers):
        return [f"line {placed.line} not among {sorted(numbers)[:4]}"]
    return []


def _carried_out(case: Case, folder: Path, host: bytes) -> Path:
    secret = folder.parent / "CANARY.txt"
    secret.write_text(CANARY, encoding="utf-8")
    for step, name, *rest in case.data:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if step == "host":
            stem = re.sub(r"[^a-z0-9-]", "", file.stem.lower()) or "xx"
            file.write_bytes(filled(host, b'"Tekst"', stem))
        elif step == "text":
            file.write_text(rest[0], encoding="utf-8")
        elif step == "link":
            file.symlink_to(os.path.relpath(secret, folder) if rest[0] == "CANARY" else rest[0])
        elif step == "pipe":
            os.mkfifo(file)
        elif step == "folder":
            file.mkdir(exist_ok=True)
        elif step == "mode":
            file.chmod(rest[0])
    return folder / case.data[0][1]
