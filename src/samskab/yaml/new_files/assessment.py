"""The file of a new assessment: a line for the score of each criterion."""

from __future__ import annotations

from datetime import date

from samskab.language import Language
from samskab.model.application import Application
from samskab.model.programme import Programme
from samskab.yaml.dump import CommentedWriter
from samskab.yaml.new_files.record_form import comment

_WRITER = CommentedWriter()
_HEAD = "# yaml-language-server: $schema=../../../../schemas/assessment.json"


def assessment_path(application: Application) -> str:
    """The path of an application's assessment in the repository."""
    return f"data/programmes/{application.programme}/assessments/{application.id}.yaml"


def assessment_file(
    programme: Programme, application: Application, name: str, assessor: str, today: date, language: Language
) -> str:
    """The text, with empty places for the scores, which are errors (SK033) until they are filled in."""
    title = language.choose_line(programme.title)
    lines = [_HEAD, *comment(language.say("new.assessment", name=name, programme=title), "")]
    lines += ["schema: samskab/assessment@1", f"programme: {_WRITER.scalar(programme.id)}"]
    lines += [f"application: {_WRITER.scalar(application.id)}"]
    lines += ["demonstration: true"] if application.demonstration else []
    lines += ["assessments:", f"  - by: {_WRITER.scalar(assessor)}", f"    on: {today}", "    scores:"]
    for each in programme.criteria:
        scale = language.say("new.scale", criterion=language.choose_line(each.title), least=each.min, most=each.max)
        lines += [*comment(scale, "      "), f"      {_WRITER.key(each.id)}:"]
    return "\n".join([*lines, ""])
