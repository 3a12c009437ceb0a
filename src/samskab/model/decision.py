"""The decision record: what was chosen, by which rules, from which facts, and the reason each applicant gets.

It holds no person's data. It holds the selection and the facts themselves, so anyone can add it up again without a
solver. `seals` are the SHA-256 of its parts; `seal`, the last line, is the SHA-256 of every byte before it.
"""

from datetime import date
from typing import Literal, NamedTuple

from samskab.model.field_types import Day, Key, Line, Text, Words
from samskab.model.pool import Pool
from samskab.model.record import Part, Record
from samskab.model.selection import Selection

Outcome = Literal["chosen", "required", "costs", "lot", "impossible", "excluded"]
Seat = Literal["always", "never", "depends"]
"""Whether an applicant is in all, none or some of the cohorts within 1 % of the best value of the first aim."""


class Decided(Part):
    """When it was decided and by whom (bodies, not persons)."""

    on: Day
    by: tuple[Line, ...]


class Waiting(Part):
    """One on the waiting list, in order, and for which of the chosen it can step in alone."""

    applicant: Key
    steps_in_for: tuple[Key, ...] = ()


class Grounds(Part):
    """What is the same in every applicant's reason: the rule, and the main considerations."""

    rule: Words
    considerations: Words


class Reason(Part):
    """The reason of one applicant, fit for a letter together with the common grounds.

    outcome    chosen       in the cohort; leaving it out would cost `costs`
               required     in every cohort that keeps the rules: `rows` cannot all hold without it
               costs        not in the cohort; the best cohort that has it costs `costs`
               lot          not in the cohort; an equal cohort has it, and the published lot fell to another
               impossible   in no cohort: `rows` cannot all hold with it, and none of them can be left out
               excluded     kept out by a rule for it alone; `costs` is what that costs (below zero: it would be better)
    costs      how much worse the other cohort is, aim by aim (above zero is worse)
               With `costs` and `lot`, `rows` put others in or out; without them this one would be chosen
    displaces  those of the cohort who are not in the other cohort; `instead` those of the other who are not in this
    facts      the facts in words; `lot` what the lot decided. Both are made from the other fields and the pool.
    """

    applicant: Key
    outcome: Outcome
    seat: Seat = "depends"
    costs: tuple[int, ...] = ()
    rows: tuple[Line, ...] = ()
    displaces: tuple[Key, ...] = ()
    instead: tuple[Key, ...] = ()
    facts: Words | None = None
    lot: Words | None = None


class DecidedRow(Part):
    """A rule as a sum: `low` <= total <= `high`. Its weights follow from the rule and the pool."""

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


class Coverage(Part):
    """The chance in thousandths that the waiting list restores the rules when some of the chosen leave.

    `next_by_score_permille` is the chance if those next by score waited instead. `exact` is true when every case was
    counted, false when cases were sampled (or when the record lacks the field).
    """

    permille: int
    next_by_score_permille: int
    exact: bool = False


class Considered(Part):
    """One of the next best cohorts: who is out, who is in, and the value of each aim."""

    out: tuple[Key, ...]
    into: tuple[Key, ...]
    values: tuple[int, ...]


class Override(Part):
    """What people decided against or beside the rules, who did, and why. `early` and `seed` name no applicant."""

    applicant: Key | None = None
    action: Literal["pin", "exclude", "move", "leave-out", "early", "seed"]
    why: Text
    by: Line


class Event(Part):
    """What happened afterwards: appended, never rewritten. `follows` is the seal of the record before it."""

    on: Day
    kind: Literal["withdrawn", "promoted", "corrected"]
    applicant: Key
    replaces: Key | None = None
    why: Text
    follows: Line


class Run(Part):
    """How the record was made. `freeze` is the SHA-256 of selection and pool, `commit` the git commit of the files."""

    tool: Line
    solver: Line
    freeze: Line
    seed: Line
    seed_source: Words | None = None
    commit: Line | None = None
    dirty: bool = False


ApplicantOutcome = Literal["selected", "waiting", "rejected", "promoted", "withdrawn"]


class DecisionState(NamedTuple):
    """Every applicant by its outcome after what has happened since the decision.

    `promoted` maps each to the applicant it replaces; the promoted are among the selected too.
    """

    selected: tuple[str, ...]
    waiting: tuple[str, ...]
    rejected: tuple[str, ...]
    promoted: dict[str, str]
    withdrawn: tuple[str, ...]

    def of(self, applicant: str) -> ApplicantOutcome | None:
        """The outcome of one applicant; None for one that was not in the pool."""
        if applicant in self.promoted:
            return "promoted"
        order: tuple[tuple[ApplicantOutcome, tuple[str, ...]], ...] = (
            ("selected", self.selected),
            ("waiting", self.waiting),
            ("withdrawn", self.withdrawn),
            ("rejected", self.rejected),
        )
        return next((name for name, keys in order if applicant in keys), None)


class Decision(Record):
    """One run of `select`, written down, the outcome first. `status` goes from proposed to decided to released.

    `field` is the pool that was chosen from. `inputs` are the files that it was made from, by path, each with the
    SHA-256 of its bytes (line ends counted as one newline).
    """

    schema: Literal["samskab/decision@2"]
    id: Key
    programme: Key
    status: Literal["proposed", "decided", "released"]
    decided: Decided | None = None
    statement: Words | None = None
    demonstration: bool = False
    embargo_until: Day | None = None
    cohort: tuple[Key, ...]
    waiting_list: tuple[Waiting, ...] = ()
    grounds: Grounds
    reasons: tuple[Reason, ...]
    rows: tuple[DecidedRow, ...]
    aims: tuple[DecidedAim, ...]
    coverage: Coverage | None = None
    irreplaceable: tuple[Key, ...] = ()
    alternatives: tuple[Considered, ...] = ()
    overrides: tuple[Override, ...] = ()
    events: tuple[Event, ...] = ()
    selection: Selection
    field: Pool
    run: Run
    inputs: dict[Line, Line]
    seals: dict[Line, Line]
    seal: Line

    def reason_of(self, applicant: str) -> Reason | None:
        """The reason of one applicant."""
        return next((reason for reason in self.reasons if reason.applicant == applicant), None)

    def name_of(self, applicant: str) -> str:
        """The name of an applicant of the pool; its key when it is not in the pool."""
        return next((one.name for one in self.field.candidates if one.key == applicant), applicant)

    def state(self, on: date | None = None) -> DecisionState:
        """The cohort, the waiting list and the others after the events until a day, or after all events.

        With a day, a letter of that day is the same letter whatever happens later.
        """
        selected = list(self.cohort)
        waiting = [each.applicant for each in self.waiting_list]
        withdrawn: list[str] = []
        promoted: dict[str, str] = {}
        for event in self.events:
            if on is not None and event.on > on:
                continue
            for keys in (selected, waiting):
                if event.applicant in keys and event.kind in {"withdrawn", "promoted"}:
                    keys.remove(event.applicant)
            if event.kind == "withdrawn":
                withdrawn.append(event.applicant)
                promoted.pop(event.applicant, None)
            elif event.kind == "promoted":
                selected.append(event.applicant)
                promoted[event.applicant] = event.replaces or ""
        placed = {*selected, *waiting, *withdrawn}
        rejected = tuple(each.key for each in self.field.candidates if each.key not in placed)
        return DecisionState(tuple(selected), tuple(waiting), rejected, promoted, tuple(withdrawn))
