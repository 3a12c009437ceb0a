"""The wheel holds everything: installed alone, outside the checkout, it makes, checks and writes."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.git_identity import OWN
from tests.paths import ROOT
from tests.program import surroundings

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def samskab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command in a new environment that holds the wheel, and sees the libraries of this one but not its samskab."""
    folder = tmp_path_factory.mktemp("wheel")
    python = [sys.executable, "-m"]
    subprocess.run([*python, "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True)
    venv.create(folder / "venv", with_pip=False)
    binaries = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    paths = sysconfig.get_paths(vars={"base": str(folder / "venv"), "platbase": str(folder / "venv")})
    (Path(paths["purelib"]) / "libraries.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    install = ("install", "-q", "--disable-pip-version-check", "--no-deps", "--no-index", *folder.glob("*.whl"))
    subprocess.run([*python, "pip", "--python", str(binaries / "python"), *map(str, install)], check=True)
    return binaries / "samskab"


def test_a_repository_is_made_checked_and_written_from(samskab: Path, tmp_path: Path) -> None:
    def run(*words: str) -> str:
        done = subprocess.run([samskab, *words], cwd=tmp_path, env=surroundings(OWN), capture_output=True, check=False)
        assert done.returncode == 0, (words, done.stderr.decode())
        return done.stdout.decode()

    place = tmp_path / "ny"
    run("init", "ny")
    assert str(samskab.parents[1]) in run("doctor", "-C", "ny")
    assert run("validate", "-C", "ny").startswith("Alt er i orden")
    run("render", "invitation", "-C", "ny", "--for", "Lolland", "--to", "pdf,docx,html,eml", "--allow-draft")
    assert {file.suffix for file in place.rglob("out/**/*") if file.is_file()} >= {".pdf", ".docx", ".html", ".eml"}
    assert "Roskilde" in run("render", "invitation", "-C", "ny", "--for", "Roskilde", "--to", "txt", "--allow-draft")
    assert len(run("schema", "application")) > 1000
