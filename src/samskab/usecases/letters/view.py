"""Second phase of letters: a job -> the data of its template, and from the rendered template a document."""

from __future__ import annotations

from samskab.documents.document import Document, SenderBlock
from samskab.documents.templating.client import Rendered
from samskab.documents.view.letter import LetterData, LetterViews
from samskab.finding import Finding, Severity, Span
from samskab.language import Language, phrase_key
from samskab.model.programme import Programme
from samskab.usecases.letters.data_checks import missing_in
from samskab.usecases.letters.job import Job, LetterDate
from samskab.usecases.load import Repo


class Viewer:
    """Makes the data and the documents of one programme's jobs in one language."""

    def __init__(self, repo: Repo, programme: Programme, language: Language) -> None:
        self.repo, self.programme, self.language = repo, programme, language
        self._views: dict[LetterDate, LetterViews] = {}

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

    def absent(self, job: Job, data: LetterData) -> tuple[str, ...]:
        """The facts that the template needs and the data does not have, in words."""
        return tuple(
            self.language.find(phrase_key("letters.fact", path), path)
            for path in job.template.facts
            if not _value(data, path)
        )

    def absent_finding(self, job: Job, facts: tuple[str, ...]) -> Finding:
        """SK672: the letter cannot be written while a fact is missing."""
        schedule = self.repo.data.schedule(self.programme.id) if job.meeting else None
        path = schedule.path if schedule else self.programme.path
        name = job.recipient.name if job.recipient else self.programme.id
        values = {"name": name, "facts": facts, "template": job.template.name}
        return Finding("SK672", Severity.ERROR, Span(path, 1), values)

    def document(self, job: Job, data: LetterData, rendered: Rendered, *, draft: bool) -> Document:
        """The document of a rendered template; `draft` marks it as UDKAST."""
        is_letter, recipient = job.template.is_letter, data.recipient
        mark = self.language.say("letters.mark.draft")
        names = recipient.names or (recipient.name,)
        attention = (self.language.say("letters.att", who=recipient.contact),) if recipient.contact else ()
        return Document(
            title=rendered.title,
            language=self.language.code,
            day=job.date.day,
            blocks=rendered.blocks,
            day_words=job.date.words if is_letter else "",
            sender=self._sender(is_letter=is_letter),
            recipient=(*names, *attention) if is_letter and job.recipient else (),
            marks=(*job.marks, mark) if draft and mark not in job.marks else job.marks,
            landscape=job.template.orientation == "landscape",
        )

    def _sender(self, *, is_letter: bool) -> SenderBlock | None:
        """The first sender: on a page by name alone."""
        sender = next(iter(self.repo.data.senders_of(self.programme)), None)
        if sender is None:
            return None
        name = self.language.choose(sender.organisation)
        return SenderBlock(name, sender.address, sender.contact_lines()) if is_letter else SenderBlock(name)


def _value(data: object, path: str) -> object:
    for name in path.split("."):
        data = getattr(data, name, "")
    return data
