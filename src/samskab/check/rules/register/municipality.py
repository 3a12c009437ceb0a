"""SK1: municipalities file by file: code, names, classes, figures."""

from __future__ import annotations

from collections.abc import Iterator
from operator import mul

from samskab.check.rule import Mistake, rule
from samskab.check.support.repeats import repeats
from samskab.check.support.suggest import nearest
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.municipality import Municipality


@rule("SK101", Severity.ERROR)
def file_name_does_not_start_with_code(data: Dataset) -> Iterator[Mistake]:
    """The file name begins with the code of the municipality.

    Fails:

        # data/municipalities/0360-lolland.yaml
        code: "0361"   # SK101

    Passes:

        # data/municipalities/0360-lolland.yaml
        code: "0360"
    """
    for m in data.all(Municipality):
        name = m.path.rpartition("/")[2]
        if name[:4] != m.code:
            yield Mistake.at(m, "code", file=name, code=m.code, hint=f'"{name[:4]}"' if name[:4].isdigit() else "")


@rule("SK102", Severity.ERROR)
def municipality_twice(data: Dataset) -> Iterator[Mistake]:
    """A municipality has one file.

    Fails:

        # data/municipalities/0360-nakskov.yaml
        code: "0360"   # SK102

    Passes:

        # data/municipalities/0360-lolland.yaml
        code: "0360"
    """
    first: dict[str, Municipality] = {}
    for m in data.all(Municipality):
        other = first.setdefault(m.code, m)
        if other is not m:
            yield Mistake.at(m, "code", code=m.code, name=other.name, related=(other.at("code"),))


@rule("SK104", Severity.ERROR)
def population_not_positive(data: Dataset) -> Iterator[Mistake]:
    """A population is above zero.

    Fails:

        # data/municipalities/0360-lolland.yaml
        figures:
          population:
            - {year: 2014, value: 0, source: danmarks-statistik}   # SK104

    Passes:

        # data/municipalities/0360-lolland.yaml
        figures:
          population:
            - {year: 2014, value: 43340, source: danmarks-statistik}
    """
    for m in data.all(Municipality):
        for place, figure in enumerate(m.figures.get("population", ())):
            if figure.value <= 0:
                population = str(figure.value)
                yield Mistake.at(m, f"figures.population[{place}].value", population=population, year=str(figure.year))


@rule("SK107", Severity.ERROR)
def class_unknown(data: Dataset) -> Iterator[Mistake]:
    """Region, landsdel and group are values of the register's classifications.

    Fails:

        # data/municipalities/0360-lolland.yaml
        landsdel: vest-og-sydsjaeland   # SK107

    Passes:

        # data/municipalities/0360-lolland.yaml
        landsdel: vest-og-sydsjaelland
    """
    register = data.register
    if register is None:
        return
    known = {c.id: tuple(value.id for value in c.values) for c in register.classifications}
    for m in data.all(Municipality):
        used = [("landsdel", "landsdel", m.landsdel), ("group", "group", m.group)]
        used += [("region", f"region[{place}].id", membership.id) for place, membership in enumerate(m.region)]
        for part, field, value in used:
            if value not in known.get(part, ()):
                hint = nearest(value, known.get(part, ()))
                yield Mistake.at(m, field, hint=hint, value=value, classification=part, allowed=known.get(part, ()))


@rule("SK115", Severity.ERROR)
def figure_year_twice(data: Dataset) -> Iterator[Mistake]:
    """A figure has one value a year.

    Fails:

        # data/municipalities/0360-lolland.yaml
        figures:
          population:
            - {year: 2014, value: 43528, source: danmarks-statistik}
            - {year: 2014, value: 43540, source: danmarks-statistik}   # SK115

    Passes:

        # data/municipalities/0360-lolland.yaml
        figures:
          population:
            - {year: 2014, value: 43528, source: danmarks-statistik}
            - {year: 2015, value: 43340, source: danmarks-statistik}
    """
    for m in data.all(Municipality):
        for kind, figures in m.figures.items():
            for place, earlier, year in repeats(figure.year for figure in figures):
                field, related = f"figures.{kind}[{place}].year", (m.at(f"figures.{kind}[{earlier}].year"),)
                yield Mistake.at(m, field, related=related, year=str(year), figure=kind)


@rule("SK116", Severity.WARNING)
def official_name_is_no_name(data: Dataset) -> Iterator[Mistake]:
    """The official name has the form "Københavns Kommune" or "Bornholms Regionskommune".

    Fails:

        # data/municipalities/0360-lolland.yaml
        official: Lolland   # SK116

    Passes:

        # data/municipalities/0360-lolland.yaml
        official: Lolland Kommune
    """
    for m in data.all(Municipality):
        if not m.official.endswith(("Kommune", "Regionskommune")):
            yield Mistake.at(m, "official", official=m.official, hint=f"{m.name} Kommune")


@rule("SK118", Severity.ERROR)
def cvr_number_wrong(data: Dataset) -> Iterator[Mistake]:
    """A CVR number has eight digits whose weighted sum eleven divides.

    Fails:

        # data/municipalities/0360-lolland.yaml
        cvr: "29188573"   # SK118

    Passes:

        # data/municipalities/0360-lolland.yaml
        cvr: "29188572"
    """
    for m in data.all(Municipality):
        if m.cvr is not None and not _is_cvr(m.cvr):
            yield Mistake.at(m, "cvr", cvr=m.cvr)


def _is_cvr(number: str) -> bool:
    digits = [int(c) for c in number if c in "0123456789"]
    return len(number) == len(digits) == 8 and sum(map(mul, digits, (2, 7, 6, 5, 4, 3, 2, 1))) % 11 == 0
