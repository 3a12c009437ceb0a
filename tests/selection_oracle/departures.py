"""A decision that is written, decided and released; then some of the chosen leave in one call, one more in another."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random  # noqa: TID251  # a seed makes a repository
from typing import Any, NamedTuple

import yaml

from tests.program import called
from tests.selection_oracle.comparison import Comparison, keys, subsets
from tests.selection_oracle.generated_repository import HOME, PROGRAMME, TODAY

Document = dict[str, Any]

RECORD = f"{HOME}/decisions/{TODAY}.yaml"


def departure_differences(found: Comparison) -> Iterator[str]:
    """Who steps in for one, two or three who leave, and when one more has left: as many as can, so that the rules hold.

    The second time, someone who stepped in before leaves where there is one.
    """
    best = found.ranked[0]
    random = Random(found.seed)
    leaving = random.sample(keys(best), min(len(best), random.choice((1, 1, 2, 3))))
    problem = _called(
        found,
        ["select", PROGRAMME, "--write", "--allow-dirty", *found.case.words],
        ["decision", "decide", RECORD, "--by=styregruppen"],
        ["decision", "release", RECORD],
    )
    now = Seats(frozenset(keys(best)))
    for call in range(2):
        gone = random.sample(sorted(now.entered or now.present), min(1, len(now.present))) if call else leaving
        if not gone:
            return
        problem = problem or _called(
            found,
            ["decision", "withdraw", RECORD, *gone, "--because=Nye opgaver"],
            ["decision", "verify", RECORD],
        )
        if problem:
            yield from problem
            return
        record = yaml.safe_load((found.place / RECORD).read_text(encoding="utf-8"))
        differences, now = _after(found, record, now, frozenset(gone))
        yield from differences


class Seats(NamedTuple):
    """Who has a seat, who stepped in, who left, and who of those has been replaced."""

    present: frozenset[str]
    entered: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    replaced: frozenset[str] = frozenset()


def _called(found: Comparison, *commands: list[str]) -> list[str]:
    """What the first command that failed wrote; nothing when all went well."""
    for words in commands:
        made = called([*words, "--today", TODAY], found.place)
        if made.returncode:
            return [f"{words[:2]}: {made.stdout.decode()[:300]} {made.stderr.decode()[:300]}"]
    return []


def _after(found: Comparison, record: Document, before: Seats, gone: frozenset[str]) -> tuple[list[str], Seats]:
    """The differences after one call, and who has the seats then."""
    events: list[Document] = record.get("events", [])
    left = frozenset(event["applicant"] for event in events if event["kind"] == "withdrawn")
    promoted = {event["applicant"]: event["replaces"] for event in events if event["kind"] == "promoted"}
    replaced = frozenset(promoted.values())
    entered = frozenset(promoted) - before.entered
    waiting = [name["applicant"] for name in record.get("waiting_list", ())]
    free = [name for name in waiting if name not in {*before.entered, *before.left, *gone}]
    vacant = (before.left | gone) - before.replaced
    after = Seats((before.present - gone) | entered, frozenset(promoted), left, replaced)
    differences = []
    if left != before.left | gone or not entered <= set(free) or not replaced - before.replaced <= vacant:
        differences.append(f"events: {events}")
    if len(replaced) != len(promoted):
        differences.append(f"two step in for one: {promoted}")
    wanted = _joint(found, before.present - gone, vacant, free, left)
    if entered != set(wanted):
        differences.append(f"{sorted(gone)} leave, {sorted(entered)} step in, and it should be {wanted}")
    return differences, after


def _joint(
    found: Comparison, staying: frozenset[str], vacant: frozenset[str], waiting: list[str], left: frozenset[str]
) -> tuple[str, ...]:
    """Who steps in: most of those who left are replaced, then most step in, then those first on the list."""
    ways = [
        (replaced, entering)
        for replaced in subsets(sorted(vacant))
        for entering in subsets(waiting)
        if len(entering) <= len(replaced) and found.holds({*staying, *entering, *vacant.difference(replaced)}, left)
    ]
    best = min(
        ways, key=lambda way: (-len(way[0]), -len(way[1]), *(name not in way[1] for name in waiting)), default=((), ())
    )
    return best[1]
