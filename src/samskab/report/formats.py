"""Every way to tell a verdict, by the name that `--format` takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

from samskab.report.data import as_json, as_jsonl
from samskab.report.github import github
from samskab.report.junit import junit
from samskab.report.markdown import markdown
from samskab.report.rdjson import rdjson
from samskab.report.sarif import sarif
from samskab.report.text import concise, summary, text
from samskab.report.verdict import Verdict

Format = Literal["text", "concise", "summary", "json", "jsonl", "github", "sarif", "junit", "markdown", "rdjson"]

FORMATS: Mapping[Format, Callable[[Verdict], str]] = MappingProxyType(
    {
        "text": text,
        "concise": concise,
        "summary": summary,
        "json": as_json,
        "jsonl": as_jsonl,
        "github": github,
        "sarif": sarif,
        "junit": junit,
        "markdown": markdown,
        "rdjson": rdjson,
    }
)
"""`text`, `concise`, `summary` and `github` are for people's eyes and screens; the others are data, always in UTF-8."""

FOR_PEOPLE: frozenset[Format] = frozenset({"text", "concise", "summary", "github"})
