"""The mistakes that a choice or a freeze must not rest on. The files of applications that are left out stop neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from samskab.check.gate import scope_of, stops
from samskab.check.rules.programme.renamed import without_renamed
from samskab.finding import Finding, Severity, in_order
from samskab.model.eligibility import ApplicantState
from samskab.model.programme import Programme
from samskab.refusal import Refusal
from samskab.usecases.load import Repo

_PRIVACY = "SK7"


def mistakes_behind(
    repo: Repo,
    programme: str,
    states: Sequence[ApplicantState],
    waiting: Sequence[ApplicantState],
    today: date,
    more: tuple[str, ...] = (),
) -> tuple[Finding, ...]:
    """The errors that stop a choice, with everything that makes an application wait.

    `states` are those of all applications, `waiting` those of applications that are not left out though they cannot be
    chosen yet, `more` further files. Personal data where none may be stops the choice wherever it stands.
    """
    weighed = [each for each in states if each.state == "stands" or each in waiting]
    aside = {path for each in states if each not in weighed for path in _files_of(repo, programme, each)}
    found = stops(
        repo.data,
        repo.findings,
        "selection",
        scope_of("selection", programme, (*more, *_unread(repo, programme))),
        today=today,
        applications=[each.application for each in weighed],
    )
    missing = [each._replace(severity=Severity.ERROR) for state in waiting for each in state.findings]
    own = {(each.code, each.span) for each in missing}
    others = (f for f in found if (f.code, f.span) not in own and (f.span.path not in aside or _is_private(f)))
    return in_order(without_renamed((*others, *missing)))


def _unread(repo: Repo, programme: str) -> Iterator[str]:
    """The files without a record that may hold the decision or what was frozen, or who is in another cohort that
    matters: without them it would seem that there is none."""
    known = repo.data.programmes.get(programme)
    found = repo.findings_of_unread(programme, "decision", "lot")
    for condition in known.intake.conditions if known else ():
        if condition.not_among:
            found += repo.findings_of_unread(condition.not_among.programme, "decision", "application")
    return (each.span.path for each in found)


def nobody_is_chosen(programme: str, known: Programme | None) -> Refusal:
    """That a programme chooses nobody: everyone takes part, or it has no rules to choose by."""
    if known is None or known.capacity.everyone:
        return Refusal("choice.nobody_is_chosen", programme=programme)
    return Refusal("choice.no_selection", exit_code=1, programme=programme, path=known.path)


def mistakes_in(repo: Repo, programme: Programme, states: Sequence[ApplicantState], today: date) -> tuple[Finding, ...]:
    """What would stop a choice from a programme that is published, applications that wait left aside."""
    if programme.status != "published" or programme.selection is None:
        return ()
    return mistakes_behind(repo, programme.id, states, (), today)


def _files_of(repo: Repo, programme: str, state: ApplicantState) -> tuple[str, ...]:
    """The application's own file and that of its assessments."""
    assessment = repo.data.assessments(programme).get(state.application.id)
    return (state.application.path, *([assessment.path] if assessment else []))


def _is_private(finding: Finding) -> bool:
    return finding.code.startswith(_PRIVACY)
