"""The decision record: what was chosen, by which rules, from which facts, and the reason each applicant gets.

It holds no person's data. It holds the selection and the facts themselves, so anyone can add it up again without a
solver. `seals` are the SHA-256 of its parts; `seal`, the last line, is the SHA-256 of every byte before it.
"""

from collections.abc import Collection
from datetime import date
from typing import Literal, NamedTuple

from samskab.model.eligibility import StateName
from samskab.model.field_types import Day, Key, Line, MunicipalityCode, Text, Words
from samskab.model.pool import Pool
from samskab.model.record import Part, Record
from samskab.model.selection import Lot, Selection

ANSWERED_STATES = frozenset({"late", "incomplete", "unassessed", "condition", "outside"})
"""States of applications that were left out and are answered; nobody waits for an answer to a draft or a sample."""

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


class Over(Part):
    """One of the chosen that keeps its seat over an applicant: what stands in the way of an exchange of these two.

    `rule` is the row that would not hold, `aim` the first aim that would be worse (counted from 1). With neither, the
    two are equal and the lot decides.
    """

    applicant: Key
    rule: Line | None = None
    aim: int | None = None


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
    proven     false when the search for the other cohort ended at its limit: then there may be a better one
    over       of `costs` and `lot`: the chosen who keep their seats over the applicant, and by which rule or aim
    facts      the facts in words; `lot` what the lot decided. These and `over` follow from the other fields and the
               pool
    """

    applicant: Key
    outcome: Outcome
    seat: Seat = "depends"
    costs: tuple[int, ...] = ()
    rows: tuple[Line, ...] = ()
    displaces: tuple[Key, ...] = ()
    instead: tuple[Key, ...] = ()
    over: tuple[Over, ...] = ()
    proven: bool = True
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
    """The chance in thousandths that the waiting list restores the rules when some of the chosen leave together.

    `if_any_leaves_permille` is the chance given that somebody leaves (None where the record does not say), and
    `next_by_score_permille` the chance if those next by score waited instead. `exact` is true when every case was
    counted, false when cases were sampled (or when the record does not say). `at_least` is true when not every
    combination could be tried, so that the chances may be greater.
    """

    permille: int
    if_any_leaves_permille: int | None = None
    next_by_score_permille: int
    exact: bool = False
    at_least: bool = False


class Considered(Part):
    """One of the next best cohorts: who is out, who is in, and the value of each aim."""

    out: tuple[Key, ...]
    into: tuple[Key, ...]
    values: tuple[int, ...]


class LeftOut(Part):
    """An application that could not be chosen: its state, the id of the condition that it fails, and the facts."""

    applicant: Key
    name: Line
    municipalities: tuple[MunicipalityCode, ...] = ()
    state: StateName
    reason: Key | None = None
    facts: Words | None = None

    def without_facts(self) -> "LeftOut":
        """The same without what the state rests on."""
        return LeftOut(applicant=self.applicant, name=self.name, municipalities=self.municipalities, state=self.state)


class Override(Part):
    """What people decided beside the rules, who did, and why. `early` and `seed` concern no single applicant."""

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
    """How the record was made.

    `freeze` is the fingerprint of selection and pool, `commit` the git commit of the files. `round` is the id of the
    intake that the lot was drawn for; None in records made before a lot was bound to one. `alternatives` is how many of
    the next best cohorts were asked for. `on` is the day of the choice; None in records made before it was kept.
    """

    tool: Line
    solver: Line
    freeze: Line
    seed: Line
    round: Line | None = None
    seed_source: Words | None = None
    commit: Line | None = None
    dirty: bool = False
    alternatives: int = 3
    on: Day | None = None


ApplicantOutcome = Literal["selected", "waiting", "rejected", "promoted", "withdrawn"]


class DecisionState(NamedTuple):
    """Every applicant by its outcome after what has happened since the decision.

    promoted    who stepped in -> whom it replaces; they are among the selected too
    vacated     the chosen who have left and whom nobody has replaced
    leaving     the chosen who have withdrawn their application while the record does not say so yet; they count as
                withdrawn and not as selected
    """

    selected: tuple[str, ...]
    waiting: tuple[str, ...]
    rejected: tuple[str, ...]
    promoted: dict[str, str]
    withdrawn: tuple[str, ...]
    vacated: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()

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

    `field` is the pool that was chosen from, `left_out` the applications that did not stand in it. `inputs` are the
    files that it was made from, by path, each with the SHA-256 of its bytes (line ends counted as one newline).
    """

    schema: Literal["samskab/decision@2"]
    id: Key
    programme: Key
    status: Literal["proposed", "decided", "released"]
    decided: Decided | None = None
    statement: Words | None = None
    demonstration: bool = False
    cohort: tuple[Key, ...]
    waiting_list: tuple[Waiting, ...] = ()
    grounds: Grounds
    reasons: tuple[Reason, ...]
    rows: tuple[DecidedRow, ...]
    aims: tuple[DecidedAim, ...]
    coverage: Coverage | None = None
    irreplaceable: tuple[Key, ...] = ()
    alternatives: tuple[Considered, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    overrides: tuple[Override, ...] = ()
    events: tuple[Event, ...] = ()
    selection: Selection
    field: Pool
    run: Run
    inputs: dict[Line, Line]
    seals: dict[Line, Line]
    seal: Line

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the choice, of the decision and of what has happened since, in the order that they must have."""
        known = (self.run.on, self.decided.on if self.decided else None, *(event.on for event in self.events))
        return tuple(day for day in known if day is not None)

    def reason_of(self, applicant: str) -> Reason | None:
        """The reason of one applicant."""
        return next((reason for reason in self.reasons if reason.applicant == applicant), None)

    def name_of(self, applicant: str) -> str:
        """The name of an applicant that stood or was left out; the key of any other."""
        stood = ((one.key, one.name) for one in self.field.candidates)
        out = ((one.applicant, one.name) for one in self.left_out)
        return next((name for key, name in (*stood, *out) if key == applicant), applicant)

    def ever_selected(self) -> frozenset[str]:
        """Who is or has been in the cohort: the chosen, and those who have stepped in since."""
        return frozenset((*self.cohort, *(event.applicant for event in self.events if event.kind == "promoted")))

    def state(self, on: date | None = None, gone: Collection[str] = ()) -> DecisionState:
        """The cohort, the waiting list and the others after the events until a day, or after all events.

        `gone` are those who have withdrawn their application (`Dataset.state_of` finds them). With a day, a letter of
        that day is the same letter whatever happens later.
        """
        selected = list(self.cohort)
        waiting = [each.applicant for each in self.waiting_list]
        withdrawn: list[str] = []
        vacated: list[str] = []
        promoted: dict[str, str] = {}
        for event in self.events:
            if on is not None and event.on > on:
                continue
            if event.kind == "withdrawn" and event.applicant in selected:
                vacated.append(event.applicant)
            for keys in (selected, waiting):
                if event.applicant in keys and event.kind in {"withdrawn", "promoted"}:
                    keys.remove(event.applicant)
            if event.kind == "withdrawn":
                withdrawn.append(event.applicant)
                promoted.pop(event.applicant, None)
            elif event.kind == "promoted":
                selected.append(event.applicant)
                promoted[event.applicant] = event.replaces or ""
                vacated = [key for key in vacated if key != event.replaces]
        leaving = tuple(key for key in selected if key in gone)
        selected = [key for key in selected if key not in gone]
        waiting = [key for key in waiting if key not in gone]
        withdrawn += [each.key for each in self.field.candidates if each.key in gone and each.key not in withdrawn]
        promoted = {key: replaced for key, replaced in promoted.items() if key not in gone}
        placed = {*selected, *waiting, *withdrawn}
        rejected = tuple(each.key for each in self.field.candidates if each.key not in placed)
        return DecisionState(
            tuple(selected), tuple(waiting), rejected, promoted, tuple(withdrawn), tuple(vacated), leaving
        )


class Freeze(Part):
    """Rules and applicants, frozen before the lot is drawn: on which day, and when it is drawn from which source.

    `fingerprint` is the SHA-256 of rules, pool and facts. `why` is the reason for freezing again, or too late.
    """

    on: Day
    fingerprint: Line
    round: Line
    draws_on: Day
    seed_source: Words
    why: Text | None = None

    def is_lot_of(self, round_id: str, lot: Lot | None) -> bool:
        """Whether the lot of a round is the frozen one: the same round, day and source of the seed."""
        source = lot.seed_source.da if lot else None
        return (self.round, self.draws_on, self.seed_source.da) == (round_id, lot and lot.on, source)


class LotFreezes(Record):
    """`lot.yaml` of a programme: its freezes, the oldest first. The last one holds; none is taken away."""

    schema: Literal["samskab/lot@1"]
    programme: Key
    freezes: tuple[Freeze, ...]

    @property
    def last(self) -> Freeze | None:
        """The freeze that holds."""
        return self.freezes[-1] if self.freezes else None
