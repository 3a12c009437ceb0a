"""The rotation of hosts against every rotation there is, on 300 tiny programmes."""

from __future__ import annotations

from itertools import product
from random import Random  # noqa: TID251  # tiny programmes from fixed seeds

import pytest

from samskab.solve.hosts import (
    HostTask,
    RotationTotals,
    best_rotation,
    totals_of,
    totals_with,
    without_host,
)
from tests.solve.rotations import every_rotation


def drawn(seed: int) -> HostTask:
    """A programme of up to five participants and four meetings."""
    draw = Random(seed)
    hosts = tuple("abcde"[: draw.randint(1, 5)])
    meetings = tuple(f"m{number}" for number in range(1, draw.randint(1, 4) + 1))
    able = frozenset(pair for pair in product(hosts, meetings) if draw.random() < 0.75)
    steps = draw.choice((2, 40))  # with few distances many rotations are equally good
    far = {pair: draw.randint(1, steps) * (pair[0] != pair[1]) for pair in product(hosts, hosts)}
    people = {host: draw.randint(1, 3) for host in hosts}
    legs = {(p, host, each): far[p, host] for p, host, each in product(hosts, hosts, meetings) if draw.random() < 0.9}
    travel = dict.fromkeys(product(hosts, meetings), 0)
    for (p, host, each), leg in legs.items():
        travel[host, each] += leg * people[p]
    most = {host: draw.choice((0, 1, 1, 1, 2)) for host in hosts}
    return HostTask(hosts, meetings, able, most, {host: draw.choice((0, 0, 1)) for host in hosts}, travel, legs)


def compare(seed: int) -> bool:
    """Compares one programme; whether it has a rotation."""
    task = drawn(seed)
    every = [(totals_of(task, each), tuple(each.values()), each) for each in every_rotation(task)]
    found = best_rotation(task)
    if not every:
        assert found is None, seed
        assert without_host(task), seed
        return False
    totals, _, hosts = min(every, key=lambda each: each[:2])
    assert found is not None, seed
    assert (found.totals, found.hosts) == (totals, hosts), seed
    for host in task.hosts:
        least = min((totals for totals, chosen, _ in every if host in chosen), default=None)
        assert totals_with(task, host) == least, (seed, host)
    return True


@pytest.mark.parametrize("seeds", [range(30), pytest.param(range(30, 300), marks=pytest.mark.slow)])
def test_the_best_rotation_is_the_best_of_all(seeds: range) -> None:
    possible = [compare(seed) for seed in seeds]
    assert 0 < sum(possible) < len(possible)


def test_the_aims_go_before_each_other_in_their_order() -> None:
    legs = {("a", "b", "m"): 9, ("b", "a", "m"): 1}
    able = frozenset({("a", "m"), ("b", "m")})
    task = HostTask(("a", "b"), ("m",), able, {"a": 1, "b": 1}, {"a": 1}, {("a", "m"): 1, ("b", "m"): 9}, legs)
    found = best_rotation(task)
    assert found is not None
    assert (found.hosts, found.totals) == ({"m": "b"}, RotationTotals(0, 9, 9))
    again = best_rotation(task._replace(earlier={}))
    assert again is not None
    assert (again.hosts, again.totals) == ({"m": "a"}, RotationTotals(0, 1, 1))


def test_as_few_meetings_as_possible_are_left_without_a_host() -> None:
    able = frozenset({("a", "m1"), ("a", "m2"), ("b", "m1")})
    task = HostTask(("a", "b"), ("m1", "m2", "m3"), able, {"a": 1, "b": 1}, {}, {}, {})
    assert without_host(task) == ("m3",)
