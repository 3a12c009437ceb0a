"""The decision record: what was chosen, by which rules, from which facts, and the reason each applicant gets.

It holds no person's data. It holds the facts and the wish themselves, so anyone can add it up again without a solver.
`seals` are the SHA-256 of its parts and `seal`, the last line, the SHA-256 of every byte before it.
"""

from typing import Literal

from samskab.model.field_types import Day, Key, Line, MunicipalityCode, Text, Words
from samskab.model.record import Part, Record
from samskab.model.selection import Selection


class Run(Part):
    """How the record came about. `freeze` is the SHA-256 of the wish and the facts, `commit` where they lay."""

    tool: Line
    solver: Line
    freeze: Line
    seed: Line
    seed_source: Words | None = None
    commit: Line | None = None
    dirty: bool = False


class InputFile(Part):
    """A file that the facts came from, and the SHA-256 of its bytes (line ends counted as one newline)."""

    path: Line
    sha256: Line


class Stood(Part):
    """An applicant as it stood: the numbers, attributes and place that the rules and aims use, and nothing else.

    `place` is whole millionths of a degree (latitude, longitude), or metres (east, north) in a plane.
    `members` are the attributes of each municipality when the applicant stands for several.
    """

    key: Key
    name: Line
    municipalities: tuple[MunicipalityCode, ...] = ()
    numbers: dict[Key, int] = {}
    attributes: dict[Key, tuple[Key, ...]] = {}
    place: tuple[int, ...] = ()
    members: tuple[dict[Key, tuple[Key, ...]], ...] = ()


class Field(Part):
    """Those who could be chosen, the country they are measured by, and in which fractions numbers are whole.

    `titles` and `values` are the names of attributes and their values, for the sentences.
    """

    candidates: tuple[Stood, ...]
    country: dict[Key, dict[Key, int]] = {}
    country_size: int = 0
    titles: dict[Key, Words] = {}
    values: dict[Key, dict[Key, Words]] = {}
    units: dict[Key, int] = {}
    metric: Literal["sphere", "plane"] = "sphere"
    spots: dict[Key, tuple[int, ...]] = {}


class DecidedRow(Part):
    """A rule as a sum: `low` <= total <= `high`. Its weights follow from the rule and the facts."""

    id: Line
    kind: Line
    total: int
    low: int | None = None
    high: int | None = None
    price: int | None = None


class DecidedAim(Part):
    """An aim, its value in parts of `unit`, and the bound that no allowed cohort passes; they are equal when proven."""

    kind: Line
    value: int
    bound: int
    unit: int = 1


class Considered(Part):
    """Another cohort that was near: who is out, who is in, and the value of each aim."""

    out: tuple[Key, ...]
    into: tuple[Key, ...]
    values: tuple[int, ...]


class Waiting(Part):
    """One on the waiting list, in order, and for which of the chosen it may step in alone."""

    applicant: Key
    steps_in_for: tuple[Key, ...] = ()


class Override(Part):
    """What people decided against or beside the rules, who did, and why."""

    applicant: Key
    action: Literal["pin", "exclude", "move"]
    why: Text
    by: Line


class Reason(Part):
    """The reason one applicant gets, fit for a letter: rule, main considerations, facts, and the lot where one fell.

    `outcome` and `costs` (goal by goal; above zero is worse) are what the engine found. `displaces` and `instead` are
    who would leave and who would come: with the cohort they are the other cohort that shows the costs. `rows` stand in
    the way. `seat` says how sure it is among all cohorts within 1 % of the best first goal. The sentences are made from
    these, and are made again by those who check.
    """

    applicant: Key
    outcome: Literal["chosen", "required", "costs", "impossible", "excluded", "lot"]
    seat: Literal["always", "never", "depends"] = "depends"
    costs: tuple[int, ...] = ()
    rows: tuple[Line, ...] = ()
    displaces: tuple[Key, ...] = ()
    instead: tuple[Key, ...] = ()
    regel: Words | None = None
    hovedhensyn: Words | None = None
    fakta: Words | None = None
    lodtraekning: Words | None = None


class Decided(Part):
    """When it was decided and by whom (bodies, not persons)."""

    on: Day
    by: tuple[Line, ...]


class Event(Part):
    """What happened afterwards: appended, never rewritten. `follows` is the seal of the record before it."""

    on: Day
    kind: Literal["withdrawn", "promoted", "corrected"]
    applicant: Key
    replaces: Key | None = None
    why: Text
    follows: Line


class Decision(Record):
    """One run of `select`, written down. `status` goes from proposed to decided to released."""

    schema: Literal["samskab/decision@1"]
    id: Key
    programme: Key
    status: Literal["proposed", "decided", "released"]
    run: Run
    inputs: tuple[InputFile, ...]
    selection: Selection
    field: Field
    cohort: tuple[Key, ...]
    rows: tuple[DecidedRow, ...]
    aims: tuple[DecidedAim, ...]
    reasons: tuple[Reason, ...]
    seals: dict[Line, Line]
    seal: Line
    demonstration: bool = False
    embargo_until: Day | None = None
    decided: Decided | None = None
    statement: Words | None = None
    waiting_list: tuple[Waiting, ...] = ()
    waiting_coverage_permille: int | None = None
    next_by_score_permille: int | None = None
    irreplaceable: tuple[Key, ...] = ()
    alternatives: tuple[Considered, ...] = ()
    overrides: tuple[Override, ...] = ()
    events: tuple[Event, ...] = ()
