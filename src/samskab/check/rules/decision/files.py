"""SK5: a decision rests on the files that it names: its facts, rules, aims, texts and lot are made from them again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from samskab.check.rule import Mistake, rule
from samskab.check.support.part_names import fact_named, part_named
from samskab.fairness.differences import Difference, differences
from samskab.fairness.record_from_files import files_behind, rebuilt
from samskab.finding import Severity
from samskab.model.application import Application, Received
from samskab.model.assessment import Assessment
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision
from samskab.model.pool import Candidate, Pool
from samskab.model.record import Record
from samskab.storage.files import stem_of


@rule("SK508", Severity.ERROR, waivable=False)
def fact_differs(data: Dataset) -> Iterator[Mistake]:
    """Every fact of the pool is what the files give.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        field:
          candidates:
            - {key: thisted, name: Thisted, numbers: {score: 9}}   # SK508

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision, made in _compared(data):
        for field, applicant, fact in _changed_facts(decision, made):
            yield Mistake.at(decision, field, applicant=applicant, fact=fact_named(decision, fact))


@rule("SK536", Severity.ERROR, waivable=False)
def applicants_differ(data: Dataset) -> Iterator[Mistake]:
    """The applicants of the pool are those that the files give; who withdrew after the decision is still one of them.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        field: {candidates: []}   # SK536

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision, made in _compared(data):
        for name in _other_applicants(data, decision, made):
            yield Mistake.at(decision, "field.candidates", applicant=name)


@rule("SK519", Severity.ERROR, waivable=False)
def part_differs(data: Dataset) -> Iterator[Mistake]:
    """The rules, the aims, the country and the lot of a record are those that the files give.

    Only what is recorded as decided beside the rules (`overrides`) may differ.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        selection:
          size: {min: 4, max: 6, counts: municipalities}
          rules: []   # SK519
          aims: [{kind: seats}, {kind: score}]
          waiting_list: {size: 2}
          lot:
            basis: {da: Kun mellem ansøgninger.}
            seed_source: {da: En opdigtet lodtrækning, en: An invented lot}
            on: 2026-04-25
          statement: {da: Vi tager hensyn til afstanden.}

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision, made in _compared(data):
        for field in _changed_parts(data, decision, made):
            yield Mistake.at(decision, field, part=part_named(decision, field))


@rule("SK520", Severity.ERROR, waivable=False)
def text_differs(data: Dataset) -> Iterator[Mistake]:
    """The names and texts of a record are those of the files; a note where a file has changed since.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        statement: {da: Vi tager hensyn til afstanden.}   # SK520

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision, made in _compared(data):
        severity = Severity.ERROR if _is_unchanged(data, decision) else Severity.INFO
        found = [*_beside_candidates(data, decision, made)]
        found += (Difference(field, is_text) for _, field, is_text in _of_candidates(decision, made))
        for field, is_text in found:
            if is_text:
                yield Mistake.at(decision, field, severity=severity, part=part_named(decision, field))


@rule("SK516", Severity.INFO, waivable=False)
def file_changed(data: Dataset) -> Iterator[Mistake]:
    """Every file that a decision rests on is as it was. A changed fact is an error as well (SK508).

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        inputs:
          data/register.yaml: "0000"   # SK516

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision, _ in _compared(data):
        for path, sealed in decision.inputs.items():
            if data.digests.get(path, sealed) != sealed:
                yield Mistake.at(decision, f'inputs["{path}"]', file=path)


@rule("SK517", Severity.ERROR, waivable=False)
def file_missing(data: Dataset, today: date | None) -> Iterator[Mistake]:
    """Every file that a decision rests on is there and can be read, but those that were to be deleted by now (SK562).

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        inputs:
          data/municipalities/0999-nordby.yaml: "0000"   # SK517

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.standing_decisions():
        for path in _missing_files(data, decision):
            if _deletion_day(data, decision, path, today) is None:
                yield Mistake.at(decision, f'inputs["{path}"]', file=path)


@rule("SK562", Severity.INFO, waivable=False)
def file_deleted_as_promised(data: Dataset, today: date | None) -> Iterator[Mistake]:
    """Files deleted as the programme promised are reported: the facts taken from them cannot be verified.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        retention: {unsuccessful_months: 1}
        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        decided: {on: 2026-01-20, by: [styregruppen]}
        inputs:
          data/programmes/naboskab-2026/applications/vejle.yaml: "0000"   # SK562

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.standing_decisions():
        days = {path: _deletion_day(data, decision, path, today) for path in _missing_files(data, decision)}
        deleted = {path: day for path, day in days.items() if day is not None}
        if deleted:
            names = dict.fromkeys(decision.name_of(stem_of(path)) for path in deleted)
            place = f'inputs["{next(iter(deleted))}"]'
            yield Mistake.at(decision, place, day=min(deleted.values()), applications=tuple(names))


@rule("SK521", Severity.ERROR, waivable=False)
def inputs_differ(data: Dataset) -> Iterator[Mistake]:
    """The inputs are all files that the facts come from, and no others. Files added after the decision are a note.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        inputs: {}   # SK521

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.standing_decisions():
        if not data.digests or decision.programme not in data.programmes:
            continue
        behind = {record.path: record for record in files_behind(data, decision.programme)}
        unread = {each.path for each in data.unread}
        for path in decision.inputs:
            if path in data.digests and path not in behind and path not in unread:
                yield Mistake.at(decision, f'inputs["{path}"]', files=(path,))
        missing = [path for path in behind if path not in decision.inputs]
        later = [path for path in missing if _came_later(behind[path], decision)]
        for severity, paths in ((Severity.ERROR, set(missing) - set(later)), (Severity.INFO, set(later))):
            if paths:
                yield Mistake.at(decision, "inputs", severity=severity, files=tuple(sorted(paths)))


@lru_cache(maxsize=1)
def _compared(data: Dataset) -> tuple[tuple[Decision, Decision], ...]:
    """Every record of a known programme whose inputs can all be read, and the same made again from the files."""
    unread = {each.path for each in data.unread}
    return tuple(
        (decision, rebuilt(data, programme, decision))
        for decision in data.standing_decisions()
        if (programme := data.programmes.get(decision.programme)) and not unread & decision.inputs.keys()
    )


def _other_applicants(data: Dataset, decision: Decision, made: Decision) -> Iterator[str]:
    """The names of those who are in one pool only, their files not being gone."""
    then, now = decision.field.by_key(), made.field.by_key()
    return ((then.get(key) or now[key]).name for key in sorted((then.keys() ^ now.keys()) - _gone(data, decision)))


def _changed_facts(decision: Decision, made: Decision) -> Iterator[tuple[str, str, str]]:
    """The places of facts that differ, each with the applicant's name and the fact."""
    for number, field, is_text in _of_candidates(decision, made):
        if not is_text:
            yield field, decision.field.candidates[number].name, field.rpartition(".")[2]


def _changed_parts(data: Dataset, decision: Decision, made: Decision) -> Iterator[str]:
    """The places outside the candidates that differ in more than words."""
    return (field for field, is_text in _beside_candidates(data, decision, made) if not is_text)


def _of_candidates(decision: Decision, made: Decision) -> Iterator[tuple[int, str, bool]]:
    """The differences of the candidates that both have: the number of the candidate, the place, whether only words."""
    now = _in_units_of(decision.field, made.field).by_key()
    for number, candidate in enumerate(decision.field.candidates):
        other = now.get(candidate.key, candidate)
        for field, is_text in differences(candidate, other, f"field.candidates[{number}]"):
            yield number, field, is_text


def _beside_candidates(data: Dataset, decision: Decision, made: Decision) -> Iterator[Difference]:
    """Every difference but those of the candidates, which are compared by key."""
    units = decision.field.units if _gone(data, decision) else made.field.units
    field = replace(made.field, candidates=decision.field.candidates, units=units)
    return differences(decision, replace(made, field=field))


def _in_units_of(pool: Pool, other: Pool) -> Pool:
    """The other pool with its numbers in the units of the pool: they differ when an applicant's file is gone."""
    if pool.units == other.units:
        return other
    return replace(other, candidates=tuple(_scaled(one, other.units, pool.units) for one in other.candidates))


def _scaled(candidate: Candidate, units: Mapping[str, int], wanted: Mapping[str, int]) -> Candidate:
    numbers = {
        name: number * wanted.get(name, 1) // units.get(name, 1)
        if number * wanted.get(name, 1) % units.get(name, 1) == 0
        else number
        for name, number in candidate.numbers.items()
    }
    return replace(candidate, numbers=numbers)


def _gone(data: Dataset, decision: Decision) -> frozenset[str]:
    """The applicants whose own file is named among the inputs and is not there now, or cannot be read (SK517)."""
    folder = f"data/programmes/{decision.programme}/applications/"
    unread = {each.path for each in data.unread}
    missing = (p for p in decision.inputs if p in unread or (data.digests and p not in data.digests))
    return frozenset(p.removeprefix(folder).removesuffix(".yaml") for p in missing if p.startswith(folder))


def _missing_files(data: Dataset, decision: Decision) -> Iterator[str]:
    """The inputs of a record that are not there; none where files are not known."""
    unread = {each.path for each in data.unread}
    return (path for path in decision.inputs if data.digests and path not in data.digests and path not in unread)


def _deletion_day(data: Dataset, decision: Decision, path: str, today: date | None) -> date | None:
    """The day on which the programme promised to delete a file of one who was not chosen; None before that day, and
    while the application is there, as under another name."""
    programme, decided = data.programmes.get(decision.programme), decision.decided
    folder = path.removeprefix(f"data/programmes/{decision.programme}/").rpartition("/")[0]
    if programme is None or programme.retention is None or decided is None:
        return None
    if folder not in {"applications", "assessments"} or stem_of(path) in data.state_of(decision).selected:
        return None
    if data.application(programme.id, stem_of(path)) is not None:
        return None
    day = programme.retention.deletion_day(decided.on)
    return day if day is not None and (today is None or today >= day) else None


def _is_unchanged(data: Dataset, decision: Decision) -> bool:
    return all(data.digests.get(path, digest) == digest for path, digest in decision.inputs.items())


def _came_later(record: Record, decision: Decision) -> bool:
    """Whether a file that is no input may have come after the decision: of an applicant that the record does not have,
    not dated before it."""
    known = {*decision.field.by_key(), *(one.applicant for one in decision.left_out)}
    if isinstance(record, Assessment):
        return record.application not in known
    if not isinstance(record, Application) or record.id in known:
        return False
    return record.received is None or decision.decided is None or _day_of(record.received) > decision.decided.on


def _day_of(received: Received) -> date:
    return received.at.moment.date()
