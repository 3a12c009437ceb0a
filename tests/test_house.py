"""The house is checked: floors hold, tests mirror the source, nothing names a machine or an index."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", *patterns], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_an_index_or_a_machine() -> None:
    names = (
        "py" + "pi.org",
        "python" + "hosted",
        "npm" + "js",
        "deb." + "debian",
        "--index" + "-url",
        "--extra-index" + "-url",
    )
    hosts = re.compile("|".join(map(re.escape, names)), re.IGNORECASE)
    found = []
    for file in tracked():
        name = file.relative_to(ROOT).as_posix()
        if file.suffix in {".ttf", ".otf", ".png", ".docx", ".pdf"}:
            continue
        text = file.read_text(encoding="utf-8", errors="replace")
        if name != "Makefile" and hosts.search(text):
            found.append(name)
    assert not found


def test_every_dependency_is_pinned_with_a_hash() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        blocks = re.split(r"\n(?=[a-z])", (ROOT / name).read_text())
        assert len(blocks) > 20
        for block in blocks:
            assert "==" in block.splitlines()[0], block
            assert "--hash=sha256:" in block, block


def test_no_module_hides_behind_a_name_that_tells_nothing() -> None:
    names = {file.stem for file in tracked("src/*.py", "tests/*.py", "tools/*.py")}
    assert not names & {"utils", "util", "common", "helpers", "helper", "misc", "manager"}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        file.name
        for file in tracked("src/*.py")
        if file.name != "__init__.py" and not file.read_text(encoding="utf-8").startswith(('"""', "# "))
    ]
    assert not silent


def test_validate_loads_nothing_heavy() -> None:
    program = (
        "import sys; from samskab.cli.main import run; code = run(['validate', '--format', 'concise']);"
        "heavy = {'highspy', 'numpy', 'jinja2', 'typst', 'babel', 'openpyxl', 'docx', 'icalendar', 'rich', 'ruamel'};"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr); sys.exit(bool(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
