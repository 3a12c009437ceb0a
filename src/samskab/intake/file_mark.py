"""The mark in a file that `samskab intake` has written: digests of the answers it was made from and of its own text.

    # samskab intake 0f3a9c11d0e48b72 81bcaa02ff104c55

With it the next run sees who has changed what: the applicant the answers, or the secretariat the file. It stands in the
file and not beside it, so that it is moved, copied, and shown in git with it (docs/decisions/0021).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Literal

FileState = Literal["new", "unchanged", "ours", "theirs", "both"]
"""new         there is no file
unchanged   the file says what the form says
ours        the file was changed, and the answers are as they were
theirs      the answers are new, and the file is as it was written
both        both are changed, or the file is not from a form"""

_MARK = re.compile(r"^# samskab intake ([0-9a-f]{16}) ([0-9a-f]{16})\n?", re.MULTILINE)


def marked(text: str, values: Mapping[str, Any]) -> str:
    """A file's text with the mark as its last line."""
    return f"{text}\n# samskab intake {_of_values(values)} {_of_text(text)}\n"


def state_of(text: str | None, values: Mapping[str, Any]) -> FileState:
    """What has become of a file since it was written from a form; None for a file that is not there."""
    if text is None:
        return "new"
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    found = _MARK.search(text)
    if not found:
        return "both"
    is_ours = found[2] != _of_text(_MARK.sub("", text))
    is_theirs = found[1] != _of_values(values)
    return "both" if is_ours and is_theirs else "ours" if is_ours else "theirs" if is_theirs else "unchanged"


def _of_values(values: Mapping[str, Any]) -> str:
    return _digest(json.dumps(values, default=str, ensure_ascii=False, sort_keys=True))


def _of_text(text: str) -> str:
    return _digest(text.rstrip("\n"))


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
