"""The pages that explain fairness: every example is read without a finding, and no rule or aim is left out."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import get_args

import pytest
import yaml

from samskab.check.run import check_dataset
from samskab.fairness.admission import recorded_standing
from samskab.fairness.objectives import goals_of
from samskab.fairness.pool import pool_for
from samskab.fairness.rows import CONSTRAINTS, rows_of
from samskab.model.dataset import Dataset
from samskab.model.selection import Aim, Selection
from tests.example_files import example, repository
from tests.paths import ROOT

PAGES = ROOT / "docs" / "explanation"
AROUND = """# data/programmes/naboskab-2026/programme.yaml
questions:
  - id: temaer
    title: {da: Temaer, en: Themes}
    type: choices
    options: [{id: ensomhed, title: {da: Ensomhed, en: Loneliness}}, {id: unge, title: {da: Unge, en: Young people}}]
  - id: omraade
    title: {da: Område, en: Area}
    type: choice
    options: [{id: land, title: {da: Land, en: Country}}, {id: by, title: {da: By, en: Town}}]
"""
ELSEWHERE = {
    "SK219",
    "SK223",
    "SK268",
}  # a part has no statement and no lot; its questions are not those of the applications


@cache
def parts(page: str) -> tuple[str, ...]:
    return tuple(re.findall(r"```yaml\n(.*?)```", (PAGES / page).read_text(encoding="utf-8"), re.DOTALL))


def written(part: str) -> Dataset:
    lines = "".join(f"  {line}\n" for line in part.splitlines())
    data, _, unreadable = repository(example(f"{AROUND}selection:\n{lines}").files)
    assert not unreadable, part
    return data


@pytest.mark.parametrize("part", parts("balance.md"), ids=lambda part: str(part).split(":")[0])
def test_an_example_is_read_and_means_something(part: str) -> None:
    data = written(part)
    found = [f for f in check_dataset(data, date(2026, 3, 7)) if f.code.startswith("SK2") and f.code not in ELSEWHERE]
    assert not found, found
    (programme,) = data.programmes.values()
    selection = programme.selection
    assert isinstance(selection, Selection)
    field = pool_for(data, programme, selection, recorded_standing(data, programme))
    rows = rows_of(field, selection)
    assert {row.rule for row in rows.rules} == {rule.id for rule in selection.rules}
    assert len(goals_of(field, selection, rows)) >= len(selection.aims)


def test_both_languages_show_the_same_examples() -> None:
    assert parts("balance.md") == parts("balance.da.md")


def test_every_rule_and_aim_has_an_example() -> None:
    shown = [yaml.safe_load(part) for part in parts("balance.md")]
    rules = {rule["kind"] for part in shown for rule in part.get("rules", ())}
    aims = {aim["kind"] for part in shown for aim in part.get("aims", ())}
    assert rules == {str(kind.__struct_config__.tag) for kind in CONSTRAINTS}
    assert aims == {str(kind.__struct_config__.tag) for kind in get_args(Aim)}


@pytest.mark.parametrize("page", ["balance.md", "balance.da.md"])
def test_every_kind_is_explained_in_words(page: str) -> None:
    prose = re.sub(r"```yaml\n.*?```", "", (PAGES / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    kinds = [str(kind.__struct_config__.tag) for kind in (*CONSTRAINTS, *get_args(Aim))]
    assert [kind for kind in kinds if not re.search(rf"\b{kind}\b", prose)] == []
