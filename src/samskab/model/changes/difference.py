"""Everything that differs between two sides of a repository, as values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from samskab.finding import Finding
from samskab.model.changes.record_changes import Comparison
from samskab.model.dataset import Dataset


class TouchedMeeting(NamedTuple):
    """A meeting that differs, and whom it touches: tracks by id, and the names of those who take part or host."""

    programme: str
    meeting: str
    tracks: tuple[str, ...]
    applicants: tuple[str, ...]


class Stale(NamedTuple):
    """Something that was made from records that differ now.

    key     of a decision its id, of a calendar the number of its release, of letters the id of their sending
    items   of a calendar the ids of the meetings, of letters the names of the applicants they concern; none for all
    """

    kind: Literal["decision", "calendar", "letters"]
    programme: str
    key: str
    path: str
    items: tuple[str, ...] = ()


class SideDifference(NamedTuple):
    """Everything that differs between two sides.

    `before` and `after` are the records that words are taken from, `new_texts` and `gone_texts` the texts of the files
    with findings, by path.
    """

    comparison: Comparison
    meetings: tuple[TouchedMeeting, ...]
    stale: tuple[Stale, ...]
    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    before: Dataset
    after: Dataset
    new_texts: Mapping[str, str]
    gone_texts: Mapping[str, str]
