"""A new application: the programme's own questions, each above the place for its answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samskab.language import Phrasebook
from samskab.model.municipality import Municipality
from samskab.model.programme import Programme, Question
from samskab.yaml.new_files.commented_yaml import comment, said, scalar

_HEAD = "# yaml-language-server: $schema=../../../../schemas/application.json"


def application_path(programme: str, key: str) -> str:
    """Where an application lies."""
    return f"data/programmes/{programme}/applications/{key}.yaml"


def application_file(programme: Programme, key: str, municipalities: Sequence[Municipality], words: Phrasebook) -> str:
    """The text of an application's draft, valid as it stands."""
    names = ", ".join(m.official for m in municipalities)
    codes = ", ".join(f'"{m.code}"' for m in municipalities)
    lines = [_HEAD, *comment(words.say("new.application", name=names, programme=said(programme.title, words)), "")]
    lines += ["schema: samskab/application@1", f"id: {scalar(key)}", f"programme: {programme.id}"]
    lines += ["applicant:", f"  municipalities: [{codes}]", ""]
    lines += [*_asked("Application.status", words), "status: draft", ""]
    lines += _fields(programme, words)
    lines += ["", *_answers(programme, words), "", *_commitments(programme, words)]
    return "\n".join(lines).rstrip() + "\n"


def _fields(programme: Programme, words: Phrasebook) -> Iterator[str]:
    """The application's own fields, under the programme's words for them where it has any."""
    own = {question.field: question for question in programme.questions if question.field}
    for name, sample in (
        ("contact", ["# contact: p-xxxx", "# contact_title:"]),
        ("participants", list(_participants(programme, words))),
        ("local_area", ["# local_area:", "#   name:", "#   kind:"]),
        ("partners", ["# partners:", "#   - name:", "#     kind:"]),
        ("hosting", ["# hosting:", "#   willing: true", "#   seats:"]),
    ):
        if name in own or name in {"contact", "participants"}:
            asked = _told(own[name], words) if name in own else _asked(f"Application.{name}", words)
            yield from [*asked, *sample, ""]
    counted = [role for role in programme.roles if not role.named]
    if counted:
        yield from [*_asked("Application.counts", words), "counts:"]
        yield from (f"  {role.id}: 0" for role in counted)


def _participants(programme: Programme, words: Phrasebook) -> Iterator[str]:
    named = [role for role in programme.roles if role.named]
    for role in named:
        title = said(role.title, words) + _span(role.min, role.max, words)
        yield from comment(words.say("new.role", role=role.id, title=title), "")
    yield "participants: []"
    if named:
        yield from comment(words.say("new.instead"), "")
        yield from [
            "# participants:",
            f"#   - role: {named[0].id}",
            "#     person: p-xxxx",
            "#     title:",
            "#     unit:",
        ]


def _answers(programme: Programme, words: Phrasebook) -> list[str]:
    asked = [question for question in programme.questions if not question.field]
    body: list[str] = []
    for question in asked:
        body += ["", *_told(question, words, "  "), *_place(question)]
    empty = all(line.lstrip().startswith("#") or not line for line in body)
    return [*_asked("Application.answers", words), "answers: {}" if empty else "answers:", *body]


def _place(question: Question) -> list[str]:
    """Where the answer goes. Only a text or a list can be empty; the others wait behind a comment mark."""
    if question.type == "text":
        return [f"  {question.id}: |", ""]
    if question.type == "choices":
        return [f"  {question.id}: []"]
    return [f"  # {question.id}:"]


def _commitments(programme: Programme, words: Phrasebook) -> list[str]:
    if not programme.commitments:
        return []
    lines = [*_asked("Application.commitments", words), *comment(words.say("new.commitments"), ""), "commitments:"]
    for demand in programme.commitments:
        lines += comment(said(demand.text, words), "  ")
        lines += (
            [f"  {demand.id}:", "    accepted: false", "    text: |", ""]
            if demand.explain
            else [f"  {demand.id}: false"]
        )
    return lines


def _told(question: Question, words: Phrasebook, indent: str = "") -> list[str]:
    about = [said(question.title, words)]
    about += [said(question.help, words)] if question.help else []
    lines = comment(" ".join(about), indent)
    if question.max_words:
        lines += comment(words.say("new.words", most=question.max_words), indent)
    for option in question.options:
        lines += comment(f"{option.id}: {said(option.title, words)}", indent)
    return lines


def _asked(key: str, words: Phrasebook) -> list[str]:
    more = f" {words.say(f'{key}.help')}" if f"{key}.help" in words else ""
    return comment(words.say(key) + more, "")


def _span(least: int | None, most: int | None, words: Phrasebook) -> str:
    if least and most:
        return f" ({least})" if least == most else f" ({least}-{most})"
    if not least and not most:
        return ""
    return f" ({words.say('new.least', count=least) if least else words.say('new.most', count=most)})"
