"""Second phase of letters: a job -> the data of its template, and from the rendered template a document."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from msgspec import to_builtins

from samskab.documents.document import Document, SenderBlock
from samskab.documents.templating.client import Engine, Rendered
from samskab.documents.view.applicants import RecipientView
from samskab.documents.view.letter import LetterData, LetterViews
from samskab.documents.view.shape import shape
from samskab.documents.writers.formats import character_findings
from samskab.finding import Finding, Span, has_errors
from samskab.language import Language
from samskab.model.dataset import Dataset
from samskab.model.programme import Programme
from samskab.model.record import Record, plain_values
from samskab.model.senders import Senders
from samskab.usecases.letters.data_checks import missing_fact, missing_in
from samskab.usecases.letters.job import Job, LetterDate, Request
from samskab.usecases.load import Repo


class Viewer:
    """Makes the data and the documents of one programme's jobs."""

    def __init__(self, repo: Repo, programme: Programme, request: Request) -> None:
        self.repo, self.programme, self.language = repo, programme, request.language
        self.allow_draft = request.allow_draft
        self._views: dict[LetterDate, LetterViews] = {}

    def document(self, job: Job, engine: Engine) -> tuple[Document | None, tuple[Finding, ...]]:
        """The document of a job, and findings; None where a finding stops it.

        SK672: a fact that the template needs is missing; as a draft the document is made and marked.
        """
        data = self.view(job)
        absent = [fact for fact in job.template.facts if not _value(data, fact)]
        if absent and not self.allow_draft:
            unknown = engine.check(job.template.name, shape(LetterData))
            return None, unknown if has_errors(unknown) else self._absent(job, absent)
        rendered = engine.render(job.template.name, to_builtins(data))
        if not rendered.blocks:
            return None, rendered.findings
        document = self._document(job, data.recipient, rendered, draft=bool(absent))
        return document, (*rendered.findings, *character_findings(document, partial(self._place, job, engine)))

    def view(self, job: Job) -> LetterData:
        """The data of a job's template; all jobs of one date share what is the same in them."""
        views = self._views.get(job.date)
        if views is None:
            views = LetterViews(self.repo.data, self.programme, self.language, job.date.day, job.date.words)
            self._views[job.date] = views
        application = job.recipient.application if job.recipient else None
        missing = missing_in(self.repo, self.programme, application, self.language, job.date.day) if application else ()
        return views.letter(
            municipality=job.recipient.municipality if job.recipient else None,
            application=application,
            missing=missing,
            meeting=job.meeting,
            track=job.track,
        )

    def _place(self, job: Job, engine: Engine, character: str) -> Span:
        """Where a character of a letter stands in the data; else its template."""
        application = job.recipient.application if job.recipient else None
        data = self.repo.data
        records: tuple[Record | None, ...] = (application, self.programme, data.schedule(self.programme.id))
        for record in (*filter(None, records), *data.all(Senders)):
            field = _field_with(character, plain_values(record))
            if field is not None:
                return record.at(field)
        return Span(engine.path(job.template.name), 1)

    def _absent(self, job: Job, facts: list[str]) -> tuple[Finding, ...]:
        schedule = self.repo.data.schedule(self.programme.id)
        return tuple(missing_fact(fact, job, self.programme, schedule, self.language) for fact in facts)

    def _document(self, job: Job, recipient: RecipientView, rendered: Rendered, *, draft: bool) -> Document:
        is_letter, mark = job.template.is_letter, self.language.say("letters.mark.draft")
        names = recipient.names or (recipient.name,)
        attention = (self.language.say("letters.att", who=recipient.contact),) if recipient.contact else ()
        return Document(
            title=rendered.title,
            language=self.language.code,
            day=job.date.day,
            blocks=rendered.blocks,
            day_words=self._dated(job) if is_letter else "",
            sender=self._sender(is_letter=is_letter),
            recipient=(*names, *attention, *self._address(job)) if is_letter and job.recipient else (),
            marks=(*job.marks, mark) if draft and mark not in job.marks else job.marks,
            landscape=job.template.orientation == "landscape",
        )

    def _dated(self, job: Job) -> str:
        """The date, and the case number of the application, else of the programme."""
        application = job.recipient.application if job.recipient else None
        number = (application and application.case_number) or self.programme.case_number
        return self.language.say("letters.numbered", date=job.date.words, number=number) if number else job.date.words

    def _address(self, job: Job) -> tuple[str, ...]:
        municipality = job.recipient.municipality if job.recipient else None
        return municipality.address if municipality else ()

    def _sender(self, *, is_letter: bool) -> SenderBlock | None:
        """The first sender, with the names of the others below its own; on a page by name alone."""
        block, language = sender_block(self.repo.data, self.programme, self.language), self.language
        if block is None or not is_letter:
            return block
        first, *others = self.repo.data.senders_of(self.programme)
        names = {language.choose(each.organisation): None for each in others}
        names.pop(block.name, None)
        with_others = (language.say("letters.senders", others=tuple(names)),) if names else ()
        return SenderBlock(block.name, (*with_others, *first.address), first.contact_lines())


def sender_block(data: Dataset, programme: Programme, language: Language) -> SenderBlock | None:
    """The first sender of a programme by name alone, as a page shows it."""
    sender = next(iter(data.senders_of(programme)), None)
    return SenderBlock(language.choose(sender.organisation)) if sender else None


def _field_with(character: str, value: object, path: str = "") -> str | None:
    """The path of the first text with a character, in the plain values of a record."""
    if isinstance(value, str):
        return path if character in value else None
    inner: Iterable[tuple[str, object]] = ()
    if isinstance(value, dict):
        inner = ((f"{path}.{key}" if path else str(key), each) for key, each in value.items())
    elif isinstance(value, list):
        inner = ((f"{path}[{number}]", each) for number, each in enumerate(value))
    return next((found for where, each in inner if (found := _field_with(character, each, where)) is not None), None)


def _value(data: object, path: str) -> object:
    for name in path.split("."):
        data = getattr(data, name, "")
    return data
