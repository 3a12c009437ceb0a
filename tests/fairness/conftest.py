"""The golden repository as a dataset."""

from __future__ import annotations

import pytest

from samskab.model.dataset import Dataset
from tests.example_files import repository


@pytest.fixture(scope="session")
def golden() -> Dataset:
    return repository({})[0]
