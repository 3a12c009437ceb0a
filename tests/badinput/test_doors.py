"""Bad form exports and bad templates: one located sentence each, exit 1, nothing written, no wait without end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.badinput import verdict
from tests.badinput.corpus_doors import IMPORTS, TEMPLATES
from tests.badinput.verdict import Placed
from tests.folder_copies import copied
from tests.paths import GOLDEN
from tests.time_limit import MOST_SECONDS

LARGE = 100_000
"""Bytes; larger tables are read in the long run."""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("doors") / "repo"
    copied(GOLDEN, root)
    (root.parent / "CANARY.txt").write_text(verdict.CANARY, encoding="utf-8")
    return root


def is_large(content: bytes | Callable[[], bytes]) -> bool:
    return callable(content) or len(content) > LARGE


@pytest.mark.parametrize("write", [pytest.param(False, marks=pytest.mark.slow), True], ids=["dry", "write"])
@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        pytest.param(*each, id=f"{n}-{each[0]}", marks=[pytest.mark.slow] if is_large(each[1]) else [])
        for n, each in enumerate(IMPORTS)
    ],
)
def test_import(
    name: str,
    content: bytes | Callable[[], bytes],
    line: int,
    write: bool,
    repository: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(repository)
    file = tmp_path / name
    file.write_bytes(content() if callable(content) else content)
    before = verdict.snapshot(repository.parent) | verdict.snapshot(tmp_path)
    words = ["intake", str(file), "--programme", "naboskab-2026", *(["--write"] if write else [])]
    output = verdict.run(words)
    assert list(verdict.harm(output, "2512489996")) == []
    assert output.code == 1
    assert output.seconds < MOST_SECONDS
    assert verdict.located(output.text, Placed(file, line)) == []
    assert verdict.snapshot(repository.parent) | verdict.snapshot(tmp_path) == before


def test_templates_of_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All together: every mistake is reported."""
    monkeypatch.setenv("COLUMNS", "200")
    copied(GOLDEN, tmp_path / "repo")
    (tmp_path / "CANARY.txt").write_text(verdict.CANARY, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "repo")
    files = [tmp_path / "repo" / "templates" / "da" / f"brev{number:02d}.md.j2" for number in range(len(TEMPLATES))]
    files[0].parent.mkdir(parents=True)
    for file, (text, _) in zip(files, TEMPLATES, strict=True):
        file.write_text(text, encoding="utf-8")
    output = verdict.run(["template", "check", "--format", "concise"])
    assert list(verdict.harm(output, "2512489996")) == []
    assert output.code == 1
    for file, (text, line) in zip(files, TEMPLATES, strict=True):
        assert verdict.located(output.text, Placed(file, line)) == [], text[:80]


@pytest.mark.parametrize(
    ("text", "line"),
    [pytest.param(*one, id=str(n), marks=[pytest.mark.slow] if n else []) for n, one in enumerate(TEMPLATES)],
)
def test_template(text: str, line: int, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each alone, outside the repository."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(repository)
    file = tmp_path / "brev.md.j2"
    file.write_text(text, encoding="utf-8")
    output = verdict.run(["template", "check", str(file)])
    assert list(verdict.harm(output, "2512489996")) == []
    assert output.code == 1
    assert verdict.located(output.text, Placed(file, line)) == []
