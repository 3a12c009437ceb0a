"""The programme as template data: what is offered, to whom, until when, on which terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from samskab.documents.view.conditions import condition_text
from samskab.documents.view.rules import rules_for_all
from samskab.documents.view.shape import View
from samskab.fairness.wording import noun_of
from samskab.language import Language, phrase_key
from samskab.model.dataset import Dataset
from samskab.model.field_types import Instant, Tbd, VagueDay, Words
from samskab.model.pool import Criterion
from samskab.model.programme import (
    Bounds,
    Deadline,
    Intake,
    Limit,
    Moved,
    Period,
    Programme,
    Question,
    Role,
    Round,
    Step,
    Support,
)
from samskab.model.senders import Sender
from samskab.spelling import ended, upper_first

_END_OF_DAY = frozenset({"23:59", "24:00"})
_NARROW = 2
"""The widest range of a capacity that is written as a range (`4-5`); of a wider one only the maximum is written."""

_LINES, _MOST_LINES, _WORDS_A_LINE = 4, 20, 15
"""Lines for an answer in a form: the fewest, the most, and how many words fill one."""


class SectionView(View):
    """A part of the invitation."""

    title: str = ""
    text: str = ""
    points: tuple[str, ...] = ()


class DeadlineView(View):
    """The deadline of the round that a letter's day falls in."""

    text: str = ""
    by: str = ""
    day: str = ""
    known: bool = False
    passed: bool = False
    moved: str = ""
    opens: str = ""


class PaymentView(View):
    """Who pays for what."""

    what: str = ""
    paid_by: str = ""
    by_programme: bool = False


class FundingView(View):
    """A grant and its acknowledgement."""

    by: str = ""
    acknowledgement: str = ""
    grant: str = ""


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


class DemandView(View):
    """A commitment that the programme requires."""

    text: str = ""
    quoted: str = ""
    explain: bool = False


class SupportView(View):
    """Help that the programme gives each municipality."""

    title: str = ""
    by: str = ""
    hours: str = ""


class StepView(View):
    """A point in the programme's calendar that is not a meeting."""

    title: str = ""
    when: str = ""
    text: str = ""
    known: bool = False
    past: bool = False
    is_meeting: bool = False


class ProgrammeView(View):
    """The programme, on the day of the letter."""

    title: str = ""
    subtitle: str = ""
    intro: str = ""
    period: str = ""
    status_note: str = ""
    postponed: bool = False
    cancelled: bool = False
    is_application: bool = False
    is_interest: bool = False
    is_signup: bool = False
    submission: str = ""
    submissions: str = ""
    is_open: bool = False
    contact: str = ""
    answer_to: str = ""
    for_all: bool = False
    members_only: bool = False
    sections: tuple[SectionView, ...] = ()
    components: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    outcomes_intro: str = ""
    outcomes: tuple[str, ...] = ()
    deadline: DeadlineView = DeadlineView()
    mail: str = ""
    form_url: str = ""
    pages: str = ""
    capacity: str = ""
    participants_max: str = ""
    everyone: bool = False
    free: bool = False
    price: str = ""
    payments: tuple[PaymentView, ...] = ()
    funding: tuple[FundingView, ...] = ()
    roles: tuple[RoleView, ...] = ()
    limits: tuple[str, ...] = ()
    questions: tuple[QuestionView, ...] = ()
    commitments_intro: str = ""
    commitments: tuple[DemandView, ...] = ()
    conditions: tuple[str, ...] = ()
    statement: str = ""
    statement_told: bool = False
    rules: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    lot_source: str = ""
    lot_basis: str = ""
    support: tuple[SupportView, ...] = ()
    steps: tuple[StepView, ...] = ()
    links: Mapping[str, str] = {}
    addresses: tuple[str, ...] = ()
    complaint: str = ""
    retention: str = ""


def programme_view(data: Dataset, programme: Programme, language: Language, on: date) -> ProgrammeView:
    """The programme in one language; `on` is the letter's day, which divides past steps from those to come."""
    choose, intake, selection = language.choose, programme.intake, programme.selection
    statement = choose(selection.statement) if selection else ""
    return ProgrammeView(
        title=choose(programme.title),
        subtitle=choose(programme.subtitle),
        intro=choose(programme.intro),
        period=choose(programme.period.text) or _period(programme.period, language),
        status_note=choose(programme.status_note),
        postponed=programme.status == "postponed",
        cancelled=programme.status == "cancelled",
        is_application=intake.kind == "application",
        is_interest=intake.kind == "expression_of_interest",
        is_signup=intake.kind == "open_signup",
        submission=language.find(phrase_key("letters.submission", intake.kind)),
        submissions=language.find(phrase_key("letters.submissions", intake.kind)),
        is_open=_is_open(programme, on),
        contact=(contact := _contact(programme, data.senders_of(programme))),
        answer_to=intake.form_url or contact,
        for_all=intake.eligible == "all",
        members_only=intake.eligible == "members",
        sections=tuple(
            SectionView(choose(each.title), choose(each.text), tuple(map(choose, each.points)))
            for each in programme.sections
        ),
        components=tuple(map(choose, programme.components)),
        target_groups=tuple(map(choose, programme.target_groups)),
        outcomes_intro=choose(programme.outcomes_intro),
        outcomes=tuple(map(choose, programme.outcomes)),
        deadline=deadline_view(intake.round_on(on), language, on),
        mail=intake.mail or "",
        form_url=intake.form_url or "",
        pages=_pages(intake, language),
        capacity=_capacity(programme, language),
        participants_max=_maximum(programme.capacity.participants, language),
        everyone=programme.capacity.everyone,
        free=programme.price_dkk == 0,
        price=language.money(programme.price_dkk) if programme.price_dkk else "",
        payments=tuple(
            PaymentView(
                choose(each.what),
                language.say(phrase_key("letters.paid_by", each.paid_by)),
                by_programme=each.paid_by == "programme",
            )
            for each in programme.payments
        ),
        funding=tuple(
            FundingView(each.by, choose(each.acknowledgement), each.grant or "") for each in programme.funding
        ),
        roles=tuple(_role(each, language) for each in programme.roles),
        limits=tuple(_limit(programme, each, language) for each in programme.limits),
        questions=tuple(_question(programme, n, language) for n in range(len(programme.questions))),
        commitments_intro=choose(programme.commitments_intro),
        commitments=tuple(_demand(choose(each.text), language, explain=each.explain) for each in programme.commitments),
        conditions=tuple(condition_text(data, programme, each, language) for each in intake.conditions),
        statement=statement,
        statement_told=_stands_in_sections(programme, statement, language),
        rules=rules_for_all(data, programme, language),
        criteria=tuple(_criterion(each, language) for each in programme.criteria) if selection else (),
        lot_source=ended(choose(selection.lot.seed_source)) if selection and selection.lot else "",
        lot_basis=choose(selection.lot.basis) if selection and selection.lot else "",
        support=tuple(_support(each, language) for each in programme.support),
        steps=tuple(_step(each, language, on) for each in programme.steps),
        links=dict(programme.links),
        addresses=tuple(programme.links.values()),
        complaint=choose(programme.complaint.text) if programme.complaint else "",
        retention=_retention(programme, language),
    )


def lower_first(text: str) -> str:
    """A title inside a sentence; an abbreviation (`KL`) keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def known_or(value: Words | Tbd | None, language: Language, unknown: str) -> str:
    """A text of the data; one that is to be announced is its own text, or `unknown` where it has none."""
    if isinstance(value, Tbd):
        return language.choose(value.text) or unknown
    return language.choose(value)


def spoken(text: str, language: Language) -> str:
    """A commitment in the applicant's own words (`Vi deler vores viden`) in quotation marks: in a letter, `vi` is the
    sender. One that is written in the infinitive stays as it is."""
    first, _, _ = text.partition(" ")
    return language.say("letters.quoted", text=text) if first == language.say("letters.we") else text


def _demand(text: str, language: Language, *, explain: bool) -> DemandView:
    return DemandView(text, spoken(text, language), explain)


def _is_open(programme: Programme, on: date) -> bool:
    """Whether a municipality can still answer on a day: neither closed, nor over, nor past the deadline."""
    intake, end = programme.intake.round_on(on), programme.period.end or programme.period.start
    ended = isinstance(end, VagueDay) and end.last() < on
    late = intake is not None and not isinstance(intake.closes, Tbd) and intake.closes.date < on
    return programme.status != "closed" and not ended and not late


def _contact(programme: Programme, senders: Iterable[Sender]) -> str:
    """Where a recipient can answer: the mail address of the programme, else of the first sender, else its telephone."""
    sender = next(iter(senders), None)
    return programme.intake.mail or (sender.mail or sender.phone if sender else "") or ""


def _period(period: Period, language: Language) -> str:
    if isinstance(period.start, VagueDay) and isinstance(period.end, VagueDay):
        return language.period(period.start, period.end)
    return _day(period.start, language)


def _day(value: VagueDay | Tbd, language: Language) -> str:
    if isinstance(value, Tbd):
        return language.choose(value.text) or language.say("letters.tbd.day")
    return language.vague_day(value, weekday=False)


def deadline_view(intake: Round | None, language: Language, on: date) -> DeadlineView:
    """`lørdag den 1. februar 2014`, with the hour where it is not the whole day; the text of one to be announced."""
    if intake is None:
        return DeadlineView()
    opens = "" if isinstance(intake.opens, Tbd) else language.day(_date(intake.opens))
    if isinstance(intake.closes, Tbd):
        text = language.choose(intake.closes.text) or language.say("letters.tbd.deadline")
        return DeadlineView(text=text, day=text, opens=opens)
    text = _last_moment(intake.closes, language)
    return DeadlineView(
        text=text,
        by=text if _is_before(intake.closes) else language.say("letters.deadline.by", day=text),
        day=language.full_day(intake.closes.date),
        known=True,
        passed=intake.closes.date < on,
        moved="; ".join(_moved(each, language) for each in intake.moved),
        opens=opens,
    )


def _last_moment(deadline: Deadline, language: Language) -> str:
    if deadline.text:
        return language.choose(deadline.text)
    if _is_before(deadline):
        return language.say("letters.deadline.before", day=language.full_day(deadline.date))
    return day_and_hour(deadline.date, deadline.time, language)


def day_and_hour(day: date, hour: str, language: Language) -> str:
    """`onsdag den 5. februar 2014 kl. 12.00`; the day alone where the hour is the end of the day."""
    written = language.full_day(day)
    return written if hour in _END_OF_DAY else f"{written} {language.clock(hour)}"


def _is_before(deadline: Deadline) -> bool:
    """Whether the day itself is too late, so that the words are `før lørdag`."""
    return not deadline.text and deadline.time in _END_OF_DAY and not deadline.inclusive


def _moved(moved: Moved, language: Language) -> str:
    return f"{language.day(moved.original.date)}: {language.choose(moved.why)}"


def _date(value: Instant | date) -> date:
    return value.moment.date() if isinstance(value, Instant) else value


def _pages(intake: Intake, language: Language) -> str:
    last = intake.max_pages or intake.min_pages
    count = _count(intake.min_pages, intake.max_pages, None, language)
    return language.say("letters.pages", count=count, many=last) if last else ""


def _criterion(criterion: Criterion, language: Language) -> str:
    """`Behov: 1–5 point (vægt 2)`."""
    points = language.span(criterion.min, criterion.max)
    text = language.say("letters.criterion", title=language.choose(criterion.title), points=points)
    weight = criterion.weight
    return text if weight == 1 else language.say("select.weighted", text=text, weight=weight)


def _capacity(programme: Programme, language: Language) -> str:
    """`20 kommuner`, `4-5 netværk`, or nothing."""
    capacity = programme.capacity
    bounds = capacity.applicants or capacity.municipalities
    if bounds is None or bounds.max is None:
        return ""
    narrow = bounds.min is not None and bounds.max - bounds.min <= _NARROW
    count = language.span(bounds.min if narrow else None, bounds.max)
    if capacity.applicants is None:
        return language.say("letters.capacity", count=count, many=bounds.max)
    return f"{count} {noun_of(programme.applicants, bounds.max, language)}"


def _maximum(bounds: Bounds | None, language: Language) -> str:
    return language.number(bounds.max) if bounds and bounds.max is not None else ""


def _role(role: Role, language: Language) -> RoleView:
    return RoleView(
        title=language.choose(role.title),
        plural=language.choose(role.plural or role.title),
        count=_count(role.min, role.max, role.target, language),
        help=language.choose(role.help),
        named=role.named,
    )


def _count(low: int | None, high: int | None, target: int | None, language: Language) -> str:
    """`1-2`, `højst 2`, `mindst 5`, or nothing."""
    if high is None and low is None:
        return language.say("letters.about", count=target) if target is not None else ""
    if high is None:
        return language.say("letters.at_least", count=low)
    return language.say("letters.at_most", count=high) if not low else language.span(low, high)


def _limit(programme: Programme, limit: Limit, language: Language) -> str:
    known = [programme.role(key) for key in limit.roles]
    names = language.listing(lower_first(language.choose(role.plural or role.title)) for role in known if role)
    return language.say("letters.limit", count=_count(limit.min, limit.max, None, language), roles=names)


def _question(programme: Programme, place: int, language: Language) -> QuestionView:
    question = programme.questions[place]
    if question.min_words or question.max_words:
        words = _count(question.min_words, question.max_words, None, language)
        limit = language.say("letters.limit.words", count=words)
    elif question.options and question.max and not question.help:
        limit = language.say("letters.limit.choices", count=language.span(question.min, question.max))
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


def _support(support: Support, language: Language) -> SupportView:
    hours = language.number(support.hours) if isinstance(support.hours, int) else ""
    return SupportView(language.choose(support.title), language.choose(support.by), hours)


def _step(step: Step, language: Language, on: date) -> StepView:
    return StepView(
        title=language.choose(step.title),
        when=_day(step.on, language),
        text=language.choose(step.text),
        known=isinstance(step.on, VagueDay),
        past=isinstance(step.on, VagueDay) and step.on.last() <= on,
    )


def _retention(programme: Programme, language: Language) -> str:
    """When submissions that were not chosen are deleted; empty where everyone who signs up takes part."""
    months = programme.retention.unsuccessful_months if programme.retention else None
    if not months or programme.capacity.everyone:
        return ""
    what = language.find(phrase_key("letters.submissions", programme.intake.kind))
    return language.say("letters.retention", what=upper_first(what), count=months) if what else ""


def _stands_in_sections(programme: Programme, text: str, language: Language) -> bool:
    """Whether a section of the invitation holds the text already."""
    sections = (language.choose(each) for section in programme.sections for each in (section.text, *section.points))
    return bool(text) and any(text in each for each in sections)
