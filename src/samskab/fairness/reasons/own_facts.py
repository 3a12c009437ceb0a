"""An applicant's own facts in words: its points by criterion, the facts that the rules read, and what it adds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from samskab.fairness.wording import Wording
from samskab.model.applicant_numbers import SCORE
from samskab.model.pool import Candidate, Criterion


def assessment_text(wording: Wording, key: str, person: Mapping[str, str]) -> str:
    """`Lolland har fået 25,5 point i alt: Mål 4,5 af 5 (vægt 2), ...`; empty where no score is read."""
    candidate = wording.pool.by_key().get(key)
    if candidate is None or SCORE not in candidate.numbers:
        return ""
    total = wording.language.amount(candidate.numbers[SCORE], wording.pool.units.get(SCORE, 1))
    judged = candidate.points if candidate.assessors else {}
    points = [_points(wording, each, candidate) for each in wording.pool.criteria if each.id in judged]
    sentence = "select.own.points" if points else "select.own.score"
    return wording.sentence(sentence, **person, total=total, points="; ".join(points))


def _points(wording: Wording, criterion: Criterion, candidate: Candidate) -> str:
    points = wording.language.amount(candidate.points[criterion.id], candidate.assessors)
    title = wording.language.choose_line(criterion.title)
    text = wording.language.say("select.own.criterion", title=title, points=points, most=criterion.max)
    return wording.weighted(criterion, text)


def facts_text(wording: Wording, key: str, person: Mapping[str, str], cohort: Collection[str]) -> str:
    """The attributes and the other numbers that rules and aims read; empty where there are none.

    Of one in the cohort, the attributes are what it adds: `Region Nordjylland: 2 af de 20 valgte`, and what is counted
    where somebody stands for several municipalities: `2 af de 7 valgte kommuner`.
    """
    candidate = wording.pool.by_key().get(key)
    if candidate is None:
        return ""
    values, numbers = list(_values(wording, candidate, cohort)), list(_numbers(wording, candidate))
    adds, facts = (values, numbers) if key in cohort else ([], values + numbers)
    sentences = (
        wording.sentence("select.own.adds", **person, facts="; ".join(adds)) if adds else "",
        wording.sentence("select.own.facts", facts="; ".join(facts)) if facts else "",
    )
    return " ".join(sentence for sentence in sentences if sentence)


def _values(wording: Wording, candidate: Candidate, cohort: Collection[str]) -> Iterator[str]:
    chosen = [each for each in wording.pool.candidates if each.key in cohort]
    is_joint = any(each.members for each in chosen)
    for name, values in candidate.attributes.items():
        title, texts = wording.titled(name), [wording.value(name, value) for value in values]
        is_named = any(title.casefold() in text.casefold() for text in texts)
        if candidate in chosen:
            counts = wording.selection.counts_of(name)
            size = sum(each.seats(counts) for each in chosen)
            who = wording.counted(counts, size) if is_joint else ""
            shares = [sum(each.has(name, value, counts) for each in chosen) for value in values]
            texts = [
                wording.language.say(
                    "select.own.share_all" if 1 < share == size else "select.own.share",
                    fact=text,
                    count=share,
                    cohort=size,
                    who=who,
                ).rstrip()
                for text, share in zip(texts, shares, strict=True)
            ]
        fact = ", ".join(texts)
        if texts:
            yield fact if is_named else wording.language.say("select.own.fact", title=title, value=fact)


def _numbers(wording: Wording, candidate: Candidate) -> Iterator[str]:
    for name, number in candidate.numbers.items():
        if name != SCORE:
            amount = wording.language.amount(number, wording.pool.units.get(name, 1))
            yield wording.language.say("select.own.fact", title=wording.titled(name), value=amount)
