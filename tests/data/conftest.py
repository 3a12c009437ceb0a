"""The repository's own data, read once: it is our largest test."""

from __future__ import annotations

from pathlib import Path

import pytest

from samskab.model.dataset import Dataset
from samskab.usecases.load import load

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return load(ROOT).data
