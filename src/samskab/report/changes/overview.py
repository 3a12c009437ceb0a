"""What differs between two sides as sections of lines, the same for a terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from samskab.finding import Finding
from samskab.language import Language, phrase_key
from samskab.model.changes.difference import SideDifference, Stale, TouchedMeeting
from samskab.model.changes.record_changes import RecordChange, UnreadFile
from samskab.model.changes.word_difference import Piece
from samskab.report.changes.labels import Labels
from samskab.report.findings.verdict import Verdict, where


class ChangeLine(NamedTuple):
    """One change: the question, and both values as pieces; without pieces a sentence."""

    label: str
    pieces: tuple[Piece, ...] = ()


class ChangeSection(NamedTuple):
    """A title and the lines below it."""

    title: str
    lines: tuple[ChangeLine, ...]


def sections(difference: SideDifference, language: Language) -> tuple[ChangeSection, ...]:
    """The changed records by programme and applicant, then meetings, what is stale, findings, and unread files."""
    found = [
        *_records(difference, language),
        _section("changes.meetings", (_meeting(one, difference, language) for one in difference.meetings), language),
        _section("changes.stale", (_stale(one, language) for one in difference.stale), language),
        _section("changes.new", _findings(difference.new, difference.new_texts, language), language),
        _section("changes.gone", _findings(difference.gone, difference.gone_texts, language), language),
        _section("changes.unread", (_unread(one, language) for one in difference.comparison.unread), language),
    ]
    return tuple(section for section in found if section.lines)


def _section(key: str, lines: Iterable[str], language: Language) -> ChangeSection:
    return ChangeSection(language.say(key), tuple(ChangeLine(line) for line in lines))


def _records(difference: SideDifference, language: Language) -> Iterator[ChangeSection]:
    known = {**difference.before.programmes, **difference.after.programmes}
    for change in difference.comparison.records:
        programme = known.get(change.programme)
        labels = Labels(language, difference.after, programme)
        title = language.choose_line(programme.title) if programme else change.programme
        subject = change.applicant or (change.key if change.kind not in {"application", "assessment"} else "")
        what = language.say(phrase_key("kind", change.kind))
        name = f"{what}: {subject}" if subject else what
        yield ChangeSection(f"{title} · {name}" if title else name, tuple(_lines(change, labels, language)))


def _lines(change: RecordChange, labels: Labels, language: Language) -> Iterator[ChangeLine]:
    if change.before is None or change.after is None:
        yield ChangeLine(language.say("changes.went" if change.after is None else "changes.came"))
    for field in change.fields:
        label = labels.label(change, field)
        yield ChangeLine(
            language.say("changes.order", question=label) if field.moved else label, labels.pieces(change, field)
        )


def _meeting(one: TouchedMeeting, difference: SideDifference, language: Language) -> str:
    title = one.meeting
    for data in (difference.before, difference.after):
        schedule = data.schedule(one.programme)
        meeting = schedule.meeting(one.meeting) if schedule else None
        title = language.choose_line(meeting.title) if meeting else title
    if not one.applicants:
        return language.say("changes.meeting", meeting=title)
    return language.say("changes.meeting_touches", meeting=title, applicants=one.applicants)


def _stale(one: Stale, language: Language) -> str:
    if one.kind == "letters" and one.items:
        return language.say("changes.stale.letters_to", key=one.key, applicants=one.items)
    return language.say(phrase_key("changes.stale", one.kind), key=one.key, path=one.path)


def _findings(findings: Iterable[Finding], texts: Mapping[str, str], language: Language) -> Iterator[str]:
    verdict = Verdict((), language, texts, 0)
    for finding in findings:
        place = where(finding.span) if finding.span.line else finding.span.path
        yield f"{place}: {finding.code} {verdict.sentence(finding)}"


def _unread(one: UnreadFile, language: Language) -> str:
    return language.say(phrase_key("changes.unread", one.side), path=one.path)
