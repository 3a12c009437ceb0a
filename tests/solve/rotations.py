"""Every rotation of hosts that a task allows: what the solver's answer is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from samskab.solve.hosts import HostTask


def every_rotation(task: HostTask) -> Iterator[dict[str, str]]:
    for chosen in product(task.hosts, repeat=len(task.meetings)):
        pairs = set(zip(chosen, task.meetings, strict=True))
        if pairs <= task.able and all(chosen.count(host) <= task.most[host] for host in task.hosts):
            yield dict(zip(task.meetings, chosen, strict=True))
