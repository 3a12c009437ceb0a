"""`Dataset`: all records of a repository with lookups by key. `KINDS`: the record type of every kind of file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property, lru_cache
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from samskab.model.application import Application
from samskab.model.assessment import Assessment
from samskab.model.decision import ANSWERED_STATES, Decision, DecisionState, LotFreezes
from samskab.model.municipality import Municipality, Register
from samskab.model.outbox import Outbox
from samskab.model.people import DeletionLog, People
from samskab.model.programme import Programme
from samskab.model.record import Record
from samskab.model.schedule import Release, Schedule, Venue, Venues
from samskab.model.senders import Sender, Senders
from samskab.model.settings import Repository
from samskab.model.waivers import Waivers
from samskab.model.workshops import Workshop
from samskab.spelling import fold
from samskab.storage.files import PEOPLE

_R = TypeVar("_R", bound=Record)


class Kind(NamedTuple):
    """A kind of data file: its name, record type, path pattern, and the version of its form."""

    name: str
    record: type[Record]
    place: str
    version: int = 1

    @property
    def schema(self) -> str:
        """What such a file's `schema:` line holds: `samskab/application@1`."""
        return f"samskab/{self.name}@{self.version}"

    def lies_at(self, path: str) -> re.Match[str] | None:
        """The match of a path with the pattern (groups `programme` and `stem`), None for a path of another kind."""
        return _pattern(self.place).fullmatch(path)


@cache
def _pattern(place: str) -> re.Pattern[str]:
    pattern = re.escape(place).replace(r"\{programme\}", "(?P<programme>[^/]+)")
    return re.compile(pattern.replace(r"\{stem\}", "(?P<stem>[^/]+)"))


KINDS: tuple[Kind, ...] = (
    Kind("repository", Repository, "samskab.yaml"),
    Kind("register", Register, "data/register.yaml"),
    Kind("municipality", Municipality, "data/municipalities/{stem}.yaml"),
    Kind("senders", Senders, "data/senders.yaml"),
    Kind("venues", Venues, "data/venues.yaml"),
    Kind("waivers", Waivers, "data/waivers.yaml"),
    Kind("deletions", DeletionLog, "data/deletions.yaml"),
    Kind("programme", Programme, "data/programmes/{programme}/programme.yaml"),
    Kind("schedule", Schedule, "data/programmes/{programme}/schedule.yaml"),
    Kind("outbox", Outbox, "data/programmes/{programme}/outbox.yaml"),
    Kind("lot", LotFreezes, "data/programmes/{programme}/lot.yaml"),
    Kind("application", Application, "data/programmes/{programme}/applications/{stem}.yaml"),
    Kind("assessment", Assessment, "data/programmes/{programme}/assessments/{stem}.yaml"),
    Kind("decision", Decision, "data/programmes/{programme}/decisions/{stem}.yaml", version=2),
    Kind("release", Release, "data/programmes/{programme}/releases/{stem}.yaml"),
    Kind("workshop", Workshop, "data/programmes/{programme}/workshops/{stem}.yaml"),
    Kind("people", People, PEOPLE),
)


def kind_named(name: str) -> Kind | None:
    """The kind with this name."""
    return next((kind for kind in KINDS if kind.name == name), None)


@lru_cache(maxsize=1024)  # several callers ask for one file
def kind_at(path: str) -> Kind | None:
    """The kind of file at a path of the repository."""
    return next((kind for kind in KINDS if kind.lies_at(path)), None)


class Unread(NamedTuple):
    """A file with mistakes and so without a record; a reference to its key is no second mistake."""

    kind: str
    path: str
    key: str
    programme: str


class Deletion(NamedTuple):
    """Applications that are to be deleted, by which day, and how many that are invented and stay."""

    day: date
    applications: tuple[Application, ...]
    invented: int


class Dataset:
    """Every record of a repository, in the order of their paths, and the files that gave none. Immutable.

    `digests` holds the SHA-256 of every file that was read, by path; it is empty for records that came from no file.
    """

    def __init__(
        self,
        records: Iterable[Record] = (),
        unread: Iterable[Unread] = (),
        digests: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._records: Mapping[type[Record], tuple[Record, ...]] = _by_type(records)
        self.unread: tuple[Unread, ...] = tuple(unread)
        self.digests = digests

    def with_more(self, records: Iterable[Record]) -> Dataset:
        """A dataset with more records."""
        return Dataset([*self.records(), *records], self.unread, self.digests)

    def with_instead(self, record: Record, other: Record) -> Dataset:
        """A dataset with another record in the place of one."""
        kept = (other if each is record else each for each in self.records())
        return Dataset(kept, self.unread, self.digests)

    def records(self) -> Iterator[Record]:
        """Every record, kind by kind."""
        return (record for kind in self._records.values() for record in kind)

    def kinds(self) -> tuple[type[Record], ...]:
        """The record types that have at least one record."""
        return tuple(self._records)

    def all(self, record: type[_R]) -> tuple[_R, ...]:
        """Every record of a type."""
        return self._records.get(record, ())  # type: ignore[return-value]  # keyed by that very type

    @cached_property
    def municipal_names(self) -> frozenset[str]:
        """The names of the attributes and figures that the register or a municipality has."""
        names = {"region", "landsdel", "group"}
        for municipality in self.municipalities.values():
            names |= municipality.attributes.keys() | municipality.figures.keys()
        if self.register is not None:
            names |= {entry.id for entry in self.register.classifications}
            names |= {kind.id for kind in self.register.figures}
        return frozenset(names)

    @cached_property
    def repository(self) -> Repository | None:
        """The settings in `samskab.yaml`."""
        return next(iter(self.all(Repository)), None)

    @cached_property
    def register(self) -> Register | None:
        """Classifications, kinds of figures and sources."""
        return next(iter(self.all(Register)), None)

    @cached_property
    def municipalities(self) -> Mapping[str, Municipality]:
        """Municipalities by code."""
        return MappingProxyType({m.code: m for m in self.all(Municipality)})

    @cached_property
    def senders(self) -> Mapping[str, Sender]:
        """Senders by id."""
        return MappingProxyType({s.id: s for file in self.all(Senders) for s in file.senders})

    @cached_property
    def venues(self) -> Mapping[str, Venue]:
        """Venues by id."""
        return MappingProxyType({v.id: v for file in self.all(Venues) for v in file.venues})

    @cached_property
    def programmes(self) -> Mapping[str, Programme]:
        """Programmes by id."""
        return MappingProxyType({p.id: p for p in self.all(Programme)})

    @cached_property
    def people(self) -> People | None:
        """The private store of persons, None where it is missing."""
        return next(iter(self.all(People)), None)

    def senders_of(self, programme: Programme) -> tuple[Sender, ...]:
        """Those who sign a programme's letters, in its order; the repository's organisation when it names none."""
        keys = programme.senders or ((self.repository.organisation,) if self.repository else ())
        return tuple(self.senders[key] for key in keys if key in self.senders)

    def schedule(self, programme: str) -> Schedule | None:
        """The schedule of a programme."""
        return next((s for s in self.all(Schedule) if s.programme == programme), None)

    def outbox(self, programme: str) -> Outbox | None:
        """The log of what a programme has sent."""
        return next((o for o in self.all(Outbox) if o.programme == programme), None)

    def lot(self, programme: str) -> LotFreezes | None:
        """The freezes of a programme before its lot."""
        return next((each for each in self.all(LotFreezes) if each.programme == programme), None)

    def applications(self, programme: str) -> tuple[Application, ...]:
        """The applications to a programme, by id."""
        return self._applications.get(programme, ())

    def submitted(self, programme: str) -> tuple[Application, ...]:
        """Those that are handed in; examples never count."""
        return tuple(a for a in self.applications(programme) if a.status == "submitted" and not a.example)

    def application(self, programme: str, key: str) -> Application | None:
        """One application of a programme."""
        return next((a for a in self.applications(programme) if a.id == key), None)

    def municipalities_of(self, application: Application) -> tuple[Municipality, ...]:
        """The municipalities of an applicant that are in the register."""
        codes = application.applicant.municipalities
        return tuple(self.municipalities[code] for code in codes if code in self.municipalities)

    def applicant_name(
        self, application: Application, *, official: bool = False, listing: Callable[[list[str]], str] = ", ".join
    ) -> str:
        """The applicant's own name, else the listed (official) names of its municipalities, else the application id."""
        names = [each.official if official else each.name for each in self.municipalities_of(application)]
        return application.applicant.name or listing(names) or application.id

    def applicant_name_of(self, programme: str, key: str, *, official: bool = False) -> str:
        """The name of the applicant of an application, else of the municipality with this code, else the key.

        The key of an application that is deleted names its municipality too.
        """
        if application := self.application(programme, key):
            return self.applicant_name(application, official=official)
        known = self.municipalities.get(key[:4])
        if known is None or key not in {known.code, known.application_key}:
            return key
        return known.official if official else known.name

    def municipality_named(self, text: str) -> Municipality | None:
        """The municipality of a code, a name or an official name, whatever the spelling of æ, ø and å."""
        asked = fold(text)
        names = ((each, (each.code, each.name, each.official)) for each in self.municipalities.values())
        return next((each for each, known in names if asked in map(fold, known)), None)

    def municipality_name(self, code: str) -> str:
        """The name of a municipality; the code itself when there is none."""
        known = self.municipalities.get(code)
        return known.name if known else code

    def eligible_municipalities(self, programme: Programme) -> tuple[Municipality, ...]:
        """The municipalities that may apply: all by code, or the programme's members in their order."""
        everyone = programme.intake.eligible == "all"
        codes = sorted(self.municipalities) if everyone else programme.intake.members
        return tuple(self.municipalities[code] for code in codes if code in self.municipalities)

    def assessments(self, programme: str) -> Mapping[str, Assessment]:
        """The assessments of a programme's applications, by application id."""
        return self._assessments.get(programme, {})

    @cached_property
    def _assessments(self) -> Mapping[str, Mapping[str, Assessment]]:
        found: dict[str, dict[str, Assessment]] = {}
        for each in self.all(Assessment):
            found.setdefault(each.programme, {})[each.application] = each
        return found

    def decisions(self, programme: str) -> tuple[Decision, ...]:
        """The decision records of a programme, oldest first."""
        return tuple(d for d in self.all(Decision) if d.programme == programme)

    def standing_decisions(self) -> tuple[Decision, ...]:
        """The records without the proposals that a later record of the programme replaces: the files may be others."""
        return tuple(d for d in self.all(Decision) if d.status != "proposed" or d is self.decisions(d.programme)[-1])

    def current_decision(self, programme: str) -> Decision | None:
        """The decision that holds: the last that was decided or released, else the last that is proposed."""
        records = self.decisions(programme)
        settled = [record for record in records if record.status != "proposed"]
        newest = settled or records
        return newest[-1] if newest else None

    def settled_decision(self, programme: str) -> Decision | None:
        """The decision that holds, once it is decided or released."""
        decision = self.current_decision(programme)
        return decision if decision and decision.status != "proposed" else None

    def taking_part(self, programme: str) -> tuple[str, ...]:
        """The applicants that take part by the settled decision, after withdrawals and promotions."""
        decision = self.settled_decision(programme)
        return self.state_of(decision).selected if decision else ()

    def state_of(self, decision: Decision, on: date | None = None) -> DecisionState:
        """Every applicant of a decision by its outcome on a day, or after all that is known.

        It counts the events of the record and the applications that are withdrawn in their own files.
        """
        applications = self.applications(decision.programme)
        return decision.state(on, {each.id for each in applications if each.is_withdrawn(on)})

    def unanswered(self, programme: str) -> tuple[str, ...]:
        """The applicants of a released decision to whom nothing is logged as sent since it was made; none where the log
        cannot be read. What went to all is no answer, and who has withdrawn waits for none."""
        decision, outbox = self.settled_decision(programme), self.outbox(programme)
        if decision is None or decision.status != "released" or decision.decided is None:
            return ()
        if self.has_unread("outbox", programme):
            return ()
        since = decision.decided.on
        sendings = [each for each in outbox.sendings if each.on.last() >= since] if outbox else []
        reached = {key for each in sendings for key in (*each.applications, *each.municipalities)}
        asked = [(each.key, each.municipalities) for each in decision.field.candidates]
        asked += [(each.applicant, each.municipalities) for each in decision.left_out if each.state in ANSWERED_STATES]
        gone = self.state_of(decision).withdrawn
        return tuple(key for key, codes in asked if key not in gone and not reached & {key, *codes})

    def deletion(self, programme: Programme, today: date) -> Deletion | None:
        """The applications that were not chosen, and the day on which it was promised to delete them.

        Those on the waiting list are kept until the programme is over, which is then their day. None where nothing is
        decided or promised.
        """
        decision = self.current_decision(programme.id)
        if decision is None or decision.decided is None or programme.retention is None:
            return None
        day = programme.retention.deletion_day(decision.decided.on)
        now = self.state_of(decision)
        kept = {*decision.cohort, *now.selected, *(() if programme.is_over(today) else now.waiting)}
        due = [a for a in self.applications(programme.id) if not (a.example or a.id in kept)]
        real = tuple(a for a in due if not a.demonstration)
        if day and due and all(a.id in now.waiting for a in due):
            day = max(day, programme.over_since(today))
        return Deletion(day, real, len(due) - len(real)) if day else None

    def releases(self, programme: str) -> tuple[Release, ...]:
        """The released schedules of a programme, by number."""
        found = (r for r in self.all(Release) if r.programme == programme)
        return tuple(sorted(found, key=lambda release: release.number))

    def workshops(self, programme: str) -> tuple[Workshop, ...]:
        """The workshops of a programme, by number."""
        found = (w for w in self.all(Workshop) if w.programme == programme)
        return tuple(sorted(found, key=lambda workshop: workshop.number))

    def unread_paths(self, programme: str, *kinds: str) -> tuple[str, ...]:
        """The files of these kinds of a programme that gave no record."""
        return tuple(each.path for each in self.unread if each.kind in kinds and each.programme == programme)

    def has_unread(self, kind: str, programme: str) -> bool:
        """Whether a programme has a file of this kind that gave no record."""
        return bool(self.unread_paths(programme, kind))

    def is_unread(self, kind: str, key: str) -> bool:
        """Whether the file of this key has mistakes, so that a reference to it is no second one."""
        return any(
            u.kind == kind and key in {u.key, u.programme if kind == "programme" else u.key} for u in self.unread
        )

    @cached_property
    def _applications(self) -> Mapping[str, tuple[Application, ...]]:
        found: dict[str, list[Application]] = {}
        for application in self.all(Application):
            found.setdefault(application.programme, []).append(application)
        return {programme: tuple(sorted(items, key=lambda a: a.id)) for programme, items in found.items()}


def _by_type(records: Iterable[Record]) -> Mapping[type[Record], tuple[Record, ...]]:
    found: dict[type[Record], list[Record]] = {}
    for record in records:
        found.setdefault(type(record), []).append(record)
    return {kind: tuple(items) for kind, items in found.items()}
