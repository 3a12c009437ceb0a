"""Every family of sentences that are chosen by a value (`samskab.language.phrase_key`), with all its members.

A family whose members are taken from the model grows with it: a new kind of rule needs its sentences. A family
in `OPTIONAL` is read by `Language.find` with names that need no sentence.
"""

from __future__ import annotations

import errno
import re
import typing
from collections.abc import Iterable, Mapping

from msgspec import Struct

from samskab.check.support.part_names import FACTS, INNER_PARTS, SINGLE_PARTS
from samskab.cli.app import COMMANDS, load_command, program
from samskab.documents.form.page import PAGE_LABELS, SCRIPT_WORDS
from samskab.documents.view.names_page import meanings
from samskab.fairness.wording import kind_of
from samskab.finding import Severity
from samskab.intake.columns import MORE_PARTS, Certainty
from samskab.intake.file_mark import FileState
from samskab.language import phrase_key
from samskab.model.applicant_numbers import COUNTED, SCORE
from samskab.model.application import ApplicationStatus, Received
from samskab.model.changes.record_changes import Side
from samskab.model.dataset import KINDS
from samskab.model.decision import ApplicantOutcome, Decision, Event, LeftOut, Override, Reason
from samskab.model.eligibility import StateName
from samskab.model.field_lookup import all_fields, hints
from samskab.model.field_types import Tbd
from samskab.model.outbox import Sending
from samskab.model.programme import COLUMN_WORDS, PERSON_PARTS, Intake, OtherCohort, Payer, Programme, Question
from samskab.model.record import fields_of
from samskab.model.schedule import AgendaPart, Meeting, ReleasedMeeting
from samskab.model.selection import DIFFERENT_MUNICIPALITIES, Aim, CohortRule, Deviation, Dispersion, Proportional
from samskab.progress import WorkStep
from samskab.report.cohort.columns import COLUMNS
from samskab.report.cohort.sections import SIGNS
from samskab.report.map.outlines import MAP_CLASSES
from samskab.report.page.balance import Edge
from samskab.report.page.cohort_seats import Replacement
from samskab.report.page.edition import Edition
from samskab.report.review.content import ASKED_OF_SECRETARIAT, BlockKind, LineState, NoteKind, ReviewState
from samskab.solve.hosts import RotationTotals
from samskab.usecases import doctor
from samskab.usecases.forms.read_forms import IntakePlan
from samskab.usecases.git import Begun
from samskab.usecases.history.revisions import Chosen
from samskab.usecases.letters.options import RENDER_FORMATS
from samskab.usecases.letters.templates import templates_of
from samskab.usecases.publishing.site.fixed_words import HOW_PARTS
from samskab.usecases.publishing.site.public_programme import PUBLIC_STATES
from samskab.yaml.catalogue import load_language
from tests.paths import PACKAGE

SUFFIXES = {"why", "fix", "example", "help"}
"""What may follow any key: why a rule is there, how to mend what it finds, more about a field."""


def values_of(kind: object) -> set[str]:
    """The texts that a type allows: those of its `Literal`, also inside a union or an annotation."""
    if typing.get_origin(kind) is typing.Literal:
        return {value for value in typing.get_args(kind) if isinstance(value, str)}
    return {value for part in typing.get_args(kind) for value in values_of(part)}


def values_at(struct: type[Struct], field: str) -> set[str]:
    """The texts that a field allows."""
    return values_of(hints(struct)[field])


def tags(union: object) -> set[str]:
    """The kinds of a union of records."""
    return {str(member.__struct_config__.tag) for member in typing.get_args(union)}


def _goals() -> set[str]:
    """The kinds of aims as `kind_of` names them."""
    deviations = {kind_of(Deviation(by=(), measure=each)) for each in values_at(Deviation, "measure")}
    dispersions = {kind_of(Dispersion(measure=each)) for each in values_at(Dispersion, "measure")}
    return tags(Aim) - {"deviation", "dispersion"} | deviations | dispersions | {"sum"}


def _commands() -> set[str]:
    """Every command, each of its parameters, and the shared options, by words joined with dots."""
    loaded = {name: load_command(name) for name in COMMANDS}
    for name, command in list(loaded.items()):
        loaded |= {f"{name}.{second}": each for second, each in getattr(command, "commands", {}).items()}
    parameters = {f"{key}.{param.name}" for key, command in loaded.items() for param in command.params}
    return {*loaded, *parameters, *(f"option.{param.name}" for param in program().params)}


def _needed_facts() -> set[str]:
    """The facts that our own templates need."""
    templates = templates_of(None, "da")
    return {fact for name in templates.names() for fact in templates.template(name).facts}


def _texts() -> set[str]:
    """The sorts of text that fields may hold."""
    notes = (note for struct, field in all_fields() for note in _notes(hints(struct).get(field)))
    return {word for note in notes if (word := (getattr(note, "extra", None) or {}).get("word"))}


def _announced() -> set[str]:
    """The fields that may be announced later."""
    return {field for struct, field in all_fields() if Tbd in typing.get_args(hints(struct).get(field))}


def _fixed_words() -> set[str]:
    """The names of the fixed words that the pages of reports and of the site ask for."""
    places = (("documents/layout", "*.j2"), ("report/page", "*.py"), ("usecases/publishing", "*.py"))
    texts = (file.read_text(encoding="utf-8") for folder, kind in places for file in (PACKAGE / folder).rglob(kind))
    found = {word for text in texts for word in re.findall(r"\blabels?(?:\.|\[['\"])(\w+)\b(?![(.])", text)}
    return found | values_of(Replacement) | {f"at_{edge}" for edge in values_of(Edge) - {""}}


def _notes(kind: object) -> Iterable[object]:
    yield from getattr(kind, "__metadata__", ())
    for part in typing.get_args(kind):
        yield from _notes(part)


FIXED_WORDS = _fixed_words()
OF_THE_SITE = {name for name in FIXED_WORDS if phrase_key("site.label", name) in load_language("da")}
OF_REPORTS = {name for name in FIXED_WORDS if phrase_key("report.label", name) in load_language("da")}
LEFT_OUT = values_of(StateName) - {"stands"}
SHAPES = {"chosen", "chosen-lot", "required", "required-decided", "impossible", "costs", "lot"}
EXCLUDED = {"excluded", "excluded-impossible", "excluded-equal", "excluded-better"}
DIFFERENT = {"new", "words", "looks", "edited"}
CHANGED = {"new", "new_at", "cancelled", "cancelled_because", "removed", "back", "moved", "dated", "undated"}
CHANGED_PARTS = {"place", "place_gone", "place_changed", "title", "tracks", "no_tracks", "status"} | {
    *("host", "host_changed", "no_host")
}

TYPES = {"attribute", "number_name", "one_of", "always", "list", "keys", "part", "kinds", "words", "tbd"} | {
    *("text", "whole_number", "true_false", "day", "number", "vague_day", "moment")
}
"""What a type of a field may be, beside the sorts of text."""

FAMILIES: Mapping[str, set[str]] = {
    "Application": {"contact", "participants", "local_area", "partners", "hosting"},
    "review": values_of(LineState) - {"answered", "wrong"},
    "review.block": values_of(BlockKind),
    "review.opening": values_of(ReviewState),
    "review.asked": set(ASKED_OF_SECRETARIAT),
    "review.change": {"new", "gone"},
    "review.effect": values_of(ReviewState),
    "review.stale": {"decision", "calendar", "letters", "decision.some", "calendar.some", "letters.some"},
    "review.state": values_of(StateName),
    "review.note": values_of(NoteKind),
    "state.condition": {"low", "high", "low-high", *values_at(OtherCohort, "who")},
    "state.fact": values_at(OtherCohort, "who"),
    "calendar": {"access", "link", "signup"},
    "choice.change": {"low", "high", "min", "within", "min_km", "max_km", "removed"},
    "choice.column": {column.name for column in COLUMNS},
    "choice.csv": {"outcome", "waiting", "reason", "note"},
    "changes.base": values_of(Chosen),
    "changes.stale": {"decision", "calendar", "letters"},
    "changes.unread": values_of(Side),
    "choice.event": values_at(Event, "kind"),
    "choice.now": values_at(Decision, "status") - {"proposed"} | {"added"},
    "choice.outcome": values_at(Reason, "outcome"),
    "choice.outcome_now": values_of(ApplicantOutcome),
    "choice.outlook": values_at(Reason, "seat"),
    "decision.part": {each.encode_name for each in fields_of(Decision)} | set(SINGLE_PARTS.values()) | INNER_PARTS,
    "decision.fact": set(FACTS),
    "decision.left_out": {each.encode_name for each in fields_of(LeftOut)} | {"left_out", "overrides"},
    "override": {"early", "exclude", "leave-out", "move", "pin", "seed"},
    "choice.order": {"listed", "unlisted"},
    "choice.part": {"own", "lot", "grounds", "order", "order_then", "then"},
    "choice.row": set(SIGNS),
    "choice.closing": set(SIGNS),
    "choice.leaves": {"steps_in", "irreplaceable", "nobody_waits"},
    "choice.programme": {"cancelled", "closed"},
    "choice.share": {"attribute", "value", "country", "applicants", "cohort", "wanted"},
    "choice.standing": LEFT_OUT,
    "choice.since": {"withdrawn", "listed", "beside"},
    "choice.solver": {"unasked", "again"},
    "choice.why_left_out": LEFT_OUT,
    "cli": _commands(),
    "doctor.name": values_of(doctor.CheckName),
    "doctor.state": values_of(doctor.CheckState),
    "doctor.help": values_of(doctor.CheckHelp),
    "drafts": {"draft", "to", "subject", "attachments"},
    "form.label": {*PAGE_LABELS},
    "form.part": {*PERSON_PARTS, *MORE_PARTS, "role", "programme", "round"},
    "form.script": {*SCRIPT_WORDS},
    "form.title": values_at(Intake, "kind") - {"none"},
    "letters.limit": {"choices", "number"},
    "intake.score": {"new", "unchanged", "theirs"},
    "intake.update": values_at(IntakePlan, "kind"),
    "intake.head": values_of(ApplicationStatus) - {"withdrawn"},
    "intake.state": values_of(FileState),
    "intake.certainty": values_of(Certainty),
    "kind": {kind.name for kind in KINDS},
    "letters.fact": _needed_facts(),
    "letters.kind": values_at(Meeting, "kind"),
    "letters.paid_by": values_of(Payer),
    "letters.part": values_at(AgendaPart, "part"),
    "letters.status": values_at(Meeting, "status") - {"planned"},
    "letters.submission": values_at(Intake, "kind") - {"none"},
    "letters.submissions": values_at(Intake, "kind") - {"none"},
    "letters.via": values_at(Received, "via") - {"csv", "xlsx", "pull_request"},
    "letters.rule.to": values_at(Proportional, "to"),
    "map": {*MAP_CLASSES, "other"},
    "choice.counted": ("exact", "sampled", "at_least"),
    "explain.column": {"file", "what", "place", "part", "field", "question", "write", "need"},
    "explain.name": {"attribute", "number"},
    "explain.names": {"attribute", "number"},
    "explain.type": TYPES | _texts(),
    "new.git": values_of(Begun),
    "outbox.channel": values_at(Sending, "channel"),
    "progress": values_of(WorkStep),
    "release": CHANGED | CHANGED_PARTS,
    "release.status": values_at(ReleasedMeeting, "status"),
    "preview.count": DIFFERENT | {"same"},
    "preview.file": {*RENDER_FORMATS, "zip"},
    "preview.state": DIFFERENT | {"same"},
    "render.diff": DIFFERENT,
    "render.diff_page": DIFFERENT,
    "render.joint": {"preview", "merged"},
    "report.count": set(Severity),
    "report.aim": _goals(),
    "report.binds": {"high", "low", "rule"},
    "report.column": {"number", "name", "codes", "region", "standing", "steps_in_for", "reason", "note"},
    "report.edition": values_of(Edition),
    "report.event": values_at(Event, "kind"),
    "report.headline": {"plain", "proven", "best_found"},
    "report.label": OF_REPORTS | (FIXED_WORDS - OF_THE_SITE),
    "report.override": values_at(Override, "action"),
    "report.standing": {*MAP_CLASSES},
    "report.taking_part": {"some", "workshops", "none"},
    "report.status": values_at(Decision, "status"),
    "answer.kind": values_at(Question, "type") - {"field"},
    "duration": {"days", "hours", "minutes"},
    "scalar": {"vague_day", "instant"} | _texts(),
    "select.aim": _goals(),
    "select.better": _goals() | {"unscored"},
    "select.measure": _goals(),
    "select.number": {SCORE, *COUNTED, DIFFERENT_MUNICIPALITIES},
    "select.row": tags(CohortRule) | {"size"},
    "select.why": SHAPES | EXCLUDED,
    "select.worse": _goals() | {"unscored"},
    "severity": set(Severity),
    "status.named": {"draft", "incomplete", "unassessed"},
    "status.state": values_of(StateName) | {"stands_but"},
    "schedule.part": _announced() - {"opens", "closes"},
    "schedule.column": {"title", "when", "place", "state"},
    "hosts.column": {"meeting", "host", "travel"},
    "hosts.why": {*RotationTotals._fields, "order"},
    "outbox.column": {"day", "template", "channel", "recipients"},
    "privacy.column": {"programme", "day", "applications", "assessments", "persons"},
    "outbox.missing": {"letter", "count", "names"},
    "template.column": {"name", "title", "audience", "whose"},
    "status.column": {"name", "region", "received", "complete", "late", "points", "state", "decision"},
    "status.decided": values_of(ApplicantOutcome),
    "site.date": {"opens", "closes", "lot"},
    "site.how": {*HOW_PARTS},
    "site.how_text": {*HOW_PARTS},
    "site.label": OF_THE_SITE,
    "site.news": {"decision", "release", "withdrawn", "promoted"},
    "site.state": {*PUBLIC_STATES},
    "status.kind": {"opens", "closes", "lot", "report", "meeting"},
    "status.programme": values_at(Programme, "status"),
    "template.audience": {"municipalities", "applicants", "not-applied", "participants", "hosts", "tracks", "programme"}
    | {"decided"},
    "template.part": {"signature", "complaint", "reason"},
    "usage.missing": {"option", "argument"},
    "view": set(meanings()),
    "view.kind": {"list", "group", "yes_no", "text"},
}
OPTIONAL: Mapping[str, set[str]] = {
    "part": {struct.__name__ for struct, _ in all_fields()} | {"Prices", "Seats"},
    "fault.why": {*dir(errno), "BUSY"},
    "field": {field for _, field in all_fields()},
    "intake.field": {*COLUMN_WORDS, "first", "last", "contact", "people", "programme", "round", "unknown"},
}


def keys_of(families: Mapping[str, set[str]]) -> set[str]:
    """The key of every member."""
    return {phrase_key(family, member) for family, members in families.items() for member in members}
