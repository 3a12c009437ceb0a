"""SK2: a programme as a whole: its name, period and duties, and the keys in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from samskab.check.rule import Mistake, rule
from samskab.check.support.repeats import repeats
from samskab.check.support.severity import stage, warning_when_live
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.field_types import VagueDay
from samskab.model.programme import Programme
from samskab.model.record import Record
from samskab.model.schedule import Venues
from samskab.model.senders import Senders
from samskab.storage.files import programme_of

_REPORT_NEAR = timedelta(days=30)


@rule("SK201", Severity.ERROR)
def programme_is_not_its_folder(data: Dataset) -> Iterator[Mistake]:
    """The `id` of a programme is the name of its folder.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        id: naboskab-2025   # SK201

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        id: naboskab-2026
    """
    for programme in data.all(Programme):
        folder = programme_of(programme.path)
        if folder != programme.id:
            yield Mistake.at(programme, "id", hint=folder, id=programme.id, folder=folder)


@rule("SK202", Severity.ERROR)
def key_used_twice(data: Dataset) -> Iterator[Mistake]:
    """Questions, roles, demands and all other lists of a programme use each key once; so do places and senders.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        commitments:
          - {id: timer, text: {da: Vi stiller timer til rådighed.}}
          - {id: timer, text: {da: Vi deler vores erfaringer.}}   # SK202

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        commitments:
          - {id: timer, text: {da: Vi stiller timer til rådighed.}}
          - {id: netvaerk, text: {da: Vi deler vores erfaringer.}}
    """
    for record, field, keys in _all_lists_of_keys(data):
        for place, earlier, key in repeats(keys):
            related = (record.at(f"{field}[{earlier}].id"),)
            yield Mistake.at(record, f"{field}[{place}].id", related=related, key=key)


@rule("SK230", Severity.WARNING)
def report_is_due(data: Dataset, today: date) -> Iterator[Mistake]:
    """A report to a funder that is due within a month is reported.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        funding:
          - by: Fonden
            acknowledgement: {da: Støttet af Fonden.}
            report_due: 2026-02-01   # SK230

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        funding:
          - by: Fonden
            acknowledgement: {da: Støttet af Fonden.}
            report_due: 2027-02-01
    """
    for programme in data.all(Programme):
        for place, funding in enumerate(programme.funding):
            due = funding.report_due
            if isinstance(due, date) and due - today <= _REPORT_NEAR and programme.status in {"draft", "published"}:
                yield Mistake.at(programme, f"funding[{place}].report_due", by=funding.by, due=due)


@rule("SK233", Severity.WARNING)
def retention_missing(data: Dataset, today: date) -> Iterator[Mistake]:
    """A programme that receives applications states how long it keeps them.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        retention: null   # SK233

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        retention: {unsuccessful_months: 6}
    """
    for programme in data.all(Programme):
        kept = programme.retention
        if programme.intake.kind != "none" and (kept is None or kept.unsuccessful_months is None):
            yield Mistake.at(
                programme, "retention", hint="{unsuccessful_months: 6}", severity=warning_when_live(programme, today)
            )


@rule("SK234", Severity.ERROR)
def period_ends_before_it_starts(data: Dataset) -> Iterator[Mistake]:
    """A period ends after it starts.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        period: {start: 2026-04, end: 2026-03}   # SK234

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        period: {start: 2026-04, end: 2026-12}
    """
    for programme in data.all(Programme):
        start, end = programme.period.start, programme.period.end
        if isinstance(start, VagueDay) and isinstance(end, VagueDay) and end.last() < start.first():
            yield Mistake.at(programme, "period.end", start=str(start), end=str(end))


@rule("SK235", Severity.ERROR)
def change_of_plans_unexplained(data: Dataset) -> Iterator[Mistake]:
    """A cancelled or postponed programme states why; letters print it.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        status: postponed   # SK235

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        status: postponed
        status_note: {da: For få kommuner har meldt sig.}
    """
    for programme in data.all(Programme):
        note = programme.status_note
        if programme.status in {"cancelled", "postponed"} and not (note and note.da.strip()):
            yield Mistake.at(programme, "status", status=programme.status)


@rule("SK240", Severity.INFO)
def source_is_unclear(data: Dataset) -> Iterator[Mistake]:
    """What is unclear in a source document is reported until it is settled.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        references:
          - document: brev af 1. februar
            about: antallet af mødedage
            note: Brevet siger både fire og fem.   # SK240

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        references:
          - document: brev af 1. februar
            about: antallet af mødedage
    """
    for programme in data.all(Programme):
        for place, reference in enumerate(programme.references):
            if reference.note and reference.note.strip():
                values = (reference.document, reference.about, " ".join(reference.note.split()))
                field = f"references[{place}].note"
                yield Mistake.at(programme, field, document=values[0], about=values[1], note=values[2])


@rule("SK251", Severity.WARNING)
def complaint_missing(data: Dataset, today: date) -> Iterator[Mistake]:
    """A programme that selects states how to complain, or that one cannot.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        complaint: null   # SK251

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        complaint: {text: {da: Afgørelsen kan ikke påklages.}}
    """
    for programme in data.all(Programme):
        chosen = programme.selection is not None and programme.complaint is None
        if chosen and stage(programme, today) != "over":
            yield Mistake.at(programme, "complaint", severity=warning_when_live(programme, today))


def _all_lists_of_keys(data: Dataset) -> Iterator[tuple[Record, str, Iterable[str]]]:
    for programme in data.all(Programme):
        for field, keys in _lists_of_keys(programme):
            yield programme, field, keys
    for venues in data.all(Venues):
        yield venues, "venues", (venue.id for venue in venues.venues)
    for senders in data.all(Senders):
        yield senders, "senders", (sender.id for sender in senders.senders)


def _lists_of_keys(programme: Programme) -> Iterator[tuple[str, Iterable[str]]]:
    """Every list of a programme whose entries have an `id`, with the ids in it."""
    yield "sections", (entry.id for entry in programme.sections)
    yield "intake.rounds", (entry.id for entry in programme.intake.rounds)
    yield "intake.conditions", (entry.id for entry in programme.intake.conditions)
    yield "roles", (entry.id for entry in programme.roles)
    yield "tracks", (entry.id for entry in programme.tracks)
    yield "questions", (entry.id for entry in programme.questions)
    for place, question in enumerate(programme.questions):
        yield f"questions[{place}].options", (option.id for option in question.options)
    yield "commitments", (entry.id for entry in programme.commitments)
    yield "criteria", (entry.id for entry in programme.criteria)
    yield "classifications", (entry.id for entry in programme.classifications)
    for place, classification in enumerate(programme.classifications):
        yield f"classifications[{place}].values", (value.id for value in classification.values)
    yield "steps", (entry.id for entry in programme.steps)
    if programme.selection:
        yield "selection.bands", (entry.id for entry in programme.selection.bands)
        yield "selection.rules", (entry.id for entry in programme.selection.rules)
