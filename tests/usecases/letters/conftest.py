"""The repository's own data, once: without the decisions that are in it, and with an invented one of the tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from samskab.usecases.load import Repo, load
from tests.paths import ROOT
from tests.template_workers import shared_template_workers
from tests.usecases.letters.decision_2014 import with_decisions, without_decisions


@pytest.fixture(scope="session", autouse=True)
def _shared_template_workers() -> Iterator[None]:
    """One template worker for each language: a new one for each letter would cost more than the letter."""
    with shared_template_workers():
        yield


@pytest.fixture(scope="session")
def recorded() -> Repo:
    """The data of the source documents and their invented applications, with the recorded demonstration decisions."""
    return load(ROOT)


@pytest.fixture(scope="session")
def real(recorded: Repo) -> Repo:
    """The same, before anything was decided."""
    return Repo(recorded.root, without_decisions(recorded.data), recorded.findings)


@pytest.fixture(scope="session")
def decided(real: Repo) -> Repo:
    """The same, with an invented decision of 2014."""
    return Repo(real.root, with_decisions(real.data), real.findings)
