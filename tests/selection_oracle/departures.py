"""A decision that is written, decided and released; then some of the chosen leave in one call. The audit passes it."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random  # noqa: TID251  # a seed makes a repository

import yaml

from tests.program import called
from tests.selection_oracle.comparison import Comparison, keys, subsets
from tests.selection_oracle.generated_repository import HOME, PROGRAMME, TODAY

RECORD = f"{HOME}/decisions/{TODAY}.yaml"


def departure_differences(found: Comparison) -> Iterator[str]:
    """Who steps in for one, two or three who leave: as many as can, from the list, so that the rules hold again."""
    best = found.ranked[0]
    random = Random(found.seed)
    leaving = random.sample(keys(best), min(len(best), random.choice((1, 1, 2, 3))))
    for words in (
        ["select", PROGRAMME, "--write", "--allow-dirty", *found.case.words],
        ["decision", "decide", RECORD, "--by=styregruppen"],
        ["decision", "release", RECORD],
        ["decision", "withdraw", RECORD, *leaving, "--because=Nye opgaver"],
        ["decision", "verify", RECORD],
    ):
        made = called([*words, "--today", TODAY], found.place)
        if made.returncode:
            yield f"{words[:2]}: {made.stdout.decode()[:300]} {made.stderr.decode()[:300]}"
            return
    record = yaml.safe_load((found.place / RECORD).read_text(encoding="utf-8"))
    yield from _events(found, record, set(leaving))


def _events(found: Comparison, record: dict[str, list[dict[str, str]]], leaving: set[str]) -> Iterator[str]:
    best, waiting = found.ranked[0], [name["applicant"] for name in record.get("waiting_list", ())]
    left = {event["applicant"] for event in record.get("events", ()) if event["kind"] == "withdrawn"}
    entered = {
        event["applicant"]: event["replaces"] for event in record.get("events", ()) if event["kind"] == "promoted"
    }
    if left != leaving or not set(entered) <= set(waiting) or not set(entered.values()) <= leaving:
        yield f"events: {record['events']}"
    if len(set(entered.values())) != len(entered):
        yield f"two step in for one: {entered}"
    if found.restores(best, leaving, waiting) and not found.holds(best, leaving, set(entered)):
        yield f"{sorted(leaving)} leave, {sorted(entered)} step in, and the rules do not hold"
    wanted = _joint(found, leaving, waiting)
    if set(entered) != set(wanted):
        yield f"{sorted(leaving)} leave, {sorted(entered)} step in, and it should be {wanted}"


def _joint(found: Comparison, leaving: set[str], waiting: list[str]) -> tuple[str, ...]:
    """Who steps in: most of those who left are replaced, then most step in, then those first on the list."""
    ways = [
        (replaced, entering)
        for replaced in subsets(sorted(leaving))
        for entering in subsets(waiting)
        if len(entering) <= len(replaced) and found.holds(found.ranked[0], replaced, entering, leaving)
    ]
    best = min(
        ways, key=lambda way: (-len(way[0]), -len(way[1]), *(name not in way[1] for name in waiting)), default=((), ())
    )
    return best[1]
