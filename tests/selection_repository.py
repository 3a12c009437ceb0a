"""A small repository in which four of seven are chosen, and four more applied who cannot be chosen; under git."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.folder_copies import copied
from tests.paths import GOLDEN

KEY = "naboskab-2026"
HOME = f"data/programmes/{KEY}"
COHORT = ["aalborg", "aarhus", "bornholm", "odense"]

_OUTSIDE = {
    "morsoe": ("0773", "status: submitted\n", "2026-04-16T00:00+02:00"),
    "guldborgsund": ("0376", "status: withdrawn\nwithdrawn: {on: 2026-03-01, why: Andet}\n", "2026-02-11T10:16+01:00"),
    "esbjerg": ("0561", "status: draft\n", ""),
    "koebenhavn": ("0101", "status: submitted\nexample: true\n", "2026-02-11T10:16+01:00"),
}  # fmt: skip


def make(place: Path) -> Path:
    """The repository, committed.

    Scores: odense 14, aalborg 13, aarhus and bornholm 11, varde 10, lolland 8, thisted 3.
    """
    return copied(Path(_built().name), place)


@cache
def _built() -> TemporaryDirectory[str]:
    """The repository to copy, built once for all tests of a process."""
    folder = TemporaryDirectory()
    place = Path(folder.name)
    copied(GOLDEN, place)
    for gone in ("decisions", "releases"):
        shutil.rmtree(place / HOME / gone)
    (place / HOME / "lot.yaml").unlink()
    edit(place, f"{HOME}/programme.yaml", "{min: 4, max: 6}", "{min: 4, max: 4}")
    drawn = "seed_source: {da: En opdigtet lodtrækning, en: An invented lot}"
    edit(place, f"{HOME}/programme.yaml", drawn, f"{drawn}\n    seed: lottotal 2026-04-25")
    model = (place / HOME / "applications" / "aarhus.yaml").read_text(encoding="utf-8")
    for key, (code, status, at) in _OUTSIDE.items():
        text = model.replace("id: aarhus", f"id: {key}").replace("'0751'", f"'{code}'")
        text = text.replace("status: submitted\n", status).replace("p-0751", f"p-{code}")
        received = "received: {at: '2026-02-11T10:16+01:00', via: docx}\n"
        text = text.replace(received, received.replace("2026-02-11T10:16+01:00", at) if at else "")
        (place / HOME / "applications" / f"{key}.yaml").write_text(text, encoding="utf-8", newline="\n")
    git(place, "init", "-q", "--template=")
    commit(place)
    git(place, "gc", "-q")  # a few files to copy instead of one for each object
    return folder


def edit(place: Path, path: str, old: str, new: str) -> None:
    """Replaces a text that occurs exactly once in a file."""
    text = (place / path).read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    (place / path).write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def commit(place: Path) -> None:
    """Everything, committed."""
    git(place, "add", "-A")
    git(place, "commit", "-q", "-m", "x")


def git(place: Path, *words: str) -> None:
    """A git command without this machine's settings."""
    own = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    own |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    named = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.autocrlf=false")
    subprocess.run(["git", *named, *words], cwd=place, env=own, check=True, capture_output=True)
