"""The repository's own data, once, and with an invented decision for the letters that need one."""

from __future__ import annotations

from pathlib import Path

import pytest
from decided import with_decisions

from samskab.pipeline.load import Repo, load

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def real() -> Repo:
    """The data of the source documents and their invented applications."""
    return load(ROOT)


@pytest.fixture(scope="session")
def decided(real: Repo) -> Repo:
    """The same, with an invented decision of 2014 and of 2024."""
    return Repo(real.root, with_decisions(real.data), real.findings)
