"""Every format of a verdict, by the name that `--format` takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Literal

from samskab.report.findings.verdict import Verdict

Format = Literal["text", "concise", "summary", "json", "jsonl", "github", "sarif", "junit", "markdown", "rdjson"]

FORMATS: Mapping[Format, str] = MappingProxyType(
    {
        "text": "text.text",
        "concise": "text.concise",
        "summary": "text.summary",
        "json": "json.as_json",
        "jsonl": "json.as_jsonl",
        "github": "github.github",
        "sarif": "sarif.sarif",
        "junit": "junit.junit",
        "markdown": "markdown.markdown",
        "rdjson": "rdjson.rdjson",
    }
)
"""The module that writes each format; only the requested one is imported."""

FOR_PEOPLE: frozenset[Format] = frozenset({"text", "concise", "summary", "github"})
"""Formats for people; the others are data, always in UTF-8."""


def written(verdict: Verdict, form: Format) -> str:
    """The verdict in a format."""
    module, _, function = FORMATS[form].partition(".")
    writer: Callable[[Verdict], str] = getattr(import_module(f"samskab.report.findings.{module}"), function)
    return writer(verdict)
