"""The programme as template data: what is offered, to whom, until when, on which terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from samskab.documents.view.conditions import condition_text
from samskab.documents.view.deadline import DeadlineView, deadline_view
from samskab.documents.view.questions import QuestionView, RoleView, bounds_text, limit_text, question_view, role_view
from samskab.documents.view.rules import rules_for_all
from samskab.documents.view.shape import View
from samskab.fairness.effective_selection import effective_selection, points_count_once
from samskab.fairness.wording import noun_of
from samskab.language import Language, phrase_key
from samskab.model.dataset import Dataset
from samskab.model.field_types import Tbd, VagueDay, Words
from samskab.model.pool import Criterion
from samskab.model.programme import Bounds, Intake, Period, Programme, Step, Support
from samskab.model.senders import Sender
from samskab.spelling import ended, upper_first

_NARROW = 2
"""The widest range of a capacity that is written as a range (`4-5`); of a wider one only the maximum is written."""


class SectionView(View):
    """A part of the invitation."""

    title: str = ""
    text: str = ""
    points: tuple[str, ...] = ()


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
    joint: bool = False
    joint_points_once: bool = False
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
        joint=intake.partners_allowed and intake.kind in {"application", "expression_of_interest"},
        joint_points_once=(chosen := effective_selection(programme)) is not None and points_count_once(chosen),
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
        roles=tuple(role_view(each, language) for each in programme.roles),
        limits=tuple(limit_text(programme, each, language) for each in programme.limits),
        questions=tuple(question_view(programme, n, language) for n in range(len(programme.questions))),
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


def _pages(intake: Intake, language: Language) -> str:
    last = intake.max_pages or intake.min_pages
    count = bounds_text(intake.min_pages, intake.max_pages, None, language)
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
