"""The repository's own data, read once: it is our largest test."""

from __future__ import annotations

import pytest

from samskab.model.dataset import Dataset
from samskab.model.programme import Programme
from samskab.model.schedule import Schedule
from samskab.usecases.load import load
from tests.paths import ROOT


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return load(ROOT).data


@pytest.fixture
def programme(dataset: Dataset, request: pytest.FixtureRequest) -> Programme:
    """The programme that the test's module names."""
    return dataset.programmes[request.module.KEY]


@pytest.fixture
def schedule(dataset: Dataset, request: pytest.FixtureRequest) -> Schedule:
    found = dataset.schedule(request.module.KEY)
    assert found is not None
    return found
