"""Environments for git: a machine with a name set, and one without; nothing of the machine that runs the tests."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

OWN = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Sekretariatet",
    "GIT_AUTHOR_EMAIL": "sekretariatet@eksempel.dk",
    "GIT_COMMITTER_NAME": "Sekretariatet",
    "GIT_COMMITTER_EMAIL": "sekretariatet@eksempel.dk",
}
NOBODY = {name: OWN[name] for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM")} | {"HOME": os.devnull}


def environment(own: Mapping[str, str]) -> dict[str, str]:
    """This machine's environment without its settings of git, and `own` on top."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | dict(own)


def git(place: Path, *words: str, env: Mapping[str, str] = OWN) -> str:
    done = subprocess.run(["git", *words], cwd=place, env=environment(env), capture_output=True, check=False)
    return done.stdout.decode()
