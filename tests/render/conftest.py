"""The letter that the tests of the writers share."""

from __future__ import annotations

import letters
import pytest


@pytest.fixture(scope="session")
def letter():
    return letters.written()
