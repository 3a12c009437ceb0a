"""SK3: assessments: scores on the programme's scale, by equally many assessors without a conflict of interest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from samskab.check.rule import Mistake, rule
from samskab.check.support.repeats import repeats
from samskab.check.support.suggest import nearest_titled
from samskab.finding import Severity
from samskab.model.assessment import Assessment
from samskab.model.dataset import Dataset
from samskab.storage.files import stem_of


@rule("SK351", Severity.ERROR)
def assessment_is_not_its_file(data: Dataset) -> Iterator[Mistake]:
    """The application of an assessment is the name of its file.

    Fails:

        # data/programmes/naboskab-2026/assessments/lolland.yaml
        application: aarhus   # SK351

    Passes:

        # data/programmes/naboskab-2026/assessments/lolland.yaml
        application: lolland
    """
    for assessment in data.all(Assessment):
        stem = stem_of(assessment.path)
        if stem and stem != assessment.application:
            yield Mistake.at(assessment, "application", hint=stem, application=assessment.application, file=stem)


@rule("SK353", Severity.ERROR)
def criterion_unknown(data: Dataset) -> Iterator[Mistake]:
    """Scores are given on the programme's criteria.

    Fails:

        # data/programmes/naboskab-2026/assessments/lolland.yaml
        assessments:
          - by: sekretariat
            on: 2026-04-20
            scores: {maalet: 4, forankring: 3}   # SK353

    Passes:

        # data/programmes/naboskab-2026/assessments/lolland.yaml
        assessments:
          - by: sekretariat
            on: 2026-04-20
            scores: {maal: 4, forankring: 3}
    """
    for assessment in data.all(Assessment):
        programme = data.programmes.get(assessment.programme)
        if programme is None:
            continue
        known = {criterion.id: criterion.title for criterion in programme.criteria}
        for place, entry in enumerate(assessment.assessments):
            for key in entry.scores:
                if key not in known:
                    field, hint = f"assessments[{place}].scores.{key}", nearest_titled(key, known)
                    yield Mistake.at(assessment, field, hint=hint, criterion=key, allowed=tuple(known))


@rule("SK354", Severity.ERROR)
def score_off_the_scale(data: Dataset) -> Iterator[Mistake]:
    """A score is within the criterion's scale.

    Fails:

        # data/programmes/naboskab-2026/assessments/lolland.yaml
        assessments:
          - by: sekretariat
            on: 2026-04-20
            scores: {maal: 7, forankring: 3}   # SK354

    Passes:

        # data/programmes/naboskab-2026/assessments/lolland.yaml
        assessments:
          - by: sekretariat
            on: 2026-04-20
            scores: {maal: 5, forankring: 3}
    """
    for assessment in data.all(Assessment):
        programme = data.programmes.get(assessment.programme)
        scale = {criterion.id: criterion for criterion in programme.criteria} if programme else {}
        for place, entry in enumerate(assessment.assessments):
            for key, score in entry.scores.items():
                criterion = scale.get(key)
                if criterion and not criterion.min <= score <= criterion.max:
                    field, title = f"assessments[{place}].scores.{key}", criterion.title.da
                    least, most = criterion.min, criterion.max
                    yield Mistake.at(assessment, field, criterion=title, score=score, least=least, most=most)


@rule("SK356", Severity.WARNING)
def assessors_unevenly_spread(data: Dataset) -> Iterator[Mistake]:
    """Every application is read by the same number of assessors.

    Fails:

        # data/programmes/naboskab-2026/assessments/lolland.yaml
        assessments:
          - {by: sekretariat, on: 2026-04-20, scores: {maal: 4, forankring: 3}}   # SK356
          - {by: styregruppe, on: 2026-04-20, scores: {maal: 4, forankring: 4}}

    Passes:

        # data/programmes/naboskab-2026/assessments/lolland.yaml
        assessments:
          - {by: sekretariat, on: 2026-04-20, scores: {maal: 4, forankring: 3}}
    """
    for programme in data.programmes:
        found = data.assessments(programme)
        counts = Counter(len(assessment.assessments) for assessment in found.values())
        if len(counts) < 2:
            continue
        usual = max(counts, key=lambda count: (counts[count], count))
        for assessment in found.values():
            count = len(assessment.assessments)
            if count != usual:
                yield Mistake.at(assessment, "assessments", count=count, usual=usual)


@rule("SK357", Severity.ERROR)
def partial_assessor_has_scored(data: Dataset) -> Iterator[Mistake]:
    """An assessor with a conflict of interest gives no score.

    Fails:

        # data/programmes/naboskab-2026/assessments/lolland.yaml
        assessments:
          - {by: sekretariat, on: 2026-04-20, scores: {maal: 4, forankring: 3}}   # SK357
        conflicts:
          - {by: sekretariat, why: Har for nylig arbejdet i kommunen.}

    Passes:

        # data/programmes/naboskab-2026/assessments/lolland.yaml
        assessments:
          - {by: styregruppe, on: 2026-04-20, scores: {maal: 4, forankring: 3}}
        conflicts:
          - {by: sekretariat, why: Har for nylig arbejdet i kommunen.}
    """
    for assessment in data.all(Assessment):
        barred = {conflict.by: place for place, conflict in enumerate(assessment.conflicts)}
        for place, entry in enumerate(assessment.assessments):
            if entry.by in barred:
                related = (assessment.at(f"conflicts[{barred[entry.by]}]"),)
                yield Mistake.at(assessment, f"assessments[{place}].by", related=related, by=entry.by)


@rule("SK358", Severity.ERROR)
def assessor_twice(data: Dataset) -> Iterator[Mistake]:
    """An assessor scores an application once.

    Fails:

        # data/programmes/naboskab-2026/assessments/lolland.yaml
        assessments:
          - {by: sekretariat, on: 2026-04-20, scores: {maal: 4, forankring: 3}}
          - {by: sekretariat, on: 2026-04-21, scores: {maal: 5, forankring: 3}}   # SK358

    Passes:

        # data/programmes/naboskab-2026/assessments/lolland.yaml
        assessments:
          - {by: sekretariat, on: 2026-04-20, scores: {maal: 4, forankring: 3}}
          - {by: styregruppe, on: 2026-04-21, scores: {maal: 5, forankring: 3}}
    """
    for assessment in data.all(Assessment):
        for place, earlier, assessor in repeats(entry.by for entry in assessment.assessments):
            related = (assessment.at(f"assessments[{earlier}].by"),)
            yield Mistake.at(assessment, f"assessments[{place}].by", related=related, by=assessor)


@rule("SK359", Severity.ERROR)
def invented_assessment_of_real(data: Dataset) -> Iterator[Mistake]:
    """An invented assessment belongs to an invented application.

    Fails:

        # data/programmes/naboskab-2026/assessments/lolland.yaml
        demonstration: false   # SK359

    Passes:

        # data/programmes/naboskab-2026/assessments/lolland.yaml
        demonstration: true
    """
    for programme in data.programmes:
        invented = {application.id: application.demonstration for application in data.applications(programme)}
        for key, assessment in data.assessments(programme).items():
            if key in invented and invented[key] != assessment.demonstration:
                hint = "true" if invented[key] else "false"
                yield Mistake.at(assessment, "demonstration", hint=f"demonstration: {hint}", application=key)
