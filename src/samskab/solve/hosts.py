"""Who hosts which meeting: the best rotation, proven by the solver and checked without it.

    x_hm = 1       host h has meeting m; only for pairs that are able
    each meeting   sum over h of x_hm  = 1
    each host      sum over m of x_hm <= most
    worst          w >= sum over h, m of leg_phm * x_hm   for every participant p

The aims in order: as few as possible who have hosted in an earlier edition, the least travel of all together, the least
travel of whoever travels most, and at last the first hosts by key in the order of the meetings.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from samskab.solve.solver import INFINITY, NodeLimitError, Solver


class HostTask(NamedTuple):
    """Hosts by key and meetings in their order, with everything in whole numbers.

    able      the pairs (host, meeting) that are possible
    most      how many meetings each host may have
    earlier   how often each has hosted in an earlier edition
    travel    (host, meeting) -> of all travellers together
    legs      (participant, host, meeting) -> of one traveller of this participant
    """

    hosts: tuple[str, ...]
    meetings: tuple[str, ...]
    able: frozenset[tuple[str, str]]
    most: Mapping[str, int]
    earlier: Mapping[str, int]
    travel: Mapping[tuple[str, str], int]
    legs: Mapping[tuple[str, str, str], int]


class RotationTotals(NamedTuple):
    """What a rotation comes to by each aim; less is better, an earlier aim first."""

    earlier: int
    travel: int
    worst: int


class HostRotation(NamedTuple):
    """The host of each meeting, and what that comes to."""

    hosts: Mapping[str, str]
    totals: RotationTotals


def totals_of(task: HostTask, hosts: Mapping[str, str]) -> RotationTotals:
    """What a rotation (meeting -> host) comes to, without the solver."""
    pairs = [(host, meeting) for meeting, host in hosts.items()]
    own = own_travel(task, hosts)
    earlier = sum(task.earlier.get(host, 0) for host, _ in pairs)
    return RotationTotals(earlier, sum(task.travel.get(pair, 0) for pair in pairs), max(own.values(), default=0))


def own_travel(task: HostTask, hosts: Mapping[str, str]) -> dict[str, int]:
    """How far one traveller of each participant goes in all."""
    own = {participant: 0 for participant, _, _ in task.legs}
    for (participant, host, meeting), leg in task.legs.items():
        if hosts.get(meeting) == host:
            own[participant] += leg
    return own


class _Model:
    """The task inside the solver."""

    def __init__(self, task: HostTask, *, everything: bool = True) -> None:
        self.task, self.solver = task, Solver()
        self.pairs = [(host, each) for each in task.meetings for host in task.hosts if (host, each) in task.able]
        self.column = dict(zip(self.pairs, self.solver.columns(len(self.pairs)), strict=True))
        (self.worst,) = self.solver.columns(1, high=INFINITY, whole=False)
        for meeting in task.meetings:
            weights = {self.column[pair]: 1 for pair in self.pairs if pair[1] == meeting}
            self.solver.row(weights, 1 if everything else 0, 1)
        for host in task.hosts:
            self.solver.row(self.of_host(host), high=task.most[host])
        for weights in self._own_travel().values():
            self.solver.row({**weights, self.worst: -1}, high=0)

    def of_host(self, host: str) -> dict[int, int]:
        """The columns of a host."""
        return {self.column[pair]: 1 for pair in self.pairs if pair[0] == host}

    def _own_travel(self) -> dict[str, dict[int, int]]:
        own: dict[str, dict[int, int]] = {}
        for (participant, *pair), leg in self.task.legs.items():
            column = self.column.get((pair[0], pair[1]))
            if column is not None and leg:
                own.setdefault(participant, {})[column] = leg
        return own

    def costs(self) -> tuple[dict[int, int], ...]:
        """The objective of each aim."""
        earlier = {column: self.task.earlier.get(host, 0) for (host, _), column in self.column.items()}
        travel = {column: self.task.travel.get(pair, 0) for pair, column in self.column.items()}
        return earlier, travel, {self.worst: 1}

    def point(self, costs: Mapping[int, int], *, greatest: bool = False) -> dict[str, str] | None:
        """The rotation with the best value of an objective, meeting -> host; None when there is none."""
        found = self.solver.best(costs, greatest=greatest)
        if found is None:
            return None
        if not found.proven:
            raise NodeLimitError(found.bound)
        return {meeting: host for (host, meeting), column in self.column.items() if found.point[column]}

    def least(self) -> RotationTotals | None:
        """The best totals, aim after aim; each stays bound in the model."""
        hosts: dict[str, str] | None = {}
        for level, costs in enumerate(self.costs()):
            hosts = self.point(costs)
            if hosts is None:
                return None
            self.solver.row(costs, high=totals_of(self.task, hosts)[level])
        return totals_of(self.task, hosts or {})


def best_rotation(task: HostTask) -> HostRotation | None:
    """The best rotation, the first by key where several are equally good; None when no rotation is possible."""
    model = _Model(task)
    totals = model.least()
    if totals is None:
        return None
    for meeting in task.meetings:
        able = (host for host in task.hosts if (host, meeting) in task.able)
        first = next(host for host in able if _is_possible(model, model.column[host, meeting]))
        model.solver.row({model.column[first, meeting]: 1}, 1)
    hosts = model.point({})
    if hosts is None or totals_of(task, hosts) != totals:
        raise ValueError(totals)  # a fault of the program: the rows that were added hold for an optimal point
    return HostRotation(hosts, totals)


def _is_possible(model: _Model, column: int) -> bool:
    with model.solver.scratch():
        model.solver.row({column: 1}, 1)
        return model.point({}) is not None


def totals_with(task: HostTask, host: str) -> RotationTotals | None:
    """The best totals when this host has a meeting; None when that is not possible."""
    model = _Model(task)
    weights = model.of_host(host)
    if not weights:
        return None
    model.solver.row(weights, 1)
    return model.least()


def without_host(task: HostTask) -> tuple[str, ...]:
    """The meetings that are left when as many as possible have a host."""
    model = _Model(task, everything=False)
    hosts = model.point(dict.fromkeys(model.column.values(), 1), greatest=True) or {}
    return tuple(meeting for meeting in task.meetings if meeting not in hosts)
