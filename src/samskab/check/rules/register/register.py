"""SK1: the register: complete, with every figure and source explained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samskab.check.rule import Mistake, rule
from samskab.check.support.suggest import nearest
from samskab.finding import Severity, Span
from samskab.model.dataset import Dataset
from samskab.model.municipality import Municipality
from samskab.model.programme import Programme

MUNICIPALITIES_IN_DENMARK = 98
_SHARE = re.compile(r"(?:\bpct\b|%|\bprocent|\bpr\.|\bper\b|/)", re.IGNORECASE)
"""What the unit of a share, a density or an average holds."""


@rule("SK103", Severity.WARNING)
def register_is_not_whole(data: Dataset) -> Iterator[Mistake]:
    """The register has all 98 municipalities; without any it is an error, since nothing can be measured against it."""
    codes = {m.code for m in data.all(Municipality)}
    unread = sum(1 for u in data.unread if u.kind == "municipality")
    count = len(codes) + unread
    if count != MUNICIPALITIES_IN_DENMARK and data.register is not None:
        severity = None if count else Severity.ERROR
        expected = MUNICIPALITIES_IN_DENMARK
        yield Mistake.at(data.register, "edition", severity=severity, count=count, expected=expected)


@rule("SK108", Severity.ERROR)
def figure_unknown(data: Dataset) -> Iterator[Mistake]:
    """Every figure is of a kind and from a source that the register explains.

    Fails:

        # data/municipalities/0360-lolland.yaml
        figures:
          population:
            - {year: 2014, value: 43528, source: danmarks-statistk}   # SK108

    Passes:

        # data/municipalities/0360-lolland.yaml
        figures:
          population:
            - {year: 2014, value: 43528, source: danmarks-statistik}
    """
    register = data.register
    if register is None:
        return
    kinds = tuple(kind.id for kind in register.figures)
    sources = tuple(source.id for source in register.sources)
    for m in data.all(Municipality):
        for kind, figures in m.figures.items():
            if kind not in kinds:
                yield Mistake.at(m, f"figures.{kind}", hint=nearest(kind, kinds), value=kind, allowed=kinds)
            for place, figure in enumerate(figures):
                if figure.source not in sources:
                    field, hint = f"figures.{kind}[{place}].source", nearest(figure.source, sources)
                    yield Mistake.at(m, field, hint=hint, value=figure.source, allowed=sources)


@rule("SK119", Severity.ERROR)
def base_unknown(data: Dataset) -> Iterator[Mistake]:
    """The base that a share is weighted by is another figure of the register, and a total.

    Fails:

        # data/register.yaml
        figures:
          - {id: population, title: {da: Indbyggere}, unit: {da: indbyggere}, confidence: A}
          - {id: share-65plus, title: {da: Andel}, unit: {da: pct.}, confidence: A, base: populaton}   # SK119

    Passes:

        # data/register.yaml
        figures:
          - {id: population, title: {da: Indbyggere}, unit: {da: indbyggere}, confidence: A}
          - {id: share-65plus, title: {da: Andel}, unit: {da: pct.}, confidence: A, base: population}
    """
    kinds = data.register.figures if data.register else ()
    totals = tuple(kind.id for kind in kinds if kind.base is None)
    for place, kind in enumerate(kinds):
        if data.register and kind.base is not None and kind.base not in totals:
            hint, allowed = nearest(kind.base, totals), totals
            yield Mistake.at(data.register, f"figures[{place}].base", hint=hint, base=kind.base, allowed=allowed)


@rule("SK120", Severity.WARNING)
def share_without_base(data: Dataset) -> Iterator[Mistake]:
    """A figure in per cent, or per something else, has the base that it is weighted by; otherwise it is added up.

    Fails:

        # data/register.yaml
        figures:
          - {id: population, title: {da: Indbyggere}, unit: {da: indbyggere}, confidence: A}
          - {id: share-65plus, title: {da: Andel}, unit: {da: pct. af indbyggerne}, confidence: A}   # SK120

    Passes:

        # data/register.yaml
        figures:
          - {id: population, title: {da: Indbyggere}, unit: {da: indbyggere}, confidence: A}
          - {id: share-65plus, title: {da: Andel}, unit: {da: pct. af indbyggerne}, confidence: A, base: population}
    """
    for place, kind in enumerate(data.register.figures if data.register else ()):
        if data.register and kind.base is None and _SHARE.search(kind.unit.da):
            yield Mistake.at(data.register, f"figures[{place}]", figure=kind.title.da, unit=kind.unit.da)


@rule("SK111", Severity.ERROR)
def register_missing(data: Dataset) -> Iterator[Mistake]:
    """A repository with municipalities has a `data/register.yaml`."""
    first = next(iter(data.all(Municipality)), None)
    if data.register is None and first is not None and not any(u.kind == "register" for u in data.unread):
        yield Mistake(Span("data/register.yaml"), {"count": len(data.all(Municipality))})


@rule("SK112", Severity.INFO)
def figure_uncertain(data: Dataset) -> Iterator[Mistake]:
    """A figure with confidence C (one source and an open question) that a programme chooses by is reported.

    Fails:

        # data/register.yaml
        figures:
          - id: population
            title: {da: Indbyggere}
            unit: {da: indbyggere}
            confidence: C   # SK112

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          aims:
            - {kind: score, of: population}

    Passes:

        # data/register.yaml
        figures:
          - id: population
            title: {da: Indbyggere}
            unit: {da: indbyggere}
            confidence: C
    """
    if data.register is None:
        return
    for place, kind in enumerate(data.register.figures):
        if kind.confidence != "C":
            continue
        users = tuple(one.title.da for one in data.programmes.values() if kind.id in _chosen_by(one))
        if users:
            yield Mistake.at(data.register, f"figures[{place}].confidence", figure=kind.title.da, programmes=users)


def _chosen_by(programme: Programme) -> set[str]:
    """The numbers that the selection and the conditions of a programme read."""
    conditions = {condition.of for condition in programme.intake.conditions if condition.of is not None}
    selection = programme.selection
    if selection is None:
        return conditions
    return conditions | selection.numbers_with_bands()


@rule("SK113", Severity.ERROR)
def attribution_missing(data: Dataset) -> Iterator[Mistake]:
    """A source in the register has an attribution.

    Fails:

        # data/register.yaml
        sources:
          - id: danmarks-statistik
            attribution: {da: " "}   # SK113

    Passes:

        # data/register.yaml
        sources:
          - id: danmarks-statistik
            attribution: {da: "Kilde: Danmarks Statistik."}
    """
    if data.register is None:
        return
    for place, source in enumerate(data.register.sources):
        if not source.attribution.da.strip():
            yield Mistake.at(data.register, f"sources[{place}].attribution.da", source=source.id)
