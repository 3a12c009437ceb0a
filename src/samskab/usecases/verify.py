"""`decision verify`: audits a record against its files, its seals, git, and where asked the solver."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar

from samskab.check.applicant_states import applicant_states
from samskab.check.rule import Mistake
from samskab.check.rules.decision.decision import day_has_not_come, days_to_come
from samskab.check.rules.decision.decision_reasons import reason_does_not_add_up
from samskab.check.rules.decision.left_out import left_out_differs, wrongly_left_out
from samskab.check.rules.decision.other_cohorts import (
    alternatives_differ,
    better_cohort,
    better_cohort_known,
    disproved_reasons,
    reason_disproved,
    wrong_alternatives,
)
from samskab.check.run import check_dataset, check_text
from samskab.check.support.part_names import part_named
from samskab.codes.declared import make_finding
from samskab.fairness.known_cohorts import KnownCohorts
from samskab.fairness.lottery import lot_order_of
from samskab.fairness.seal import parts_of, sealed_text
from samskab.fairness.tables import tables_of
from samskab.finding import Finding, Severity, Span, has_errors, in_order
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision, LotFreezes
from samskab.model.record import Record
from samskab.storage.files import read_bytes
from samskab.usecases.freeze import lot_path
from samskab.usecases.history.objects import digests_at, versions_of
from samskab.usecases.load import Repo
from samskab.yaml.records import read_record

_OF_PLACES = "SK6"
"""The family of rules about where files lie and what they refer to."""

_RecordT = TypeVar("_RecordT", bound=Record)


class Verified(NamedTuple):
    """The findings of an audit, and how much was checked.

    files             those that are as they were
    rests_on_solver   whether only the solver proves that no cohort of more than two swaps is better
    """

    findings: tuple[Finding, ...]
    files: int = 0
    rules: int = 0
    aims: int = 0
    reasons: int = 0
    rests_on_solver: bool = False

    @property
    def holds(self) -> bool:
        """Whether nothing was found but notes."""
        return all(finding.severity is Severity.INFO for finding in self.findings)

    @property
    def stops(self) -> bool:
        """Whether nothing may be built on the record: an error was found."""
        return has_errors(self.findings)


def verify(repo: Repo, path: str, *, today: date, thorough: bool = True, solve: bool = False) -> Verified:
    """The audit of the record at `path`: the rules of `validate`, and what takes longer. A note is reported of the
    record alone, not of its inputs.

    thorough    swaps of two, the waiting list with its coverage, rows that decide, and the files at the record's commit
    solve       chooses again and compares every part of the record
    """
    own = tuple(f for f in repo.findings if f.span.path == path)
    decision = next((d for d in repo.data.all(Decision) if d.path == path), None)
    if decision is None:
        return Verified(own or (make_finding("SK054", Span(path), {}),))
    found = [*own, *_seal(repo, path), *(f for f in repo.findings if f.span.path in decision.inputs)]
    unread = {each.path for each in repo.data.unread} - repo.data.digests.keys()
    found += (
        make_finding("SK517", decision.at("inputs"), {"file": each}) for each in decision.inputs if each in unread
    )
    alone = _without_others(repo.data, decision)
    found += _left_out_differs(alone, decision)
    found += _of_record(alone, decision, today, thorough=thorough)
    if thorough:
        found += (*_differs_from_commit(repo, decision), *_taken_back(repo, decision))
    unchanged = sum(repo.data.digests.get(each) == digest for each, digest in decision.inputs.items())
    return _verified(decision, found, unchanged, solve=solve)


def verify_alone(folder: Path, name: str, *, today: date, solve: bool = False) -> Verified | None:
    """The audit of a record by itself, as one that was downloaded; None for a file of another kind.

    It leaves out what only the files of the repository and git can say.
    """
    content = read_bytes(folder, name)
    if isinstance(content, Finding):
        return Verified((content,))
    read = read_record(content, name, anywhere=True)
    decision = read.record
    if not isinstance(decision, Decision):
        return Verified(read.findings) if read.findings else None
    place = f"data/programmes/{decision.programme}/decisions/{decision.id}.yaml"
    raw = (f._replace(span=f.span._replace(path=name)) for f in check_text(place, read.text, date.max))
    found = [*read.findings, *raw, *_of_record(Dataset([decision]), decision, today)]
    return _verified(decision, [f for f in found if not f.code.startswith(_OF_PLACES)], 0, solve=solve)


def _of_record(data: Dataset, decision: Decision, today: date, *, thorough: bool = True) -> list[Finding]:
    """The mistakes in the only record of a programme: in itself, and between it and the other records of the data."""
    found = [f for f in check_dataset(data, today) if f.span.path == decision.path]
    if thorough:
        found += map(day_has_not_come.finding, days_to_come(decision, today))
        found += () if any(f.code == "SK503" for f in found) else _thorough(decision)
    return found


def _verified(decision: Decision, found: list[Finding], files: int, *, solve: bool) -> Verified:
    """The result of an audit, each finding once."""
    found += _chosen_again(decision) if solve else ()
    once = {(f.code, f.field, f.span): f for f in reversed(found)}.values()
    return Verified(
        in_order(f for f in once if f.severity is not Severity.INFO or f.span.path == decision.path),
        files,
        len({row.id.partition(":")[0] for row in decision.rows}),
        len(decision.aims),
        len(decision.reasons),
        bool(decision.aims) and not solve,
    )


def _without_others(data: Dataset, decision: Decision) -> Dataset:
    """The records with only one decision of the programme, so that no other is audited as well."""
    records = (record for kind in data.kinds() for record in data.all(kind))
    others = (r for r in records if not (isinstance(r, Decision) and r.programme == decision.programme))
    return Dataset([*others, decision], data.unread, data.digests)


def _left_out_differs(data: Dataset, decision: Decision) -> Iterator[Finding]:
    """Who was left out, compared with the whole states."""
    programme = data.programmes.get(decision.programme)
    if programme is not None:
        states = applicant_states(data, programme)
        yield from map(left_out_differs.finding, wrongly_left_out(data, decision, states, is_final=True))


def _seal(repo: Repo, path: str) -> list[Finding]:
    """SK501 for the bytes of the file, which may begin with a mark that readers leave out."""
    content = read_bytes(repo.root, path)
    text = "" if isinstance(content, Finding) else content.decode("utf-8", "replace")
    return check_text(path, text, date.max)


def faults_of_record(decision: Decision, path: str, today: date) -> tuple[Finding, ...]:
    """The errors that the record would have at `path`."""
    text = sealed_text(decision)
    read = read_record(text.encode("utf-8", "surrogatepass"), path)
    found = in_order([*read.findings, *check_text(path, text, today)])
    return tuple(finding for finding in found if finding.severity is Severity.ERROR)


def _thorough(decision: Decision) -> Iterator[Finding]:
    """What `validate` leaves out because it takes seconds. The cohort and who waits are in the pool (SK503)."""
    if not decision.cohort or any(reason.applicant not in decision.field.by_key() for reason in decision.reasons):
        return
    known = KnownCohorts(decision, deep=True)
    yield from map(better_cohort_known.finding, better_cohort(known))
    yield from map(reason_disproved.finding, disproved_reasons(known))
    yield from map(alternatives_differ.finding, wrong_alternatives(known))
    yield from (_differs("SK529", decision, part) for part in _waiting_differs(decision))
    yield from _unconfirmed(decision)


def _unconfirmed(decision: Decision) -> Iterator[Finding]:
    """SK510 for reasons whose rows the solver does not confirm; it is asked only where rows decide for one alone."""
    decides = any(row.kind in {"must", "must_not"} for row in decision.rows)
    if not decides and not any(reason.rows for reason in decision.reasons):
        return
    from samskab.solve.unconfirmed import unconfirmed_reasons

    for number in unconfirmed_reasons(decision):
        field, name = f"reasons[{number}]", decision.name_of(decision.reasons[number].applicant)
        yield reason_does_not_add_up.finding(Mistake.at(decision, field, application=name))


def _waiting_differs(decision: Decision) -> Iterator[str]:
    """The parts about waiting that are not what the pool, the rules and the cohort give when they are counted again."""
    from samskab.solve.waiting_list import find_waiting_list

    asked = decision.selection.waiting_list
    if asked is None:
        yield from ("waiting_list",) if decision.waiting_list else ()
        yield from ("coverage",) if decision.coverage else ()
        return
    tables, order = tables_of(decision), lot_order_of(decision)
    found = find_waiting_list(tables, decision.cohort, order, decision.run.freeze, asked)
    if found.waiting != decision.waiting_list:
        yield "waiting_list"
    if found.coverage != decision.coverage:
        yield "coverage"
    if found.irreplaceable != decision.irreplaceable:
        yield "irreplaceable"


def _differs_from_commit(repo: Repo, decision: Decision) -> Iterator[Finding]:
    """The inputs that were not so at the commit that the record names; SK537 where git cannot show what they were."""
    run = decision.run
    then = None if run.commit is None or run.dirty else digests_at(repo.root, run.commit, list(decision.inputs))
    if then is None:
        field = "run.dirty" if run.dirty else "run.commit"
        yield make_finding("SK537", decision.at(field), {"files": len(decision.inputs)}, field)
        return
    wrong = [path for path, digest in decision.inputs.items() if then.get(path) != digest]
    if wrong:
        yield make_finding("SK534", decision.at("run.commit"), {"files": tuple(wrong[:5])}, "run.commit")


def _taken_back(repo: Repo, decision: Decision) -> Iterator[Finding]:
    """SK573 where an earlier version in git says who decided, what happened since or what was frozen, and none now."""
    versions = [each for each in _versions(repo, decision.path, Decision) if each.id == decision.id]
    decided = [each.decided for each in versions if each.decided is not None]
    parts = {"decided": any(each != decision.decided for each in decided)}
    now = _happened(decision)
    parts["events"] = any(now[: len(then)] != then for then in map(_happened, versions))
    frozen = _frozen(repo.data.lot(decision.programme))
    versions_of_lot = _versions(repo, lot_path(decision.programme), LotFreezes)
    parts["run.freeze"] = any(frozen[: len(then)] != then for then in map(_frozen, versions_of_lot))
    yield from (_differs("SK573", decision, part) for part, is_gone in parts.items() if is_gone)


def _versions(repo: Repo, path: str, kind: type[_RecordT]) -> list[_RecordT]:
    """The earlier versions of a file in git that can be read."""
    found = (read_record(content, path).record for content in versions_of(repo.root, path))
    return [each for each in found if isinstance(each, kind)]


def _frozen(lot: LotFreezes | None) -> list[tuple[date, str, str, date, str | None]]:
    freezes = lot.freezes if lot else ()
    return [(each.on, each.fingerprint, each.round, each.draws_on, each.why) for each in freezes]


def _happened(decision: Decision) -> list[tuple[date, str, str, str | None, str]]:
    return [(each.on, each.kind, each.applicant, each.replaces, each.why) for each in decision.events]


def _chosen_again(decision: Decision) -> Iterator[Finding]:
    """The parts of the record that a new choice from the same pool and selection writes otherwise."""
    from samskab.solve.decision_record import record_again
    from samskab.yaml.catalogue import load_languages

    again = record_again(decision, load_languages())
    if again is None:
        yield _differs("SK532", decision, "cohort")
        return
    before, after = ({p.key: p.text for p in parts_of(sealed_text(each))} for each in (decision, again))
    for part in before.keys() | after.keys():
        if before.get(part) != after.get(part) and part not in {"seals", "seal"}:
            yield _differs("SK532", decision, part)


def _differs(code: str, decision: Decision, part: str) -> Finding:
    return make_finding(code, decision.at(part), {"part": part_named(decision, part)}, part)
