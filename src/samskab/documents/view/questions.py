"""The questions of a form, and the roles it asks people for, as template data."""

from __future__ import annotations

from samskab.documents.view.shape import View
from samskab.language import Language, phrase_key
from samskab.model.programme import Limit, Programme, Question, Role
from samskab.spelling import lower_first

_LINES, _MOST_LINES, _WORDS_A_LINE = 4, 20, 15
"""Lines for an answer in a form: the fewest, the most, and how many words fill one."""


class RoleView(View):
    """A role in each municipality."""

    title: str = ""
    plural: str = ""
    count: str = ""
    help: str = ""
    named: bool = False


class QuestionView(View):
    """A question of the form."""

    number: str = ""
    title: str = ""
    help: str = ""
    limit: str = ""
    options: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    people: bool = False
    required: bool = False
    personal: bool = False


def role_view(role: Role, language: Language) -> RoleView:
    """A role with how many people it asks for."""
    return RoleView(
        title=language.choose(role.title),
        plural=language.choose(role.plural or role.title),
        count=bounds_text(role.min, role.max, role.target, language),
        help=language.choose(role.help),
        named=role.named,
    )


def bounds_text(low: int | None, high: int | None, target: int | None, language: Language) -> str:
    """`1-2`, `højst 2`, `mindst 5`, or nothing."""
    if high is None and low is None:
        return language.say("letters.about", count=target) if target is not None else ""
    if high is None:
        return language.say("letters.at_least", count=low)
    return language.say("letters.at_most", count=high) if not low else language.span(low, high)


def limit_text(programme: Programme, limit: Limit, language: Language) -> str:
    """How many people several roles may have together."""
    known = [programme.role(key) for key in limit.roles]
    names = language.listing(lower_first(language.choose(role.plural or role.title)) for role in known if role)
    return language.say("letters.limit", count=bounds_text(limit.min, limit.max, None, language), roles=names)


def question_view(programme: Programme, place: int, language: Language) -> QuestionView:
    """The question at a place in the form, counted from 0."""
    question = programme.questions[place]
    if question.min_words or question.max_words:
        words = bounds_text(question.min_words, question.max_words, None, language)
        limit = language.say("letters.limit.words", count=words)
    elif question.type in {"choices", "number"} and (question.min or question.max) and not question.help:
        count = bounds_text(question.min, question.max, None, language)
        limit = language.say(phrase_key("letters.limit", question.type), count=count)
    else:
        limit = ""
    return QuestionView(
        number=str(place + 1),
        title=language.choose(question.title),
        help=language.choose(question.help),
        limit=limit,
        options=tuple(language.choose(option.title) for option in question.options),
        lines=("",) * _lines(programme, question),
        people=question.field == "participants",
        required=question.required,
        personal=question.personal,
    )


def _lines(programme: Programme, question: Question) -> int:
    """How many lines or, for participants, rows a form leaves for an answer in writing."""
    if question.field == "participants":
        named = [role for role in programme.roles if role.named]
        limited = named and all(role.max or role.target for role in named)
        return sum(role.max or role.target or 0 for role in named) if limited else _LINES
    if question.type == "text":
        words = question.max_words or question.min_words or 0
        return min(max(_LINES, words // _WORDS_A_LINE), _MOST_LINES)
    return _LINES if question.field in {"partners", "hosting"} else 1
