"""What the quick run tries of a long list, and of a property that costs much."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import settings


class Run:
    """What `conftest.py` knows of this run before the tests are collected."""

    has_slow = True


def sampled(values: Iterable[Any], every: int) -> list[Any]:
    """Each value, or tuple of values, as parameters of a test; the quick run has the first of every so many.

    It does not even make the others: to collect thousands only to leave them out takes a second of each process.
    """
    rows = (value if type(value) is tuple else (value,) for value in values)
    return [
        pytest.param(*row, marks=[pytest.mark.slow] if number % every else [])
        for number, row in enumerate(rows)
        if Run.has_slow or number % every == 0
    ]


def few(quick: int = 4) -> settings:
    """A quarter of the examples, for a property that costs much; the quick run tries this many."""
    usual = settings.default.max_examples
    return settings(max_examples=quick if usual == settings.get_profile("quick").max_examples else usual // 4)
