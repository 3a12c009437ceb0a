"""`validate`: every mistake of a data repository, in one run, in order."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from samskab.check.rules.programme.renamed import without_renamed
from samskab.check.run import check_application_partly, check_applications, check_dataset_partly, check_text
from samskab.check.waiver import apply
from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span, in_order
from samskab.model.application import Application
from samskab.model.dataset import Dataset, Unread, kind_at
from samskab.model.decision import Decision
from samskab.model.record import Record
from samskab.model.waivers import Waivers
from samskab.packaged import packaged_path
from samskab.progress import Progress, observed, unobserved
from samskab.storage.files import Files, Folder, is_linked, list_files, odd_names, read_file
from samskab.usecases.freeze import changed_since_freeze
from samskab.usecases.load import DataFiles, SharedReads, files_of, gathered, lies_in, read_one, with_codes
from samskab.usecases.validate.compact import slimmed
from samskab.yaml.records import FileRead, read_record
from samskab.yaml.unknown import is_identified

GITIGNORE = ".gitignore"
_ENDINGS = (".yaml", ".yml")  # outside a repository the name of a file has no meaning
_TOGETHER = 64
"""So many applications are in memory with their whole texts."""
MANY = 800
"""From so many applications a second process pays for its start (measured: `benchmarks/`)."""


class FilesChecked(NamedTuple):
    """The findings of data files, the records that could be read whole, and these with what is known of the others."""

    findings: list[Finding]
    data: Dataset
    known: Dataset


class Validation(NamedTuple):
    """What was found, and in how many files."""

    findings: tuple[Finding, ...]
    files: int


def validate(
    root: Path | str,
    *,
    today: date,
    programme: str | None = None,
    paths: Sequence[str] = (),
    processes: int | None = None,
    progress: Progress = unobserved,
) -> Validation:
    """Every finding of the repository at `root`, waivers applied, in order of file, line and column.

    `programme` and `paths` (relative to the root, files or folders) narrow what is reported, not the checks. A path
    that is no data of the repository is checked as a single file, so that no file is passed without being read.
    """
    place, files = Path(root), Folder(Path(root))
    listing = files_of(files)
    kept = check_files(files, listing, today, processes, progress, beside_data(place, today))
    wanted = [f for f in kept.findings if _is_wanted(f.span.path, programme, paths)]
    others = _other_paths(listing, paths)
    alone = validate_alone([(place / path, path) for path in others if not is_linked(place, path)], today=today)
    linked = (make_finding("SK050", Span(path), {}) for path in others if is_linked(place, path))
    return Validation(in_order([*wanted, *alone.findings, *linked]), len(listing.paths) + alone.files)


def check_files(
    files: Files,
    listing: DataFiles,
    today: date,
    processes: int | None = None,
    progress: Progress = unobserved,
    beside: Iterable[Finding] = (),
    shared: SharedReads | None = None,
) -> FilesChecked:
    """The findings of the listed data files and those `beside` them, waivers applied, and the records.

    shared   what another side has read; where only applications differ, the others are not checked again by themselves
    """
    files.fetch(listing.paths)
    long, short = _by_length(listing.paths)
    reads = shared.read_one if shared else read_one
    read = [reads(files, path) for path in short]
    base = datasets(read, listing.unread)
    same = _same_applications(long, shared) if shared else frozenset()
    findings = [*listing.findings, *(finding for result in read for finding in result.findings)]
    findings += (f for result in read if result.text for f in check_text(result.path, result.text, today))
    judged = [path for path in long if path not in same]
    applications, more = _applications(files, base, judged, today, processes, progress)
    applications += (slimmed(files, reads(files, path)) for path in same)
    applications.sort(key=lambda result: result.path)
    findings += more
    whole, known = datasets([*read, *applications], listing.unread)
    findings += check_dataset_partly(whole, known, today)
    findings += changed_since_freeze(files, whole)
    findings += beside
    kept = apply(with_codes(findings, whole), whole.all(Waivers), today)
    return FilesChecked([*without_renamed(kept)], whole, known)


def _same_applications(paths: Iterable[str], shared: SharedReads) -> frozenset[str]:
    """The applications whose own findings cannot differ: neither they nor what their rules read has changed."""
    if not all(_is_application(path) for path in shared.changed):
        return frozenset()
    return frozenset(paths) - shared.changed


def datasets(read: Sequence[FileRead], unread: Iterable[Unread]) -> tuple[Dataset, Dataset]:
    """The records that could be read whole, and the same with what is known of the others; one dataset if none is."""
    whole = Dataset(*gathered(read, unread))
    partial = [result.partial for result in read if result.partial is not None and _is_useful(result.partial)]
    if not partial:
        return whole, whole
    paths = {record.path for record in partial}
    left = (each for each in whole.unread if each.path not in paths)
    records = sorted((*whole.records(), *partial), key=lambda record: record.path)
    return whole, Dataset(records, left, whole.digests)


def _is_useful(partial: Record) -> bool:
    """Whether other files can find a record. The parts of a decision are derived from each other, so one is useless."""
    return is_identified(partial) and not isinstance(partial, Decision)


def beside_data(root: Path, today: date) -> Iterator[Finding]:
    """What is wrong in the repository's own templates and layouts, and in its `.gitignore`."""
    ignored = read_file(root / GITIGNORE, GITIGNORE)
    if isinstance(ignored, bytes):
        yield from check_text(GITIGNORE, ignored.decode("utf-8", "replace"), today)
    if (root / "layouts").is_dir():
        from samskab.usecases.letters.branding import check_branding

        yield from check_branding(root)
    own = root / "templates"
    if own.is_dir() and not own.samefile(packaged_path("templates")):
        from samskab.usecases.letters.templates import check_templates

        yield from check_templates(root)
        for path in list_files(root, ("templates",), ".j2").paths:
            text = read_file(root / path, path)
            if isinstance(text, bytes):
                yield from check_text(path, text.decode("utf-8", "replace"), today)


def _other_paths(listing: DataFiles, paths: Sequence[str]) -> list[str]:
    """The paths that hold no data file of the repository, as a file beside `data/`."""
    listed = {f.span.path for f in listing.findings}
    known = listed.union(*(_with_parents(path) for path in listing.paths)) if paths else listed
    return [path for path in paths if path and path not in known and not lies_in(path, "templates")]


def _with_parents(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition("/")[0]


def validate_alone(places: Iterable[tuple[Path, str]], *, today: date) -> Validation:
    """Files and folders outside any repository, each with the name findings call it by.

    A file is checked for its name, for its shape by its own `schema:` line, and for private data.
    """
    odd: dict[Path, dict[str, Finding]] = {}
    results: list[FileRead] = []
    findings: list[Finding] = []
    for path, name in places:
        if path.is_dir() and not path.is_symlink() and not path.name.endswith(_ENDINGS):
            listing = list_files(path.parent, (path.name,), _ENDINGS)
            findings += (_under_name(f, name, f.span.path.partition("/")[2]) for f in listing.findings)
            results += (_alone(path.parent / file, f"{name}/{file.partition('/')[2]}") for file in listing.paths)
            continue
        if path.parent not in odd:
            odd[path.parent] = odd_names(path.parent)
        if path.name in odd[path.parent]:
            findings.append(_under_name(odd[path.parent][path.name], name))
        results.append(_alone(path, name))
    findings += (f for result in results for f in (*result.findings, *check_text(result.path, result.text, today)))
    return Validation(in_order(findings), len(results))


def _under_name(finding: Finding, *names: str) -> Finding:
    return finding._replace(span=finding.span._replace(path="/".join(names)))


def _alone(path: Path, name: str) -> FileRead:
    content = read_file(path, name)
    if isinstance(content, Finding):
        return FileRead(name, "", None, None, (content,))
    return read_record(content, name, anywhere=True)


def _by_length(paths: Iterable[str]) -> tuple[list[str], list[str]]:
    """Applications, of which there may be very many, and everything else."""
    long: list[str] = []
    short: list[str] = []
    for path in paths:
        (long if _is_application(path) else short).append(path)
    return long, short


def _is_application(path: str) -> bool:
    kind = kind_at(path) if "/applications/" in path else None
    return kind is not None and kind.record is Application


def _applications(
    files: Files,
    base: tuple[Dataset, Dataset],
    paths: list[str],
    today: date,
    processes: int | None,
    progress: Progress,
) -> tuple[list[FileRead], list[Finding]]:
    if processes is None:
        processes = min(2, os.cpu_count() or 1) if len(paths) >= MANY else 1
    if processes > 1:
        from samskab.usecases.validate.workers import in_processes

        return in_processes(judge, (files, *base, today), paths, processes, files, progress)
    return judge(files, *base, today, observed(paths, "files", progress))


def judge(
    files: Files, whole: Dataset, known: Dataset, today: date, paths: Iterable[str]
) -> tuple[list[FileRead], list[Finding]]:
    """Reads applications, some at a time, applies the rules that need their whole text, and keeps them without it."""
    kept: list[FileRead] = []
    findings: list[Finding] = []
    left = iter(paths)
    gc.disable()  # nothing below makes reference cycles; collecting them costs a fifth of the time
    try:
        while read := [read_one(files, path) for path in islice(left, _TOGETHER)]:
            findings += _judged(read, whole, known, today)
            kept += (slimmed(files, result) for result in read)
    finally:
        gc.enable()
    return kept, findings


def _judged(read: Sequence[FileRead], whole: Dataset, known: Dataset, today: date) -> Iterator[Finding]:
    """The findings in some applications as far as they need no other application."""
    together: list[Application] = []
    for result in read:
        yield from result.findings
        yield from check_text(result.path, result.text, today)
        record = result.record or result.partial
        if isinstance(record, Application):
            if known is whole and record is result.record:
                together.append(record)
            else:
                yield from check_application_partly(whole, known, record, today, is_whole=record is result.record)
    yield from check_applications(whole, together, today)


def _is_wanted(path: str, programme: str | None, paths: Sequence[str]) -> bool:
    if programme is not None and not lies_in(path, f"data/programmes/{programme}"):
        return False
    return not paths or any(lies_in(path, folder) for folder in paths)
