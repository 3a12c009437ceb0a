"""A programme's form as one HTML file without server or requests: it checks, counts words, and saves the application.

The script is fixed text of the package. The form is data beside it: no text of a programme is ever code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from samskab.documents.form.form_words import FormContent, FormText, field_options
from samskab.documents.static_page import static_page
from samskab.language import CONVENTIONS, Language, phrase_key
from samskab.model.applicant_numbers import read_numbers
from samskab.model.form.form_fields import BOXED, FormField
from samskab.model.programme import PERSON_PARTS, Programme, Question, Role
from samskab.spelling import slug
from samskab.yaml.new_files.application import LONGEST_KEY

PAGE_LABELS = (
    "page_about", "no_script", "add_municipality", "add_person", "remove", "mend", "check", "save", "mail", "draft",
    "draft_about",
)  # fmt: skip
"""The fixed words of the page."""
SCRIPT_WORDS = (
    "wrong", "right", "no_municipality", "no_number", "no_yes_no", "saved", "saved_two", "send", "mail_body", "person",
    "remove_person", "municipality", "remove_municipality", "count", "count_of", "no_draft", "people_file",
)  # fmt: skip
"""The sentences that the script shows."""
_LINES, _MOST_LINES, _WORDS_A_LINE = 4, 12, 20


class PageRules(NamedTuple):
    """What the page's rules need beside the programme: severities by code, words left over from a form, and the seats
    that hosting needs.
    """

    severities: Mapping[str, str]
    left_over: Sequence[str]
    seats_needed: int | None


def form_page(content: FormContent, rules: PageRules, language: Language, sender: str) -> bytes:
    """The page, UTF-8; same data, same bytes."""
    values = {
        "content": content,
        "sender": sender,
        "words": {
            **{name: language.say(phrase_key("form.label", name)) for name in PAGE_LABELS},
            "choose": language.say("form.choose"),
            "private": language.say("form.private"),
            "commitments": language.say("form.commitments"),
        },
        "parts": {part: language.say(phrase_key("form.part", part)) for part in ("role", *PERSON_PARTS)},
        "options": partial(field_options, content, language=language),
        "label": partial(_label, language),
        "grouped": lambda text: len(text.part.fields) != 1 or text.part.fields[0].kind in BOXED,
        "boxed": BOXED,
        "most_words": _most_words,
        "lines": lambda words: min(max(_LINES, words // _WORDS_A_LINE), _MOST_LINES),
        "data": Markup(_in_script(page_data(content, rules, language))),  # noqa: S704  # escaped for a script element
    }
    return static_page("form", _read("form.css"), values, language, script=page_script())


def page_script() -> str:
    """The rules, and what the page does with them."""
    return _read("form_check.js") + _read("form_page.js")


def page_codes() -> tuple[str, ...]:
    """The codes of the rules that the page checks: those that its script finds."""
    return tuple(sorted(set(re.findall(r'yield \["(SK\d{3})"', _read("form_check.js")))))


def page_data(content: FormContent, rules: PageRules, language: Language) -> dict[str, Any]:
    """What the script reads: the form, the limits of its rules, and their sentences."""
    programme = content.programme
    intake = programme.intake
    return {
        "programme": programme.id,
        "round": content.round_id,
        "title": content.title,
        "send_to": content.send_to,
        "ids": {code: slug(name) for code, name in content.municipalities},
        "longest_id": LONGEST_KEY,
        "questions": [_question(each.part.question) for each in content.questions if each.part.question],
        "roles": [_role(role) for role in programme.roles],
        "read": list(read_numbers(programme)),
        "limits": [{"roles": each.roles, "min": each.min, "max": each.max} for each in programme.limits],
        "demands": [
            {"id": each.id, "text": each.text.da, "explain": each.explain, "max_words": each.max_words}
            for each in programme.commitments
        ],
        "min_pages": intake.min_pages,
        "max_pages": intake.max_pages,
        "words_per_page": intake.words_per_page,
        "seats_needed": rules.seats_needed,
        "unknown_seats": language.say("hosts.unknown_seats"),
        "left_over": list(rules.left_over),
        "first_rows": list(_first_rows(programme)),
        "severities": dict(rules.severities),
        "sentences": {code: language.template(code) for code in rules.severities},
        "thousands": CONVENTIONS[language.code].thousands,
        "words": {name: language.template(phrase_key("form.script", name)) for name in SCRIPT_WORDS},
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "type": question.type,
        "field": question.field,
        "title": question.title.da,
        "required": question.required,
        "min_words": question.min_words,
        "max_words": question.max_words,
        "min": question.min,
        "max": question.max,
    }


def _role(role: Role) -> dict[str, Any]:
    plural = (role.plural or role.title).da
    more = {"min": role.min, "max": role.max, "target": role.target, "named": role.named}
    return {"id": role.id, "title": role.title.da, "plural": plural, **more}


def _first_rows(programme: Programme) -> list[str]:
    """The role of each row that the page begins with: one for each role, or as many as there must be."""
    return [role.id for role in programme.roles if role.named for _ in range(min(max(role.min or 1, 1), 4))]


def _label(language: Language, field: FormField, text: FormText) -> str:
    return language.say(phrase_key("form.part", field.part)) if field.part else text.title


def _most_words(text: FormText) -> int:
    asked = text.part.question or text.part.demand
    return (asked.max_words if asked else 0) or 0


def _in_script(data: Mapping[str, Any]) -> str:
    """JSON that ends no script element and begins no comment, whatever a text holds."""
    text = json.dumps(data, ensure_ascii=False)
    return text.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def _read(name: str) -> str:
    return (Path(__file__).parents[1] / "layout" / name).read_text(encoding="utf-8")
