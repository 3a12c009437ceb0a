"""Examples as files over the golden repository: a page shows only what matters, the rest comes from golden records.

An example is a text of one or more files. Each begins with a comment that holds its path; `# SK104` at the end of a
line marks where a finding is expected (on the path itself: the file as a whole). In a template both are `{# ... #}`.
The first comment is a line of a YAML file and no line of a template or a CSV file. Top-level fields that a YAML file
of the repository leaves out come from the golden file at the same path, else from the first golden one of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from samskab.model.dataset import Dataset, kind_at
from samskab.yaml.records import FileRead, read_record
from tests.paths import GOLDEN

_HEAD = re.compile(r"\{?# (\S+\.(?:yaml|csv|md\.j2)|\.gitignore)(?: #\})?(?:\s+\{?# SK\d+(?: #\})?)?")
_MARK = re.compile(r"\s+(?:# (SK\d{3})|\{# (SK\d{3}) #\})$")
_FIELD = re.compile(r"^(\w+):", re.MULTILINE)


class Example(NamedTuple):
    """The files of an example, made whole, and the marked places: (path, line, code)."""

    files: Mapping[str, str]
    marks: frozenset[tuple[str, int, str]]


@cache
def golden_files() -> Mapping[str, str]:
    """Every text file of the golden repository by its path, immutable."""
    found = sorted([*GOLDEN.rglob("*.yaml"), GOLDEN / ".gitignore"])
    files = {path.relative_to(GOLDEN).as_posix(): path.read_text(encoding="utf-8") for path in found}
    return MappingProxyType(files)


def example(text: str) -> Example:
    """The files of an example, each completed from the golden repository, and its marks."""
    files: dict[str, str] = {}
    marks: set[tuple[str, int, str]] = set()
    for path, lines in _split(text):
        own = lines
        if not path.endswith((".yaml", ".gitignore")):
            own, mark = lines[1:], _MARK.search(lines[0])
            marks |= {(path, 1, mark.group(2))} if mark else set()
        for number, line in enumerate(own, start=1):
            mark = _MARK.search(line)
            if mark:
                marks.add((path, number, mark.group(1) or mark.group(2)))
        body = "\n".join(_MARK.sub("", line) for line in own).rstrip("\n") + "\n"
        files[path] = body + _left_out(path, body) if path.startswith(("data/", "private/", "samskab")) else body
    return Example(files, frozenset(marks))


def repository(files: Mapping[str, str]) -> tuple[Dataset, Mapping[str, str], list[str]]:
    """The golden repository with these files in it: records, texts, and the codes of what could not be read."""
    texts = {**golden_files(), **files}
    records, unread, codes = [], [], []
    digests = {}
    for path, text in sorted(texts.items()):
        if path.endswith(".yaml"):
            read = read_once(text, path)
            digests[path] = read.digest
            codes += [f"{finding.code} {finding.span}" for finding in read.findings]
            records += [read.record] if read.record is not None else []
            unread += [read.unread] if read.unread is not None else []
    return Dataset(records, unread, digests), texts, codes


@lru_cache(4096)
def read_once(text: str, path: str) -> FileRead:
    """What reading a file gives. Records do not change, so tests may share them."""
    return read_record(text.encode(), path)


def _split(text: str) -> Iterator[tuple[str, list[str]]]:
    path, lines = "", []
    for line in text.splitlines():
        head = _HEAD.fullmatch(line)
        if head:
            if path:
                yield path, lines
            path, lines = head.group(1), []
        lines.append(line)
    if path:
        yield path, lines


def _left_out(path: str, body: str) -> str:
    """The golden fields that a file does not state itself."""
    kind = kind_at(path)
    base = golden_files().get(path) or next((t for p, t in golden_files().items() if kind_at(p) is kind), "")
    stated = set(_FIELD.findall(body))
    starts = [match.start() for match in _FIELD.finditer(base)]
    blocks = [base[start:end] for start, end in zip(starts, [*starts[1:], None], strict=False)]
    kept = "".join(block for block in blocks if block.partition(":")[0] not in stated)
    schema = f"schema: samskab/{kind.name}@1\n" if kind and "schema" not in stated | set(_FIELD.findall(kept)) else ""
    return schema + kept
