"""A programme's outbox: what was sent is entered, and letters that somebody has not got are found.

added = record_sent(root, programme, lambda outbox: new_sendings(outbox, letters, day, "mail", everyone), language)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from samskab.documents.view.applicants import applicant_named
from samskab.finding import Finding
from samskab.language import Language
from samskab.model.dataset import Dataset
from samskab.model.eligibility import has_closed
from samskab.model.field_types import VagueDay
from samskab.model.outbox import Outbox, Sending, SendingChannel
from samskab.model.programme import Programme
from samskab.model.record import plain_values
from samskab.storage.atomic_write import TRIES, ChangedError, write_all
from samskab.storage.files import digest_of, read_bytes
from samskab.usecases.letters.job import Request
from samskab.usecases.letters.plan import plan_jobs
from samskab.usecases.letters.sent import Letter, already_sent, letters_of
from samskab.usecases.load import Repo
from samskab.yaml.dump import YamlWriter
from samskab.yaml.records import read_record
from samskab.yaml.splice import with_items

_SCHEMA = "# yaml-language-server: $schema=../../../schemas/outbox.json"

MakeSendings = Callable[[Outbox | None], tuple[Sending, ...]]


def outbox_path(programme: str) -> str:
    """The file of a programme's outbox."""
    return f"data/programmes/{programme}/outbox.yaml"


def new_sendings(
    outbox: Outbox | None, letters: Iterable[Letter], on: date, channel: SendingChannel, everyone: Collection[str]
) -> tuple[Sending, ...]:
    """A sending for each template and meeting of these letters, without the recipients who have it by the outbox.

    `everyone` are the codes of all who may apply: a letter that reaches each of them went to all.
    """
    groups: dict[tuple[str, str | None, date | None], list[Letter]] = {}
    for letter in letters:
        if not already_sent(outbox, letter.template, letter.recipient, letter.municipalities, letter.meeting):
            meeting = letter.meeting
            told = (meeting.id, meeting.first_day()) if meeting else (None, None)
            groups.setdefault((letter.template, *told), []).append(letter)
    taken = {sending.id for sending in outbox.sendings} if outbox else set()
    made = []
    for (template, subject, day), group in groups.items():
        name = _free_key(f"{template}-{subject}" if subject else template, taken)
        taken.add(name)
        when = VagueDay.of(on)
        sending = Sending(id=name, on=when, channel=channel, template=template, meeting=subject, meeting_day=day)
        made.append(_to(sending, group, everyone))
    return tuple(made)


def _to(sending: Sending, letters: Collection[Letter], everyone: Collection[str]) -> Sending:
    codes = tuple(letter.municipalities[0] for letter in letters if not letter.is_application and letter.municipalities)
    if everyone and {*everyone} <= {*codes}:
        return replace(sending, recipients="all")
    applications = tuple(letter.recipient for letter in letters if letter.is_application)
    return replace(sending, applications=applications, municipalities=codes)


def page_sending(outbox: Outbox | None, template: str, on: date, channel: SendingChannel) -> tuple[Sending, ...]:
    """The sending of something that has no recipients of its own, such as an op-ed."""
    key = _free_key(template, {sending.id for sending in outbox.sendings} if outbox else set())
    return (Sending(id=key, on=VagueDay.of(on), channel=channel, template=template),)


def _free_key(wanted: str, taken: Collection[str]) -> str:
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(key for key in numbered if key not in taken)


def record_sent(root: Path, programme: str, make: MakeSendings, language: Language) -> tuple[Sending, ...] | Finding:
    """Write the sendings that `make` gives for the outbox as it is; again where the file changed meanwhile.

    Returns what was written, or the finding for which nothing was: the file has mistakes. OSError, `BusyError`:
    nothing was written. `ChangedError` when the file changed at each try.
    """
    path = outbox_path(programme)
    for _ in range(TRIES):
        content = read_bytes(root, path)
        if isinstance(content, Finding) and (root / path).exists():
            return content
        outbox = None
        if isinstance(content, bytes):
            read = read_record(content, path)
            if not isinstance(read.record, Outbox):
                return read.findings[0]
            outbox = read.record
        made = make(outbox)
        text = _with_sendings(content.decode() if isinstance(content, bytes) else "", programme, outbox, made, language)
        if isinstance(text, Finding):
            return text
        before = digest_of(content) if isinstance(content, bytes) else ""
        try:
            if made:
                write_all(root, {path: text.encode()}, before={path: before})
        except ChangedError:
            continue
        return made
    raise ChangedError(path)


def _with_sendings(
    text: str, programme: str, outbox: Outbox | None, made: tuple[Sending, ...], language: Language
) -> str | Finding:
    """The text of an outbox with more sendings; without an outbox, a new file."""
    values = [plain_values(sending) for sending in made]
    if outbox is None:
        whole = {"schema": "samskab/outbox@1", "programme": programme, "sendings": values}
        return f"{_SCHEMA}\n# {language.say('outbox.file')}\n{YamlWriter().text(whole)}"
    return with_items(text, "sendings", len(outbox.sendings), values, outbox.path)


class MissingLetter(NamedTuple):
    """A letter, its title, who has not got it, and how many of whom it is for."""

    template: str
    title: str
    names: tuple[str, ...]
    total: int


def missing_letters(repo: Repo, programme: Programme, language: Language, today: date) -> tuple[MissingLetter, ...]:
    """Who has not got which letter by the outbox: the invitation, their answer, and that a meeting has moved.

    After the deadline nobody lacks an invitation.
    """
    outbox = repo.data.outbox(programme.id)
    found = []
    for audience in ("applicants",) if has_closed(programme, today) else ("all", "applicants"):
        planned = plan_jobs(repo, programme, Request(programme.id, None, audience, (), language, today))
        titles = {job.template.name: job.template.title for job in planned.jobs}
        for template, title in titles.items():
            letters = [letter for letter in letters_of(planned.jobs) if letter.template == template]
            names = tuple(letter.name for letter in letters if not _has(outbox, letter))
            found.append(MissingLetter(template, title, names, len(letters)))
    return tuple(each for each in (*found, *_not_told(repo, programme, language, today)) if each.names)


def _has(outbox: Outbox | None, letter: Letter) -> bool:
    return already_sent(outbox, letter.template, letter.recipient, letter.municipalities) is not None


def _not_told(repo: Repo, programme: Programme, language: Language, today: date) -> Iterator[MissingLetter]:
    """For each meeting to come, those to whom the last letter about it gave another day than it has now."""
    data, schedule = repo.data, repo.data.schedule(programme.id)
    for meeting in schedule.coming(today) if schedule else ():
        given = _days_in_letters(data, programme, meeting.id)
        late = [key for key, day in given.items() if day != meeting.first_day()]
        names = tuple(applicant_named(data, programme.id, key, language) for key in late)
        title = language.say("outbox.moved", title=language.choose_line(meeting.title))
        yield MissingLetter("meeting-moved", title, names, len(given))


def _days_in_letters(data: Dataset, programme: Programme, meeting: str) -> dict[str, date]:
    """The day of a meeting in the last letter that each recipient got about it, by application or municipality."""
    outbox = data.outbox(programme.id)
    sendings = [each for each in outbox.sendings if each.meeting == meeting and each.meeting_day] if outbox else []
    newest_last = sorted(sendings, key=lambda each: each.on.last())
    given = {key: each.meeting_day for each in newest_last for key in _recipients(data, programme, each)}
    return {key: day for key, day in given.items() if day}


def _recipients(data: Dataset, programme: Programme, sending: Sending) -> Iterator[str]:
    """Applications, and the codes of municipalities without one."""
    everyone = (each.code for each in data.eligible_municipalities(programme))
    own = {code: each.id for each in data.applications(programme.id) for code in each.applicant.municipalities}
    yield from sending.applications
    yield from (own.get(code, code) for code in (everyone if sending.recipients == "all" else sending.municipalities))
