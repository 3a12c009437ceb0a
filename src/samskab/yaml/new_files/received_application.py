"""An application that came by a form: its answers under the programme's questions, as a draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from samskab.language import Phrasebook
from samskab.model.application import Application
from samskab.model.field_types import Instant
from samskab.model.municipality import Municipality
from samskab.model.programme import Programme
from samskab.yaml.new_files.commented_yaml import Bare, comment, form, said

_HEAD = "# yaml-language-server: $schema=../../../../schemas/application.json"


class Answered(Protocol):
    """What a row of a form said."""

    @property
    def received(self) -> Instant | None: ...
    @property
    def answers(self) -> Mapping[str, Any]: ...
    @property
    def commitments(self) -> Mapping[str, bool]: ...


def received_file(programme: Programme, key: str, municipality: Municipality, row: Answered, words: Phrasebook) -> str:
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
    head = comment(words.say("intake.head", name=municipality.official), "")
    asked = {f"answers.{question.id}": said(question.title, words) for question in programme.questions}
    asked |= {f"commitments.{demand.id}": said(demand.text, words) for demand in programme.commitments}
    return form(Application, given, words, "\n".join([_HEAD, *head]), asked)
