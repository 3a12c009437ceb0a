"""SK540: the applications that a decision left out are those that could not be chosen, each with its state and facts.

The rule compares with the fields of the application; `decision verify` gives the states that rest on mistakes too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from msgspec.structs import replace

from samskab.check.rule import Mistake, rule
from samskab.check.rules.decision.decision_reasons import severity_of_words
from samskab.fairness.admission import recorded_state
from samskab.fairness.differences import differences
from samskab.fairness.left_out_texts import left_out_record
from samskab.finding import Severity
from samskab.language import Fact, phrase_key
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision, LeftOut
from samskab.model.eligibility import WAITING, ApplicantState


@rule("SK540", Severity.ERROR, waivable=False)
def left_out_differs(data: Dataset) -> Iterator[Mistake]:
    """Whoever applied and could not be chosen is named with the reason that the files give; nobody else is.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        left_out:
          - {applicant: vejle, name: Vejle, municipalities: ['0630'], state: late}   # SK540

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        left_out: []
    """
    for decision in data.standing_decisions():
        programme = data.programmes.get(decision.programme)
        if programme is not None:
            states = [recorded_state(data, programme, each) for each in data.applications(programme.id)]
            yield from wrongly_left_out(data, decision, states, is_final=False)


def wrongly_left_out(
    data: Dataset, decision: Decision, states: Iterable[ApplicantState], *, is_final: bool
) -> Iterator[Mistake]:
    """SK540, for one record. `is_final`: the states take mistakes and missing assessments into account."""
    pool, now = decision.field.by_key(), {each.application.id: each for each in states}
    listed = tuple(one.applicant for one in decision.left_out)
    gone_on = _gone_on(decision)
    mistake = partial(_mistake, decision)
    for number, (one, before) in enumerate(zip(decision.left_out, ("", *listed), strict=False)):
        field, state = f"left_out[{number}]", now.get(one.applicant)
        if one.applicant in pool or one.applicant <= before:
            yield mistake(field, one.name)
        elif state is None:
            if not any(path.endswith(f"/applications/{one.applicant}.yaml") for path in decision.inputs):
                yield mistake(field, one.name)
        elif _is_as_then(data, decision, state.application):
            if one.applicant in gone_on and one.state not in WAITING:
                yield mistake(f"{field}.state", one.name)
            if one.applicant not in gone_on and one.state in WAITING and state.findings:
                yield mistake("overrides", one.name)
            yield from _compared(data, decision, field, one, state, is_final=is_final)
    for key, place in gone_on.items():
        if key not in listed:
            name = data.applicant_name(now[key].application) if key in now else decision.name_of(key)
            yield mistake(f"overrides[{place}]", name)
    for key, state in now.items():
        is_hidden = key not in pool and key not in listed and state.application.path in decision.inputs
        if is_hidden and state.state != "stands" and _is_as_then(data, decision, state.application):
            yield mistake("left_out", data.applicant_name(state.application))


def _compared(
    data: Dataset, decision: Decision, field: str, one: LeftOut, state: ApplicantState, *, is_final: bool
) -> Iterator[Mistake]:
    """The fields of one that was left out that are not as its state gives them."""
    from samskab.yaml.catalogue import load_languages

    made = left_out_record(data, state, load_languages())
    if not is_final and one.state in WAITING and state.state in {"stands", "condition", *WAITING}:
        made = replace(made, state=one.state, reason=one.reason, facts=one.facts)
    for place, is_text in differences(one, made, field):
        is_words = is_text or place.startswith(f"{field}.facts")
        yield _mistake(decision, place, one.name, severity_of_words(decision) if is_words else None)


def _mistake(decision: Decision, field: str, applicant: str, severity: Severity | None = None) -> Mistake:
    return Mistake.at(decision, field, severity=severity, applicant=applicant, part=_part(field))


def _part(field: str) -> Fact:
    """What of one that was left out is not right: one of its fields, the whole, or the decision to go on without it."""
    head, _, inner = field.partition(".")
    return Fact(phrase_key("decision.left_out", inner.partition(".")[0] or head.partition("[")[0]), {})


def _gone_on(decision: Decision) -> dict[str, int]:
    """Whom it was decided to go on without, each with the place of the override."""
    overrides = enumerate(decision.overrides)
    return {one.applicant: place for place, one in overrides if one.action == "leave-out" and one.applicant}


def _is_as_then(data: Dataset, decision: Decision, application: Application) -> bool:
    """Whether the files of an application, and of other programmes that it depends on, are those of the record."""
    own = f"data/programmes/{decision.programme}/"
    names = (f"{own}applications/{application.id}.yaml", f"{own}assessments/{application.id}.yaml")
    elsewhere = (p for p in decision.inputs if p.startswith("data/programmes/") and not p.startswith(own))
    paths = (application.path, *names, *elsewhere)
    return not data.digests or all(data.digests.get(path) == decision.inputs.get(path) for path in paths)
