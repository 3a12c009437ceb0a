"""A decision record with its demands, facts and lot made again from the files of the repository, for comparison.

What people decided beside the rules (`overrides`) is kept; everything else must be what the files give.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from samskab.fairness.admission import recorded_standing
from samskab.fairness.effective_selection import effective_selection
from samskab.fairness.pool import pool_for
from samskab.model.application import Application
from samskab.model.assessment import Assessment
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision
from samskab.model.municipality import Municipality
from samskab.model.pool import Pool
from samskab.model.programme import Programme
from samskab.model.record import Record
from samskab.model.selection import Lot, Selection
from samskab.version import VERSION


def rebuilt(data: Dataset, programme: Programme, decision: Decision) -> Decision:
    """The record with every part that the files determine as they determine it now."""
    selection, data_then = _selection(programme, decision), as_decided(data, decision)
    lot = programme.selection.lot if programme.selection else None
    gone_on = {one.applicant for one in decision.overrides if one.action == "leave-out"}
    standing = [each for each in recorded_standing(data_then, programme) if each.id not in gone_on]
    pool = pool_for(data_then, programme, selection, standing)
    return replace(
        decision,
        selection=selection,
        field=pool if _holds_points(decision) else _without_points(pool),
        statement=selection.statement,
        demonstration=any(one.demonstration for one in data.applications(programme.id)),
        run=replace(
            decision.run,
            seed=_seed(lot, decision),
            round=_round(programme, decision),
            seed_source=lot.source_of(decision.run.seed) if lot else None,
        ),
    )


def _holds_points(decision: Decision) -> bool:
    """Whether a record keeps the points by criterion: every one of this version, none of those before them."""
    return decision.run.tool == f"samskab {VERSION}" or bool(decision.field.criteria)


def _without_points(pool: Pool) -> Pool:
    candidates = tuple(replace(each, points={}, assessors=0) for each in pool.candidates)
    return replace(pool, criteria=(), candidates=candidates)


def files_behind(data: Dataset, programme: str) -> Iterator[Record]:
    """Every record of a repository that the facts and the lot of a choice come from."""
    known = data.programmes.get(programme)
    found = [known, data.lot(programme), data.register, *data.all(Municipality)]
    yield from (record for record in found if record is not None)
    yield from data.applications(programme)
    yield from (assessment for assessment in data.all(Assessment) if assessment.programme == programme)
    yield from _other_cohorts(data, known) if known is not None else ()


def _other_cohorts(data: Dataset, programme: Programme) -> Iterator[Record]:
    """The records of other programmes that the conditions of this one look into."""
    for condition in programme.intake.conditions:
        other = condition.not_among
        if other is not None and other.who == "applied":
            yield from data.applications(other.programme)
        elif other is not None and (decision := data.current_decision(other.programme)):
            yield decision


def as_decided(data: Dataset, decision: Decision) -> Dataset:
    """The records with the applications of the pool standing that were withdrawn after the decision, in their own file.

    An application that was withdrawn when the decision was made has the digest that the record names, and stays out.
    """
    pool = decision.field.by_key() if decision.status != "proposed" else {}
    for application in data.applications(decision.programme):
        changed = data.digests.get(application.path) != decision.inputs.get(application.path)
        if application.status == "withdrawn" and application.id in pool and changed:
            data = data.with_instead(application, _standing(application))
    return data


def _standing(application: Application) -> Application:
    standing = replace(application, status="submitted", withdrawn=None)
    standing.__dict__.update(application.__dict__)
    return standing


def _selection(programme: Programme, decision: Decision) -> Selection:
    chosen = {
        action: {one.applicant: one.why for one in decision.overrides if one.action == action and one.applicant}
        for action in ("pin", "exclude")
    }
    found = effective_selection(programme, pins=chosen["pin"], excludes=chosen["exclude"])
    return decision.selection if found is None else found


def _seed(lot: Lot | None, decision: Decision) -> str:
    """The published seed; the record's own where none is published, or where people decided on another."""
    published = lot.seed if lot is not None else None
    decided = any(one.action == "seed" for one in decision.overrides)
    return decision.run.seed if published is None or decided else published


def _round(programme: Programme, decision: Decision) -> str | None:
    """The round that the lot is drawn for. A record of the form @1, whose reasons hold the grounds, names none."""
    is_of_version_1 = decision.run.round is None and "grounds" not in decision.seals
    return None if is_of_version_1 else programme.intake.lot_round
