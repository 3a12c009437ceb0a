"""The paths of the repository, its package and the inputs of its tests."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "samskab"
GOLDEN = ROOT / "tests" / "golden" / "repo"
"""The invented repository: small, and without a mistake."""
SHARED = Path(os.environ.get("SAMSKAB_SHARED") or ROOT.parent / "shared")
"""Inputs that are too large for this repository; tests that need them are skipped without them."""
