"""A row of a form -> the draft of an application: its answers under the programme's questions."""

from __future__ import annotations

from typing import Any

from samskab.intake.form_rows import FormRow
from samskab.language import Language, phrase_key
from samskab.model.application import Application, ApplicationStatus
from samskab.model.programme import Programme
from samskab.yaml.new_files.record_form import comment, form

_HEAD = "# yaml-language-server: $schema=../../../../schemas/application.json"


def draft_application(
    programme: Programme, key: str, row: FormRow, language: Language, status: ApplicationStatus
) -> str:
    """The text of the application: a draft until the secretariat has read it, else submitted."""
    given: dict[str, Any] = {
        "schema": "samskab/application@1",
        "id": key,
        "programme": programme.id,
        "applicant": {"municipalities": [row.municipality.code]},
        "status": status,
    }
    if row.received is not None:
        given["received"] = {"at": row.received, "via": "csv"}
    if row.answers:
        given["answers"] = row.answers
    if row.commitments:
        given["commitments"] = row.commitments
    head = comment(language.say(phrase_key("intake.head", status), name=row.municipality.official), "")
    questions = {f"answers.{question.id}": language.choose_line(question.title) for question in programme.questions}
    questions |= {f"commitments.{demand.id}": language.choose_line(demand.text) for demand in programme.commitments}
    return form(Application, given, language, "\n".join([_HEAD, *head]), questions)
