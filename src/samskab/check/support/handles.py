"""Handles: the user names and teams of a forge, the host where the repository lies and is changed by requests."""

from __future__ import annotations

import re
from collections.abc import Iterable

_USER = r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9_-])?"
_HANDLE = re.compile(rf"@?(?:{_USER}/)?{_USER}")


def is_handle(text: str) -> bool:
    """Whether a text is a user (`viborg-kommune`) or a team (`sekretariatet/programmer`), also with an @ before it."""
    return _HANDLE.fullmatch(text) is not None


def is_team(handle: str) -> bool:
    """Whether a handle is a team, whose members are recorded at the forge only."""
    return "/" in handle


def bare_handle(text: str) -> str:
    """A handle without the @ that may be before it."""
    return text.removeprefix("@")


def names_handle(listed: Iterable[str], handle: str) -> bool:
    """Whether a list has a handle; a forge makes no difference between capital and small letters."""
    return bare_handle(handle).casefold() in {bare_handle(one).casefold() for one in listed}
