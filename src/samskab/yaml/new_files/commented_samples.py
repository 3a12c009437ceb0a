"""Samples of fields that are not filled in, as comments of a new file: take away the `# `, and they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from msgspec import Struct

from samskab.finding import field_steps
from samskab.model.field_lookup import FieldPlace
from samskab.model.field_types import Tbd, Words
from samskab.model.record import fields_of, plain_values
from samskab.yaml.dump import SampleWriter
from samskab.yaml.samples import examples_of, shortened

_OF_OTHERS = frozenset(("applicants", "not_among", "accepted"))
"""Fields of list items that name other records; a new file has no such records yet."""
_WHOLE_OF_OTHERS = frozenset(("continues",))
_WITH_OTHERS = frozenset(("members",))
"""Fields that hold only where another field has another value than in a new file."""
_SENDER = "sekretariatet"


class Samples(NamedTuple):
    """How much of each field that is not filled in a new file shows.

    none    its key alone
    short   a sample with one item of each list
    full    the whole sample, also for the parts of fields that are filled in

    `sender` is the key of a sender that the repository has, to stand in the place of that of the samples.
    """

    amount: Literal["none", "short", "full"]
    sender: str = _SENDER

    @property
    def is_full(self) -> bool:
        """Whether parts of fields that are filled in show what else they may have."""
        return self.amount == "full"

    def lines(self, part: type[Struct], name: str) -> list[str]:
        """A field of a record or part as comment lines; its key alone where there is no sample that holds."""
        if name in _WITH_OTHERS:
            return []
        value = None if self.amount == "none" or name in _WHOLE_OF_OTHERS else self._value(part, name)
        if value in (None, [], {}):
            return [f"# {name}:"]
        return [f"# {line}" for line in SampleWriter().entry(f"{name}:", value, "")]

    def items(self, part: type[Struct], given: Sequence[Mapping[str, Any]]) -> list[str]:
        """Items of a list of such parts as comment lines, but those that have the id of one that is given."""
        there = {item.get("id") for item in given}
        found = self._fitted([each for each in map(plain_values, examples_of(part)) if each.get("id") not in there])
        return [f"# {line}" for each in found for line in SampleWriter().item(each, "")]

    def _value(self, part: type[Struct], name: str) -> Any:
        field = next(each for each in fields_of(part) if each.encode_name == name)
        for example in examples_of(part):
            if name in plain_values(example):
                value = getattr(example, field.name)
                return self._fitted(plain_values(value) if self.is_full else shortened(value))
        return field.default if isinstance(field.default, (str, bool, int)) else None

    def _fitted(self, value: Any) -> Any:
        """A plain value without the list items that name records which a new repository lacks."""
        if isinstance(value, dict):
            return {key: self._fitted(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self._fitted(each) for each in value if not (isinstance(each, dict) and _OF_OTHERS & each.keys())]
        return self.sender if value == _SENDER else value


NO_SAMPLES = Samples("none")
SHORT_SAMPLES = Samples("short")


def part_of(record: type[Struct], path: str, values: Mapping[str, Any]) -> type[Struct] | None:
    """The struct of the values at a path, if one has these fields. None for texts and what is to be decided."""
    place: FieldPlace | None = FieldPlace((), (record,))
    for step in field_steps(path):
        place = place.below(step) if place else None
    parts = [part for part in (place.parts if place else ()) if part not in (Words, Tbd) and _fits(part, values)]
    return parts[0] if len(parts) == 1 else None


def _fits(part: type[Struct], values: Mapping[str, Any]) -> bool:
    config = part.__struct_config__
    if config.tag is not None and values.get(str(config.tag_field)) != config.tag:
        return False
    return set(values) <= {*part.__struct_encode_fields__, config.tag_field}
