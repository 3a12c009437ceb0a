"""The parent's side of rendering: plain data and template texts in, a tree of blocks or findings out.

    with Engine(own, packaged, "da") as engine:
        rendered = engine.render("invitation", data)      # Rendered(title, blocks, findings)
        findings = engine.check("invitation", schema)     # before any data is rendered

`own` and `packaged` are `{template name: (path to show, text)}`: this module reads no disk and no clock. A template
of `own` wins over the packaged one of the same name and can `{% extends "standard/<name>.md.j2" %}` it. Data is plain:
dict with str keys, list, str, int, bool, None. The templates run in one limited child process for all documents.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, Self

import samskab
from samskab.finding import Finding, Severity, Span
from samskab.phrase import Language
from samskab.render.document import Block

Shelf = Mapping[str, tuple[str, str]]
WALL_SECONDS = 4.5
START_SECONDS = 30.0
MAX_ANSWER = 20_000_000
_WARNINGS = frozenset({"SK630", "SK632", "SK641"})


class Rendered(NamedTuple):
    """One document's words. With an error among the findings there are no blocks."""

    title: str
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...]


class Engine:
    """A child process for templates, started at the first question and again after one that had to be ended."""

    def __init__(self, own: Shelf, packaged: Shelf, language: Language) -> None:
        self._shelf = [dict(own), dict(packaged)]
        self.language: Language = language
        self._child: _Child | None = None
        self.limited: bool | None = None  # False where the system cannot limit memory (Windows); None before the start

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the child."""
        if self._child:
            self._child.end()
            self._child = None

    def names(self) -> tuple[str, ...]:
        """Every template there is."""
        return tuple(sorted({name for shelf in self._shelf for name in shelf}))

    def path(self, name: str) -> str:
        """The path to show for a template."""
        found = self._shelf[0].get(name) or self._shelf[1].get(name)
        return found[0] if found else f"{name}.md.j2"

    def render(self, name: str, data: Mapping[str, Any]) -> Rendered:
        """One document. TypeError if the data is not plain: that is a mistake of ours, not of the template's."""
        plain(data)
        answer = self._ask({"task": "render", "name": name, "data": data})
        found = tuple(_finding(fault) for fault in answer["faults"])
        if "blocks" not in answer or any(each.severity is Severity.ERROR for each in found):
            return Rendered("", (), found)
        return Rendered(answer["title"], tuple(answer["blocks"]), found)

    def check(self, name: str, schema: Mapping[str, Any]) -> tuple[Finding, ...]:
        """What is wrong with a template before it meets data. `schema` has the shape of the data: see template_check."""
        plain(schema)
        answer = self._ask({"task": "check", "name": name, "data": schema})
        return tuple(_finding(fault) for fault in answer["faults"])

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        wait = WALL_SECONDS
        request["language"] = self.language
        if self._child is None:
            self._child = _Child()
            self._child.send(request | {"shelf": self._shelf})
            wait = WALL_SECONDS
        else:
            self._child.send(request)
        line = self._child.receive(wait)
        if line is None:
            self.close()
            fault = {"code": "SK628", "path": self.path(request["name"]), "line": 1, "hint": ""}
            return {"faults": [fault | {"values": {"limit": "time", "most": round(WALL_SECONDS)}}]}
        answer: dict[str, Any] = json.loads(line)
        self.limited = answer["limited"]
        return answer


class _Child:
    """The process and its two pipes. A thread reads, so that waiting has an end on every system."""

    def __init__(self) -> None:
        home = str(Path(samskab.__file__).parents[1])
        paths = os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
            [sys.executable, "-P", "-X", "utf8", "-m", "samskab.render.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": paths, "PYTHONHASHSEED": "0"},
        )
        self._answers: queue.Queue[bytes] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        if self.receive(START_SECONDS) is None:
            self.end()
            raise RuntimeError("the template process did not start")

    def _read(self) -> None:
        stream: Any = self._process.stdout
        while line := stream.readline(MAX_ANSWER):
            self._answers.put(line)
        self._answers.put(b"")

    def send(self, request: dict[str, Any]) -> None:
        stream: Any = self._process.stdin
        try:
            stream.write(json.dumps(request).encode() + b"\n")
            stream.flush()
        except OSError:
            pass  # it has died; the missing answer says so

    def receive(self, seconds: float) -> bytes | None:
        """The next answer, or None when the child died or the time is up."""
        try:
            return self._answers.get(timeout=seconds) or None
        except queue.Empty:
            return None

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                try:
                    stream.close()
                except OSError:
                    pass


def plain(value: Any) -> None:
    """TypeError unless it is dict with str keys, list, tuple, str, int, bool or None, all the way down."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            if type(key) is not str:
                raise TypeError(f"a key of template data is {type(key).__name__}")
            plain(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            plain(each)
    elif value is not None and type(value) not in (str, int, bool):
        raise TypeError(f"template data holds {type(value).__name__}")


def _finding(fault: Mapping[str, Any]) -> Finding:
    severity = Severity.WARNING if fault["code"] in _WARNINGS else Severity.ERROR
    hint = fault["hint"]
    values = {"hint": hint} | fault["values"]
    span = Span(fault["path"], fault["line"], fault.get("column", 0))
    return Finding(fault["code"], severity, span, values, hint=hint)
