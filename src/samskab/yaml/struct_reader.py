"""A type -> the function that reads it from a node; made once for each type, then used for every file.

A reader returns the value and adds every mistake to a list. A value that could not be read is `UNKNOWN`; the Struct or
list around it is made all the same. Field paths are worked out by `decode`, and only when there are mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, NamedTuple, TypeAlias, Union, get_args, get_origin

from msgspec import NODEFAULT, Meta, Struct

from samskab.language import LANGUAGES
from samskab.model.record import fields_of
from samskab.yaml.nodes import NULLS, Mapping, Node, RefusedNode, Scalar, Sequence
from samskab.yaml.scalar_reader import NodeMistake, ScalarReader, literal_reader, literal_text, scalar_reader
from samskab.yaml.syntax_errors import quoted_hint
from samskab.yaml.unknown import UNKNOWN

Reader: TypeAlias = Callable[[Node, list[NodeMistake]], Any]
MappingReader: TypeAlias = Callable[[Mapping, list[NodeMistake]], Any]
SequenceReader: TypeAlias = Callable[[Sequence, list[NodeMistake]], Any]

MOST_FINDINGS: Final = 50
"""Mistakes in one file beyond this number are counted in one finding (SK078), not listed; so many unknown keys of one
mapping are compared with the known ones."""
_CLOSE: Final = 0.6
_NO_NUMBER: Final = frozenset(("SK037", "SK039"))
_ALIKE: Final = 0.5
_LONGEST_ITEM: Final = 60
_PLAIN_ITEM: Final = re.compile(r"[a-z][a-z0-9-]*")


class _FieldTypes(NamedTuple):
    """The types of a field, by how their values are written: scalars, structs, a list, a mapping with free keys."""

    scalars: list[ScalarReader]
    parts: list[type[Struct]]
    items: SequenceReader | None
    mapping: MappingReader | None
    optional: bool


@cache
def reader_of(kind: Any) -> Reader:
    """The reader of a Struct, or of any type that a field may have."""
    types = _FieldTypes([], [], None, None, optional=False)
    for member, metas in _members(kind, ()):
        types = _add(types, member, metas)
    return _reader(types)


def _members(kind: Any, metas: tuple[Meta, ...]) -> list[tuple[Any, tuple[Meta, ...]]]:
    """The members of a union, each with its constraints."""
    origin = get_origin(kind)
    if origin is Annotated:
        inner, *notes = get_args(kind)
        return _members(inner, (*metas, *(note for note in notes if isinstance(note, Meta))))
    if origin in {Union, UnionType}:
        return [found for member in get_args(kind) for found in _members(member, metas)]
    return [(kind, metas)]


def _add(types: _FieldTypes, kind: Any, metas: tuple[Meta, ...]) -> _FieldTypes:
    origin = get_origin(kind)
    if kind is NoneType:
        return types._replace(optional=True)
    if origin in {tuple, list}:
        return types._replace(items=_list_reader(reader_of(get_args(kind)[0]), origin))
    if origin is dict:
        key, value = get_args(kind)
        return types._replace(mapping=_mapping_reader(_key_reader(key), reader_of(value)))
    if origin is Literal:
        return types._replace(scalars=[*types.scalars, literal_reader(get_args(kind))])
    if isinstance(kind, type) and issubclass(kind, Struct):
        return types._replace(parts=[*types.parts, kind])
    if isinstance(kind, type) and issubclass(kind, Enum):
        names = literal_reader(tuple(member.value for member in kind))
        return types._replace(scalars=[*types.scalars, names.then(kind)])
    return types._replace(scalars=[*types.scalars, scalar_reader(kind, metas)])


def _reader(types: _FieldTypes) -> Reader:
    """One reader for all types of a field."""
    optional, items = types.optional, types.items
    scalar = _one_of(sorted(types.scalars, key=lambda reader: reader.rank)) if types.scalars else None
    part = _part_reader(tuple(types.parts)) if types.parts else types.mapping
    keys = tuple(field.encode_name for kind in types.parts for field in fields_of(kind))

    def read(node: Node, out: list[NodeMistake]) -> Any:
        if type(node) is Scalar:
            if not node.style and node.value in NULLS:
                if optional:
                    return None
                out.append(NodeMistake("SK033", node, {}))
                return UNKNOWN
            if scalar is not None:
                before = len(out)
                value = scalar(node, out)
                return value if len(out) == before else UNKNOWN
        elif type(node) is Mapping:
            if part is not None:
                return part(node, out)
        elif type(node) is Sequence:
            if items is not None:
                return items(node, out)
        else:
            return UNKNOWN
        out.append(_wrong_form(node, scalar is not None, items is not None, keys))
        return UNKNOWN

    return read


def _wrong_form(node: Node, scalar: bool, items: bool, keys: tuple[str, ...]) -> NodeMistake:
    if scalar:
        return NodeMistake("SK032", node, {})
    if items:
        return NodeMistake("SK030", node, {}, _as_list(node))
    if set(keys) == set(LANGUAGES) and isinstance(node, Scalar):
        text = quoted_hint(node.value.strip())
        return NodeMistake("SK063", node, {}, f"{{da: {text}}}" if text and "\n" not in text else "")
    return NodeMistake("SK031", node, {"keys": tuple(dict.fromkeys(keys))})


def _as_list(node: Node) -> str:
    """A value that stands alone as a list of one; empty for a long one."""
    if not isinstance(node, Scalar) or "\n" in node.value or len(node.value) > _LONGEST_ITEM:
        return ""
    return f"[{node.value if _PLAIN_ITEM.fullmatch(node.value) and not node.style else quoted_hint(node.value)}]"


def _one_of(readers: list[ScalarReader]) -> Callable[[Scalar, list[NodeMistake]], Any]:
    """The value of the first reader without a mistake; else the mistakes of the type that the text resembles most."""
    if len(readers) == 1:
        return readers[0].read
    last = readers[-1]

    def read(node: Scalar, out: list[NodeMistake]) -> Any:
        if node.style and last.is_text:
            return last.read(node, out)
        nearest: list[NodeMistake] = []
        number = ""
        for reader in readers:
            found: list[NodeMistake] = []
            value = reader.read(node, found)
            if not found:
                return value
            if found[0].code in _NO_NUMBER and found[0].hint:
                number = found[0].hint
            if not nearest or found[0].resemblance > nearest[0].resemblance:
                nearest = found
        out += [_number_or_text(node, number)] if number and last.is_text else nearest
        return None

    return read


def _number_or_text(node: Scalar, number: str) -> NodeMistake:
    """The mistake for `1.200` or `007` where the field takes both: a whole number in another form, or text."""
    text = quoted_hint(node.value)
    values: dict[str, object] = {"value": node.value[:80], "number": number, "text": text}
    return NodeMistake("SK096", node, values, text if node.value.startswith("0") else number)


def _list_reader(item: Reader, make: Any) -> SequenceReader:
    def read(node: Sequence, out: list[NodeMistake]) -> Any:
        return make([item(child, out) for child in node.items])

    return read


def _key_reader(kind: Any) -> Callable[[Scalar, list[NodeMistake]], Any]:
    return _one_of([scalar_reader(member, metas) for member, metas in _members(kind, ())])


def _mapping_reader(key_reader: Callable[[Scalar, list[NodeMistake]], Any], value_reader: Reader) -> MappingReader:
    def read(node: Mapping, out: list[NodeMistake]) -> Any:
        entries = node.entries.values()
        before = len(out)
        keys = [key_reader(key, out) for key, _ in entries]
        are_known = len(out) == before
        values = [value_reader(value, out) for _, value in entries]
        return dict(zip(keys, values, strict=True)) if are_known else UNKNOWN

    return read


def _part_reader(kinds: tuple[type[Struct], ...]) -> MappingReader:
    """The reader of one Struct, or of several that a key distinguishes."""
    if len(kinds) == 1:
        compiled: list[MappingReader] = []  # made at first use: a Struct may contain itself

        def read_one(node: Mapping, out: list[NodeMistake]) -> Any:
            if not compiled:
                compiled.append(struct_reader(kinds[0]))
            return compiled[0](node, out)

        return read_one
    tag_field = kinds[0].__struct_config__.tag_field

    def read_most_alike(node: Mapping, out: list[NodeMistake]) -> Any:
        return struct_reader(max(kinds, key=lambda kind: _likeness(kind, node)))(node, out)

    if tag_field is None:
        return read_most_alike
    by_tag = {kind.__struct_config__.tag: kind for kind in kinds}
    choose = literal_reader(tuple(by_tag))

    def read_tagged(node: Mapping, out: list[NodeMistake]) -> Any:
        entry = node.entries.get(tag_field)
        if entry is None:
            out.append(_missing(node, tag_field, (), tuple(map(str, by_tag))))
            return UNKNOWN
        before = len(out)
        tag = choose.read(entry[1], out) if type(entry[1]) is Scalar else None
        if tag is None:
            if len(out) == before and not isinstance(entry[1], RefusedNode):
                out.append(NodeMistake("SK032", entry[1], {}))
            return UNKNOWN
        return struct_reader(by_tag[tag])(node, out)

    return read_tagged


def _likeness(kind: type[Struct], node: Mapping) -> int:
    """How well a mapping's keys fit a Struct; a key whose type is a Literal (`tbd: true`) counts most."""
    entries = node.entries
    score = 0
    for field in fields_of(kind):
        if field.encode_name in entries:
            score += 100 if get_origin(field.type) is Literal else 2
        elif field.required:
            score -= 1
    return score


@cache
def struct_reader(kind: type[Struct]) -> MappingReader:
    """The reader of one Struct's mapping: every key once, none unknown, none missing that is required."""
    readers: dict[str, tuple[str, Reader]] = {}
    required: list[str] = []
    allowed: dict[str, tuple[str, ...]] = {}
    config = kind.__struct_config__
    if config.tag_field is not None:
        readers[config.tag_field] = ("", _reader(_FieldTypes([literal_reader((config.tag,))], [], None, None, False)))
        required.append(config.tag_field)
        allowed[config.tag_field] = (str(config.tag),)
    for field in fields_of(kind):
        readers[field.encode_name] = (field.name, reader_of(field.type))
        if field.default is NODEFAULT and field.default_factory is NODEFAULT:
            required.append(field.encode_name)
            allowed[field.encode_name] = _choices(field.type)
    order = tuple(readers)

    def read(node: Mapping, out: list[NodeMistake]) -> Any:
        entries = node.entries
        values: dict[str, Any] = {}
        unknown: list[tuple[NodeMistake, Node]] = []
        previous: str | None = None
        field: str | None = None  # the last known one above
        for key, (scalar, value) in entries.items():
            known = readers.get(key)
            if known is None:
                alike = order if len(unknown) < MOST_FINDINGS else ()
                mistake = _text_not_indented(node, previous, scalar, value) or _unknown(scalar, value, alike, node)
                if mistake.code == "SK028" and not mistake.hint:
                    mistake = _field_not_indented(node, field, scalar, value, out) or mistake
                unknown.append((mistake, value))
            else:
                field = key
                made = known[1](value, out)
                if known[0]:
                    values[known[0]] = made
            previous = key
        missing = [key for key in required if key not in entries]
        if missing or unknown:
            meant = {mistake.hint for mistake, _ in unknown}
            out.extend(mistake for mistake, _ in unknown)
            out.extend(_missing(node, key, order, allowed[key]) for key in missing if key not in meant)
            strange = [value for mistake, value in unknown if not mistake.hint]
            for key, (name, reader) in readers.items():
                if name and key not in entries and (key in missing or key in meant or _takes(reader, strange)):
                    values[name] = UNKNOWN
        return kind(**values)

    return read


def _choices(kind: Any) -> tuple[str, ...]:
    """The words that a field may hold when it holds nothing else; else none."""
    members = [member for member, _ in _members(kind, ())]
    if len(members) != 1 or get_origin(members[0]) is not Literal:
        return ()
    return tuple(map(literal_text, get_args(members[0])))


def _missing(mapping: Mapping, key: str, order: tuple[str, ...], allowed: tuple[str, ...]) -> NodeMistake:
    """A key that is missing, and after which of the keys it belongs; SK064 when it holds one of a few words."""
    entries = mapping.entries
    before = [other for other in order[: order.index(key)] if other in entries] if key in order else []
    after = before[-1] if before else next(iter(entries), "{")
    if not allowed:
        return NodeMistake("SK029", mapping, {"key": key, "after": after}, f"{key}: …")
    hint = f"{key}: {allowed[0]}" if len(allowed) == 1 else ""
    return NodeMistake("SK064", mapping, {"key": key, "after": after, "allowed": allowed}, hint)


def _takes(reader: Reader, values: list[Node]) -> bool:
    """Whether a field can have one of these values, so that the value's unknown key may mean the field."""
    for value in values:
        mistakes: list[NodeMistake] = []
        if reader(value, mistakes) is not UNKNOWN and not mistakes:
            return True
    return False


def _unknown(scalar: Scalar, value: Node, known: tuple[str, ...], mapping: Mapping) -> NodeMistake:
    """An unknown key, with those of the `known` ones that it is like."""
    if mapping.flow and type(value) is Scalar and not value.style and not value.value:
        return NodeMistake("SK079", scalar, {"text": scalar.value[:80]})  # {da: Ja, og nej}: the comma cuts the text
    free = [key for key in known if key not in mapping.entries]
    plain = scalar.value.strip().lower().replace(" ", "_").replace("-", "_")
    alike = [key for key in get_close_matches(plain, free, 3, _CLOSE) if key[0] == plain[0]]  # `pris` is no `series`
    close = [plain] if plain in free else alike
    values: dict[str, object] = {"key": scalar.value[:80], "known": _nearest_first(plain, known)}
    return NodeMistake("SK028", scalar, values, close[0] if close else "")


def _text_not_indented(mapping: Mapping, above: str | None, scalar: Scalar, value: Node) -> NodeMistake | None:
    """A line of text with a colon in it, in the first column below a text: `Vi mener: det er svært`.

    above   the key before this one; None for the first
    """
    is_text = " " in scalar.value.strip() and not scalar.style and scalar.start_mark.column == 0
    if not is_text or type(value) is not Scalar or value.style or value.end_mark.line != scalar.start_mark.line:
        return None
    owner = None if above is None else _last_text(mapping.entries[above])
    if owner is None or not 0 <= scalar.start_mark.line - owner[1].end_mark.line <= 1:
        return None
    line = RefusedNode(scalar.start_mark, value.end_mark)
    indent = " " * (owner[0].start_mark.column + 2)
    return NodeMistake("SK060", line, {"key": owner[0].value}, f"{indent}{scalar.value}: {value.value}".rstrip())


def _field_not_indented(
    mapping: Mapping, above: str | None, scalar: Scalar, value: Node, out: list[NodeMistake]
) -> NodeMistake | None:
    """An unknown field below one that holds nothing: an answer that is not indented. It takes the place of SK033.

    above   the last known field before this one
    """
    if above is None:
        return None
    owner, held = mapping.entries[above]
    if mapping.flow or type(held) is not Scalar or held.style or held.value:
        return None
    out[:] = [each for each in out if each.node is not held]
    if type(value) is not Scalar or value.end_mark.line != scalar.start_mark.line:
        return NodeMistake("SK060", scalar, {"key": owner.value})
    quote = value.style or ""
    if set(value.value) & {"\\", *quote}:
        return NodeMistake("SK060", scalar, {"key": owner.value})
    indent = " " * (owner.start_mark.column + 2)
    line = RefusedNode(scalar.start_mark, value.end_mark)
    return NodeMistake("SK060", line, {"key": owner.value}, f"{indent}{scalar.value}: {quote}{value.value}{quote}")


def _last_text(entry: tuple[Scalar, Node]) -> tuple[Scalar, Scalar] | None:
    """The last key in an entry with its text; None where it ends with something else."""
    key, value = entry
    while type(value) is Mapping and not value.flow and value.entries:
        key, value = next(reversed(value.entries.values()))
    return (key, value) if type(value) is Scalar else None


def _nearest_first(key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The keys, those most like this one first, the others by alphabet."""
    near = get_close_matches(key, known, 3, _ALIKE)
    return (*near, *sorted(set(known) - set(near)))
