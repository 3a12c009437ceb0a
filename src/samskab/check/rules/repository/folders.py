"""SK6: each file is in the right folder under the name of what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from samskab.check.rule import Mistake, rule
from samskab.finding import Severity, Span
from samskab.model.application import Application
from samskab.model.assessment import Assessment
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision, LotFreezes
from samskab.model.outbox import Outbox
from samskab.model.programme import Programme
from samskab.model.record import Record
from samskab.model.schedule import Release, Schedule
from samskab.model.workshops import Workshop
from samskab.storage.files import programme_of, stem_of

_OF_A_PROGRAMME: tuple[type[Schedule | Outbox | LotFreezes | Assessment | Decision | Release | Workshop], ...] = (
    Schedule,
    Outbox,
    LotFreezes,
    Assessment,
    Decision,
    Release,
    Workshop,
)


@rule("SK603", Severity.ERROR)
def record_in_wrong_folder(data: Dataset) -> Iterator[Mistake]:
    """A file belongs to the programme whose folder it is in.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        programme: naboskab-2025   # SK603

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        programme: naboskab-2026
    """
    for kind in _OF_A_PROGRAMME:
        for record in data.all(kind):
            folder = programme_of(record.path)
            if folder and record.programme != folder:
                yield Mistake.at(record, "programme", hint=folder, programme=record.programme, folder=folder)


@rule("SK606", Severity.ERROR)
def folder_without_programme(data: Dataset) -> Iterator[Mistake]:
    """A folder under data/programmes holds a programme.yaml.

    Fails:

        # data/programmes/naboskab-2027/schedule.yaml   # SK606
        programme: naboskab-2027

    Passes:

        # data/programmes/naboskab-2027/programme.yaml
        id: naboskab-2027
        # data/programmes/naboskab-2027/schedule.yaml
        programme: naboskab-2027
    """
    held = {programme_of(programme.path) for programme in data.all(Programme)}
    held |= {unread.programme for unread in data.unread if unread.kind == "programme"}
    reported: set[str] = set()
    for record in _records_in_folders(data):
        folder = programme_of(record.path)
        if folder and folder not in held | reported:
            reported.add(folder)
            yield Mistake(Span(record.path), {"folder": folder})


@rule("SK607", Severity.ERROR)
def record_is_not_its_file(data: Dataset) -> Iterator[Mistake]:
    """The key of a workshop, decision or release is the name of its file.

    Fails:

        # data/programmes/naboskab-2026/workshops/omraade-1.yaml
        id: omraade-2   # SK607

    Passes:

        # data/programmes/naboskab-2026/workshops/omraade-1.yaml
        id: omraade-1
    """
    named: tuple[Workshop | Decision, ...] = (*data.all(Workshop), *data.all(Decision))
    for record in named:
        stem = stem_of(record.path)
        if stem and record.id != stem:
            yield Mistake.at(record, "id", hint=stem, id=record.id, file=stem)
    for release in data.all(Release):
        stem = stem_of(release.path)
        if stem and str(release.number) != stem:
            yield Mistake.at(release, "number", hint=stem, id=str(release.number), file=stem)


def _records_in_folders(data: Dataset) -> Iterable[Record]:
    """Every record under a programme's folder except the programme."""
    for kind in _OF_A_PROGRAMME:
        yield from data.all(kind)
    yield from data.all(Application)
