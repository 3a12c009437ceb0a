"""Reads decision records of the form `samskab/decision@1` as records of the form @2; every node keeps its place.

In @1 the rule and the main considerations stood in every reason, under Danish keys, and the input files were a list.
"""

from __future__ import annotations

from copy import copy
from typing import Final

from samskab.yaml.nodes import Mapping, Node, Scalar, Sequence

_OLD: Final = "samskab/decision@1"
_NEW: Final = "samskab/decision@2"
_GROUNDS: Final = {"regel": "rule", "hovedhensyn": "considerations"}
_REASON: Final = {"fakta": "facts", "lodtraekning": "lot"}
_COVERAGE: Final = {"waiting_coverage_permille": "permille", "next_by_score_permille": "next_by_score_permille"}

_Entries = dict[str, tuple[Scalar, Node]]


def as_version_2(root: Node | None) -> Node | None:
    """The root of a decision @1 in the form @2, any other root as it is. A wrong shape is left for `decode`."""
    schema = root.entries.get("schema") if isinstance(root, Mapping) else None
    if not isinstance(root, Mapping) or schema is None or not isinstance(schema[1], Scalar):
        return root
    if schema[1].value != _OLD:
        return root
    version = copy(schema[1])
    version.value = _NEW
    entries = root.entries | {"schema": (schema[0], version)}
    _move_grounds(entries)
    _move_inputs(entries)
    coverage = {new: entries.pop(old) for old, new in _COVERAGE.items() if old in entries}
    if coverage:
        entries["coverage"] = next(iter(coverage.values()))[0], _mapping(coverage, root)
    return _mapping(entries, root)


def _move_grounds(entries: _Entries) -> None:
    """Takes the grounds out of the reasons whose grounds are those of the first, and renames the other keys."""
    key, reasons = entries.get("reasons", (None, None))
    if key is None or not isinstance(reasons, Sequence) or not all(isinstance(one, Mapping) for one in reasons.items):
        return
    mappings = [one for one in reasons.items if isinstance(one, Mapping)]
    grounds = {old: one.entries[old] for one in mappings[:1] for old in _GROUNDS if old in one.entries}
    made = copy(reasons)
    made.items = [_reason(one, grounds) for one in mappings]
    entries["reasons"] = key, made
    if grounds:
        entries["grounds"] = key, _mapping({_GROUNDS[old]: entry for old, entry in grounds.items()}, mappings[0])


def _reason(reason: Mapping, grounds: _Entries) -> Mapping:
    kept: _Entries = {}
    for name, entry in reason.entries.items():
        if name not in grounds or _texts(entry[1]) != _texts(grounds[name][1]):
            kept[_REASON.get(name, name)] = entry
    return _mapping(kept, reason)


def _move_inputs(entries: _Entries) -> None:
    """Turns the list of files, each with its path and digest, into a mapping of paths to digests."""
    key, inputs = entries.get("inputs", (None, None))
    if key is None or not isinstance(inputs, Sequence):
        return
    files: _Entries = {}
    for one in inputs.items:
        path, digest = (
            (one.entries.get(name) for name in ("path", "sha256")) if isinstance(one, Mapping) else (None,) * 2
        )
        if path is None or digest is None or not isinstance(path[1], Scalar):
            return
        files[path[1].value] = path[1], digest[1]
    entries["inputs"] = key, _mapping(files, inputs)


def _mapping(entries: _Entries, place: Mapping | Sequence) -> Mapping:
    made = Mapping(place.flow, place.start_mark, place.end_mark)
    made.entries = entries
    return made


def _texts(node: Node) -> object:
    """A node's text, or the texts of its keys."""
    if isinstance(node, Mapping):
        return {key: _texts(value) for key, (_, value) in node.entries.items()}
    return node.value if isinstance(node, Scalar) else node
