"""A headless Chromium, driven by one of our scripts through playwright-core."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

PACKAGES = ("axe-core@4.14.1", "playwright-core@1.65.1")


def browser_with(script: Path, modules: Path) -> list[str]:
    """The beginning of a command: node, the script, the browser, the packages. Skips the test where one is missing."""
    node, npm = shutil.which("node"), shutil.which("npm")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not (node and npm and chromium):
        pytest.skip("needs node, npm and chromium")
    command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(modules), *PACKAGES]
    if subprocess.run(command, capture_output=True, check=False, timeout=300).returncode:
        pytest.skip("npm cannot install axe-core and playwright-core here")
    return [node, str(script), chromium, str(modules)]
