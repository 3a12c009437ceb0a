"""SK2: ids that applications and assessments already use stand in the programme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from samskab.check.rule import Mistake, rule
from samskab.check.support.suggest import nearest_titled
from samskab.finding import Finding, Severity
from samskab.model.application import Application
from samskab.model.assessment import Assessment
from samskab.model.dataset import Dataset
from samskab.model.field_types import Words
from samskab.model.programme import Programme, Question

_UNKNOWN = {
    "questions": ("SK324", "key"),
    "commitments": ("SK335", "key"),
    "criteria": ("SK353", "criterion"),
    "roles": ("SK319", "role"),
    "intake.rounds": ("SK342", "round"),
    "options": ("SK326", "option"),
}
"""List of a programme -> the code of an id that a file uses and the list does not have, and the value that holds it."""

_MISSING = {
    "questions": {"SK323", "SK350"},
    "commitments": {"SK332", "SK350"},
    "criteria": {"SK355"},
    "roles": {"SK317"},
    "intake.rounds": set[str](),
    "options": set[str](),
}
"""List -> the codes of an entry that a file does not use; a value of them holds the title of the entry."""


class _Kind(NamedTuple):
    """A list of a programme whose ids other files use.

    place     the list in the programme
    entries   its entries
    titles    id -> title, of those that other files can use
    used      the ids in one application or assessment
    """

    place: str
    entries: Sequence[Any]
    titles: Mapping[str, Words]
    used: Callable[[Any], Iterable[str]]
    folder: str = "applications"


@rule("SK268", Severity.ERROR, allows=("letter",), waivable=False)
def id_in_use_is_gone(data: Dataset) -> Iterator[Mistake]:
    """An id that applications or assessments use is not renamed in the programme.

    Found once, in the place of what is found in each of these files, where a new id is used by fewer files, and by none
    of these. A word that is misspelt in a file alone is SK324, SK335, SK353, SK319, SK342 or SK326 there.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        criteria:
          - {id: maal, title: {da: Mål}, min: 0, max: 5}
          - {id: forankring-lokalt, title: {da: Lokal forankring}, min: 0, max: 5}   # SK268

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        criteria:
          - {id: maal, title: {da: Mål}, min: 0, max: 5}
          - {id: forankring, title: {da: Lokal forankring}, min: 0, max: 5}
    """
    for programme in data.all(Programme):
        for kind in _kinds(programme):
            yield from _renamed(programme, kind, _files(data, programme, kind))


def without_renamed(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those in the files of an application or assessment that SK268 or SK202 stands for."""
    every = list(findings)
    found = [each for each in every if each.code in {"SK202", "SK268"} and _list_of(each.field) in _UNKNOWN]
    return (each for each in every if not any(_stands_for(one, each) for one in found))


def _list_of(field: str) -> str:
    """The list of ids that a field of a programme belongs to: its place there, or `options`."""
    return "options" if ".options" in field else field.partition("[")[0]


def _stands_for(renamed: Finding, finding: Finding) -> bool:
    place = _list_of(renamed.field)
    values: Mapping[str, Any] = renamed.values
    code, name = _UNKNOWN[place]
    if renamed.code == "SK202":  # an id that is used twice was to be another: any unknown id may be that one
        return finding.code == code and finding.span.path.startswith(renamed.span.path.removesuffix("programme.yaml"))
    if finding.span.path not in values["paths"]:
        return False
    if finding.code == code:
        return bool(finding.values[name] == values["old"])
    named = finding.values.values()
    return finding.code in _MISSING[place] and any(each in named or (each,) in named for each in values["titles"])


def _renamed(programme: Programme, kind: _Kind, used: Mapping[str, frozenset[str]]) -> Iterator[Mistake]:
    """Each id that several files use and the programme does not have, with those that may be meant."""
    files = defaultdict[str, list[str]](list)
    for path, keys in used.items():
        for key in keys:
            files[key].append(path)
    shared = (key for key, paths in files.items() if len(paths) > 1)
    for old in sorted({*shared} - kind.titles.keys()):
        paths = tuple(files[old])
        beside = frozenset(key for path in paths for key in used[path])
        free = {key: each for key, each in kind.titles.items() if key not in beside and len(files[key]) < len(paths)}
        like = nearest_titled(old, kind.titles)
        if not free or (like not in free if like else 2 * len(paths) <= len(used)):
            continue
        new = (like,) if like else tuple(free)
        place = f"{kind.place}[{[each.id for each in kind.entries].index(new[0])}].id" if len(new) == 1 else kind.place
        yield Mistake.at(
            programme,
            place,
            hint=old if len(new) == 1 else "",
            old=old,
            new=new,
            count=len(paths),
            folder=kind.folder,
            path=paths[0],
            paths=paths,
            titles=tuple(kind.titles[key].da for key in new),
        )


def _files(data: Dataset, programme: Programme, kind: _Kind) -> dict[str, frozenset[str]]:
    """The ids that each application or assessment uses, by path; files that use none are left out."""
    is_scored = kind.folder == "assessments"
    records = data.assessments(programme.id).values() if is_scored else data.applications(programme.id)
    used = {record.path: frozenset(kind.used(record)) for record in records}
    return {path: keys for path, keys in used.items() if keys}


def _kinds(programme: Programme) -> tuple[_Kind, ...]:
    questions = {each.id: each.title for each in programme.questions if each.type != "field"}
    demands = {each.id: each.text for each in programme.commitments}
    criteria = {each.id: each.title for each in programme.criteria}
    roles = {each.id: each.title for each in programme.roles}
    rounds = {each.id: Words(da=each.id) for each in programme.intake.rounds}
    choices = ((place, each) for place, each in enumerate(programme.questions) if each.options)
    return (
        *(_options(place, question) for place, question in choices),
        _Kind("questions", programme.questions, questions, lambda one: one.answers),
        _Kind("commitments", programme.commitments, demands, lambda one: one.commitments),
        _Kind("criteria", programme.criteria, criteria, _scored, "assessments"),
        _Kind("roles", programme.roles, roles, _roles),
        _Kind("intake.rounds", programme.intake.rounds, rounds, lambda one: filter(None, (one.round,))),
    )


def _options(place: int, question: Question) -> _Kind:
    """The options of a question, used by the answers to it."""

    def used(application: Application) -> Iterator[str]:
        answer = application.answers.get(question.id)
        return (each for each in (answer if isinstance(answer, tuple) else (answer,)) if isinstance(each, str))

    titles = {option.id: option.title for option in question.options}
    return _Kind(f"questions[{place}].options", question.options, titles, used)


def _scored(assessment: Assessment) -> Iterator[str]:
    return (key for entry in assessment.assessments for key in entry.scores)


def _roles(application: Application) -> tuple[str, ...]:
    return (*(person.role for person in application.participants), *application.counts)
