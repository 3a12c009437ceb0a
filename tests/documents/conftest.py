"""The letter that the tests of the writers share."""

from __future__ import annotations

import pytest

from tests.documents.writers.sample_letter import written


@pytest.fixture(scope="session")
def letter():
    return written()
