"""The columns of the cohort table beside those that the rules read: `COLUMNS`, for every format.

CSV and JSON hold all of them for everyone in the pool; text and Markdown those that are `on_screen`, for the chosen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from samskab.model.pool import Candidate


class Column(NamedTuple):
    """What a column says about an applicant: a text, or a whole number. Its title is `choice.column.<name>`."""

    name: str
    value: Callable[[Candidate], str | int]
    on_screen: bool = True


COLUMNS = (
    Column("id", lambda candidate: candidate.key, on_screen=False),
    Column("codes", lambda candidate: " ".join(candidate.municipalities), on_screen=False),
    Column("name", lambda candidate: candidate.name, on_screen=False),  # text and Markdown begin with it
)
