"""SK095 and SK097: the weights and scales of criteria are numbers that points can be counted with."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.check.rule import Mistake, rule
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.programme import Programme

_MOST = 10_000


@rule("SK095", Severity.ERROR, allows=("letter",))
def criterion_number_too_large(data: Dataset) -> Iterator[Mistake]:
    """No weight and no end of a scale is beyond 10,000.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        criteria:
          - {id: maal, title: {da: Mål}, min: 1, max: 5, weight: 9007199254740993}   # SK095

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        criteria:
          - {id: maal, title: {da: Mål}, min: 1, max: 5, weight: 2}
    """
    for programme in data.all(Programme):
        for place, criterion in enumerate(programme.criteria):
            for name in ("weight", "min", "max"):
                number = getattr(criterion, name)
                if abs(number) > _MOST:
                    yield Mistake.at(programme, f"criteria[{place}].{name}", number=str(number), most=_MOST)


@rule("SK097", Severity.ERROR, allows=("letter",))
def weight_negative(data: Dataset) -> Iterator[Mistake]:
    """No weight is below 0: a better assessment would count against the applicant.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        criteria:
          - {id: maal, title: {da: Mål}, min: 1, max: 5, weight: -2}   # SK097

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        criteria:
          - {id: maal, title: {da: Mål}, min: 1, max: 5, weight: 2}
    """
    for programme in data.all(Programme):
        for place, criterion in enumerate(programme.criteria):
            if criterion.weight < 0:
                field, weight = f"criteria[{place}].weight", str(criterion.weight)
                yield Mistake.at(programme, field, criterion=criterion.title.da, weight=weight)
