"""Generated histories: every changed field once and nothing else, and the findings of full runs of both sides."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from samskab.finding import Finding
from samskab.model.changes.field_changes import FieldChange
from samskab.model.changes.record_changes import RecordChange
from samskab.usecases.history.changed_findings import changed_findings
from samskab.usecases.history.diff import compared
from samskab.usecases.history.sides import sides_of
from samskab.usecases.validate.validate import validate
from tests.sampling import sampled
from tests.usecases.history.generated_histories import Field, history, put_files

TODAY = date(2026, 3, 5)


@pytest.mark.parametrize("seed", sampled(range(200), 50))
def test_every_changed_field_once_and_the_findings_of_full_runs(seed: int, tmp_path: Path) -> None:
    known = history(seed, tmp_path / "git")
    put_files(known.base, tmp_path / "base")
    sides = sides_of(tmp_path / "git", "base", "head")
    if seed % 2:  # the later side as a folder
        put_files(known.head, tmp_path / "git")
        if seed % 4 == 1:
            subprocess.run(["git", "-C", str(tmp_path / "git"), "read-tree", "head"], check=True)
        committed, sides = sides, sides_of(tmp_path / "git", "base")
        assert sides.changed == committed.changed
    else:
        put_files(known.head, tmp_path / "head")
    found = changed_findings(sides, today=TODAY)
    comparison = compared(sides, found)
    named = Counter(field for change in comparison.records for field in _fields(change))
    assert named == Counter(known.fields)
    assert {one.path for one in comparison.unread} == known.unread
    assert sides.changed == {
        path for path in {*known.base, *known.head} if _lines(known.base.get(path)) != _lines(known.head.get(path))
    }
    old = validate(tmp_path / "base", today=TODAY, processes=1).findings
    new = validate(tmp_path / ("git" if seed % 2 else "head"), today=TODAY, processes=1).findings
    elsewhere = [
        one._replace(span=one.span._replace(path=known.moved.get(one.span.path, one.span.path))) for one in old
    ]
    assert _counted(found.new) == _counted(new) - _counted(elsewhere)
    assert len(found.gone) == (_counted(elsewhere) - _counted(new)).total()
    expected = _expected(new, elsewhere, sides.changed)
    assert [_place(one) for one in found.concerned] == [_place(one) for one in expected]


def _expected(new: Iterable[Finding], old: Iterable[Finding], changed: frozenset[str]) -> list[Finding]:
    left, kept = _counted(old), []
    for one in new:
        is_known = left[_content(one)] > 0
        left[_content(one)] -= is_known
        if not is_known or one.span.path in changed:
            kept.append(one)
    return kept


def _fields(change: RecordChange) -> list[Field]:
    name = (change.kind, change.programme, change.key)
    if change.before is None or change.after is None:
        return [(*name, "")]
    return [(*name, _named(field)) for field in change.fields]


def _named(change: FieldChange) -> str:
    """The path with the names of list items in place of their indices."""
    parts = change.field.split("[")
    return parts[0] + "".join(
        f"[{item}]{part.partition(']')[2]}" for item, part in zip(change.items, parts[1:], strict=True)
    )


def _lines(text: str | None) -> str | None:
    return None if text is None else text.replace("\r\n", "\n")


def _content(finding: Finding) -> tuple[object, ...]:
    values = {key: value for key, value in finding.values.items() if key not in {"line", "first"}}
    return finding.code, finding.severity, finding.span.path, str(sorted((k, str(v)) for k, v in values.items()))


def _counted(findings: Iterable[Finding]) -> Counter[tuple[object, ...]]:
    return Counter(map(_content, findings))


def _place(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.span, finding.field, str(finding.values)
