"""The cases of the public YAML test suite, which is beside the repository (`SAMSKAB_SHARED`) or is absent."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.paths import SHARED

_FILE = SHARED / "yaml-test-suite" / "cases.jsonl"
CASES: tuple[dict[str, Any], ...] = (
    tuple(map(json.loads, _FILE.read_text(encoding="utf-8").splitlines())) if _FILE.is_file() else ()
)
needs_suite = pytest.mark.skipif(not CASES, reason="the YAML test suite is not at hand (SAMSKAB_SHARED)")
