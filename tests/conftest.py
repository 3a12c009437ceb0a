"""Makes `example_files` (beside this file) importable from every folder; `--update-golden` for `make golden`."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make golden` writes the golden files again; read the difference before you commit it."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files again")
