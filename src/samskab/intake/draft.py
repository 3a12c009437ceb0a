"""A line of a form -> the text of an application's file: its answers under the programme's questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samskab.intake.file_mark import marked
from samskab.intake.form_rows import FormRow
from samskab.language import Language, phrase_key
from samskab.model.application import Application, ApplicationStatus
from samskab.model.programme import Programme
from samskab.yaml.new_files.record_form import comment, form

_HEAD = "# yaml-language-server: $schema=../../../../schemas/application.json"


def application_values(
    programme: Programme, key: str, row: FormRow, people: Mapping[str, Any], name: str
) -> dict[str, Any]:
    """The fields of the application without its status. `people` are `contact`, `contact_title`, `participants`;
    `name` is that of several municipalities together."""
    codes = [each.code for each in row.municipalities]
    given: dict[str, Any] = {
        "schema": "samskab/application@1",
        "id": key,
        "programme": programme.id,
        "applicant": {"municipalities": codes} | ({"name": name} if len(codes) > 1 else {}),
    }
    if row.received is not None:
        given["received"] = {"at": row.received, "via": row.via}
    more = {"answers": dict(row.answers), "commitments": dict(row.commitments)}
    return given | dict(people) | dict(row.fields) | {name: value for name, value in more.items() if value}


def draft_application(
    programme: Programme, values: Mapping[str, Any], name: str, language: Language, status: ApplicationStatus
) -> str:
    """The text of the file, with the mark of what was written: a draft until the secretariat has read it."""
    head = comment(language.say(phrase_key("intake.head", status), name=name), "")
    questions = {f"answers.{question.id}": language.choose_line(question.title) for question in programme.questions}
    questions |= {f"commitments.{demand.id}": language.choose_line(demand.text) for demand in programme.commitments}
    text = form(Application, {**values, "status": status}, language, "\n".join([_HEAD, *head]), questions)
    return marked(text, values)
