"""Every measurement in turn, each as a separate process: `make bench`.

    python benchmarks/run.py [--quick] [NAME...]

`--quick` takes small sizes, to see that all of them still run. Names (`validate`, `start`, ...) choose some of them.
Exit 1 when one of them fails or does not reach its limit.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PEERS = HERE.parent / ".venv" / "bench" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
SIZES: dict[str, tuple[list[str], list[str]]] = {
    "start": (["--rounds", "15"], ["--rounds", "3"]),
    "changes": (["--files", "10000"], ["--files", "300", "--rounds", "2"]),
    "validate": (["--files", "10000", "--rounds", "3"], ["--files", "1000", "--rounds", "1"]),
    "select_cold": (["--runs", "7"], ["--runs", "1"]),
    "select_scale": ([], []),
    "select_commands": (["--rounds", "3"], ["--rounds", "1"]),
    "report_pages": (["--rounds", "3"], ["--rounds", "1"]),
    "render_letters": (["--peers", str(PEERS)], ["--rounds", "1", "--letters", "5"]),
}
"""Name -> the words of its command line, whole and quick."""


def run(name: str, quick: bool) -> int:
    """One measurement; its exit code."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    if PEERS.exists():
        environment.setdefault("SAMSKAB_PEERS", str(PEERS))
    print(f"\n== {name}", flush=True)
    return subprocess.run(
        [sys.executable, str(HERE / f"{name}.py"), *SIZES[name][quick]], env=environment, check=False
    ).returncode


def main() -> None:
    """The command line above."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(SIZES))
    parser.add_argument("--quick", action="store_true")
    chosen = parser.parse_args()
    unknown = sorted(set(chosen.names) - SIZES.keys())
    if unknown:
        parser.error(f"there is no {', '.join(unknown)}: choose from {', '.join(SIZES)}")
    failed = [name for name in chosen.names or SIZES if run(name, chosen.quick)]
    if failed:
        print(f"\nfailed: {', '.join(failed)}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
