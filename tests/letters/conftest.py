"""The repository's own data, once: without the decisions that stand in it, and with an invented one of the tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from decided import with_decisions, without_decisions

from samskab.usecases.load import Repo, load

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def real() -> Repo:
    """The data of the source documents and their invented applications, before anything was decided."""
    repo = load(ROOT)
    return Repo(repo.root, without_decisions(repo.data), repo.findings)


@pytest.fixture(scope="session")
def decided(real: Repo) -> Repo:
    """The same, with an invented decision of 2014."""
    return Repo(real.root, with_decisions(real.data), real.findings)
