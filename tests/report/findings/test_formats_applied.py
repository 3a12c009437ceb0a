"""A fix in rdjson and SARIF, applied as a forge applies it, makes the file right."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

import pytest

from samskab.check.run import RULES
from samskab.codes.declared import DECLARED, REPLACING
from samskab.finding import Finding
from samskab.model.application import Application
from samskab.report.findings.formats import Format, written
from samskab.report.findings.verdict import Verdict
from samskab.yaml.catalogue import load_language
from tests.example_files import example, read_once, repository

TODAY = date(2026, 3, 7)
OPEN = {"SK037", "SK038", "SK045", "SK048", "SK049", "SK071", "SK325"}
"""Codes whose example leaves it to a person what would be right."""
LOLLAND = "# data/programmes/naboskab-2026/applications/lolland.yaml\n"
OTHER = {
    "SK028": f"{LOLLAND}participants:\n  - {{rolle: leader, person: p-0360}}\n",
    "SK034": f"{LOLLAND}status: sumbitted\n",
}
"""Examples in place of those that leave it open."""
RULE = {rule.code: rule for rule in RULES}


class Edit(NamedTuple):
    """A text in the place of another; places count from 1, in bytes of UTF-8 or in characters."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


def reported(code: str, files: Mapping[str, str]) -> list[Finding]:
    """What a code is found for in the files of an example."""
    if (rule := RULE.get(code)) is None:
        return [f for path, text in files.items() for f in read_once(text, path).findings if f.code == code]
    data, _, _ = repository(files)
    if rule.each == "application":
        return [
            f for one in data.all(Application) for f in rule.findings(data, one, today=TODAY) if f.span.path in files
        ]
    return [f for f in rule.findings(data, today=TODAY) if f.span.path in files]


def edits(document: str, form: Format) -> Iterator[tuple[str, Edit]]:
    if form == "rdjson":
        for told in json.loads(document)["diagnostics"]:
            for each in told.get("suggestions", ()):
                start, end = each["range"]["start"], each["range"]["end"]
                place = (start["line"], start["column"]), (end["line"], end["column"])
                yield told["location"]["path"], Edit(*place, each["text"])
        return
    for result in json.loads(document)["runs"][0]["results"]:
        for fix in result.get("fixes", ()):
            for change in fix["artifactChanges"]:
                for each in change["replacements"]:
                    at = each["deletedRegion"]
                    place = (at["startLine"], at["startColumn"]), (at["endLine"], at["endColumn"])
                    yield change["artifactLocation"]["uri"], Edit(*place, each["insertedContent"]["text"])


def applied(text: str, wanted: list[Edit], form: Format) -> str:
    """The text with the edits, the last one first; of two that overlap, the last."""
    lines, last = text.split("\n"), (len(text), 0)
    for edit in sorted(set(wanted), reverse=True):
        if edit.end > last:
            continue
        last = edit.start
        (first, start), (final, end) = edit.start, edit.end
        before, after = (cut(lines[first - 1], start, form)[0], cut(lines[final - 1], end, form)[1])
        lines[first - 1 : final] = (before + edit.text + after).split("\n")
    return "\n".join(lines)


def cut(line: str, column: int, form: Format) -> tuple[str, str]:
    if form == "rdjson":
        whole = line.encode()
        return whole[: column - 1].decode(), whole[column - 1 :].decode()
    return line[: column - 1], line[column - 1 :]


@pytest.mark.parametrize("form", ["rdjson", "sarif"])
@pytest.mark.parametrize("code", sorted(REPLACING))
def test_a_fix_makes_the_file_right(code: str, form: Format) -> None:
    files, _ = example(OTHER.get(code) or (RULE[code].about if code in RULE else DECLARED[code]).fails)
    found = reported(code, files)
    verdict = Verdict(tuple(found), load_language("da"), files, len(files))
    changes: dict[str, list[Edit]] = {}
    for path, edit in edits(written(verdict, form), form):
        changes.setdefault(path, []).append(edit)
    assert bool(changes) is (code not in OPEN)
    better = {**files, **{path: applied(files[path], each, form) for path, each in changes.items()}}
    assert code in OPEN or reported(code, better) == []
    shapes = [f for path, text in better.items() for f in read_once(text, path).findings]
    assert not {f.code for f in shapes} - {
        f.code for path, text in files.items() for f in read_once(text, path).findings
    }
