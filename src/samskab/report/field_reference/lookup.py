"""What a path such as `programme.selection.rules` leads to, for `samskab explain`."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import NamedTuple

from msgspec import Struct

from samskab.finding import field_steps
from samskab.language import Language
from samskab.model.dataset import KINDS
from samskab.model.field_lookup import FieldPlace
from samskab.model.record import fields_of
from samskab.report.field_reference.entries import SHARED, FieldEntry, PartEntry, field_entry, part_entry


class Explained(NamedTuple):
    """The fields at a path, and the parts below it. A file has parts alone."""

    path: str
    fields: tuple[FieldEntry, ...]
    parts: tuple[PartEntry, ...]


class UnknownStep(NamedTuple):
    """The first step of a path that leads nowhere, what could stand there, and what is most like it."""

    step: str
    choices: tuple[str, ...]
    near: tuple[str, ...]


def explained(path: str, language: Language) -> Explained | UnknownStep:
    """What a path leads to. It begins with a kind of file, or with a field that one kind alone has."""
    steps = [step for step in field_steps(re.sub(r"\[[^\]]*\]", "", path)) if step != ""]
    part, name, rest = _begun(steps)
    if part is None:
        return _unknown(str(steps[0]) if steps else path, _beginnings(steps[:1]))
    place = FieldPlace((), (part,))
    for step in rest:
        if step in {"kind", "[]"} and any(part.__struct_config__.tag for part in place.parts):
            continue
        below = place.below(step)
        if below is None:
            return _unknown(str(step), place.names())
        place = below
    shown = ".".join([name, *(step for step in rest if isinstance(step, str))])
    fields = [_entry(part, name, language) for part, name in place.fields]
    different = {entry._replace(example=None): entry for entry in reversed(fields)}
    return Explained(
        shown, tuple(reversed(different.values())), tuple(part_entry(part, language) for part in place.parts)
    )


def _begun(steps: list[str | int]) -> tuple[type[Struct] | None, str, list[str | int]]:
    """The record that a path is about (or a part that may be anywhere), its name, and the steps inside it."""
    first, *rest = steps or [""]
    named = {kind.name: kind.record for kind in KINDS} | {name: part for part, name in SHARED.items()}
    if first in named:
        return named[str(first)], str(first), rest
    having = [kind for kind in KINDS if first in kind.record.__struct_encode_fields__]
    if len(having) == 1 or (having and rest):
        return having[0].record, having[0].name, steps
    return None, "", rest


def _beginnings(steps: list[str | int]) -> tuple[str, ...]:
    """The kinds of file, or the kinds that have a field of this name, with it."""
    having = (f"{kind.name}.{step}" for step in steps for kind in KINDS if step in kind.record.__struct_encode_fields__)
    return tuple(having) or tuple(kind.name for kind in KINDS)


def _entry(part: type[Struct], name: str, language: Language) -> FieldEntry:
    field = next(each for each in fields_of(part) if each.encode_name == name)
    return field_entry(part, field, language)


def _unknown(step: str, choices: tuple[str, ...]) -> UnknownStep:
    return UnknownStep(step, choices, tuple(get_close_matches(step, choices, 2, 0.6)))
