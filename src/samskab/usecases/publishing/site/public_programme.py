"""The public part of a programme: its state, dates, rules, decision, and who takes part. Never a draft."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple, get_args

from samskab.documents.view.programme import ProgrammeView, programme_view
from samskab.language import Language, phrase_key
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision
from samskab.model.field_types import VagueDay
from samskab.model.programme import Deadline, Programme
from samskab.report.page.content import CohortToday, cohort_today
from samskab.report.page.edition import ReportBasis
from samskab.report.page.headline import status_line
from samskab.spelling import sort_key
from samskab.usecases.publishing.public_dates import PublicDate, public_dates

PublicState = Literal["open", "upcoming", "running", "postponed", "over", "cancelled"]
PUBLIC_STATES: tuple[PublicState, ...] = get_args(PublicState)


class SiteView(NamedTuple):
    """From where a site is made: the records, the language, the day, and whether what is not announced is shown."""

    data: Dataset
    language: Language
    today: date
    is_preview: bool


class PublicDecision(NamedTuple):
    """A decision on the site: its record, its status in words, and those who take part by now."""

    record: Decision
    status: str
    today: CohortToday


class PublicProgramme(NamedTuple):
    """A programme on the site. `taking_part` are the names of a programme that chooses nobody."""

    id: str
    title: str
    subtitle: str
    state: PublicState
    state_words: str
    sender: str
    view: ProgrammeView
    dates: tuple[PublicDate, ...]
    decision: PublicDecision | None
    taking_part: tuple[str, ...]


def public_programmes(site: SiteView) -> tuple[PublicProgramme, ...]:
    """Every programme but drafts: by state, within a state the newest first."""
    known = (each for each in site.data.programmes.values() if each.status != "draft")
    newest = sorted(known, key=lambda each: (_begins(each), each.id), reverse=True)
    shown = [_public(site, each) for each in newest]
    return tuple(sorted(shown, key=lambda each: PUBLIC_STATES.index(each.state)))


def public_state(programme: Programme, today: date) -> PublicState:
    """Open for answers, not open or not begun yet, running, or over; postponed and cancelled come first."""
    if programme.status in ("cancelled", "postponed"):
        return "cancelled" if programme.status == "cancelled" else "postponed"
    if programme.is_over(today):
        return "over"
    start = programme.period.start
    is_ahead = isinstance(start, VagueDay) and start.first() > today
    return _intake_state(programme, today) or ("upcoming" if is_ahead else "running")


def _intake_state(programme: Programme, today: date) -> PublicState | None:
    """Whether the next round is open or will be; None when no round is ahead.

    A round without a deadline is over when the programme has begun.
    """
    one, start = programme.intake.round_on(today), programme.period.start
    last = one.closes.date if one and isinstance(one.closes, Deadline) else None
    if last is None and isinstance(start, VagueDay):
        last = start.last()
    if one is None or (last and last < today):
        return None
    first = one.opening_day()
    is_open = first is not None and first <= today and isinstance(one.closes, Deadline)
    return "open" if is_open else "upcoming"


def _begins(programme: Programme) -> str:
    return str(programme.period.start)


def _public(site: SiteView, programme: Programme) -> PublicProgramme:
    language, data = site.language, site.data
    state = public_state(programme, site.today)
    return PublicProgramme(
        id=programme.id,
        title=language.choose_line(programme.title),
        subtitle=language.choose_line(programme.subtitle),
        state=state,
        state_words=language.say(phrase_key("site.state", state)),
        sender=language.listing(language.choose_line(each.organisation) for each in data.senders_of(programme)),
        view=programme_view(data, programme, language, site.today),
        dates=public_dates(data, programme, language, site.today),
        decision=next(_decisions(site, programme), None),
        taking_part=_everyone(data, programme),
    )


def _decisions(site: SiteView, programme: Programme) -> Iterator[PublicDecision]:
    """The decision that holds, once it is announced; in a preview also before, unless somebody has left since."""
    record, language = site.data.settled_decision(programme.id), site.language
    if record is None or record.decided is None or record.decided.on > site.today:
        return
    if record.status == "released" or (site.is_preview and not site.data.state_of(record).withdrawn):
        basis = ReportBasis(site.data, programme, record, language, "public")
        yield PublicDecision(record, status_line(basis), cohort_today(basis, site.today))


def _everyone(data: Dataset, programme: Programme) -> tuple[str, ...]:
    """The applicants of a programme in which all who apply take part."""
    everyone = data.submitted(programme.id) if programme.capacity.everyone else ()
    return tuple(sorted(map(data.applicant_name, everyone), key=sort_key))
