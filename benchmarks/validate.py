"""`samskab validate` against check-jsonschema, yamale and yamllint on the same files, and against its floor.

    python benchmarks/validate.py [--files 10000] [--rounds 3] [--peers FOLDER]

Whole processes, run in turn in one loop; CPU seconds (user + system) of the finished child and all its workers,
medians of the rounds, printed as ratios. The floor is: walk, read, and let libyaml parse the same bytes without
making an object.
Peers come from `requirements-bench.txt` (`make bench` puts them in `.venv/bench`); one that is missing is named.
"""

from __future__ import annotations

import argparse
import compileall
import csv
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import ROOT, write

DAY = "2026-03-05"
FLOOR = """
import os, sys
from yaml._yaml import CParser
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        if name.endswith('.yaml'):
            with open(os.path.join(folder, name), 'rb') as file:
                CParser(file.read()).raw_parse()
"""
YAMALE = """\
schema: str()
id: str()
programme: str()
applicant: map()
status: enum('draft', 'submitted', 'withdrawn')
demonstration: bool(required=False)
received: include('received')
contact: regex('^p-[a-z0-9]{4,12}$')
contact_title: str()
participants: list(include('participant'))
counts: map(int())
local_area: map(str())
partners: list(map(str()))
answers: map()
commitments: map(bool())
---
received:
  at: any()
  via: enum('docx', 'xlsx', 'csv', 'mail', 'web', 'issue', 'pull_request', 'paper', 'phone')
participant:
  role: str()
  person: str()
  title: str()
  unit: str()
"""
YAMLLINT = "{rules: {key-duplicates: enable, octal-values: enable, truthy: enable, empty-values: enable}}"


def cpu(command: list[str], folder: Path) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and peak memory (MB, largest process) of a command and its children."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, _, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, wall, usage.ru_maxrss / 1024


def print_ratios(commands: dict[str, tuple[str, ...]], folder: Path, rounds: int) -> None:
    """Runs the commands in turn and prints the median CPU time of each beside that of `python -c pass`."""
    compileall.compile_dir(ROOT / "src", quiet=2)
    samples: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, command in commands.items():
            samples[name].append(cpu(list(command), folder)[0])
    medians = {name: statistics.median(measured[1:]) for name, measured in samples.items()}  # the first warms the disk
    bare = medians["python -c pass"]
    print(f"medians of {rounds} rounds; python -c pass takes {bare * 1000:.0f} ms")
    print(f"{'':72}{'CPU ms':>8}{'/ bare':>8}")
    for name, spent in medians.items():
        print(f"{name:72}{spent * 1000:8.0f}{spent / bare:8.1f}")


def commands(repository: Path, peers: Path, scratch: Path) -> dict[str, list[str]]:
    """What is measured, by name; a peer that is not installed is left out and named."""
    ours = [sys.executable, "-m", "samskab", "validate", "--format", "concise", "--today", DAY, "-C", str(repository)]
    one = "import sys; from samskab.usecases.validate.validate import validate; from datetime import date;"
    one += f"validate(sys.argv[1], today=date.fromisoformat('{DAY}'), processes=1)"
    applications = str(repository / "data" / "programmes")
    (scratch / "schema.yaml").write_text(YAMALE, encoding="utf-8")
    listed = [str(path) for path in sorted((repository / "data" / "programmes").rglob("applications/*.yaml"))]
    (scratch / "files.txt").write_text("\n".join(listed), encoding="utf-8")
    schema = str(ROOT / "schemas" / "application.json")
    through = "import sys, subprocess; names = open(sys.argv[1]).read().split('\\n');"
    through += "[subprocess.run([*sys.argv[2:], *names[i:i + 2000]]) for i in range(0, len(names), 2000)]"
    files = [sys.executable, "-c", through, str(scratch / "files.txt")]
    wanted = {
        "check-jsonschema": [*files, str(peers / "check-jsonschema"), "--schemafile", schema],
        "yamale": [str(peers / "yamale"), "-s", str(scratch / "schema.yaml"), "--no-strict", applications],
        "yamllint": [str(peers / "yamllint"), "-d", YAMLLINT, applications],
    }
    for name in list(wanted):
        if not (peers / name).exists():
            print(f"  {name} is not installed in {peers.name}: left out")
            del wanted[name]
    return {
        "floor": [sys.executable, "-c", FLOOR, str(repository)],
        "samskab": ours,
        "samskab, one process": [sys.executable, "-c", one, str(repository)],
        **wanted,
    }


def compare(files: int, rounds: int, peers: Path) -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as scratch:
        repository = Path(scratch) / "repository"
        write(repository, files)
        table = commands(repository, peers, Path(scratch))
        samples: dict[str, list[tuple[float, float, float]]] = {name: [] for name in table}
        for _ in range(rounds):
            for name, command in table.items():
                samples[name].append(cpu(command, repository))
        ours = statistics.median(sample[0] for sample in samples["samskab, one process"])
        floor = statistics.median(sample[0] for sample in samples["floor"])
        print(f"{files} applications, medians of {rounds} rounds")
        print(f"{'':24}{'CPU s':>9}{'wall s':>9}{'MB':>7}{'/ floor':>9}{'/ samskab':>11}")
        for name, measured in samples.items():
            spent, wall, memory = (statistics.median(column) for column in zip(*measured, strict=True))
            print(f"{name:24}{spent:9.2f}{wall:9.2f}{memory:7.0f}{spent / floor:9.1f}{spent / ours:11.1f}")


def faults(files: int) -> bool:
    """Whether every planted fault is reported at its line, and nothing else."""
    with tempfile.TemporaryDirectory() as scratch:
        repository = Path(scratch) / "repository"
        write(repository, files, faults=True)
        command = [
            sys.executable,
            "-m",
            "samskab",
            "validate",
            "--format",
            "json",
            "--today",
            DAY,
            "-C",
            str(repository),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        reported = {
            (finding["file"], finding["line"], finding["code"])
            for finding in json.loads(done.stdout)["diagnostics"]
            if finding["severity"] != "info" and "/applications/" in finding["file"]
        }
        with (repository / "manifest.csv").open(encoding="utf-8") as file:
            planted = [(path, int(line), code) for path, line, code in csv.reader(file)]
    missed = [p for p in planted if not any(t[:2] == p[:2] and t[2].startswith(p[2]) for t in reported)]
    places = {(path, line) for path, line, _ in planted}
    false = [t for t in reported if t[:2] not in places]
    print(f"{len(planted)} planted faults: {len(missed)} missed, {len(false)} false")
    for each in (*missed[:5], *false[:5]):
        print("  ", *each)
    return not missed and not false


def main() -> None:
    """The command line above."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", type=Path, default=ROOT / ".venv" / "bench" / "bin")
    chosen = parser.parse_args()
    right = faults(chosen.files)
    compare(chosen.files, chosen.rounds, chosen.peers)
    sys.exit(0 if right else 1)


if __name__ == "__main__":
    main()
