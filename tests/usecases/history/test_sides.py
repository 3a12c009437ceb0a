"""Two sides from git: which revisions, which files, and that reading them runs no program and writes nothing."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from samskab.refusal import Refusal
from samskab.usecases.history.revisions import refuse_bare
from samskab.usecases.history.sides import sides_of
from samskab.usecases.load import load, load_from
from tests.example_files import golden_files
from tests.usecases.history.generated_histories import put_files

APPLICATION = "data/programmes/naboskab-2026/applications/lolland.yaml"


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgSign=false")
    done = subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def made(folder: Path, inside: str = "") -> Path:
    """A git repository with the golden files in one commit, and an edited application in the folder."""
    root = folder / inside
    put_files(dict(golden_files()), root)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "begin")
    edit(root / APPLICATION)
    return root


def edit(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace("submitted", "draft"), encoding="utf-8", newline="")


@pytest.mark.parametrize("inside", ["del/af", pytest.param("", marks=pytest.mark.slow)])
def test_a_commit_is_the_folder_as_it_was(tmp_path: Path, inside: str) -> None:
    root = made(tmp_path, inside)
    (root / "data/programmes/naboskab-2026/ny.yaml").write_text("id: ny\n", encoding="utf-8")
    sides = sides_of(root)
    assert sides.base.chosen == "head"
    assert sides.changed == {APPLICATION, "data/programmes/naboskab-2026/ny.yaml"}
    now = load(root)
    assert load_from(sides.after).data.digests == now.data.digests
    git(tmp_path, "stash", "-q")
    (root / "data/programmes/naboskab-2026/ny.yaml").unlink()
    before = load(root)
    earlier = load_from(sides.before)
    assert (earlier.data.digests, earlier.findings) == (before.data.digests, before.findings)
    whole = load_from(sides_of(root, "HEAD", "HEAD").after)
    assert whole.data.digests == before.data.digests


@pytest.mark.skipif(os.name == "nt", reason="a name with a colon cannot exist there")
def test_a_file_beside_the_folders_counts_whatever_its_name_means_to_git(tmp_path: Path) -> None:
    root = made(tmp_path)
    for name in (":!data", ":(top)", "noter.txt"):
        (root / name).write_text("x\n", encoding="utf-8")
    (root / "data/programmes/naboskab-2026/ny.yaml").write_text("id: ny\n", encoding="utf-8")
    assert sides_of(root).changed == {
        ":!data", ":(top)", "noter.txt", APPLICATION, "data/programmes/naboskab-2026/ny.yaml"
    }  # fmt: skip


def test_line_ends_and_times_of_files_are_no_change(tmp_path: Path) -> None:
    root = made(tmp_path)
    git(tmp_path, "checkout", "-q", "--", ".")
    file = root / "data/senders.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    (root / "data/venues.yaml").touch()
    assert sides_of(root).changed == set()


def test_the_usual_base_is_where_the_work_left_the_main_branch(tmp_path: Path) -> None:
    made(tmp_path / "server")
    git(tmp_path, "clone", "-q", str(tmp_path / "server"), str(tmp_path / "copy"))
    left = git(tmp_path / "copy", "rev-parse", "HEAD")
    git(tmp_path / "server", "commit", "-q", "--all", "-m", "later")
    git(tmp_path / "copy", "fetch", "-q")
    edit(tmp_path / "copy" / APPLICATION)
    git(tmp_path / "copy", "commit", "-q", "--all", "-m", "own")
    sides = sides_of(tmp_path / "copy")
    assert (sides.base.chosen, sides.base.name, sides.base.commit) == ("common", "origin/main", left)
    assert sides.changed == {APPLICATION}


def test_each_request_that_cannot_be_met_has_its_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = made(tmp_path / "git")
    git(root, "commit", "-q", "--all", "-m", "later")
    git(tmp_path, "clone", "-q", "--bare", str(root), str(tmp_path / "bare"))
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", str(tmp_path / "shallow"))
    git(tmp_path, "init", "-q", "-b", "main", str(tmp_path / "empty"))
    (tmp_path / "none").mkdir()
    first = git(root, "rev-parse", "HEAD~1")
    odd = [(root, word, "history.odd_revision", 2) for word in ("--upload-pack=x", "-x", "^main", "", " ", "a\nb")]
    wanted = [
        *odd, (root, "nope", "history.no_revision", 2), (root, "main..main", "history.no_revision", 2),
        (root, "$(id)", "history.no_revision", 2), (tmp_path / "shallow", first, "history.revision_not_fetched", 1),
        *((tmp_path / "shallow", word, "history.no_revision", 2) for word in ("a b", "main..main", "HEAD:data")),
        (tmp_path / "shallow", "HEAD~1", "history.revision_not_fetched", 1),
        (tmp_path / "none", "main", "history.no_repository", 1), (tmp_path / "empty", None, "history.no_commit", 1),
    ]  # fmt: skip
    assert [refused(folder, word) for folder, word, _, _ in wanted] == [(code, exit_) for _, _, code, exit_ in wanted]
    with pytest.raises(Refusal) as bare:
        refuse_bare(tmp_path / "bare")
    assert bare.value.code == "history.bare"
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    assert refused(root, "main") == ("history.not_installed", 1)


def refused(folder: Path, word: str | None) -> tuple[str, int]:
    with pytest.raises(Refusal) as found:
        sides_of(folder, word)
    return found.value.code, found.value.exit_code


def test_no_program_of_the_repository_runs_and_nothing_is_written(tmp_path: Path) -> None:
    root = made(tmp_path / "git")
    mark = tmp_path / "ran"
    evil = f"touch {mark}"
    (root / ".gitattributes").write_text("*.yaml filter=evil diff=evil\n", encoding="utf-8")
    settings = {
        "filter.evil.clean": evil, "filter.evil.smudge": evil, "filter.evil.process": evil,
        "filter.evil.required": "true",
        "diff.evil.textconv": evil, "diff.evil.command": evil, "diff.external": evil, "core.fsmonitor": evil,
        "core.pager": evil, "core.sshCommand": evil, "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::{evil}", "protocol.ext.allow": "always", "core.hooksPath": str(tmp_path / "hooks"),
    }  # fmt: skip
    for key, value in settings.items():
        git(root, "config", key, value)
    hook = tmp_path / "hooks" / "post-index-change"
    hook.parent.mkdir()
    hook.write_text(f"#!/bin/sh\n{evil}\n", encoding="utf-8")
    hook.chmod(0o755)
    (root / "data/venues.yaml").touch()
    assert not mark.exists()
    index = (root / ".git/index").read_bytes()
    sides = sides_of(root)
    assert APPLICATION in sides.changed
    assert not mark.exists()
    assert load_from(sides.before).data.programmes
    assert sides_of(root, "main", "main").changed == set()
    assert not mark.exists()
    blob = git(root, "rev-parse", f"HEAD:{APPLICATION}")
    (root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    assert refused(root, "main") == ("history.file_not_fetched", 1)
    assert not mark.exists()
    assert (root / ".git/index").read_bytes() == index


def test_links_and_folders_of_others_in_a_commit_are_the_findings_of_a_folder(tmp_path: Path) -> None:
    root = made(tmp_path)
    folder = root / "data/programmes/naboskab-2026/applications"
    (folder / "link.yaml").symlink_to("/etc/passwd")
    (root / "data/out").symlink_to("programmes", target_is_directory=True)
    (folder / "mappe.yaml").mkdir()
    (folder / "mappe.yaml" / "fil.txt").write_text("a", encoding="utf-8")
    (root / "data/.skjult").mkdir()
    (root / "data/.skjult/a.yaml").write_text("a: b\n", encoding="utf-8")
    git(root, "add", "--all")
    git(root, "commit", "-q", "-m", "links")
    committed = load_from(sides_of(root, "main", "main").after)
    assert committed.findings == load(root).findings
    assert {"SK050", "SK051"} <= {finding.code for finding in committed.findings}
