"""The output of `select`: the cohort, the reasons of one or all applicants, the map, the changes that would help."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from samskab.cli import terminal
from samskab.cli.session import Session
from samskab.language import phrase_key
from samskab.refusal import Refusal

if TYPE_CHECKING:
    from samskab.language import Language
    from samskab.model.decision import Decision, LeftOut, Override
    from samskab.report.cohort.sections import ReportSection
    from samskab.usecases.applicant_lookup import DidNotApply
    from samskab.usecases.choose import Draw, NobodyStands, NoCohort, Outlook
    from samskab.usecases.load import Repo

_MAP_FROM = 72


def show_cohort(session: Session, draw: Draw, output: str, *, written: bool) -> None:
    """The whole decision in a format; on a screen with room, a map beneath; no text with --quiet when it is written."""
    from samskab.report.cohort import decision as report

    language = session.language
    if output == "json":
        from samskab.report.cohort.document import decision_as_document
        from samskab.report.findings.json import safe_json

        document = decision_as_document(draw.decision, draw.what_if)
        terminal.put_data(safe_json(document, indent=2) + "\n")
    elif output == "csv":
        terminal.put_data("\ufeff" + report.decision_as_csv(draw.decision, language, draw.what_if))
    elif output == "markdown":
        terminal.put_data(report.decision_as_markdown(draw.decision, language, draw.what_if))
    elif not (written and session.quiet):
        _draw_cohort(session, draw, written=written)


def _draw_cohort(session: Session, draw: Draw, *, written: bool) -> None:
    """The decision on stdout; with a map where stdout is a screen with room for it.

    What follows the rules and aims takes longer, and is refused where the cohort is not proven to be the best.
    """
    from samskab.report.cohort import decision_screen as screen

    language, on_screen = session.language, sys.stdout.isatty()
    columns = screen.map_columns(session.width) if on_screen else 0
    # those on the waiting list are not known yet
    drawing = drawn_map(session, draw.outline, columns) if columns else ""
    session.draw(*screen.outline_parts(draw.outline, language, draw.what_if, drawing, columns))
    terminal.flush()
    session.draw(*screen.further_parts(draw.decision, language))
    if on_screen and not columns and session.width >= _MAP_FROM:
        terminal.put(drawn_map(session, draw.decision, 72) + "\n")
    session.draw(*screen.closing_parts(draw.decision, language, draw.what_if, written=written))


def show_reasons(session: Session, repo: Repo, draw: Draw, why: str, output: str) -> None:
    """Why one applicant, or everyone (`all`), is in or not; also those who could not be chosen or did not apply."""
    if output not in {"text", "json"}:
        raise Refusal("choice.why_as_text")
    absent, asked = _asked_about(repo, draw, why)
    names = {candidate.key: candidate.name for candidate in draw.pool.candidates}
    reasons = [draw.reason(key) for key in asked if key in names]
    out = [one for one in draw.left_out if one.applicant in asked]
    if output == "json":
        from samskab.report.cohort.document import reasons_as_document
        from samskab.report.findings.json import safe_json

        document = reasons_as_document(
            draw.grounds, [(draw.own_facts(each.applicant), each) for each in reasons], out, draw.what_if
        )
        terminal.put_data(safe_json(document | did_not_apply(absent), indent=2) + "\n")
        return
    from samskab.report.cohort import decision_screen as screen

    language = session.language
    session.draw(*screen.notices(False, language, draw.what_if))
    for each in reasons:
        own = draw.own_facts(each.applicant)
        session.draw(*screen.reason_parts(names[each.applicant], own, each, language))
    _draw_absent(session, out, absent, draw.outline.overrides)
    if reasons:
        session.draw(*screen.grounds_parts(draw.grounds, language))
    session.draw(*screen.notices(draw.demonstration, language))


def _draw_absent(
    session: Session, out: Iterable[LeftOut], absent: DidNotApply | None, overrides: Sequence[Override] = ()
) -> None:
    """Why each of these could not be chosen, or did not apply."""
    from samskab.report.cohort.decision_screen import absent_parts
    from samskab.report.screen import escaped_text

    session.draw(*absent_parts(out, session.language, overrides))
    if absent is not None:
        session.draw(escaped_text(why_absent(session.language, absent)), "")


def did_not_apply(absent: DidNotApply | None) -> dict[str, Any]:
    """A municipality that did not apply, for programs."""
    return {"did_not_apply": [{"code": absent.code, "name": absent.name}] if absent else []}


def why_absent(language: Language, absent: DidNotApply) -> str:
    """That a municipality did not apply, and that it could not, where that is so."""
    sentences = [language.say("choice.did_not_apply", name=absent.name)]
    if absent.outside is not None:
        sentences.append(language.say("state.fact.outside", name=absent.name, why=language.choose_line(absent.outside)))
    elif not absent.may_apply:
        sentences.append(language.say("state.fact.eligible", names=(absent.name,)))
    return " ".join(sentences)


def _asked_about(
    repo: Repo, found: Draw | NoCohort | NobodyStands, why: str | None
) -> tuple[DidNotApply | None, list[str]]:
    """A municipality that is asked about and did not apply, or the ids of the applications that are."""
    from samskab.usecases.applicant_lookup import who_did_not_apply

    if why is None:
        return None, []
    absent = who_did_not_apply(repo.data, repo.data.programmes[found.programme], why)
    return absent, [] if absent else _asked(repo, found, why)


def _asked(repo: Repo, draw: Draw | NoCohort | NobodyStands, why: str) -> list[str]:
    """The ids of the requested applications."""
    if why.casefold() in {"all", "alle"}:
        return [each.id for each in repo.data.applications(draw.programme)]
    from samskab.usecases.applicant_lookup import application_named

    return [application_named(repo.data, repo.data.applications(draw.programme), why).id]


def drawn_map(session: Session, decision: Decision, columns: int) -> str:
    """The map in characters; a list of names where there is no room for one."""
    from samskab.report.map.braille import terminal_map
    from samskab.report.page.places import map_classes

    classes, counts = map_classes(decision)
    return terminal_map(classes, counts, columns, session.language, terminal.encoding())


def map_as_svg(session: Session, repo: Repo, draw: Draw) -> str:
    """The cohort on a map that can be printed."""
    from samskab.report.cohort.what_if import mark
    from samskab.report.map.svg import svg_map
    from samskab.report.page.content import cohort_map
    from samskab.report.page.edition import ReportBasis
    from samskab.report.page.places import map_places

    programme, language = repo.data.programmes[draw.programme], session.language
    basis = ReportBasis(repo.data, programme, draw.decision, language, "public")
    title = f"{language.choose_line(programme.title)}. {mark(draw.what_if, language)}" if draw.what_if else ""
    return svg_map(cohort_map(basis, map_places(basis), title), language)


def show_infeasible(session: Session, repo: Repo, found: NoCohort, why: str | None, output: str) -> None:
    """That no cohort keeps the rules, what would help, and what that makes of those who are asked about."""
    from samskab.report.cohort.document import left_out_as_document
    from samskab.report.cohort.infeasible import infeasible_as_document, infeasible_sections
    from samskab.report.findings.json import safe_json

    language = session.language
    absent, asked = _asked_about(repo, found, why)
    outlooks = found.outlooks([key for key in found.task.keys if key in asked])
    if output == "json":
        document = infeasible_as_document(found.why, found.task, language) | {
            "demonstration": found.demonstration,
            "what_if": found.what_if.changes if found.what_if else [],
            "left_out": left_out_as_document(found.left_out),
            "outlooks": [{"applicant": key, "seats": [one.seat for one in each]} for key, each in outlooks.items()],
        }
        terminal.put_data(safe_json(document | did_not_apply(absent), indent=2) + "\n")
        return
    from samskab.report.cohort.decision_screen import notices, section_parts
    from samskab.report.screen import escaped_text

    session.draw(*notices(found.demonstration, language, found.what_if))
    if too_few := _too_few(session, found):
        session.draw(escaped_text(too_few, "missed"), "")
    session.draw(escaped_text(language.say("choice.infeasible"), "missed"), "")
    for each in infeasible_sections(found.why, found.task, language):
        session.draw(*section_parts(each))
    for key, outlooks_of in outlooks.items():
        session.draw(*section_parts(_outlook(session, found, key, outlooks_of)))
    _draw_absent(session, (one for one in found.left_out if one.applicant in asked), absent)
    _draw_left_out(session, found.left_out)
    from samskab.usecases.what_if import changeable_bound

    tried = (*found.why.singles, *(one for many in found.why.combinations for one in many))
    path = changeable_bound(found.task.selection, tried)
    session.draw(escaped_text(language.say("choice.next.help", programme=found.programme, path=path), "command"))


def _outlook(session: Session, found: NoCohort, key: str, outlooks: Sequence[Outlook]) -> ReportSection:
    """What each change would make of an applicant, in a line each."""
    from samskab.report.cohort.infeasible import changes_as_text
    from samskab.report.cohort.sections import ReportSection

    language, name = session.language, found.pool.by_key()[key].name
    title = language.say("choice.outlook" if outlooks else "choice.outlook_none", name=name)
    lines = (
        f"{changes_as_text(one.changes, found.task, language)}: {language.say(phrase_key('choice.outlook', one.seat))}"
        for one in outlooks
    )
    return ReportSection(title, lines=tuple(lines))


def show_nobody(session: Session, repo: Repo, found: NobodyStands, why: str | None, output: str) -> None:
    """That no application can be chosen, why the one that is asked about cannot, and the state of each."""
    from samskab.report.cohort.document import nobody_as_document
    from samskab.report.findings.json import safe_json

    absent, asked = _asked_about(repo, found, why)
    if output == "json":
        document = nobody_as_document(found.left_out) | {"demonstration": found.demonstration}
        terminal.put_data(safe_json(document | did_not_apply(absent), indent=2) + "\n")
        return
    from samskab.report.cohort.decision_screen import notices
    from samskab.report.screen import escaped_text

    language = session.language
    session.draw(*notices(found.demonstration, language))
    sentence = language.say("choice.nobody_stands" if found.left_out else "choice.nobody_applied")
    session.draw(escaped_text(sentence, "missed"), *([""] if found.left_out else []))
    _draw_absent(session, (one for one in found.left_out if one.applicant in asked), absent)
    _draw_left_out(session, found.left_out)


def _too_few(session: Session, found: NoCohort) -> str:
    """That fewer can be chosen than there must be; empty where there are enough."""
    size, candidates = found.task.selection.size, found.task.pool.candidates
    seats = sum(each.seats(size.counts) for each in candidates) if size else 0
    if size is None or seats >= size.min:
        return ""
    return session.language.say("choice.too_few", count=seats, least=size.min)


def _draw_left_out(session: Session, left_out: Sequence[LeftOut]) -> None:
    from samskab.report.cohort.decision_screen import section_parts
    from samskab.report.cohort.sections import left_out_section

    if left_out:
        session.draw(*section_parts(left_out_section(left_out, session.language)))
