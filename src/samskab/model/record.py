"""Records and their parts; provenance beside the data, never among it.

A record is what one file holds. It is frozen, forbids unknown keys, and knows where each of its fields
stands: `record.at("participants[2].role")`. Equality, repr and JSON Schema know nothing of that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self, dataclass_transform

from msgspec import Struct, StructMeta, field

from samskab.finding import Span

Origin = Callable[[str], Span]
"""Where a field stands: field path -> span of its value, or of the nearest parent when the field is missing."""


class ByName(StructMeta):
    """Every field by name, in every subclass too, so that optional fields may stand before required ones."""

    def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **config: Any) -> Any:
        """A Struct whose `kw_only` is on unless the class says otherwise."""
        return super().__new__(mcs, name, bases, namespace, **{"kw_only": True, **config})


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
class Part(Struct, metaclass=ByName, frozen=True, forbid_unknown_fields=True, gc=False):
    """A part of a record: frozen, every field by name, unknown keys forbidden."""


class Record(Part, frozen=True, forbid_unknown_fields=True, gc=True, dict=True):
    """What one data file holds. `yaml.decode` makes it and tells it where it comes from."""

    def at(self, field: str = "") -> Span:
        """The place of a field's value (`intake.rounds[0].closes`), or of the nearest parent that is there.

        The empty path is the whole record. A record that was made by hand has no file: `Span("")`.
        """
        origin: Origin | None = self.__dict__.get("origin")
        return origin(field) if origin else Span("")

    @property
    def path(self) -> str:
        """The file that holds the record, relative to the repository; empty for a record made by hand."""
        return str(self.__dict__.get("path", ""))

    def from_file(self, path: str, origin: Origin) -> Self:
        """This record, told which file it comes from and how to find the places in it."""
        self.__dict__["path"] = path
        self.__dict__["origin"] = origin
        return self
