"""Letters of other runs beside a joint file."""

from __future__ import annotations

from pathlib import Path

from samskab.usecases.letters.joint_files import letters_beside
from samskab.usecases.letters.manifest import manifest_entry, write_folder


def test_letters_of_other_runs_are_counted_once_whatever_their_formats(tmp_path: Path) -> None:
    files = dict.fromkeys(("acceptance-a.pdf", "acceptance-a.eml", "rejection-b.pdf", "alle.pdf", "drafts.csv"), b"x")
    templates = {"alle.pdf": "merged", "drafts.csv": "drafts"}
    entries = tuple(manifest_entry(file, "", templates.get(file, "letter"), "da", b"x") for file in files)
    write_folder(tmp_path, files, entries, {})
    now = (manifest_entry("rejection-b.pdf", "", "letter", "da", b"x"),)
    assert letters_beside(tmp_path, now) == 1
    assert letters_beside(tmp_path, entries) == 0
    (tmp_path / "acceptance-a.pdf").unlink()
    (tmp_path / "acceptance-a.eml").unlink()
    assert letters_beside(tmp_path, now) == 0
