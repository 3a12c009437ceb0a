"""`samskab set`: values in one file, every other byte as it was; refused when they bring an error anywhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from samskab.cli.commands.validate import print_verdict
from samskab.cli.output_file import unwritten
from samskab.cli.session import Session
from samskab.cli.sources import Questions, Sources
from samskab.finding import Finding, Severity, Span, is_field_path, is_in_field
from samskab.refusal import Refusal
from samskab.report.findings.verdict import Verdict

if TYPE_CHECKING:
    from samskab.model.dataset import Kind
    from samskab.storage.files import Files
    from samskab.usecases.history.sides import Sides
    from samskab.yaml.nodes import Node, Scalar

_OF_SHAPE = "SK0"
"""The family of rules about a file as text and as a record."""
_DECIMAL = r"-?\d{1,15}(\.\d{1,15})?"


def command(
    context: typer.Context,
    file: Annotated[Path, typer.Argument()],
    field: Annotated[str, typer.Argument()],
    value: Annotated[str, typer.Argument()],
    more: Annotated[list[str] | None, typer.Argument()] = None,
) -> int:
    """Set one field of one file, or several that only hold together (`more`: their fields and values in turn).

    Exit 1 with the findings when an error would come; then nothing is written.
    """
    session: Session = context.obj
    from samskab.model.dataset import kind_at
    from samskab.storage.atomic_write import TRIES, ChangedError, write_all
    from samskab.storage.files import digest_of, find_root, read_bytes
    from samskab.storage.lock import BusyError
    from samskab.usecases.history.sides import sides_of_edit

    given = _pairs((field, value, *(more or ())))
    place = session.absolute(file)
    if place.is_dir():
        raise Refusal("usage.not_a_file", path=str(file))
    root = find_root(place.parent)
    alone = root is None
    root = session.repository(place.parent) if root is not None else place.parent
    path = place.relative_to(root).as_posix()
    if odd := _odd_characters("".join(written for _, written in given), path):
        return _print_mistakes(session, root, "", odd)
    for _ in range(TRIES):
        content = read_bytes(root, path)
        if isinstance(content, Finding):
            return _print_mistakes(session, root, "", (content,))
        kind = _kind_in_schema_line(content, path) if alone else kind_at(path)
        if kind is None:
            raise Refusal("set.no_kind", path=path)
        text = content.decode("utf-8", errors="surrogateescape")
        changed, targets = _spliced(text, path, given, kind.record)
        if isinstance(changed, Finding):
            return _print_mistakes(session, root, text, (changed,))
        new = changed.encode("utf-8", errors="surrogateescape")
        errors = _errors_brought(sides_of_edit(root, path, new), targets, session.today, alone=alone)
        if errors:
            session.say("set.refused", path=path)
            return _print_mistakes(session, root, changed, errors, path)
        try:
            write_all(root, {path: new}, before={path: digest_of(content)})
        except ChangedError:
            continue  # the file changed meanwhile: that change stays, and this one is made on top of it
        except (OSError, BusyError) as fault:
            raise unwritten(path, fault) from None
        for each, _ in given:
            session.put("set.done", field=each, path=path)
        return 0
    raise ChangedError(path)


def _pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    """Fields with their values, from both in turn."""
    if len(words) % 2:
        raise Refusal("set.no_value", field=words[-1])
    for field in words[::2]:
        if not is_field_path(field):
            raise Refusal("usage.field_path", field=field)
    return list(zip(words[::2], words[1::2], strict=True))


def _spliced(
    text: str, path: str, given: Sequence[tuple[str, str]], record: type
) -> tuple[str | Finding, tuple[str, ...]]:
    """The text with the new values, or why one cannot be written there; and the fields that hold them."""
    from samskab.yaml.splice import missing_item, nested, numbered, splice

    targets: list[str] = []
    for typed_field, written in given:
        body = text.removeprefix("\ufeff")
        field = numbered(body, typed_field)
        if missing := missing_item(body, field):
            name, count, ids = missing
            key = "set.no_id" if ids else "set.no_item"
            raise Refusal(key, exit_code=1, field=field, name=name, count=count, ids=ids)
        target, value = nested(body, field, typed(record, field, written))
        changed = splice(text, target, value, path, order_of(record, target))
        if isinstance(changed, Finding):
            return changed, ()
        text = changed
        targets.append(target)
    return text, tuple(targets)


def _odd_characters(value: str, path: str) -> tuple[Finding, ...]:
    """SK001, SK002, SK003: characters of a value that no file may have, at the file as a whole."""
    from samskab.yaml.characters import read_text

    found = read_text(value.encode("utf-8", errors="surrogateescape"), path).findings
    return tuple(finding._replace(span=Span(path)) for finding in found if finding.code in {"SK001", "SK002", "SK003"})


def typed(record: type, field: str, value: str) -> object:
    """The value in the field's type: a number, yes or no, a day, a list, else text."""
    from samskab.model.field_lookup import types_at
    from samskab.model.field_types import VagueDay

    kinds = types_at(record, field)
    if (bool in kinds or Literal[True] in kinds) and value in {"true", "false"}:
        return value == "true"
    if (int in kinds or VagueDay in kinds) and re.fullmatch(r"-?(0|[1-9]\d{0,17})", value, re.ASCII):
        return int(value)
    if Decimal in kinds and re.fullmatch(_DECIMAL, value, re.ASCII):
        return Decimal(value)
    if (date in kinds or VagueDay in kinds) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    lists = [getattr(kind, "__origin__", None) is tuple for kind in kinds if kind is not type(None)]
    if value.startswith("{") or (any(lists) and value.startswith("[")):
        return as_written(value)
    if lists and all(lists):
        return [item.strip() for item in value.split(",") if item.strip()]
    return value


def as_written(text: str) -> object:
    """A list or mapping written as in a file; the text itself when it cannot be read."""
    from samskab.yaml.tree import read_tree

    tree = read_tree(text)
    return text if tree.findings or tree.root is None else _plain(tree.root)


def _plain(node: Node) -> object:
    from samskab.yaml.nodes import Mapping, Scalar, Sequence

    if isinstance(node, Mapping):
        return {key: _plain(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return _scalar(node) if isinstance(node, Scalar) else ""


def _scalar(node: Scalar) -> object:
    """A number, `true`, `false` or a day that stands without quotes; else the text."""
    if node.style:
        return node.value
    if node.value in {"true", "false"}:
        return node.value == "true"
    if re.fullmatch(r"-?(0|[1-9]\d{0,17})", node.value, re.ASCII):
        return int(node.value)
    if re.fullmatch(_DECIMAL, node.value, re.ASCII):
        return Decimal(node.value)
    try:
        return date.fromisoformat(node.value) if re.fullmatch(r"\d{4}-\d\d-\d\d", node.value, re.ASCII) else node.value
    except ValueError:
        return node.value


def order_of(record: type, field: str) -> tuple[str, ...]:
    """The keys of the part that a field lies in, in the order of its form; none where keys are free."""
    from msgspec import Struct

    from samskab.model.field_lookup import types_at

    parent = re.sub(r"(^|\.)[^.\[\]]+$|\[\d+\]$", "", field)
    kinds = types_at(record, parent) if parent else (record,)
    parts = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Struct)]
    return tuple(parts[0].__struct_encode_fields__) if len(parts) == 1 else ()


def _kind_in_schema_line(content: bytes, path: str) -> Kind | None:
    """The kind of a file outside any repository, by the record it holds."""
    from samskab.model.dataset import KINDS
    from samskab.yaml.records import read_record

    record = read_record(content, path, anywhere=True).record
    return next((kind for kind in KINDS if isinstance(record, kind.record)), None)


def _errors_brought(sides: Sides, fields: Sequence[str], today: date, *, alone: bool) -> tuple[Finding, ...]:
    """The errors that an edit brings in its file, else among all.

    Where the file cannot be read as it is, only those in the fields, or of private data: it can be mended in steps.
    """
    from samskab.usecases.history.changed_findings import new_errors

    (path,) = sides.changed
    old = Counter((finding.code, finding.field) for finding in _errors_in(sides.before, path, today, alone))
    is_broken = any(code.startswith(_OF_SHAPE) for code, _ in old)
    new: list[Finding] = []
    for each in _errors_in(sides.after, path, today, alone):
        old[each.code, each.field] -= 1
        came = old[each.code, each.field] < 0 and not (is_broken and each.code.startswith(_OF_SHAPE))
        if came or (each.field and any(is_in_field(each.field, field) for field in fields)):
            new.append(each)
    return tuple(new) if new or alone or is_broken else new_errors(sides, fields, today=today)


def _errors_in(files: Files, path: str, today: date, alone: bool) -> Iterator[Finding]:
    """The errors in a file by itself: its shape and private data."""
    from samskab.check.run import check_text
    from samskab.yaml.records import read_record

    content = files.read(path)
    read = read_record(b"" if isinstance(content, Finding) else content, path, anywhere=alone)
    found = (*read.findings, *check_text(path, read.text, today))
    return (finding for finding in found if finding.severity is Severity.ERROR)


def _print_mistakes(session: Session, root: Path, text: str, findings: tuple[Finding, ...], path: str = "") -> int:
    others = Sources(root)
    own = path or findings[0].span.path
    texts = {f.span.path: text if f.span.path == own else others.get(f.span.path, "") for f in findings}
    if not findings[0].span.path:
        findings = (findings[0]._replace(span=Span(path)),)
    print_verdict(
        session, Verdict(findings, session.language, texts, len(texts), Questions(root, session.language)), "text"
    )
    return 1
