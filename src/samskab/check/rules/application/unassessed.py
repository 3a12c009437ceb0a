"""SK3: applications without a whole assessment. Each of these findings makes an application unassessed.

Where a rule, an aim or a condition reads the score, an unassessed application has none, and cannot be chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from samskab.check.rule import Mistake, rule
from samskab.check.support.severity import stage
from samskab.fairness.admission import missing_criteria, needs_scores, recorded_state
from samskab.finding import Finding, Severity
from samskab.model.application import Application
from samskab.model.assessment import Assessment
from samskab.model.dataset import Dataset
from samskab.model.eligibility import has_closed
from samskab.model.programme import Programme


@rule("SK346", Severity.WARNING, mended_by="secretariat")
def application_not_assessed(data: Dataset, today: date | None) -> Iterator[Mistake]:
    """After the deadline, every application that can be chosen has an assessment, where points decide.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-03-01}}
        # data/programmes/naboskab-2026/decisions/2026-04-27.yaml
        status: proposed
        decided: null
        # data/programmes/naboskab-2026/applications/frederiksberg.yaml
        id: frederiksberg   # SK346
        applicant: {municipalities: ["0147"]}
        received: {at: "2026-02-25T10:00+01:00", via: mail}

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-03-01}}
        # data/programmes/naboskab-2026/decisions/2026-04-27.yaml
        status: proposed
        decided: null
        # data/programmes/naboskab-2026/applications/frederiksberg.yaml
        id: frederiksberg
        applicant: {municipalities: ["0147"]}
        received: {at: "2026-02-25T10:00+01:00", via: mail}
        # data/programmes/naboskab-2026/assessments/frederiksberg.yaml
        application: frederiksberg
        assessments:
          - {by: sekretariat, on: 2026-04-20, scores: {maal: 4, forankring: 3}}
    """
    for programme, application, assessment, named in _awaiting(data):
        if assessment is None and (today is None or _is_due(data, programme, today)):
            yield Mistake.at(application, "id", **named)


@rule("SK347", Severity.WARNING, mended_by="secretariat")
def assessment_empty(data: Dataset) -> Iterator[Mistake]:
    """An assessment holds the points of an assessor, or a conflict of interest.

    Fails:

        # data/programmes/naboskab-2026/assessments/lolland.yaml
        assessments: []   # SK347

    Passes:

        # data/programmes/naboskab-2026/assessments/lolland.yaml
        assessments:
          - {by: sekretariat, on: 2026-04-20, scores: {maal: 4, forankring: 3}}
    """
    for *_, assessment, named in _awaiting(data):
        if assessment is not None and not (assessment.assessments or assessment.conflicts):
            yield Mistake.at(assessment, "assessments", **named)


@rule("SK348", Severity.WARNING, mended_by="secretariat")
def nobody_impartial_has_assessed(data: Dataset) -> Iterator[Mistake]:
    """An application is judged by at least one assessor without a conflict of interest.

    Fails:

        # data/programmes/naboskab-2026/assessments/lolland.yaml
        assessments: []
        conflicts:
          - {by: sekretariat, why: Har for nylig arbejdet i kommunen.}   # SK348

    Passes:

        # data/programmes/naboskab-2026/assessments/lolland.yaml
        assessments:
          - {by: styregruppe, on: 2026-04-20, scores: {maal: 4, forankring: 3}}
        conflicts:
          - {by: sekretariat, why: Har for nylig arbejdet i kommunen.}
    """
    for *_, assessment, named in _awaiting(data):
        if assessment is not None and assessment.conflicts and not assessment.impartial:
            barred = tuple(one.by for one in assessment.conflicts)
            yield Mistake.at(assessment, "conflicts", **named, barred=barred)


@rule("SK355", Severity.WARNING, mended_by="secretariat")
def criterion_not_scored(data: Dataset) -> Iterator[Mistake]:
    """Each assessor scores every criterion; otherwise totals cannot be compared.

    Fails:

        # data/programmes/naboskab-2026/assessments/lolland.yaml
        assessments:
          - by: sekretariat
            on: 2026-04-20
            scores: {maal: 4}   # SK355

    Passes:

        # data/programmes/naboskab-2026/assessments/lolland.yaml
        assessments:
          - by: sekretariat
            on: 2026-04-20
            scores: {maal: 4, forankring: 3}
    """
    for assessment in data.all(Assessment):
        programme = data.programmes.get(assessment.programme)
        for place, entry in enumerate(assessment.assessments):
            missing = missing_criteria(programme, entry.scores) if programme and entry in assessment.impartial else ()
            if missing:
                titles = tuple(title.da for title in missing)
                whose = key_of(assessment.programme, assessment.application)
                yield Mistake.at(assessment, f"assessments[{place}].scores", whose=whose, by=entry.by, criteria=titles)


def missing_assessments(data: Dataset) -> Mapping[str, tuple[Finding, ...]]:
    """Application (`key_of`) -> why it has no whole assessment."""
    rules = (application_not_assessed, assessment_empty, nobody_impartial_has_assessed, criterion_not_scored)
    found: dict[str, tuple[Finding, ...]] = {}
    for finding in (each for one in rules for each in one.findings(data, today=None)):
        key = str(finding.values["whose"])
        found[key] = (*found.get(key, ()), finding)
    return found


def key_of(programme: str, application: str) -> str:
    """The value `whose` of these findings: which application they are about."""
    return f"{programme}/{application}"


def _awaiting(data: Dataset) -> Iterator[tuple[Programme, Application, Assessment | None, dict[str, Any]]]:
    """Every application that stands but for its assessment, where points decide.

    Each with the assessment that it has, and the values that name it in a finding.
    """
    for programme in data.all(Programme):
        if not needs_scores(programme):
            continue
        assessments = data.assessments(programme.id)
        for application in data.applications(programme.id):
            if recorded_state(data, programme, application).state in {"stands", "unassessed"}:
                named = {"whose": key_of(programme.id, application.id), "name": data.applicant_name(application)}
                yield programme, application, assessments.get(application.id), named


def _is_due(data: Dataset, programme: Programme, today: date) -> bool:
    """Whether the deadline has passed in a live programme of which nothing is decided."""
    is_undecided = data.settled_decision(programme.id) is None
    return is_undecided and has_closed(programme, today) and stage(programme, today) == "live"
