"""`owners`: the CODEOWNERS file, by which a forge finds who must approve a change of a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from samskab.check.support.handles import bare_handle, is_handle
from samskab.model.application import Application
from samskab.refusal import Refusal
from samskab.storage.files import Files
from samskab.usecases.load import Repo

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""Where GitHub looks for the file; the first that is there counts."""
WRITTEN_BY = "samskab owners"
"""What the first line holds of a file that the program wrote, and so may write again."""
_ACTS_IN_PATTERNS = re.compile(r"[\\ *?\[\]#!]")


def codeowners(repo: Repo, programmes: Sequence[str], heading: str) -> str:
    """The file: the secretariat owns everything, and of some programmes the editors their application too.

    programmes      those whose applications get lines; all when none is named
    Refused when the secretariat is not known.
    """
    secretariat = _handles(repo.data.repository.secretariat if repo.data.repository else ())
    if not secretariat:
        raise Refusal("owners.no_secretariat", exit_code=1)
    chosen = programmes or tuple(sorted(repo.data.programmes))
    applications = (one for key in chosen for one in repo.data.applications(key))
    return "\n".join([f"# {heading}", f"* {' '.join(secretariat)}", *_lines(applications, secretariat), ""])


def codeowners_path(files: Files) -> str:
    """The path of the file that counts, or will; refused when somebody wrote that file by hand."""
    for path in PLACES:
        content = files.read(path)
        if isinstance(content, bytes):
            if WRITTEN_BY.encode() not in content.partition(b"\n")[0]:
                raise Refusal("owners.by_hand", exit_code=1, path=path)
            return path
        if content.code != "SK054" or (Path(files.root) / path).exists():
            raise Refusal("usage.not_a_file", exit_code=1, path=path)
    return PLACES[1]


def _lines(applications: Iterable[Application], secretariat: Sequence[str]) -> Iterator[str]:
    for application in sorted(applications, key=lambda one: one.path):
        if editors := _handles(application.editors):
            owners = dict.fromkeys((*editors, *secretariat))
            yield f"/{_pattern(application.path)} {' '.join(owners)}"


def _handles(listed: Iterable[str]) -> list[str]:
    return [f"@{bare_handle(one)}" for one in listed if is_handle(one)]


def _pattern(path: str) -> str:
    """A path as a pattern that fits only this path."""
    return _ACTS_IN_PATTERNS.sub(lambda found: f"\\{found[0]}", path)
