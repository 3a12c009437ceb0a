"""Rendering of templates, on the side of the main process: plain data in, a tree of blocks or findings out.

    with Engine(own, packaged, "da") as engine:
        rendered = engine.render("invitation", data)      # Rendered(title, blocks, findings)
        findings = engine.check("invitation", shape)      # before any data is rendered

A template of `own` replaces the packaged one of the same name and can `{% extends "standard/<name>.md.j2" %}` it. Data
is plain: dict with str keys, list, str, int, bool, None. The templates run in one limited child process for all
documents (`worker`).
"""

from __future__ import annotations

import signal
from collections.abc import Mapping
from typing import Any, NamedTuple

from samskab.codes.declared import make_finding
from samskab.documents.child_process import Child, ChildOwner
from samskab.documents.document import Block
from samskab.documents.templating.front_matter import TemplateTexts
from samskab.finding import Finding, Span, has_errors
from samskab.language import LanguageCode

WALL_SECONDS = 60.0 if hasattr(signal, "setitimer") else 10.0
"""How long one letter may take by the clock. The worker's limit of processor time comes first, so that a busy machine
loses no letter; Windows has no such limit."""


class Rendered(NamedTuple):
    """One document as blocks. With an error among the findings there are none."""

    title: str
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...]


class Engine(ChildOwner):
    """A child process for templates, started at the first request and again after one that had to be ended."""

    def __init__(self, own: TemplateTexts, packaged: TemplateTexts, language: LanguageCode) -> None:
        self._texts = [dict(own), dict(packaged)]
        self.language: LanguageCode = language

    def path(self, name: str) -> str:
        """The file of a template."""
        found = self._texts[0].get(name) or self._texts[1].get(name)
        return found[0] if found else f"{name}.md.j2"

    def render(self, name: str, data: Mapping[str, Any]) -> Rendered:
        """One document. TypeError for data that is not plain is a fault of the program."""
        require_plain(data)
        answer = self._ask({"task": "render", "name": name, "data": data})
        found = tuple(_finding(fault) for fault in answer["faults"])
        if "blocks" not in answer or has_errors(found):
            return Rendered("", (), found)
        return Rendered(answer["title"], tuple(answer["blocks"]), found)

    def check(self, name: str, shape: Mapping[str, Any]) -> tuple[Finding, ...]:
        """What is wrong with a template, without data; `shape` is the shape of the data (`lint`)."""
        require_plain(shape)
        answer = self._ask({"task": "check", "name": name, "data": shape})
        return tuple(_finding(fault) for fault in answer["faults"])

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        request["language"] = self.language
        if self._child is None:
            self._child = Child("samskab.documents.templating.worker")
            self._child.send(request | {"templates": self._texts})
        else:
            self._child.send(request)
        answer = self._child.receive(WALL_SECONDS)
        if answer is None:
            self.close()
            fault = {"code": "SK656", "path": self.path(request["name"]), "line": 1, "hint": ""}
            return {"faults": [fault | {"values": {"most": round(WALL_SECONDS)}}]}
        return answer


def require_plain(value: Any) -> None:
    """TypeError unless it is dict with str keys, list, tuple, str, int, bool or None, all the way down."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            if type(key) is not str:
                raise TypeError(f"a key of template data is {type(key).__name__}")
            require_plain(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            require_plain(each)
    elif value is not None and type(value) not in (str, int, bool):
        raise TypeError(f"template data holds {type(value).__name__}")


def _finding(fault: Mapping[str, Any]) -> Finding:
    return make_finding(fault["code"], Span(fault["path"], fault["line"]), fault["values"], hint=fault["hint"])
