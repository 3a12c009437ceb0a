"""SK2: the texts of a programme: both languages, consistent words, one spelling of an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from samskab.check.rule import Mistake, rule
from samskab.check.support.fields import values_of_type
from samskab.check.support.severity import stage
from samskab.finding import Severity
from samskab.language import Fact
from samskab.model.dataset import Dataset
from samskab.model.field_types import Instant, VagueDay, Words
from samskab.model.programme import Deadline, Programme

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\"'»«\]]+")
_YEAR = re.compile(r"(?<![\d.-])(?:19|20)\d\d(?![\d-])")
_DIGITS = re.compile(r"\d")
_SAME_ADDRESS = 0.9


@rule("SK224", Severity.INFO)
def english_missing(data: Dataset, today: date) -> Iterator[Mistake]:
    """A programme with an English title has all its texts in English.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intro: {da: Vi inviterer jer.}   # SK224

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intro: {da: Vi inviterer jer., en: We invite you.}
    """
    for programme in data.all(Programme):
        if programme.title.en is None or stage(programme, today) != "live":
            continue
        texts = tuple(values_of_type(Words, programme))
        missing = [field for field, words in texts if not (words.en or "").strip()]
        if missing:
            related = tuple(programme.at(field) for field in missing[1:4])
            yield Mistake.at(programme, missing[0], related=related, count=len(missing), total=len(texts))


@rule("SK231", Severity.WARNING)
def address_spelt_two_ways(data: Dataset) -> Iterator[Mistake]:
    """An address under `links` has no second spelling in the texts.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        links:
          forloeb: https://www.example.dk/netvaerk-faellesskabsagenter
        intro: {da: "Se www.example.dk/netvaerk-faelllesskabsagenter"}   # SK231

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        links:
          forloeb: https://www.example.dk/netvaerk-faellesskabsagenter
        intro: {da: Se forløbets side.}
    """
    for programme in data.all(Programme):
        uses = [(f"links.{key}", address) for key, address in programme.links.items()]
        for field, words in values_of_type(Words, programme):
            for text in (words.da, words.en or ""):
                if "//" in text or "www." in text:
                    uses += [(field, found.rstrip(".,;:!?")) for found in _ADDRESS.findall(text)]
        seen: list[tuple[str, str]] = []
        for field, address in uses:
            other = next((entry for entry in seen if _nearly_equal(entry[1], address)), None)
            if other:
                related = (programme.at(other[0]),)
                yield Mistake.at(programme, field, hint=other[1], related=related, address=address, other=other[1])
            else:
                seen.append((field, address))


@rule("SK232", Severity.INFO)
def words_of_two_languages_mixed(data: Dataset) -> Iterator[Mistake]:
    """A text uses the words of the glossary in its language.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        glossary:
          - {da: fællesskabsagent, en: community champion}
        intro: {da: I finder en community champion i jeres by.}   # SK232

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        glossary:
          - {da: fællesskabsagent, en: community champion}
        intro: {da: I finder en fællesskabsagent i jeres by.}
    """
    for programme in data.all(Programme):
        terms = [term for term in programme.glossary if term.da.casefold() != term.en.casefold()]
        for field, words in values_of_type(Words, programme):
            for text, wrong_right in (
                (words.da, [(term.en, term.da) for term in terms]),
                (words.en or "", [(term.da, term.en) for term in terms]),
            ):
                folded = text.casefold()
                hit = next(((w, r) for w, r in wrong_right if _holds_word(folded, w.casefold())), None)
                # A text with both words explains a term ("Community Champions, på dansk fællesskabsagenter").
                if hit and not any(_holds_word(folded, right.casefold()) for _, right in wrong_right):
                    yield Mistake.at(programme, field, hint=hit[1], word=hit[0], right=hit[1])


@rule("SK241", Severity.INFO)
def section_empty(data: Dataset) -> Iterator[Mistake]:
    """A section has a text.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        sections:
          - {id: forloeb, title: {da: Forløb}}   # SK241

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        sections:
          - {id: forloeb, title: {da: Forløb}, text: {da: Vi mødes fire gange.}}
    """
    for programme in data.all(Programme):
        for place, section in enumerate(programme.sections):
            if not section.points and not (section.text and section.text.da.strip()):
                yield Mistake.at(programme, f"sections[{place}]", section=section.title.da)


@rule("SK244", Severity.WARNING)
def year_is_stale(data: Dataset) -> Iterator[Mistake]:
    """The texts of a draft name no year before its start; the year before only where one of its dates is in it.

    The start of a draft that continues another programme and has no dates yet is guessed to be the year after the
    other's start; then it is only reported.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        status: draft
        intro: {da: Vi inviterer jer med i 2024.}   # SK244

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        status: draft
        intro: {da: Vi inviterer jer med i 2026.}
    """
    for programme in data.all(Programme):
        start = programme.period.start
        last = None if isinstance(start, VagueDay) else data.programmes.get(programme.continues or "")
        known = last.period.start if last else start
        if programme.status != "draft" or not isinstance(known, VagueDay):
            continue
        first = known.year + (last is not None)
        begins = Fact("new.begins_in", {"start": first})
        if last:
            begins = Fact("new.may_begin_in", {"start": first, "last": last.id, "year": known.year})
        severity = Severity.INFO if last else Severity.WARNING
        own = _years_of_dates(programme)
        for field, words in values_of_type(Words, programme):
            years = [int(year) for year in _YEAR.findall(words.da)]
            stale = next((year for year in years if year < first - 1 or (year == first - 1 and year not in own)), None)
            if stale:
                yield Mistake.at(programme, field, severity=severity, year=str(stale), begins=begins)


def _years_of_dates(programme: Programme) -> frozenset[int]:
    """The years of the dates of a programme's rounds and steps."""
    dates: list[date | VagueDay] = [
        *(each.date for _, each in values_of_type(Deadline, programme.intake)),
        *(each.moment.date() for _, each in values_of_type(Instant, programme.intake)),
        *(each.opens for each in programme.intake.rounds if isinstance(each.opens, date)),
        *(each.on for each in programme.steps if isinstance(each.on, VagueDay)),
    ]
    return frozenset(each.year for each in dates)


def _nearly_equal(one: str, other: str) -> bool:
    """Whether two addresses look the same and are not. Scheme and last slash do not count; page 1 is not page 2."""
    first, second = _bare(one), _bare(other)
    if first == second or first.startswith(second + "/") or second.startswith(first + "/"):
        return False
    if _DIGITS.sub("", first) == _DIGITS.sub("", second):
        return False
    from difflib import SequenceMatcher

    return SequenceMatcher(None, first, second).ratio() >= _SAME_ADDRESS and abs(len(first) - len(second)) <= 2


def _bare(address: str) -> str:
    return address.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/").casefold()


def _holds_word(text: str, word: str) -> bool:
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            return True
        start = text.find(word, end)
    return False
