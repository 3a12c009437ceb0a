"""Options of every test, and how many examples Hypothesis tries of a property."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

from tests.sampling import Run
from tests.shared_reads import shared_reads
from tests.template_workers import shared_child

settings.register_profile(
    "quick", max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("slow", settings.get_profile("quick"), max_examples=1000, derandomize=False, print_blob=True)
settings.load_profile("quick")  # `make test-all` sets --hypothesis-profile=slow

gc.set_threshold(50_000, 20, 50)  # thousands of tests keep much in memory: collecting it often costs a tenth of the run


def pytest_configure(config: pytest.Config) -> None:
    """`make test` leaves out what is slow; Hypothesis then does not parse 700 modules for the constants in them."""
    Run.has_slow = config.getoption("markexpr") != "not slow"
    if not Run.has_slow:
        providers._get_local_constants = lambda: providers._local_constants


def pytest_collection_finish() -> None:
    """What the collection has made stays to the end: no later collection looks at it."""
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """pytest collects garbage five times at the end, to report what was never closed; only what is new is looked at."""
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make golden` writes the golden files again; read the difference before you commit it."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files again")


@pytest.fixture(scope="session", autouse=True)
def _shared_child() -> Iterator[None]:
    """One child process runs the templates of all tests but `test_client_hostile.py`, which tests the process."""
    with shared_child():
        yield


@pytest.fixture(scope="session", autouse=True)
def _shared_reads() -> Iterator[None]:
    """Every test reads the same file once; the tests of the parser call it themselves."""
    with shared_reads():
        yield
