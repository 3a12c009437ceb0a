"""`samskab owners`: shown, or written with `--write`."""

from __future__ import annotations

from pathlib import Path

from tests.program import called
from tests.selection_repository import make

DAY = {"SAMSKAB_TODAY": "2026-03-01"}


def test_owners_are_shown_or_written(tmp_path: Path) -> None:
    home = make(tmp_path / "repo")
    settings = home / "samskab.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "secretariat: [sbn/hold]\n", encoding="utf-8")
    shown = called(("-C", str(home), "--lang", "da", "owners", "naboskab-2026"), home, DAY)
    assert shown.returncode == 0
    assert shown.stdout.decode().splitlines()[1] == "* @sbn/hold"
    assert not (home / "CODEOWNERS").exists()
    assert called(("-C", str(home), "owners", "--write"), home, DAY).returncode == 0
    assert (home / "CODEOWNERS").read_bytes() == shown.stdout
    assert called(("-C", str(home), "owners", "--write"), home, DAY).returncode == 0
    assert called(("-C", str(home), "owners", "ingen"), home, DAY).returncode == 2
