"""`select --why` after a decision: the applicant's reason in the record, and the events since."""

from __future__ import annotations

from typing import NamedTuple

from samskab.fairness.lottery import lot_order_of
from samskab.fairness.reasons.reason_texts import ReasonTexts
from samskab.fairness.tables import tables_of
from samskab.model.dataset import Dataset
from samskab.model.decision import ApplicantOutcome, Decision, LeftOut, Reason
from samskab.model.field_types import Words
from samskab.refusal import Refusal
from samskab.spelling import fold
from samskab.usecases.applicant_lookup import DidNotApply, application_named, who_did_not_apply
from samskab.yaml.catalogue import load_languages


class Answered(NamedTuple):
    """One applicant of the record: its name, its reason, its own facts, and its outcome after all events."""

    name: str
    reason: Reason
    own: Words
    now: ApplicantOutcome | None


class RecordedAnswer(NamedTuple):
    """What a record answers: those of the pool, those who could not be chosen, or a municipality that did not apply."""

    decision: Decision
    answered: tuple[Answered, ...]
    left_out: tuple[LeftOut, ...]
    did_not_apply: DidNotApply | None


def recorded_answer(data: Dataset, decision: Decision, why: str) -> RecordedAnswer:
    """The answer of a decided record about one applicant, or all (`all`).

    Raises `Refusal` for a name that is neither in the record nor that of an applicant or a municipality.
    """
    absent, asked = _asked(data, decision, why)
    texts = ReasonTexts(tables_of(decision), decision.cohort, lot_order_of(decision), load_languages())
    now = data.state_of(decision)
    answered = (
        Answered(decision.name_of(key), reason, texts.own_facts(key), now.of(key))
        for key in asked
        if (reason := decision.reason_of(key)) is not None
    )
    return RecordedAnswer(
        decision,
        tuple(answered),
        tuple(one for one in decision.left_out if one.applicant in asked),
        absent,
    )


def _asked(data: Dataset, decision: Decision, why: str) -> tuple[DidNotApply | None, list[str]]:
    """The ids that are meant, by the names of the record first: an application may have been deleted since."""
    known = [(one.key, one.name, one.municipalities) for one in decision.field.candidates]
    known += [(one.applicant, one.name, one.municipalities) for one in decision.left_out]
    if why.casefold() in {"all", "alle"}:
        return None, [key for key, _, _ in known]
    municipality = data.municipality_named(why)
    codes = {municipality.code} if municipality else set()
    exact = [key for key, name, _ in known if fold(why) in {fold(key), fold(name)}]
    found = exact or sorted((key for key, _, own in known if codes & {*own}), key=len)
    if found:
        return None, found[:1]
    programme = data.programmes[decision.programme]
    if absent := who_did_not_apply(data, programme, why):
        return absent, []
    key = application_named(data, data.applications(programme.id), why).id
    if key not in {each for each, _, _ in known}:
        raise Refusal("choice.not_in_record", exit_code=1, name=why, id=decision.id)
    return None, [key]
