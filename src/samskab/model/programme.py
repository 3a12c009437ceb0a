"""A programme: organisers, invitation, form, commitments, tracks, and how a cohort is chosen."""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta
from typing import Literal

from samskab.model.field_types import (
    ClockTime,
    Day,
    Decimal,
    Instant,
    Key,
    Line,
    MailAddress,
    MunicipalityCode,
    Tbd,
    Text,
    VagueDay,
    WebAddress,
    Words,
)
from samskab.model.pool import ApplicantNoun, Criterion
from samskab.model.record import Part, Record
from samskab.model.selection import Selection

ProgrammeStatus = Literal["draft", "published", "cancelled", "postponed", "closed"]
Payer = Literal["participant", "municipality", "host", "programme"]

COLUMN_WORDS = ("municipality", "received", "name", "mail", "phone", "title", "ignore")
"""What a column of a form may hold beside answers: `name` to `title` are the contact's, `ignore` is not read."""
HOSTING_PARTS = ("hosting.seats", "hosting.not_on", "hosting.note")
"""What a column may hold of an offer to host, beside the question itself."""
CONTACT_PARTS = ("name", "title", "mail", "phone")
"""What a form asks of the contact."""
PERSON_PARTS = ("name", "mail", "phone", "title", "unit")
"""What a column may hold of a participant, as `leder.name`; of a second one in the same role as `leder-2.name`."""


class Period(Part):
    """When it runs, as exactly as is known; `text` is the wording of letters ("varer ca. 1 år")."""

    start: VagueDay | Tbd
    end: VagueDay | Tbd | None = None
    text: Words | None = None


class Funding(Part):
    """Who pays for it, under which grant, and when a report is due."""

    by: Line
    acknowledgement: Words
    grant: Line | None = None
    amount_dkk: int | None = None
    report_due: Day | Tbd | None = None


class Section(Part):
    """A part of the invitation: heading, text, points. Every section is optional and printed in this order."""

    id: Key
    title: Words
    text: Words | None = None
    points: tuple[Words, ...] = ()


class Option(Part):
    """An answer one can choose."""

    id: Key
    title: Words


class Question(Part):
    """A question of the form. The one registry of fields: forms, limits, checks and letters all come from here.

    `personal` marks an answer that may hold personal data, `field` that the answer is one of the application's own
    fields (`applicant`, `contact`, `participants`, `local_area`, `partners`, `hosting`) and not in `answers`.
    `name` is what the answer is called in reasons and tables ("målgruppe"), where `title` is a whole question.
    """

    id: Key
    title: Words
    name: Words | None = None
    help: Words | None = None
    type: Literal["text", "choice", "choices", "number", "yes_no", "field"] = "text"
    field: Literal["applicant", "contact", "participants", "local_area", "partners", "hosting"] | None = None
    required: bool = True
    personal: bool = False
    min_words: int | None = None
    max_words: int | None = None
    min: int | None = None
    max: int | None = None
    options: tuple[Option, ...] = ()


class Deadline(Part):
    """The last minute, in the programme's time zone. `inclusive` false means that the day itself, or the time
    that is given, is too late.
    """

    date: Day
    time: ClockTime = "23:59"
    inclusive: bool = True
    text: Words | None = None


class Moved(Part):
    """That a deadline was moved: from what, when it was decided, and why."""

    original: Deadline
    on: Day
    why: Words


class Round(Part):
    """One intake. `questions` are the ids of this round's questions, all of them when left out."""

    id: Key
    opens: Instant | Day | Tbd
    closes: Deadline | Tbd
    moved: tuple[Moved, ...] = ()
    questions: tuple[Key, ...] = ()

    def opening_day(self) -> date | None:
        """The day it opens; None where that is to be announced."""
        if isinstance(self.opens, Tbd):
            return None
        return self.opens.moment.date() if isinstance(self.opens, Instant) else self.opens


class OtherCohort(Part):
    """Municipalities of another programme: those chosen, those promoted from its waiting list, or all who applied."""

    programme: Key
    who: Literal["chosen", "promoted", "applied"] = "chosen"


class Condition(Part):
    """What an application must meet to be considered. Each holds one of three tests:

    accepted    these commitments or yes/no questions are answered with yes
    of          a number of the applicant is at least `min` and at most `max`
    not_among   no municipality of the applicant is among those of another programme
    unless      classification -> values whose municipalities are exempt
    text        the condition in words, as it stands in a refusal
    """

    id: Key
    accepted: tuple[Key, ...] = ()
    of: Key | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    not_among: OtherCohort | None = None
    unless: dict[Key, tuple[Key, ...]] = {}
    text: Words | None = None


class Outside(Part):
    """A municipality that the programme does not concern, and why. That is no refusal."""

    municipality: MunicipalityCode
    why: Words


class IntakeColumn(Part):
    """What a column of a form's export holds: a question, a commitment, or one of `Programme.column_fields`."""

    heading: Line
    field: Line


class Intake(Part):
    """How applications come: kind of form, who may apply, by which channel, when, how long, on which conditions.

    `columns` and `dates` decide what `samskab intake` would otherwise ask: the meaning of a column, and whether
    03/04/2026 is in April (`dmy`) or in March (`mdy`).

    `max_pages` counts pages of 400 words (`words_per_page`) over all text answers together. The first of `conditions`
    that an application fails is the reason that it is not considered.
    """

    kind: Literal["application", "expression_of_interest", "open_signup", "none"]
    eligible: Literal["all", "members", "list"] = "all"
    members: tuple[MunicipalityCode, ...] = ()
    rounds: tuple[Round, ...] = ()
    mail: MailAddress | None = None
    form_url: WebAddress | None = None
    min_pages: int | None = None
    max_pages: int | None = None
    words_per_page: int = 400
    partners_allowed: bool = True
    conditions: tuple[Condition, ...] = ()
    outside: tuple[Outside, ...] = ()
    columns: tuple[IntakeColumn, ...] = ()
    dates: Literal["dmy", "mdy"] | None = None

    def round_on(self, day: Day) -> Round | None:
        """The round that is open or comes next on a day: the first that is not over, else the last."""
        for each in self.rounds:
            if isinstance(each.closes, Tbd) or each.closes.date >= day:
                return each
        return self.rounds[-1] if self.rounds else None

    @property
    def lot_round(self) -> str:
        """The id of the round that a lot is drawn for: the last; `-` without rounds."""
        return self.rounds[-1].id if self.rounds else "-"


class Bounds(Part):
    """At least `min`, at most `max`; an open end is left out."""

    min: int | None = None
    max: int | None = None


class Capacity(Part):
    """How many there is room for. `everyone` means that all who apply take part and there is no selection.

    `applicants` counts applications, `municipalities` the municipalities behind them: one that stands for three is
    three municipalities.
    """

    applicants: Bounds | None = None
    municipalities: Bounds | None = None
    participants: Bounds | None = None
    everyone: bool = False


class Role(Part):
    """A role in each municipality: how many (min, max), the goal (target), whether people are named or only counted."""

    id: Key
    title: Words
    plural: Words | None = None
    min: int | None = None
    max: int | None = None
    target: int | None = None
    named: bool = True
    help: Words | None = None


class Limit(Part):
    """A limit over several roles together."""

    roles: tuple[Key, ...]
    min: int | None = None
    max: int | None = None


class Track(Part):
    """A course of days for some roles, with the number of days in the invitation."""

    id: Key
    title: Words
    roles: tuple[Key, ...]
    promised_days: int | None = None
    promise: Words | None = None


class Demand(Part):
    """What a municipality must commit itself to; `explain` requires a text beside the yes."""

    id: Key
    text: Words
    explain: bool = False
    max_words: int | None = None


class ClassifiedValue(Part):
    """A value of the programme's own classification, and the municipalities in it (one may have several values)."""

    id: Key
    name: Words
    municipalities: tuple[MunicipalityCode, ...]


class OwnClassification(Part):
    """A classification of municipalities by the programme, beside the register's."""

    id: Key
    title: Words
    values: tuple[ClassifiedValue, ...]


class Payment(Part):
    """Who pays for what."""

    what: Words
    paid_by: Payer


class Support(Part):
    """Help that the programme gives each municipality: by whom, how many hours (unknown when left out)."""

    title: Words
    by: Words
    hours: int | Tbd | None = None


class Glossary(Part):
    """One term in both languages."""

    da: Line
    en: Line


class Step(Part):
    """A point on the way that is not a meeting: an op-ed, the letter, the decision, a report."""

    id: Key
    title: Words
    on: VagueDay | Tbd
    text: Words | None = None


class Complaint(Part):
    """The complaint instructions of a rejection: to whom, within how many weeks, or that there is no complaint."""

    text: Words


class Retention(Part):
    """How long personal data is kept."""

    unsuccessful_months: int | None = None
    diet_days_after_meeting: int | None = None

    def deletion_day(self, decided: date) -> date | None:
        """The day on which applications that were not chosen are to be deleted, when it was decided on a day.

        The last day there is where the months lead beyond it.
        """
        if self.unsuccessful_months is None:
            return None
        years, month = divmod(decided.month - 1 + self.unsuccessful_months, 12)
        year = decided.year + years
        if not date.min.year <= year <= date.max.year:
            return date.max if year > 0 else date.min
        return date(year, month + 1, min(decided.day, monthrange(year, month + 1)[1]))


class Reference(Part):
    """Where a fact was read: which source document, with a note on what is unclear or contradictory in it."""

    document: Line
    about: Line
    note: Text | None = None


class Programme(Record):
    """One programme in one edition, with all that letters, checks and the selection read."""

    schema: Literal["samskab/programme@1"]
    id: Key
    title: Words
    status: ProgrammeStatus
    subtitle: Words | None = None
    series: Key | None = None
    edition: int | None = None
    continues: Key | None = None
    period: Period
    status_note: Words | None = None
    senders: tuple[Key, ...]
    facilitators: tuple[Key, ...] = ()
    funding: tuple[Funding, ...] = ()
    price_dkk: int | None = None
    payments: tuple[Payment, ...] = ()
    intro: Words | None = None
    sections: tuple[Section, ...] = ()
    components: tuple[Words, ...] = ()
    target_groups: tuple[Words, ...] = ()
    outcomes_intro: Words | None = None
    outcomes: tuple[Words, ...] = ()
    applicants: ApplicantNoun | None = None
    intake: Intake
    capacity: Capacity
    roles: tuple[Role, ...] = ()
    limits: tuple[Limit, ...] = ()
    tracks: tuple[Track, ...] = ()
    questions: tuple[Question, ...] = ()
    commitments_intro: Words | None = None
    commitments: tuple[Demand, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    classifications: tuple[OwnClassification, ...] = ()
    selection: Selection | None = None
    decides: tuple[Line, ...] = ()
    support: tuple[Support, ...] = ()
    steps: tuple[Step, ...] = ()
    links: dict[Key, WebAddress] = {}
    glossary: tuple[Glossary, ...] = ()
    complaint: Complaint | None = None
    retention: Retention | None = None
    references: tuple[Reference, ...] = ()
    case_number: Line | None = None

    def role(self, key: str) -> Role | None:
        """The role with this id."""
        return next((role for role in self.roles if role.id == key), None)

    def roles_of(self, keys: Collection[str]) -> tuple[Role, ...]:
        """The roles with these ids, in the order of the programme."""
        return tuple(role for role in self.roles if role.id in keys)

    def is_over(self, today: date) -> bool:
        """Whether nobody can step in any more: it is closed or cancelled, or its last day has passed."""
        end = self.period.end
        return self.status in {"closed", "cancelled"} or (isinstance(end, VagueDay) and end.last() < today)

    def over_since(self, today: date) -> date:
        """The first day after its last, for a programme that is over; today where it was closed before that."""
        end = self.period.end
        return end.last() + timedelta(days=1) if isinstance(end, VagueDay) and end.last() < today else today

    @property
    def yes_no_names(self) -> tuple[str, ...]:
        """The ids of what is answered with yes or no: commitments, and questions of that type."""
        asked = (question.id for question in self.questions if question.type == "yes_no")
        return (*(demand.id for demand in self.commitments), *asked)

    @property
    def column_fields(self) -> tuple[str, ...]:
        """What `intake.columns` may name: questions and commitments, the applicant's own fields, people by role."""
        demands = (f"commitments.{demand.id}" for demand in self.commitments)
        explained = (f"commitments.{demand.id}.text" for demand in self.commitments if demand.explain)
        own = (*(question.id for question in self.questions), *demands, *explained)
        people = (f"{role.id}.{part}" for role in self.roles if role.named for part in PERSON_PARTS)
        counted = (f"counts.{role.id}" for role in self.roles if not role.named)
        hosting = HOSTING_PARTS if any(question.field == "hosting" for question in self.questions) else ()
        return (*own, *COLUMN_WORDS, *people, *counted, *hosting)

    def question(self, key: str) -> Question | None:
        """The question with this id."""
        return next((question for question in self.questions if question.id == key), None)
