"""The output of `select --why` after a decision: what its record answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samskab.cli import terminal
from samskab.cli.cohort import did_not_apply, why_absent
from samskab.cli.session import Session
from samskab.refusal import Refusal

if TYPE_CHECKING:
    from samskab.model.dataset import Dataset
    from samskab.model.decision import Decision
    from samskab.usecases.recorded_answer import RecordedAnswer


def show_recorded_reasons(session: Session, data: Dataset, decision: Decision, why: str, output: str) -> None:
    """Why one applicant, or everyone (`all`), is in or not by the record, and what has happened since."""
    if output not in {"text", "json"}:
        raise Refusal("choice.why_as_text")
    from samskab.usecases.recorded_answer import recorded_answer

    found = recorded_answer(data, decision, why)
    if output == "json":
        _put_json(found)
    else:
        _draw(session, data, found)


def _put_json(found: RecordedAnswer) -> None:
    from samskab.report.cohort.document import reasons_as_document
    from samskab.report.findings.json import safe_json

    decision = found.decision
    reasons = [(each.own, each.reason) for each in found.answered]
    document = reasons_as_document(decision.grounds, reasons, found.left_out)
    now = {each.reason.applicant: each.now for each in found.answered}
    recorded = {"record": decision.id, "record_status": decision.status, "now": now}
    terminal.put_data(safe_json(document | did_not_apply(found.did_not_apply) | recorded, indent=2) + "\n")


def _draw(session: Session, data: Dataset, found: RecordedAnswer) -> None:
    from samskab.report.cohort import decision_screen as screen
    from samskab.report.cohort.recorded import recorded_parts, recorded_title
    from samskab.report.screen import escaped_text

    language, decision = session.language, found.decision
    session.draw(escaped_text(recorded_title(decision, language)), "")
    state = data.state_of(decision)
    for each in found.answered:
        session.draw(*recorded_parts(decision, state, each.reason, each.own, language))
    session.draw(*screen.absent_parts(found.left_out, language, decision.overrides))
    if found.did_not_apply is not None:
        session.draw(escaped_text(why_absent(language, found.did_not_apply)), "")
    if found.answered:
        session.draw(*screen.grounds_parts(decision.grounds, language))
    session.draw(*screen.notices(decision.demonstration, language))
