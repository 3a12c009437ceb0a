"""The output of `select`: the cohort, the reasons of one or all applicants, the map, the changes that would help."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from samskab.cli import terminal
from samskab.cli.session import Session
from samskab.language import phrase_key
from samskab.refusal import Refusal

if TYPE_CHECKING:
    from samskab.report.cohort.selection import Choice
    from samskab.report.map.outlines import Standing
    from samskab.usecases.choose import Draw, NoCohort
    from samskab.usecases.load import Repo

_MAP_FROM = 72


def _choice(draw: Draw) -> Choice:
    from samskab.report.cohort.selection import Choice

    return Choice(draw.decision, draw.task.pool, draw.task.rows, draw.task.goals, draw.left_out)


def tell(session: Session, draw: Draw, output: str) -> None:
    """The whole choice in a format; on a screen with room, a map beneath."""
    from samskab.report.cohort import selection

    choice, language = _choice(draw), session.language
    if output == "json":
        from samskab.report.findings.json import safe_json
        from samskab.usecases.choose import as_document

        terminal.put_data(safe_json(as_document(draw), indent=2) + "\n")
    elif output == "csv":
        terminal.put_data("\ufeff" + selection.as_csv(choice, language))
    elif output == "markdown":
        terminal.put_data(selection.as_markdown(choice, language))
    else:
        terminal.put(selection.as_text(choice, language))
        if session.width >= _MAP_FROM and sys.stdout.isatty():
            terminal.put(_map(session, draw))


def answer(session: Session, repo: Repo, draw: Draw, why: str, output: str) -> None:
    """Why one applicant, or everyone, is in or not; also those who do not stand to be chosen."""
    from samskab.report.cohort import selection

    if output not in {"text", "json"}:
        raise Refusal("choice.why_as_text")
    asked = _asked(repo, draw, why)
    if output == "json":
        from samskab.report.findings.json import safe_json
        from samskab.usecases.choose import as_document

        whole = as_document(draw)
        reasons = [reason for reason in whole["decision"]["reasons"] if reason["applicant"] in asked]
        left_out = [one for one in whole["left_out"] if one["key"] in asked]
        kept = {"schema": whole["schema"], "status": whole["status"], "reasons": reasons, "left_out": left_out}
        terminal.put_data(safe_json(kept, indent=2) + "\n")
        return
    choice, language = _choice(draw), session.language
    told = [selection.reason_text(choice, r, language) for r in draw.decision.reasons if r.applicant in asked]
    outside = (one for one in draw.left_out if one.key in asked)
    told += [session.sentence(phrase_key("choice.why_left_out", one.why), name=one.name) + "\n" for one in outside]
    if draw.decision.demonstration:
        told.append(language.say("choice.demonstration") + "\n")
    terminal.put("\n".join(told))


def _asked(repo: Repo, draw: Draw, why: str) -> set[str]:
    if why.casefold() in {"all", "alle"}:
        return {reason.applicant for reason in draw.decision.reasons} | {one.key for one in draw.left_out}
    from samskab.usecases.applicant_lookup import UnknownApplicantError, application_named

    applications = repo.data.applications(draw.decision.programme)
    try:
        return {application_named(repo.data, applications, why).id}
    except UnknownApplicantError as unknown:
        code = "choice.unknown_near" if unknown.near else "choice.unknown"
        raise Refusal(code, name=why, near=unknown.near) from None


def _map(session: Session, draw: Draw) -> str:
    from samskab.report.map.braille import terminal_map

    return terminal_map(_standings(draw), min(session.width, 72), session.language, sys.stdout.encoding or "ascii")


def svg(session: Session, repo: Repo, draw: Draw) -> str:
    """The cohort on a map that can be printed."""
    from samskab.report.map.svg import svg_map
    from samskab.report.status import shown

    title = shown(repo.data.programmes[draw.decision.programme].title, session.language)
    return svg_map(_standings(draw), title, session.language)


def _standings(draw: Draw) -> dict[str, Standing]:
    """How each municipality that stands came out, by code."""
    waiting = {one.applicant for one in draw.decision.waiting_list}
    found: dict[str, Standing] = {}
    for candidate in draw.task.pool.candidates:
        for code in candidate.municipalities:
            chosen = candidate.key in draw.decision.cohort
            found[code] = "selected" if chosen else "waiting" if candidate.key in waiting else "rejected"
    return found


def infeasible(session: Session, found: NoCohort, output: str) -> int:
    """That no cohort fits, why, and what would help."""
    from samskab.report.cohort.infeasible import Step, WayOut, as_document, as_text
    from samskab.report.findings.json import safe_json

    task, why = found.task, found.why
    way = WayOut(
        task.pool,
        task.wish,
        why.conflict,
        tuple(Step(*change) for change in why.singles),
        tuple(tuple(Step(*change) for change in combination) for combination in why.combinations),
    )
    if output == "json":
        left_out = [one._asdict() for one in found.left_out]
        terminal.put_data(safe_json(as_document(way, session.language) | {"left_out": left_out}, indent=2) + "\n")
    else:
        terminal.put(as_text(way, session.language))
    return 1
