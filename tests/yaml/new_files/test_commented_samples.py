"""What stands as a comment in a new programme holds when its `# ` is taken away: each field alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import pytest

from samskab.check.rules import programme, repository, schedule
from samskab.check.run import rules_of
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.field_lookup import all_fields
from samskab.model.programme import Programme
from samskab.model.schedule import Schedule
from samskab.yaml.catalogue import load_language
from samskab.yaml.new_files.commented_samples import Samples
from samskab.yaml.new_files.programme import programme_files
from samskab.yaml.new_files.record_form import form
from samskab.yaml.records import read_record
from tests.example_files import repository as golden_with

TODAY = date(2026, 11, 26)
KEY = "naboskab-2027"
RULES = [
    rule
    for family in (programme, schedule, repository)
    for module in family.MODULES
    for rule in rules_of(module)
    if rule.each == "dataset"
]
NAMES = {name for _, name in all_fields()}
WITHOUT_SAMPLE = {"continues"}
"""Fields that name another programme, which a new repository lacks."""


class Block(NamedTuple):
    """A commented field: the number of its first line and of the line after its last, its indentation and its name."""

    start: int
    end: int
    indent: str
    name: str


def blocks(lines: list[str]) -> Iterator[Block]:
    for number, line in enumerate(lines):
        match = re.match(r"( *)# (?:- )?([a-z_]+):(?: |$)", line)
        if match and match[2] in NAMES:
            end = number + 1
            while end < len(lines) and lines[end].startswith(f"{match[1]}#   "):
                end += 1
            yield Block(number, end, match[1], match[2])


def uncommented(lines: list[str], block: Block) -> str:
    taken = [f"{block.indent}{line[len(block.indent) + 2 :]}" for line in lines[block.start : block.end]]
    return "\n".join([*lines[: block.start], *taken, *lines[block.end :]]) + "\n"


def drafts(amount: str) -> dict[str, list[str]]:
    made = programme_files(KEY, "medarrangoer", load_language("da"), TODAY, Samples(amount, "medarrangoer"))  # type: ignore[arg-type]  # one of its texts
    return {path: text.splitlines() for path, text in made.items()}


def errors(data: Dataset) -> list[str]:
    found = (each for rule in RULES for each in rule.findings(data, today=TODAY))
    return [f"{each.code} {each.field}" for each in found if each.severity is Severity.ERROR and KEY in each.span.path]


@pytest.mark.parametrize("amount", [pytest.param("short", marks=pytest.mark.slow), "full"])
def test_each_field_holds_alone_when_its_comment_is_taken_away(amount: str) -> None:
    files = drafts(amount)
    base, _, codes = golden_with({path: "\n".join(lines) + "\n" for path, lines in files.items()})
    assert (codes, errors(base)) == ([], [])
    records = {record.path: record for record in base.records()}
    tried: list[str] = []
    wrong: list[str] = []
    for path, lines in files.items():
        for block in blocks(lines):
            read = read_record(uncommented(lines, block).encode(), path)
            found = [finding.code for finding in read.findings]
            if read.record is not None:
                found += errors(base.with_instead(records[path], read.record))
                tried.append(block.name)
            wrong += [f"{block.name}: {each}" for each in found if block.name not in WITHOUT_SAMPLE]
    assert wrong == []
    assert len(tried) > (50 if amount == "full" else 30)


def test_a_full_draft_has_every_field_of_a_programme() -> None:
    files = drafts("full")
    text = "\n".join(files[f"data/programmes/{KEY}/programme.yaml"])
    for name in Programme.__struct_encode_fields__:
        assert re.search(rf"^(# )?{name}:", text, re.MULTILINE), name
    assert "kind: proportional" in text
    assert "applicants: [0360" not in text


def test_a_short_draft_shows_what_goes_below_a_key() -> None:
    lines = drafts("short")[f"data/programmes/{KEY}/programme.yaml"]
    bare = [line for line in lines if re.fullmatch(r"# [a-z_]+:", line) and f"{line[2:-1]}" not in WITHOUT_SAMPLE]
    followed = {lines[number - 1] for number, line in enumerate(lines) if line.startswith("#   ")}
    assert [line for line in bare if line not in followed] == []


def test_a_kind_of_rule_asks_its_own_questions() -> None:
    rules = [
        {"kind": "sum", "id": "deltagere", "of": "participants", "max": 60},
        {"kind": "quota", "id": "regioner", "by": "region", "each": {"min": 1}, "of": "applicants"},
    ]
    text = form(Programme, {"selection": {"rules": rules}}, load_language("en"), "#")
    assert re.search(r"# The sum of what\?\n +of: participants", text)
    assert re.search(r"# Of which values\? .*\n +of: applicants", text)


def test_a_schedule_without_samples_has_its_keys() -> None:
    assert "# hosting:" in form(Schedule, {}, load_language("da"), "#").splitlines()
