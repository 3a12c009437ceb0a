"""What a review holds, before it is written in any format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from samskab.language import Fact

NoteKind = Literal[
    "binary", "cpr", "decided", "deleted", "editors", "empty", "foreign", "late", "link", "misplaced",
    "misplaced_unclear", "moved", "needs_approval", "new", "no_editor", "no_programme", "nothing", "outside", "picture",
    "programme", "renamed", "same", "secretariat", "several", "taken", "team", "too_large", "withdrawn",
]  # fmt: skip
BlockKind = Literal["paste", "answers", "commitments", "instead", "line", "lines", "example"]
"""Lines to fill in (anywhere, below a key, instead of an empty `answers:`), lines as they should be, an example."""
ReviewState = Literal["stopped", "repair", "asks", "advice", "unfinished", "fine", "nothing"]
"""What the municipality must do: see the notes, put things right, wait for the secretariat's answer, ... nothing."""
ASKED_OF_SECRETARIAT: frozenset[NoteKind] = frozenset(("late", "decided", "editors", "needs_approval", "new", "team"))
"""Notes about what the secretariat may agree to as it is."""
LineState = Literal["answered", "missing", "optional", "wrong"]


class Note(NamedTuple):
    """A sentence about a file or the request as a whole.

    stops   whether the request cannot be taken as it is
    block   lines to paste
    """

    kind: NoteKind
    values: Mapping[str, object]
    stops: bool = True
    block: str = ""


class QuestionLine(NamedTuple):
    """A question or a commitment and how it stands. `words` and `most` only for a text with a limit."""

    title: str
    state: LineState
    words: int = 0
    most: int | None = None


class Repair(NamedTuple):
    """A mistake to put right: its line (0: the file as a whole), the question, the sentence, and lines to paste."""

    line: int
    question: str
    sentence: str
    advice: str = ""
    block: str = ""
    block_kind: BlockKind = "line"
    is_error: bool = True


class Shown(NamedTuple):
    """A question and its answer as the secretariat reads them."""

    question: str
    answer: str


class OwnApplication(NamedTuple):
    """One application that the request changes. Without `lines` when its file cannot be read."""

    path: str
    programme: str
    programme_title: str
    applicant: str
    repairs: tuple[Repair, ...] = ()
    lines: tuple[QuestionLine, ...] = ()
    shown: tuple[Shown, ...] = ()
    next_steps: tuple[Fact, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether something must be put right."""
        return any(repair.is_error for repair in self.repairs)


class Review(NamedTuple):
    """A request for the municipality: notes, and the applications that are its own."""

    notes: tuple[Note, ...] = ()
    applications: tuple[OwnApplication, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether something must be put right or agreed to before the request can be taken."""
        return self.state in {"stopped", "repair", "asks"}

    @property
    def state(self) -> ReviewState:
        """What comes first."""
        stopping = {note.kind for note in self.notes if note.stops}
        if stopping - ASKED_OF_SECRETARIAT:
            return "stopped"
        if any(one.has_errors for one in self.applications):
            return "repair"
        if stopping:
            return "asks"
        return self._state_of_answers()

    def _state_of_answers(self) -> ReviewState:
        if any(one.repairs for one in self.applications):
            return "advice"
        if self.missing:
            return "unfinished"
        return "fine" if self.applications else "nothing"

    @property
    def missing(self) -> int:
        """How many answers are missing."""
        return sum(line.state == "missing" for one in self.applications for line in one.lines)


class CountedBoth(NamedTuple):
    """A number before and after; `label` is text of the data or of the catalogue, `bounds` the programme's bounds."""

    label: str
    before: int
    after: int
    bounds: str = ""


class CountTable(NamedTuple):
    """Numbers of one kind before and after, below a title."""

    title: str
    rows: tuple[CountedBoth, ...]

    @property
    def is_changed(self) -> bool:
        """Whether one of the numbers differs."""
        return any(row.before != row.after for row in self.rows)


class ProgrammeEffect(NamedTuple):
    """What a request does to the numbers of one programme; empty tables are left out."""

    title: str
    tables: tuple[CountTable, ...]


class Effect(NamedTuple):
    """A request for the secretariat.

    state       what the municipality was answered
    asked       what the secretariat must agree to
    changes     who changed what
    programmes  the numbers that a choice reads, before and after
    stale       what was made or sent and rests on what is changed
    worse       how many errors are new, and `better` how many are gone
    """

    state: ReviewState
    author: str
    asked: tuple[Fact, ...] = ()
    changes: tuple[Fact, ...] = ()
    programmes: tuple[ProgrammeEffect, ...] = ()
    stale: tuple[Fact, ...] = ()
    worse: int = 0
    better: int = 0
