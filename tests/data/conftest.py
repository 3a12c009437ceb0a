"""The repository's own data, read once: it is our largest test."""

from __future__ import annotations

import pytest

from samskab.model.dataset import Dataset
from samskab.usecases.load import load
from tests.paths import ROOT


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return load(ROOT).data
