"""A small repository, and the program to run on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.folder_copies import copied
from tests.paths import GOLDEN
from tests.program import called, started

Run = Callable[..., CompletedProcess[bytes]]


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A copy of the golden repository that a test may change."""
    return copied(GOLDEN, tmp_path / "repo")


@pytest.fixture
def samskab(tmp_path: Path) -> Run:
    """`samskab(*words, cwd=..., env={...})` in this process."""

    def run(*words: str, cwd: Path = tmp_path, env: Mapping[str, str] | None = None) -> CompletedProcess[bytes]:
        return called(words, cwd, env)

    return run


@pytest.fixture
def samskab_process(tmp_path: Path) -> Run:
    """The same in a separate process."""

    def run(*words: str, cwd: Path = tmp_path, env: Mapping[str, str] | None = None) -> CompletedProcess[bytes]:
        return started(words, cwd, env)

    return run
