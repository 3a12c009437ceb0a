"""A programme's form as the files that `samskab form` writes: Word, page, and the sheets of the assessors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from samskab.documents.form.form_words import form_content
from samskab.documents.form.page import PageRules, form_page, page_codes
from samskab.documents.form.word import form_document
from samskab.documents.writers.formats import write_document
from samskab.finding import Finding, has_errors
from samskab.intake.assessment_sheet import SHEET_HEADINGS
from samskab.language import Language
from samskab.model.programme import Programme
from samskab.refusal import Refusal
from samskab.report.assessor_sheet import assessor_sheet
from samskab.spelling import sort_key
from samskab.usecases.letters.branding import branding_of
from samskab.usecases.letters.view import sender_block
from samskab.usecases.load import Repo


class MadeForms(NamedTuple):
    """Name -> content of the files, and what was found; no files where that is an error."""

    files: Mapping[str, bytes]
    findings: tuple[Finding, ...] = ()


def make_form(
    repo: Repo, programme: Programme, to: Literal["docx", "html"], language: Language, today: date
) -> MadeForms:
    """The form that applicants fill in. Refusal where the programme takes no applications."""
    if programme.intake.kind == "none":
        raise Refusal("form.takes_none", exit_code=1, programme=programme.id)
    content = form_content(repo.data, programme, language, today)
    sender = sender_block(repo.data, programme, language)
    name = f"{language.say('form.file')}-{programme.id}.{to}"
    if to == "html":
        page = form_page(content, _rules(repo, programme), language, sender.name if sender else "")
        return MadeForms({name: page})
    branding, findings = branding_of(repo.root, ("docx",))
    with branding:
        made = write_document(form_document(content, language, today, sender), "docx", branding)
    found = (*findings, made) if isinstance(made, Finding) else tuple(findings)
    return MadeForms({} if isinstance(made, Finding) or has_errors(found) else {name: made}, found)


def make_sheets(repo: Repo, programme: Programme, assessors: Sequence[str], language: Language) -> MadeForms:
    """A sheet for each assessor, named by role: those given, else those who have judged before, else one.

    Refusal where the programme has no criteria or nobody has applied; findings where an application cannot be read.
    """
    if unread := repo.findings_of_unread(programme.id, "application"):
        return MadeForms({}, unread)
    applied = repo.data.submitted(programme.id)
    if not programme.criteria or not applied:
        raise Refusal("form.no_criteria" if not programme.criteria else "form.no_applicants", exit_code=1)
    known = {each.by for one in repo.data.assessments(programme.id).values() for each in one.assessments}
    applicants = sorted(
        ((each.id, repo.data.applicant_name(each)) for each in applied), key=lambda each: sort_key(each[1])
    )
    headings = {field: names[language.code != "da"] for field, names in SHEET_HEADINGS.items()}
    return MadeForms(
        {
            f"{language.say('form.sheet_file')}-{programme.id}-{assessor}.xlsx": assessor_sheet(
                assessor, applicants, programme.criteria, headings, language
            )
            for assessor in assessors or sorted(known) or [language.say("form.first_assessor")]
        }
    )


def _rules(repo: Repo, programme: Programme) -> PageRules:
    from samskab.check.rules.application.answers import LEFT_OVER
    from samskab.check.run import CODES

    schedule = repo.data.schedule(programme.id)
    seats = schedule.hosting.seats if schedule and schedule.hosting else None
    return PageRules({code: CODES[code].severity.value for code in page_codes()}, LEFT_OVER, seats)
