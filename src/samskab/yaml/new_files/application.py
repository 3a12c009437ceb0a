"""The file of a new application: the programme's questions, each above the place for its answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from samskab.language import Language, phrase_key
from samskab.model.field_lookup import question_text
from samskab.model.municipality import Municipality
from samskab.model.programme import Demand, Programme, Question
from samskab.yaml.dump import CommentedWriter
from samskab.yaml.new_files.record_form import comment

_WRITER = CommentedWriter()
_PARTICIPANT = ["# participants:", "#   - role:", "#     person: p-xxxx", "#     title:", "#     unit:"]
LONGEST_KEY = 63
_HEAD = "# yaml-language-server: $schema=../../../../schemas/application.json"


def application_path(programme: str, key: str) -> str:
    """The path of an application in the repository."""
    return f"data/programmes/{programme}/applications/{key}.yaml"


def application_key(municipalities: Sequence[Municipality]) -> str:
    """The key of a new application: the first municipality's code, and the names of all while there is room."""
    first, *others = municipalities
    names = (each.application_key.partition("-")[2] for each in others)
    return "-".join([first.application_key, *names])[:LONGEST_KEY].rstrip("-")


def application_file(programme: Programme, key: str, municipalities: Sequence[Municipality], language: Language) -> str:
    """The text of the draft, which is valid."""
    names = language.listing(m.official for m in municipalities)
    lines = [
        _HEAD,
        *comment(language.say("new.application", name=names, programme=language.choose_line(programme.title)), ""),
    ]
    lines += ["schema: samskab/application@1", f"id: {_WRITER.scalar(key)}"]
    lines += [f"programme: {_WRITER.scalar(programme.id)}"]
    lines += ["applicant:", f"  municipalities: {_WRITER.flow([m.code for m in municipalities])}"]
    if len(municipalities) > 1:
        lines.append(f"  name: {_WRITER.scalar(language.listing(m.name for m in municipalities))}")
    lines.append("")
    lines += [*_field_comment("Application.status", language), "status: draft", ""]
    lines += _fields(programme, language)
    lines += ["", *_answers(programme, language), "", *_commitments(programme, language)]
    return "\n".join(lines).rstrip() + "\n"


def answer_place(questions: Iterable[Question], language: Language, *, begun: bool) -> str:
    """The lines for questions without an answer: each as a comment, and the place; `begun`: below others."""
    lines: list[str] = []
    for question in questions:
        if question.field:
            sample = dict(_samples(None, language)).get(question.field, [])
            lines += [*_question_comment(question, language), *(line.removeprefix("# ") for line in sample)]
        else:
            lines += [] if begun else ["answers:"]
            lines += [*_question_comment(question, language, "  "), *_filled_place(question, language)]
            begun = True
    return "\n".join(lines)


def _filled_place(question: Question, language: Language) -> list[str]:
    """The place for an answer with something in it, so that the file can be read; yes and no are theirs."""
    if question.type == "text":
        return [f"  {_WRITER.key(question.id)}: |", f"    {language.say('new.write_here')}"]
    option = question.options[0].id if question.options else ""
    place = {"choices": "[{}]", "choice": "{}", "number": "0", "yes_no": language.say("new.yes_or_no")}[question.type]
    return [f"  {_WRITER.key(question.id)}: {place.format(option)}"]


def commitment_place(demands: Iterable[Demand], language: Language, *, begun: bool) -> str:
    """The lines for commitments without an answer; `begun`: below others."""
    lines, answer = [] if begun else ["commitments:"], language.say("new.yes_or_no")
    for demand in demands:
        lines += comment(language.choose_line(demand.text), "  ")
        if demand.explain:
            text = language.say("new.write_here")
            lines += [f"  {_WRITER.key(demand.id)}:", f"    accepted: {answer}", f"    text: {text}"]
        else:
            lines.append(f"  {_WRITER.key(demand.id)}: {answer}")
    return "\n".join(lines)


def _fields(programme: Programme, language: Language) -> Iterator[str]:
    """The fields of the record, each under the programme's question for it, or under the record's own."""
    own = {question.field: question for question in programme.questions if question.field}
    for name, sample in _samples(programme, language):
        if name in own or name in {"contact", "participants"}:
            yield from (
                _question_comment(own[name], language)
                if name in own
                else _field_comment(phrase_key("Application", name), language)
            )
            yield from [*sample, ""]
    counted = [role for role in programme.roles if not role.named]
    if counted:
        yield from [*_field_comment("Application.counts", language), "# counts:"]
        yield from (f"#   {_WRITER.key(role.id)}:" for role in counted)


def _samples(programme: Programme | None, language: Language) -> Iterator[tuple[str, list[str]]]:
    """The fields of the record that a question may ask for, with their lines as comments."""
    yield "contact", ["# contact: p-xxxx", "# contact_title:"]
    yield "participants", list(_participants(programme, language)) if programme else _PARTICIPANT
    yield "local_area", ["# local_area:", "#   name:", "#   kind:"]
    yield "partners", ["# partners:", "#   - name:", "#     kind:"]
    yield "hosting", ["# hosting:", "#   willing: true", "#   seats:"]


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
        body += ["", *_question_comment(question, language, "  "), *_place(question)]
    empty = all(line.lstrip().startswith("#") or not line for line in body)
    return [*_field_comment("Application.answers", language), "answers: {}" if empty else "answers:", *body]


def _place(question: Question) -> list[str]:
    """The place for the answer: an empty text or list; a comment for other types, which cannot be empty."""
    if question.type == "text":
        return [f"  {_WRITER.key(question.id)}: |", ""]
    if question.type == "choices":
        return [f"  {_WRITER.key(question.id)}: []"]
    return [f"  # {question.id}:"]


def _commitments(programme: Programme, language: Language) -> list[str]:
    """The place for the answers, as comments: what is not answered is not a no."""
    if not programme.commitments:
        return []
    lines = ["# commitments:"]
    for demand in programme.commitments:
        lines += [f"# {line}" for line in comment(language.choose_line(demand.text), "  ")]
        lines.append(f"#   {_WRITER.key(demand.id)}:")
        lines += ["#     accepted:", "#     text:"] if demand.explain else []
    head = [*_field_comment("Application.commitments", language), *comment(language.say("new.commitments"), "")]
    return [*head, *lines]


def _question_comment(question: Question, language: Language, indent: str = "") -> list[str]:
    texts = [language.choose_line(question.title)]
    texts += [language.choose_line(question.help)] if question.help else []
    lines = comment(" ".join(texts), indent)
    if question.min_words:
        lines += comment(language.say("new.least_words", least=question.min_words), indent)
    if question.max_words:
        lines += comment(language.say("new.words", most=question.max_words), indent)
    for option in question.options:
        lines += comment(f"{option.id}: {language.choose_line(option.title)}", indent)
    return lines


def _field_comment(key: str, language: Language) -> list[str]:
    return comment(question_text(key, language), "")


def _span(least: int | None, most: int | None, language: Language) -> str:
    if least and most:
        return f" ({least})" if least == most else f" ({least}-{most})"
    if not least and not most:
        return ""
    return f" ({language.say('new.least', count=least) if least else language.say('new.most', count=most)})"
