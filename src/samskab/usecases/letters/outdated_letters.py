"""Letters that lie in a folder and are not true any more, because their recipient has another outcome now."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from samskab.model.programme import Programme
from samskab.usecases.letters.manifest import previous_run
from samskab.usecases.letters.recipients import FITTING, outcome_keys
from samskab.usecases.load import Repo

_GROUP_OF = {
    template: group
    for group, templates in FITTING.items()
    for template in templates
    if group not in {"all", "applicants"}
}
"""Letters about an outcome -> the group that they are to."""


def letters_folder(root: Path, programme: str) -> Path:
    """The folder that letters are written to unless a person names another."""
    return root / "out" / programme


def outdated_letters(repo: Repo, programme: Programme, on: date | None, folder: Path | None = None) -> tuple[str, ...]:
    """The files of letters in a folder whose recipient is not in the letter's group on a day, and what holds them."""
    out = folder or letters_folder(repo.root, programme.id)
    decision = repo.data.current_decision(programme.id)
    if decision is None or not out.is_dir():
        return ()
    now = repo.data.state_of(decision, on)
    listed = previous_run(out).entries.values()
    entries = [each for each in listed if each.template in _GROUP_OF]
    known = {candidate.key for candidate in decision.field.candidates}
    found = []
    for entry in entries:
        key = Path(entry.file).stem.removeprefix(f"{entry.template}-")
        inside = outcome_keys(now, _GROUP_OF[entry.template])
        if key in known and key not in inside:
            found.append(entry.file)
    holding = [each.file for each in listed if {*found} & {*each.held()}]
    return tuple(sorted(file for file in {*found, *holding} if (out / file).is_file()))
