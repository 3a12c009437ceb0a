"""The golden repository as a dataset."""

from __future__ import annotations

import pytest
from example_files import repository

from samskab.model.dataset import Dataset


@pytest.fixture(scope="session")
def golden() -> Dataset:
    return repository({})[0]
