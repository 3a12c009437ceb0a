"""`samskab diff`, and `samskab validate --changed-since`, as people and programs see them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samskab.usecases.history.sides import sides_of
from tests.paths import ROOT
from tests.program import called
from tests.usecases.history.test_sides import APPLICATION, git, made

DAY = {"SAMSKAB_TODAY": "2026-03-05"}


def test_an_answer_word_by_word_and_inert_in_markdown(tmp_path: Path) -> None:
    root = made(tmp_path)
    file = root / APPLICATION
    text = file.read_text(encoding="utf-8").replace("Flere ældre mænd", "Flere @ældre <b>mænd 251248-9996")
    file.write_text(text, encoding="utf-8", newline="")
    shown = said(root, "diff")
    assert shown.startswith("Ændret fra den nyeste commit (")
    assert "En ansøgning: Lolland" in shown
    assert "Hvad er målet med jeres indsats?" in shown
    markdown = said(root, "diff", "--format", "markdown")
    assert "<ins>" in markdown
    assert "@" not in markdown
    assert "<b>" not in markdown
    document = json.loads(said(root, "diff", "main", "--format", "json"))
    assert document["base"] == git(root, "rev-parse", "main")
    assert [field["field"] for field in document["records"][0]["fields"]] == ["status", "answers.maal"]
    assert [one["code"] for one in document["new"]][:1] == ["SK701"]
    assert "251248-9996" not in shown + markdown + json.dumps(document)


EDITS = {
    "applications/lolland.yaml": {
        "Flere ældre mænd er med": "Flere ældre, også mænd, er med",
        "title: sundhedschef": "title: sundheds- og omsorgschef",
        "timer: true": "timer: false",
        "name: Nakskov Vest": "name: Nakskov Øst",
    },
    "applications/varde.yaml": {"status: submitted": "status: withdrawn\nwithdrawn: {on: 2026-03-02, why: Ny plan}"},
    "applications/odense.yaml": {"commitments: {": "forpligtelser: {"},
    "programme.yaml": {"closes: {date: 2026-04-15": "closes: {date: 2026-04-22", "min: 4, max: 6": "min: 4, max: 5"},
    "schedule.yaml": {"date: 2026-05-11": "date: 2026-05-12", "title: {da: Velkomst,": "title: {da: Goddag,"},
}
"""Texts of files of the programme, and what is in their place afterwards."""


@pytest.mark.golden
def test_every_kind_of_change(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """An edited answer, a moved and a deleted file, one with a mistake, deadline, seats, a meeting; what is stale."""
    root = made(tmp_path)
    git(root, "checkout", "-q", "--", ".")
    programme = root / "data/programmes/naboskab-2026"
    for path, edits in EDITS.items():
        text = (programme / path).read_text(encoding="utf-8")
        for old, new in edits.items():
            assert old in text
            text = text.replace(old, new)
        (programme / path).write_text(text, encoding="utf-8", newline="")
    applications = programme / "applications"
    (applications / "aarhus.yaml").rename(applications / "aarhus-kommune.yaml")
    (applications / "bornholm.yaml").unlink()
    names = git(root, "rev-parse", "HEAD"), sides_of(root).base.short
    for output, ending in (("text", "txt"), ("markdown", "md"), ("json", "json")):
        shown = said(root, "diff", "--format", output).replace(names[0], "COMMIT").replace(names[1], "COMMIT")
        file = ROOT / "tests" / "golden" / "diff" / f"changes.{ending}"
        if request.config.getoption("--update-golden"):
            file.write_text(shown, encoding="utf-8", newline="\n")
        assert shown == file.read_text(encoding="utf-8")


def test_a_letter_is_stale_when_it_shows_what_changed(tmp_path: Path) -> None:
    root = made(tmp_path)
    git(root, "checkout", "-q", "--", ".")
    outbox = root / "data/programmes/naboskab-2026/outbox.yaml"
    receipt = "  - {id: kvittering, on: 2026-02-11, channel: mail, template: receipt, recipients: all}\n"
    outbox.write_text(outbox.read_text(encoding="utf-8") + receipt, encoding="utf-8", newline="")
    git(root, "commit", "-q", "--all", "-m", "sent")
    file = root / APPLICATION
    text = file.read_text(encoding="utf-8")

    def stale(old: str, new: str) -> list[str]:
        file.write_text(text.replace(old, new), encoding="utf-8", newline="")
        document = json.loads(said(root, "diff", "--format", "json"))
        return [one["key"] for one in document["stale"] if one["kind"] == "letters"]

    assert stale("Flere ældre mænd", "Mange ældre mænd") == ["kvittering"]
    assert stale("[lolland-sundhed]", "[lolland-omsorg]") == []
    assert stale("['0360']", "['0376']") == ["invitation", "kvittering"]


def test_nothing_changed_is_said(tmp_path: Path) -> None:
    root = made(tmp_path)
    shown = said(root, "diff", "main", "main")
    assert shown.startswith("Intet er ændret fra main (")
    git(root, "checkout", "-q", "--", ".")
    (root / "LÆS.md").write_text("Ny", encoding="utf-8")
    shown = " ".join(said(root, "diff", "HEAD").split())
    assert shown.startswith("Ingen oplysninger i data er ændret fra HEAD (")
    assert shown.endswith("kun andet i 1 fil, fx LÆS.md")


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


def said(root: Path, *words: str) -> str:
    done = called(("--lang", "da", *words), root, DAY)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()
