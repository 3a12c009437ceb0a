"""Changed fields in words: the question that a field answers, and its values as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from msgspec import Struct

from samskab.finding import field_steps
from samskab.language import Language
from samskab.model.application import Participant
from samskab.model.changes.field_changes import FieldChange
from samskab.model.changes.record_changes import RecordChange
from samskab.model.changes.word_difference import Piece, word_difference
from samskab.model.dataset import Dataset
from samskab.model.field_lookup import described_values, phrase_at
from samskab.model.field_types import Tbd, VagueDay, Words
from samskab.model.programme import Programme
from samskab.model.record import fields_of

_LIMITS = frozenset(("min", "max"))


class Labels(NamedTuple):
    """What the labels of changes in one record need: its programme, and the records that codes and keys refer to."""

    language: Language
    data: Dataset
    programme: Programme | None

    def label(self, change: RecordChange, field: FieldChange) -> str:
        """The question that a field answers, after the names of the list items that it lies in."""
        record = change.after or change.before
        names = [self._item(name) for name in field.items if name]
        own = self._own_question(field.field)
        return ": ".join([*names, own or self._question(type(record), field.field) if record else field.field])

    def pieces(self, change: RecordChange, field: FieldChange) -> tuple[Piece, ...]:
        """Both values as one text: word by word where both are text."""
        record = change.after or change.before
        described = described_values(type(record), field.field, self.language) if record else {}
        before, after = (
            described.get(str(value)) or self.value(value, field.field) for value in (field.before, field.after)
        )
        if _is_text(field.before) and _is_text(field.after):
            return word_difference(before.strip(), after.strip())
        both = (Piece("gone", before), Piece("new", after))
        return tuple(piece for piece in both if piece.text)

    def value(self, value: Any, field: str = "") -> str:
        """A value as people read it; empty for a field that is left out."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return self.language.say("changes.yes" if value else "changes.no")
        if isinstance(value, Words):
            return self.language.choose(value)
        if isinstance(value, Tbd):
            return self.language.say("changes.undecided", day=self.language.day(value.decide_by))
        if isinstance(value, Participant):
            return self._item(value.role) + (f" ({value.person})" if value.person else "")
        if isinstance(value, Struct):
            return "; ".join(
                f"{_asked(self._question(type(value), info.encode_name))} {self.value(inner)}"
                for info in fields_of(type(value))
                if (inner := getattr(value, info.name))
            )
        if isinstance(value, Mapping):
            return "; ".join(f"{key}: {self.value(inner)}" for key, inner in value.items())
        if isinstance(value, (tuple, list)):
            return ", ".join(self.value(item, field) for item in value)
        return self._plain(value, field)

    def _question(self, struct: type[Struct], field: str) -> str:
        """The question of a field; of a text in Danish that of the text, of a limit after that of what is limited."""
        key = phrase_at(struct, field.removesuffix(".da"), self.language)
        question = self.language.say(key) if key else field
        limited, _, name = field.rpartition(".")
        return f"{_asked(self._question(struct, limited))} {question}" if limited and name in _LIMITS else question

    def _plain(self, value: Any, field: str) -> str:
        if isinstance(value, date):
            return self.language.day(value)
        if isinstance(value, VagueDay):
            return self.language.vague_day(value, weekday=False)
        text = str(value)
        if field.rpartition(".")[2] in {"municipalities", "members", "municipality"}:
            return self.data.municipality_name(text)
        return self._option(text, field)

    def _option(self, text: str, field: str) -> str:
        """The title of the option that an answer names."""
        steps = field_steps(field)
        question = self.programme.question(str(steps[1])) if self.programme and steps[:1] == ("answers",) else None
        options = question.options if question else ()
        return next((self.language.choose_line(one.title) for one in options if one.id == text), text)

    def _item(self, name: str) -> str:
        role = self.programme.role(name) if self.programme else None
        return self.language.choose_line(role.title) if role else name

    def _own_question(self, field: str) -> str:
        """The programme's own question or demand that a field of an application answers."""
        steps = [str(step) for step in field_steps(field)]
        if self.programme is None or len(steps) < 2 or steps[0] not in {"answers", "commitments"}:
            return ""
        asked = {"answers": [(each.id, each.title) for each in self.programme.questions]}
        asked["commitments"] = [(each.id, each.text) for each in self.programme.commitments]
        return next((self.language.choose_line(text) for key, text in asked[steps[0]] if key == steps[1]), "")


def _asked(question: str) -> str:
    return question if question.endswith("?") else f"{question}:"


def _is_text(value: Any) -> bool:
    return isinstance(value, (str, Words))
