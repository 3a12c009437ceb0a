"""A new application: the programme's own questions, each above the place for its answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samskab.language import Language, phrase_key
from samskab.model.municipality import Municipality
from samskab.model.programme import Programme, Question
from samskab.yaml.new_files.commented_yaml import comment, scalar

_HEAD = "# yaml-language-server: $schema=../../../../schemas/application.json"


def application_path(programme: str, key: str) -> str:
    """Where an application lies."""
    return f"data/programmes/{programme}/applications/{key}.yaml"


def application_file(programme: Programme, key: str, municipalities: Sequence[Municipality], language: Language) -> str:
    """The text of an application's draft, valid as it stands."""
    names = ", ".join(m.official for m in municipalities)
    codes = ", ".join(f'"{m.code}"' for m in municipalities)
    lines = [
        _HEAD,
        *comment(language.say("new.application", name=names, programme=language.choose_line(programme.title)), ""),
    ]
    lines += ["schema: samskab/application@1", f"id: {scalar(key)}", f"programme: {programme.id}"]
    lines += ["applicant:", f"  municipalities: [{codes}]", ""]
    lines += [*_asked("Application.status", language), "status: draft", ""]
    lines += _fields(programme, language)
    lines += ["", *_answers(programme, language), "", *_commitments(programme, language)]
    return "\n".join(lines).rstrip() + "\n"


def _fields(programme: Programme, language: Language) -> Iterator[str]:
    """The application's own fields, under the programme's questions for them where it has any."""
    own = {question.field: question for question in programme.questions if question.field}
    for name, sample in (
        ("contact", ["# contact: p-xxxx", "# contact_title:"]),
        ("participants", list(_participants(programme, language))),
        ("local_area", ["# local_area:", "#   name:", "#   kind:"]),
        ("partners", ["# partners:", "#   - name:", "#     kind:"]),
        ("hosting", ["# hosting:", "#   willing: true", "#   seats:"]),
    ):
        if name in own or name in {"contact", "participants"}:
            asked = _told(own[name], language) if name in own else _asked(phrase_key("Application", name), language)
            yield from [*asked, *sample, ""]
    counted = [role for role in programme.roles if not role.named]
    if counted:
        yield from [*_asked("Application.counts", language), "counts:"]
        yield from (f"  {role.id}: 0" for role in counted)


def _participants(programme: Programme, language: Language) -> Iterator[str]:
    named = [role for role in programme.roles if role.named]
    for role in named:
        title = language.choose_line(role.title) + _span(role.min, role.max, language)
        yield from comment(language.say("new.role", role=role.id, title=title), "")
    yield "participants: []"
    if named:
        yield from comment(language.say("new.instead"), "")
        yield from [
            "# participants:",
            f"#   - role: {named[0].id}",
            "#     person: p-xxxx",
            "#     title:",
            "#     unit:",
        ]


def _answers(programme: Programme, language: Language) -> list[str]:
    asked = [question for question in programme.questions if not question.field]
    body: list[str] = []
    for question in asked:
        body += ["", *_told(question, language, "  "), *_place(question)]
    empty = all(line.lstrip().startswith("#") or not line for line in body)
    return [*_asked("Application.answers", language), "answers: {}" if empty else "answers:", *body]


def _place(question: Question) -> list[str]:
    """Where the answer goes. Only a text or a list can be empty; the others wait behind a comment mark."""
    if question.type == "text":
        return [f"  {question.id}: |", ""]
    if question.type == "choices":
        return [f"  {question.id}: []"]
    return [f"  # {question.id}:"]


def _commitments(programme: Programme, language: Language) -> list[str]:
    if not programme.commitments:
        return []
    lines = [
        *_asked("Application.commitments", language),
        *comment(language.say("new.commitments"), ""),
        "commitments:",
    ]
    for demand in programme.commitments:
        lines += comment(language.choose_line(demand.text), "  ")
        lines += (
            [f"  {demand.id}:", "    accepted: false", "    text: |", ""]
            if demand.explain
            else [f"  {demand.id}: false"]
        )
    return lines


def _told(question: Question, language: Language, indent: str = "") -> list[str]:
    about = [language.choose_line(question.title)]
    about += [language.choose_line(question.help)] if question.help else []
    lines = comment(" ".join(about), indent)
    if question.max_words:
        lines += comment(language.say("new.words", most=question.max_words), indent)
    for option in question.options:
        lines += comment(f"{option.id}: {language.choose_line(option.title)}", indent)
    return lines


def _asked(key: str, language: Language) -> list[str]:
    return comment(f"{language.say(key)} {language.find(phrase_key(key, 'help'))}", "")


def _span(least: int | None, most: int | None, language: Language) -> str:
    if least and most:
        return f" ({least})" if least == most else f" ({least}-{most})"
    if not least and not most:
        return ""
    return f" ({language.say('new.least', count=least) if least else language.say('new.most', count=most)})"
