"""An application that came by a form: its answers under the programme's questions, as a draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from samskab.language import Language
from samskab.model.application import Application
from samskab.model.field_types import Instant
from samskab.model.municipality import Municipality
from samskab.model.programme import Programme
from samskab.yaml.new_files.commented_yaml import Bare, comment, form

_HEAD = "# yaml-language-server: $schema=../../../../schemas/application.json"


class Answered(Protocol):
    """What a row of a form said."""

    @property
    def received(self) -> Instant | None: ...
    @property
    def answers(self) -> Mapping[str, Any]: ...
    @property
    def commitments(self) -> Mapping[str, bool]: ...


def received_file(programme: Programme, key: str, municipality: Municipality, row: Answered, language: Language) -> str:
    """The text of the draft; the secretariat reads it through before it counts as submitted."""
    given: dict[str, Any] = {
        "schema": "samskab/application@1",
        "id": key,
        "programme": programme.id,
        "applicant": {"municipalities": [municipality.code]},
        "status": "draft",
    }
    if row.received is not None:
        given["received"] = {"at": Bare(str(row.received)), "via": "csv"}
    if row.answers:
        given["answers"] = dict(row.answers)
    if row.commitments:
        given["commitments"] = dict(row.commitments)
    head = comment(language.say("intake.head", name=municipality.official), "")
    asked = {f"answers.{question.id}": language.choose_line(question.title) for question in programme.questions}
    asked |= {f"commitments.{demand.id}": language.choose_line(demand.text) for demand in programme.commitments}
    return form(Application, given, language, "\n".join([_HEAD, *head]), asked)
