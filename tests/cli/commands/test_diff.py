"""`samskab diff`, and `samskab validate --changed-since`, as people and programs see them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.program import called
from tests.usecases.history.test_sides import APPLICATION, git, made

DAY = {"SAMSKAB_TODAY": "2026-03-05"}


def test_an_answer_word_by_word_and_inert_in_markdown(tmp_path: Path) -> None:
    root = made(tmp_path)
    file = root / APPLICATION
    text = file.read_text(encoding="utf-8").replace("Flere ældre mænd", "Flere @ældre <b>mænd 251248-9996")
    file.write_text(text, encoding="utf-8", newline="")
    shown = output(root, "diff")
    assert shown.startswith("Ændret fra den nyeste commit (")
    assert "En ansøgning: Lolland" in shown
    assert "Hvad er målet med jeres indsats?" in shown
    markdown = output(root, "diff", "--format", "markdown")
    assert "<ins>" in markdown
    assert "@" not in markdown
    assert "<b>" not in markdown
    document = json.loads(output(root, "diff", "main", "--format", "json"))
    assert document["base"] == git(root, "rev-parse", "main")
    assert [field["field"] for field in document["records"][0]["fields"]] == ["status", "answers.maal"]
    assert [one["code"] for one in document["new"]][:1] == ["SK701"]
    assert "251248-9996" not in shown + markdown + json.dumps(document)


def test_nothing_changed_is_said(tmp_path: Path) -> None:
    root = made(tmp_path)
    said = output(root, "diff", "main", "main")
    assert said.startswith("Intet er ændret fra main (")


def test_only_what_is_new_or_in_changed_files_is_reported(tmp_path: Path) -> None:
    root = made(tmp_path)
    done = called(("validate", "--changed-since", "main", "--format", "json"), root, DAY)
    found = json.loads(done.stdout)["diagnostics"]
    assert {one["file"].rpartition("/")[2] for one in found} <= {"lolland.yaml", "2026-04-27.yaml"}
    assert found
    refused = called(("validate", "--changed-since", "main", "data"), root, DAY)
    assert refused.returncode == 2
    assert b"--changed-since" in refused.stderr


def test_a_bare_repository_is_refused_in_one_sentence(tmp_path: Path) -> None:
    root = made(tmp_path / "git")
    git(tmp_path, "clone", "-q", "--bare", str(root), str(tmp_path / "bare"))
    done = called(("-C", str(tmp_path / "bare"), "diff"), tmp_path, DAY)
    assert done.returncode == 2
    assert "bare" in done.stderr.decode().splitlines()[0]


def output(root: Path, *words: str) -> str:
    done = called(("--lang", "da", *words), root, DAY)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()
