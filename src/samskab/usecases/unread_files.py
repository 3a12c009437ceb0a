"""Files that the program does not read: data under a wrong name, and documents among the data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span
from samskab.model.dataset import KINDS, Unread, kind_at
from samskab.yaml.records import unread_file

_YAML = re.compile(r"\.(ya?ml)(\.(txt|ya?ml|json|docx?))?\s*$", re.IGNORECASE)
"""The endings of a file that was meant as data: also `.yaml.txt` of a Windows editor, `.YAML` and `.yml`."""
_DOCUMENTS = (
    ".csv", ".doc", ".docm", ".docx", ".eml", ".json", ".msg", ".ods", ".odt", ".pages", ".pdf", ".rtf", ".txt",
    ".xls", ".xlsm", ".xlsx", ".zip",
)  # fmt: skip
_LEFT_BY_PROGRAMS = re.compile(r"\.|~\$|thumbs\.db$|desktop\.ini$|.*(~|\.bak|\.orig|\.swp|\.tmp)$", re.IGNORECASE)
_OFFICE = (".doc", ".docm", ".docx", ".odt", ".pages", ".rtf")
"""Documents that are reported at the root too, where lists for `intake` and other files may be."""
_SOURCES = "data/source/"
"""What `tools/register.py` reads."""
_USED = {
    "layouts/": re.compile(r"layouts/(letterhead\.docx|.*\.(typ|svg|png|jpe?g))"),
    "templates/": re.compile(r"templates/(.*\.j2|(.*/)?readme.*)", re.IGNORECASE),
}


class UnreadFiles(NamedTuple):
    """Findings about files that are not read, and what the misnamed among them would be."""

    findings: tuple[Finding, ...] = ()
    unread: tuple[Unread, ...] = ()


def unread_files(read: Sequence[str], others: Sequence[str]) -> UnreadFiles:
    """What is wrong with the `others`, the paths beside those that are `read`.

    SK092: data under a wrong name; SK056: data that would have no place; SK093: a document among the data.
    """
    found = tuple(finding for path in others if (finding := _finding(path)))
    meant = dict.fromkeys(filter(None, map(right_name, others)))
    return UnreadFiles(found, tuple(filter(None, (unread_file(path) for path in meant if path not in read))))


def right_name(path: str) -> str:
    """The path that a file of data should have had, `….yaml`; empty for a file of another kind."""
    ending = _YAML.search(path)
    return f"{path[: ending.start()]}.yaml" if ending and not _LEFT_BY_PROGRAMS.match(_name(path)) else ""


def _finding(path: str) -> Finding | None:
    if meant := right_name(path):
        if kind_at(meant) is None:
            return make_finding("SK056", Span(path), {"places": tuple(kind.place for kind in KINDS)})
        return make_finding("SK092", Span(path), {"name": _name(meant)}, hint=_name(meant))
    ends = path.casefold().endswith
    is_document = ends(_DOCUMENTS) if path.startswith(("data/", "private/")) else "/" not in path and ends(_OFFICE)
    is_unused = any(path.startswith(folder) and not used.fullmatch(path) for folder, used in _USED.items())
    if ((is_document and not path.startswith(_SOURCES)) or is_unused) and not _LEFT_BY_PROGRAMS.match(_name(path)):
        return make_finding("SK093", Span(path), {"name": _name(path)})
    return None


def _name(path: str) -> str:
    return path.rpartition("/")[2]
