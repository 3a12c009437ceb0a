"""How near the reader is to its floor: bytes in memory -> record, against libyaml parsing the same bytes.

    python benchmarks/read_floor.py [FILES]

The floor makes no Python object for a node (`raw_parse`). Both run in turn, CPU time, medians of rounds; only the
ratio means anything.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable

from yaml._yaml import CParser

from samskab.model.application import Application
from samskab.yaml.decode import decode
from samskab.yaml.tree import read_tree

ROUNDS = 7
TEXT = (
    "kommunen vil gerne arbejde med fællesskaber på tværs af forvaltninger og sammen med borgere foreninger og "
    "virksomheder – så flere får mulighed for at være med når nye løsninger bliver til i nærmiljøet"
)
WORDS = TEXT.split()


def application(number: int) -> bytes:
    """An invented application of about 3 kB, different for every number."""

    def prose(seed: int, words: int) -> str:
        return " ".join(WORDS[(seed * 7 + step * (1 + seed % 5)) % len(WORDS)] for step in range(words))

    lines = [
        "schema: samskab/application@1",
        f"id: ansoegning-{number}",
        "programme: faellesskabsagenter-2014",
        "applicant:",
        f"  municipalities: ['{101 + number % 98:04d}']",
        "status: submitted",
        "demonstration: true",
        "received:",
        "  at: 2014-01-28T14:05+01:00",
        "  via: mail",
        f"contact: p-{number:05d}",
        "participants:",
    ]
    for role in ("agent", "leder", "politiker", "borger"):
        for person in range(3):
            lines += [
                f"  - role: {role}",
                f"    person: p-{number % 1000:04d}{person}",
                f"    title: {prose(person, 3)}",
            ]
    lines += ["local_area:", f"  name: {prose(number, 2)}", "answers:"]
    for question in range(5):
        lines.append(f"  spoergsmaal-{question}: |")
        lines += [f"    {prose(number + question + line, 14)}." for line in range(3)]
    lines += ["  antal: 12", "  deltager: true", "  temaer: [unge, aeldre, natur]"]
    lines += ["commitments:", "  dage: true", "  oekonomi: {accepted: true, text: Vi er klar}"]
    return ("\n".join(lines) + "\n").encode()


def seconds(work: Callable[[bytes], object], files: list[bytes]) -> float:
    """CPU seconds of work over all files."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    for data in files:
        work(data)
    spent = time.process_time() - start
    gc.enable()
    return spent


def main() -> None:
    """Prints the microseconds a file and the ratios to the floor."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    files = [application(number) for number in range(count)]
    stages: dict[str, Callable[[bytes], object]] = {
        "floor: libyaml, no objects": lambda data: CParser(data).raw_parse(),
        "tree": lambda data: read_tree(data, "a.yaml"),
        "tree and record": lambda data: decode(read_tree(data, "a.yaml"), Application),
    }
    record, findings = decode(read_tree(files[0], "a.yaml"), Application)
    if record is None:
        raise SystemExit(f"the generated file is not valid: {findings}")
    times: dict[str, list[float]] = {name: [] for name in stages}
    for _ in range(ROUNDS):
        for name, work in stages.items():
            times[name].append(seconds(work, files))
    floor = statistics.median(times["floor: libyaml, no objects"])
    print(f"{count} files, {sum(map(len, files)) / count:.0f} bytes each")
    for name, spent in times.items():
        middle = statistics.median(spent)
        print(f"{name:28} {middle / count * 1e6:7.0f} µs a file  {middle / floor:5.2f}x")


if __name__ == "__main__":
    main()
