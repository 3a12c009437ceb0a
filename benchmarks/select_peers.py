"""The municipal instance as a plain model for CP-SAT and for scipy's milp, in a plain first formulation.

Run by `select_cold.py` in a separate environment. Quotas, cap, pins, pairwise distance of 15 km; one aim:
the score, or the total deviation from the country.
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from itertools import combinations
from pathlib import Path

CASE = Path(__file__).parent.parent / "tests" / "solve" / "municipal_60_choose_20"
NAMES = ("region", "band", "type")
QUOTAS = {
    "Hovedstaden": (4, 7), "Midtjylland": (2, 5), "Nordjylland": (1, 4), "Sjælland": (2, 5), "Syddanmark": (3, 6),
    "L": (2, 5), "M": (7, 10), "S": (6, 9), "XL": (0, 3),
    "by": (2, 5), "land": (3, 6), "opland": (3, 6), "provins": (3, 6), "yder": (1, 4),
}  # fmt: skip


def instance():
    """Applicants, groups by value, and the pairs nearer than 15 km."""
    with (CASE / "municipalities.csv").open(encoding="utf-8", newline="") as lines:
        country = list(csv.DictReader(lines))
    rows = [row for row in country if row["applied"] == "1"]
    groups = {v: [n for n, row in enumerate(rows) if v in {row[name] for name in NAMES}] for v in QUOTAS}
    shares = Counter(row[name] for row in country for name in NAMES)
    place = [(float(row["x_km"]), float(row["y_km"])) for row in rows]
    near = [(a, b) for a, b in combinations(range(len(rows)), 2) if round(math.dist(place[a], place[b]), 1) < 15]
    return rows, groups, shares, near


def cp_sat(aim: str) -> None:
    from ortools.sat.python import cp_model

    rows, groups, shares, near = instance()
    model = cp_model.CpModel()
    x = [model.new_bool_var(row["id"]) for row in rows]
    model.add(sum(x) == 20)
    for value, (low, high) in QUOTAS.items():
        model.add_linear_constraint(sum(x[n] for n in groups[value]), low, high)
    model.add(sum(int(row["participants_cap"]) * v for row, v in zip(rows, x, strict=True)) <= 130)
    for row, v in zip(rows, x, strict=True):
        if row["id"] in {"K108", "K132"}:
            model.add(v == 1)
        if row["id"] == "K111":
            model.add(v == 0)
    for a, b in near:
        model.add(x[a] + x[b] <= 1)
    if aim == "score":
        model.maximize(sum(int(row["score"]) * v for row, v in zip(rows, x, strict=True)))
    else:
        off = []
        for value in QUOTAS:
            d = model.new_int_var(0, 98 * 20, value)
            over = 98 * sum(x[n] for n in groups[value]) - 20 * shares[value]
            model.add(d >= over)
            model.add(d >= -over)
            off.append(d)
        model.minimize(sum(off))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    print(solver.objective_value)


def milp(aim: str) -> None:
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint
    from scipy.optimize import milp as solve

    rows, groups, shares, near = instance()
    n, extra = len(rows), len(QUOTAS) if aim == "deviation" else 0
    a, low, high = [], [], []

    def add(weights, least, most):
        line = np.zeros(n + extra)
        for place, weight in weights:
            line[place] += weight
        a.append(line), low.append(least), high.append(most)

    add([(i, 1) for i in range(n)], 20, 20)
    for value, (least, most) in QUOTAS.items():
        add([(i, 1) for i in groups[value]], least, most)
    add([(i, int(row["participants_cap"])) for i, row in enumerate(rows)], 0, 130)
    for one, other in near:
        add([(one, 1), (other, 1)], 0, 1)
    bounds = Bounds(np.zeros(n + extra), np.concatenate([np.ones(n), np.full(extra, np.inf)]))
    for i, row in enumerate(rows):
        bounds.lb[i] = row["id"] in {"K108", "K132"}
        bounds.ub[i] = row["id"] != "K111"
    cost = np.zeros(n + extra)
    if aim == "score":
        cost[:n] = [-int(row["score"]) for row in rows]
    else:
        cost[n:] = 1
        for g, value in enumerate(QUOTAS):
            add([*((i, 98) for i in groups[value]), (n + g, -1)], -np.inf, 20 * shares[value])
            add([*((i, 98) for i in groups[value]), (n + g, 1)], 20 * shares[value], np.inf)
    kinds = np.concatenate([np.ones(n), np.zeros(extra)])
    found = solve(
        cost,
        constraints=LinearConstraint(np.array(a), low, high),
        bounds=bounds,
        integrality=kinds,
        options={"mip_rel_gap": 0},
    )
    assert found.status == 0
    print(found.fun)
