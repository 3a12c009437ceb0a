"""A programme's form as a document with fields to fill in, which `documents.writers.docx` writes as Word controls."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samskab.documents.document import Block, Document, Inline, SenderBlock
from samskab.documents.form.form_words import FormContent, FormText, field_options
from samskab.language import Language, phrase_key
from samskab.model.form.form_fields import BOXED, FormField, field_tag, rows_for_people

_ROW_PARTS = ("role", "name", "title", "unit", "mail")


def form_document(content: FormContent, language: Language, day: date, sender: SenderBlock | None) -> Document:
    """The form. Its fields are blocks `control`, `boxes` and `people` (`writers.docx_controls`)."""
    return Document(content.title, language.code, day, tuple(_Blocks(content, language)), sender=sender)


class _Blocks:
    """The blocks of a form, from the title to its reference."""

    def __init__(self, content: FormContent, language: Language) -> None:
        self._content = content
        self._language = language

    def __iter__(self) -> Iterator[Block]:
        content, say = self._content, self._language.say
        yield _heading(1, content.title)
        about = say("form.word_send", to=content.send_to) if content.send_to else say("form.word_save")
        yield _paragraph(*(f"{each} " for each in content.lead), about)
        yield _paragraph(say("form.private"))
        for question in content.questions:
            yield _heading(2, question.title)
            yield from self._hints(question)
            yield from self._fields(question)
        if content.commitments:
            yield _heading(2, say("form.commitments"))
            if content.commitments_intro:
                yield _paragraph(content.commitments_intro)
        for demand in content.commitments:
            yield _heading(3, demand.title)
            yield from self._hints(demand)
            yield from self._fields(demand)
        if content.retention:
            yield {"type": "section", "name": "small", "blocks": [_paragraph(content.retention)]}
        yield self._reference("programme", content.programme.id)
        if content.round_id:
            yield self._reference("round", content.round_id)

    def _hints(self, text: FormText) -> Iterator[Block]:
        """What helps to answer, and the limit in words."""
        words: list[Inline] = [_text(f"{text.help} ")] if text.help else []
        words += [{"type": "em", "content": [_text(text.limit)]}] if text.limit else []
        if words:
            yield {"type": "section", "name": "small", "blocks": [{"type": "paragraph", "content": words}]}

    def _fields(self, text: FormText) -> Iterator[Block]:
        if text.part.path == "participants":
            yield self._people(text)
        for field in text.part.fields:
            yield self._field(field, text)

    def _field(self, field: FormField, text: FormText) -> Block:
        say = self._language.say
        label = say(phrase_key("form.part", field.part)) if field.part else ""
        options = self._options(field)
        is_open = field.kind == "municipality" and self._content.programme.intake.partners_allowed
        about = {
            "tag": field_tag(field.path),
            "alias": f"{text.title}: {label}" if label else text.title,
            "label": label,
        }
        if field.kind in BOXED:
            return {"type": "boxes", "options": [words for _, words in options], **about}
        return {
            "type": "control",
            **about,
            "options": options,
            "is_long": field.kind == "text",
            "is_open": is_open,
            "hint": say("form.choose_several" if is_open else "form.choose" if options else "form.write"),
        }

    def _options(self, field: FormField) -> list[tuple[str, str]]:
        return field_options(self._content, field, self._language)

    def _people(self, text: FormText) -> Block:
        say = self._language.say
        return {
            "type": "people",
            "alias": text.title,
            "columns": [(part, say(phrase_key("form.part", part))) for part in _ROW_PARTS],
            "roles": list(self._content.roles),
            "rows": rows_for_people(self._content.programme),
            "hint": say("form.write"),
            "choose": say("form.choose"),
        }

    def _reference(self, tag: str, value: str) -> Block:
        """A field with a fixed text, by which the form is recognised when it comes back."""
        label = self._language.say(phrase_key("form.part", tag))
        return {"type": "control", "tag": tag, "alias": label, "label": label, "fixed": value}


def _heading(level: int, text: str) -> Block:
    return {"type": "heading", "level": level, "content": [_text(text)]}


def _paragraph(*texts: str) -> Block:
    return {"type": "paragraph", "content": [_text(text) for text in texts]}


def _text(text: str) -> Inline:
    return {"type": "text", "text": text}
