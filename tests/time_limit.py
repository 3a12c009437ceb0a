"""The only limit of time in the tests: what must end does, however slow or busy the machine is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

MOST_SECONDS = 10.0
"""Of the processor. No measurement: what grows without bound takes minutes."""


@contextmanager
def ends() -> Iterator[None]:
    """Fails when its body takes more of the processor than that."""
    begin = time.process_time()
    yield
    assert time.process_time() - begin < MOST_SECONDS
