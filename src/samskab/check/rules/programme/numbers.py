"""SK2: the numbers that a selection reads are known, belong to a step, are not bounded both ways, have a share."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from samskab.check.rule import Mistake, rule
from samskab.check.rules.programme.selection_names import selections
from samskab.check.support.severity import info_in_draft
from samskab.fairness.admission import recorded_standing, recorded_state
from samskab.fairness.pool import defined_values, number_titles, step_of
from samskab.finding import Severity
from samskab.model.applicant_numbers import SCORE, base_of, day_of, lacking_numbers, number_of, own_numbers
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.model.field_types import Decimal
from samskab.model.municipality import Municipality, Place
from samskab.model.programme import Programme
from samskab.model.selection import Band, Deviation, Proportional, Quota, Selection, Sum

_POLE = 90
_NAMED = 5


@rule("SK263", Severity.ERROR, waivable=False)
def figure_missing(data: Dataset) -> Iterator[Mistake]:
    """Every municipality that a selection measures has the figure it is measured by.

    A band is made for all who may apply, a sum or an aim reads the applicants; several together also need the base.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: folketal, kind: sum, of: population, max: 900000}   # SK263
        # data/municipalities/0360-lolland.yaml
        figures: {}

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: folketal, kind: sum, of: population, max: 900000}
    """
    for programme, selection in selections(data):
        year, kinds = day_of(programme).year, {kind.id: kind for kind in data.register.figures} if data.register else {}
        applicants = [data.municipalities_of(application) for application in recorded_standing(data, programme)]
        for field, name, each in _read_figures(data, programme, selection):
            base = base_of(data, name)
            needed = [(name, m) for m in (*each, *(m for members in applicants for m in members))]
            needed += [(base, m) for members in applicants if base and len(members) > 1 for m in members]
            missing = {(n, m.code): m.name for n, m in needed if n in kinds and m.figure(n, year) is None}
            for figure in dict.fromkeys(n for n, _ in missing):
                names = [known for (n, _), known in missing.items() if n == figure]
                values = {"figure": kinds[figure].title.da, "count": len(names), "names": tuple(names[:_NAMED])}
                yield Mistake(programme.at(field), values, field)


@rule("SK264", Severity.ERROR, each="application", mended_by="applicant", allows=("letter",), waivable=False)
def number_missing(data: Dataset, application: Application) -> Iterator[Mistake]:
    """An application that can be chosen has every number that the selection reads of it.

    The figures of a municipality are those of the register; an applicant outside it has none.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        questions:
          - {id: borgere, title: {da: Hvor mange borgere?}, type: number, required: false}
        selection:
          rules:
            - {id: mange-borgere, kind: sum, of: borgere, min: 10}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers: {maal: Flere er med., lokalomraade: Nakskov}   # SK264

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        questions:
          - {id: borgere, title: {da: Hvor mange borgere?}, type: number, required: false}
        selection:
          rules:
            - {id: mange-borgere, kind: sum, of: borgere, min: 10}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers: {borgere: 12}
    """
    programme = data.programmes.get(application.programme)
    if programme is None or programme.selection is None:
        return
    inside, own = bool(application.applicant.municipalities), own_numbers(programme)
    lacking = [name for name in lacking_numbers(data, programme, application) if name != SCORE]
    names = [name for name in lacking if name in own or not inside]
    if names and recorded_state(data, programme, application).state in {"stands", "draft"}:
        titles = number_titles(data, programme)
        for name in names:
            question = programme.question(name)
            title = question.title.da if question else titles[name].da if name in titles else name
            field = "answers" if question else "counts" if programme.role(name) else "applicant"
            severity = info_in_draft(application, Severity.ERROR)
            yield Mistake.at(application, field, severity=severity, name=title)


@rule("SK352", Severity.ERROR, each="application", mended_by="applicant", allows=("letter",), waivable=False)
def place_missing(data: Dataset, application: Application) -> Iterator[Mistake]:
    """Where a selection measures distances, it is known where every applicant is that can be chosen.

    A municipality is at its seat; an applicant outside the register states its place.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules: [{id: spredning, kind: distance, min_km: 20}]
        # data/programmes/naboskab-2026/applications/lolland.yaml
        applicant: {name: Malmø, country: SE}   # SK352

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules: [{id: spredning, kind: distance, min_km: 20}]
        # data/programmes/naboskab-2026/applications/lolland.yaml
        applicant: {name: Malmø, country: SE, place: {name: Malmø, lat: 55.60, lon: 13.00}}
    """
    programme, applicant = data.programmes.get(application.programme), application.applicant
    if programme is None or programme.selection is None or applicant.municipalities:
        return
    if not programme.selection.measures_distances() or _is_on_earth(applicant.place):
        return
    if recorded_state(data, programme, application).state == "stands":
        yield Mistake.at(application, "applicant.place", name=data.applicant_name(application))


def _is_on_earth(place: Place | None) -> bool:
    return place is not None and abs(place.lat) <= _POLE and abs(place.lon) <= 2 * _POLE


@rule("SK265", Severity.ERROR)
def value_in_no_step(data: Dataset) -> Iterator[Mistake]:
    """Every value of a band's number belongs to one of its steps: none falls between, below or above them.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          bands:
            - id: folketal
              of: population
              steps: [{id: smaa, max: 40000}, {id: store, min: 50000}]   # SK265
          rules:
            - {id: stoerrelser, kind: quota, by: folketal, each: {min: 1}}

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          bands:
            - id: folketal
              of: population
              steps: [{id: smaa, max: 49999}, {id: store, min: 50000}]
          rules:
            - {id: stoerrelser, kind: quota, by: folketal, each: {min: 1}}
    """
    for programme, selection in selections(data):
        for place, band in enumerate(selection.bands):
            outside = {v: name for v, name in _values(data, programme, band) if not step_of(band, v)}
            if outside:
                numbers = tuple(Decimal(v.numerator) / Decimal(v.denominator) for v in sorted(outside))
                names = tuple(outside[v] for v in sorted(outside))
                yield Mistake.at(
                    programme,
                    f"selection.bands[{place}].steps",
                    band=band.title.da if band.title else band.id,
                    count=len(outside),
                    numbers=numbers[:_NAMED],
                    names=names[:_NAMED],
                )


@rule("SK266", Severity.ERROR)
def bounds_contradict(data: Dataset) -> Iterator[Mistake]:
    """Two rules about the same number or class leave room for some number.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: mindst, kind: sum, of: population, min: 75000}
            - {id: hoejst, kind: sum, of: population, max: 70000}   # SK266

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: mindst, kind: sum, of: population, min: 70000}
            - {id: hoejst, kind: sum, of: population, max: 75000}
    """
    for programme, selection in selections(data):
        earlier: list[_Limits] = []
        for place, entry in enumerate(selection.rules):
            mine = tuple(_limits(entry)) if entry.price is None else ()
            clash = next(((old, new) for new in mine for old in earlier if _clash(old, new)), None)
            earlier += mine
            if clash is not None:
                old, new = clash
                least = max(each.low for each in clash if each.low is not None)
                most = min(each.high for each in clash if each.high is not None)
                yield Mistake.at(
                    programme, f"selection.rules[{place}]", rule=new.rule, other=old.rule, least=least, most=most
                )


@rule("SK267", Severity.ERROR)
def country_has_no_shares(data: Dataset) -> Iterator[Mistake]:
    """What is measured against the country is something that its municipalities have.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        questions:
          - {id: emne, title: {da: Emne}, type: choice, options: [{id: sundhed, title: {da: Sundhed}}]}
        selection:
          rules:
            - {id: emner, kind: proportional, by: emne, to: country}   # SK267

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        questions:
          - {id: emne, title: {da: Emne}, type: choice, options: [{id: sundhed, title: {da: Sundhed}}]}
        selection:
          rules:
            - {id: emner, kind: proportional, by: emne, to: applicants}
    """
    for programme, selection in selections(data):
        own = {band.id for band in selection.bands if band.of in own_numbers(programme)}
        own |= {question.id for question in programme.questions} & set(defined_values(programme, selection))
        for place, entry in selection.entries():
            against = entry.to if isinstance(entry, Proportional) else None
            against = entry.against if isinstance(entry, Deviation) else against
            for field, name in entry.reads.attributes.items() if against == "country" else ():
                if name in own:
                    yield Mistake.at(programme, f"selection.{place}.{field}", name=name)


class _Limits(NamedTuple):
    """The bounds of a rule on a number, or on one value of an attribute; without a value on all but some."""

    rule: str
    subject: tuple[str, ...]
    low: int | None
    high: int | None
    value: str | None = None
    but: frozenset[str] = frozenset()

    def covers(self, other: _Limits) -> bool:
        """Whether the other bounds are on the same, or on something among what these are on."""
        inside = self.value == other.value or (self.value is None and other.value not in self.but)
        return self.subject == other.subject and inside


def _limits(entry: object) -> Iterator[_Limits]:
    if isinstance(entry, Sum):
        yield _Limits(entry.id, ("sum", entry.of), entry.min, entry.max)
    elif isinstance(entry, Quota):
        subject = ("quota", entry.by, entry.counts)
        for value, bound in entry.values.items():
            yield _Limits(entry.id, subject, bound.min, bound.max, value)
        if entry.each is not None:
            yield _Limits(entry.id, subject, entry.each.min, entry.each.max, None, frozenset(entry.values))


def _clash(one: _Limits, other: _Limits) -> bool:
    pairs = ((one.low, other.high), (other.low, one.high))
    over = any(low is not None and high is not None and low > high for low, high in pairs)
    return over and (one.covers(other) or other.covers(one))


def _read_figures(
    data: Dataset, programme: Programme, selection: Selection
) -> Iterator[tuple[str, str, tuple[Municipality, ...]]]:
    """Each figure that is read: the field that names it, its name, and who needs it beside the applicants."""
    own = own_numbers(programme)
    for place, band in enumerate(selection.bands):
        if band.of not in own and band in selection.used_bands():
            yield f"selection.bands[{place}].of", band.of, data.eligible_municipalities(programme)
    for where, entry in selection.entries():
        for field, name in entry.reads.numbers.items():
            if name not in own:
                yield f"selection.{where}.{field}", name, ()


def _values(data: Dataset, programme: Programme, band: Band) -> Iterator[tuple[Fraction, str]]:
    """Every value of a band's number, with the municipality or applicant that has it."""
    if band.of in own_numbers(programme):
        for application in recorded_standing(data, programme):
            number = number_of(data, programme, application, band.of)
            if number is not None:
                yield number, data.applicant_name(application)
        return
    year = day_of(programme).year
    applicants = (m for application in recorded_standing(data, programme) for m in data.municipalities_of(application))
    for m in {m.code: m for m in (*data.eligible_municipalities(programme), *applicants)}.values():
        figure = m.figure(band.of, year)
        if figure is not None:
            yield Fraction(figure.value), m.name
