"""A scalar -> a value of its field's type: text, number, bool, day, moment, or one of a choice."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from sys import intern
from typing import Any, Final, NamedTuple

from msgspec import Meta

from samskab.language import month_number
from samskab.model.eligibility import danish_moment
from samskab.model.field_types import Instant, VagueDay, parse_day
from samskab.spelling import slug
from samskab.yaml.dialects import MAY_BE_OTHER, Reading, is_suspicious, readings
from samskab.yaml.nodes import Node, Scalar
from samskab.yaml.syntax_errors import quoted_hint

_MAX_SHOWN: Final = 80
_MAX_INTERNED: Final = 50_000
_MAX_DETAILED: Final = 200
"""After so many mistakes in a file, the values that the dialects read are no longer worked out (they are slow)."""
_TEXT_RANK: Final = 9
_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,18})?")
_BOOLS: Final = {"true": True, "false": False}
_YES: Final = frozenset(("yes", "y", "on", "ja", "j", "sand", "true", "t", "1"))
_NO: Final = frozenset(("no", "n", "off", "nej", "falsk", "false", "f", "0"))
_DANISH_DAY: Final = re.compile(r"(\d{1,2})[./-] ?(\d{1,2})[./ -] ?(\d{4})", re.ASCII)
_NAMED_MONTH: Final = re.compile(r"(?:(\d{1,2})\.? ?)?([a-z]{3,9})\.? (\d{4})", re.ASCII)
_CURLY_QUOTED: Final = re.compile(
    "([\u201c\u201d\u201e\u2018\u2019\u201a\u00bb\u00ab])(.*)([\u201c\u201d\u2018\u2019\u00ab\u00bb])"
)
_CLOCK: Final = re.compile(r"[T ,]+(?:kl\.? *)?([01]?[0-9]|2[0-3])[.:]([0-5][0-9])$", re.ASCII)
_DAY_LIKE: Final = re.compile(r"\d{4}-\d\d(-\d\d)?", re.ASCII)
_DEVICES: Final = frozenset(("con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(1, 10))))
_FORM_CODES: Final = {
    "key": "SK047",
    "municipality_code": "SK048",
    "clock_time": "SK049",
    "person_key": "SK070",
    "web_address": "SK071",
    "mail_address": "SK072",
    "line": "SK073",
}
# Of several types that a field may have, the mistake of the type that the text resembles most is reported.
_RESEMBLANCE: Final = {"SK043": 3, "SK035": 2, "SK036": 2, "SK039": 1}


class NodeMistake(NamedTuple):
    """A mistake at a node; `decode` makes it a finding with place and field path."""

    code: str
    node: Node
    values: dict[str, object]
    hint: str = ""

    @property
    def resemblance(self) -> int:
        """How much the text resembles the type of the reader, from 0."""
        return _RESEMBLANCE.get(self.code, 0)


class ScalarReader(NamedTuple):
    """Reads one type. Where a field has several types, those of lower rank are tried first."""

    rank: int
    read: Callable[[Scalar, list[NodeMistake]], Any]

    @property
    def is_text(self) -> bool:
        """Whether it reads text: quoted scalars and block scalars are always text."""
        return self.rank == _TEXT_RANK

    def then(self, make: Callable[[Any], Any]) -> ScalarReader:
        """This reader with its value converted by `make`."""

        def read(node: Scalar, out: list[NodeMistake]) -> Any:
            value = self.read(node, out)
            return None if value is None else make(value)

        return ScalarReader(self.rank, read)


@cache
def scalar_reader(kind: type, metas: tuple[Meta, ...] = ()) -> ScalarReader:
    """The reader of text, number, yes/no, day or moment. TypeError for a type that no field may have."""
    if kind is str:
        return ScalarReader(_TEXT_RANK, _text_reader(metas))
    if kind is bool:
        return ScalarReader(1, _read_bool)
    if kind is int:
        return ScalarReader(2, _number_reader(_WHOLE, int, "SK037"))
    if kind is Decimal:
        return ScalarReader(3, _number_reader(_NUMBER, Decimal, "SK038"))
    if kind is date:
        return ScalarReader(4, _time_reader(parse_day, "SK044"))
    if kind is Instant:
        return ScalarReader(5, _time_reader(Instant.parse, "SK046"))
    if kind is VagueDay:
        return ScalarReader(6, _time_reader(VagueDay.parse, "SK045"))
    raise TypeError(f"no field may be a {kind!r}")


def literal_reader(allowed: tuple[Any, ...]) -> ScalarReader:
    """The reader of a choice: texts, whole numbers, or `true` and `false`."""
    by_text = {literal_text(value): value for value in allowed}
    texts = tuple(by_text)
    is_text = isinstance(allowed[0], str)

    def read(node: Scalar, out: list[NodeMistake]) -> Any:
        value = by_text.get(node.value)
        if value is None:
            close = get_close_matches(node.value.strip().lower(), texts, 1, 0.6)
            hint = close[0] if close else texts[0] if len(texts) == 1 else ""
            out.append(NodeMistake("SK034", node, {"value": node.value[:_MAX_SHOWN], "allowed": texts}, hint))
        elif is_text:
            is_ambiguous(node, out)
        elif node.style:
            out.append(NodeMistake("SK034", node, {"value": _quoted_as(node), "allowed": texts}, node.value))
        return value

    return ScalarReader(0, read)


def is_ambiguous(node: Scalar, out: list[NodeMistake]) -> bool:
    """Whether a dialect of YAML reads an unquoted text as something else; adds the mistake, with quotes as its hint."""
    if node.style or not is_suspicious(node.value):
        return False
    found = readings(node.value, with_values=len(out) < _MAX_DETAILED)
    if not found:
        return False
    out.append(_ambiguous(node, found))
    return True


def _ambiguous(node: Scalar, found: tuple[Reading, ...]) -> NodeMistake:
    others = tuple(dict.fromkeys(r.value for r in found if r.value and r.value != node.value))
    values: dict[str, object] = {"value": node.value[:_MAX_SHOWN]}
    hint = quoted_hint(node.value)
    if others:
        return NodeMistake("SK035", node, {**values, "readings": others}, hint)
    return NodeMistake("SK036", node, values, hint)


class _TextForm(NamedTuple):
    """The pattern that a text must match, and whether it may be blank; `word` names its sort (`model.field_types`)."""

    word: str
    pattern: re.Pattern[str] | None
    may_be_blank: bool

    def mistake(self, node: Scalar) -> NodeMistake | None:
        """The first mistake in a text."""
        value = node.value
        if not self.may_be_blank and not value.strip():
            return NodeMistake("SK033", node, {})
        if self.word == "key" and value in _DEVICES:
            return NodeMistake("SK075", node, {"value": value})
        if self.pattern is not None and not self.pattern.fullmatch(value):
            bare = _CURLY_QUOTED.fullmatch(value.strip())
            if bare and not node.style and self.pattern.fullmatch(bare[2]):
                return NodeMistake("SK062", node, {"quotes": f"{bare[1]} {bare[3]}"}, quoted_hint(bare[2]))
            values: dict[str, object] = {"value": value[:_MAX_SHOWN]}
            return NodeMistake(_FORM_CODES[self.word], node, values, _corrected(self.word, value))
        return None


def _text_reader(metas: tuple[Meta, ...]) -> Callable[[Scalar, list[NodeMistake]], Any]:
    """The reader of a sort of text. Keys, codes and clock times are interned, and each is checked once."""
    form = _TextForm(
        next((str(meta.extra["word"]) for meta in metas if meta.extra and "word" in meta.extra), "text"),
        next((re.compile(meta.pattern.removesuffix("$")) for meta in metas if meta.pattern), None),
        not any(meta.min_length for meta in metas),
    )
    is_formed = form.pattern is not None or not form.may_be_blank
    known: set[str] = set()

    def read_word(node: Scalar, out: list[NodeMistake]) -> Any:
        value = node.value
        if value not in known:
            mistake = form.mistake(node)
            if mistake:
                out.append(mistake)
                return None
            if len(known) < _MAX_INTERNED:
                known.add(intern(value))
        if not node.style and value[0] in MAY_BE_OTHER:
            is_ambiguous(node, out)
        return intern(value)

    def read_text(node: Scalar, out: list[NodeMistake]) -> Any:
        value = node.value
        mistake = form.mistake(node) if is_formed else None
        if mistake:
            out.append(mistake)
        elif not node.style and value[0] in MAY_BE_OTHER:
            is_ambiguous(node, out)
        return value

    return read_word if form.word in {"key", "municipality_code", "clock_time"} else read_text


def _corrected(word: str, value: str) -> str:
    """The corrected value for common mistakes, else empty."""
    if word == "key":
        made = slug(value[:200])
        return made if 2 <= len(made) <= 63 else ""
    if word == "municipality_code" and re.fullmatch(r"[0-9]{3}", value):
        return f"'0{value}'"
    if word == "clock_time":
        match = re.fullmatch(r"(?:kl\.? ?)?([01]?[0-9]|2[0-3])[.:]([0-5][0-9])", value)
        return f"'{int(match[1]):02d}:{match[2]}'" if match else ""
    if word == "web_address" and re.fullmatch(r"www\.[\w.-]+(?:/\S*)?", value):
        return f"https://{value}"
    return ""


def _read_bool(node: Scalar, out: list[NodeMistake]) -> Any:
    value = None if node.style else _BOOLS.get(node.value)
    if value is None:
        word = node.value.strip().lower()
        hint = "true" if word in _YES else "false" if word in _NO else ""
        out.append(NodeMistake("SK042", node, {"value": _quoted_as(node)}, hint))
    return value


def _number_reader(
    form: re.Pattern[str], make: Callable[[str], Any], code: str
) -> Callable[[Scalar, list[NodeMistake]], Any]:
    def read(node: Scalar, out: list[NodeMistake]) -> Any:
        text = node.value
        if node.style or not form.fullmatch(text):
            out.append(_no_number(node, form, code, few=len(out) < _MAX_DETAILED))
            return None
        return make(text)

    return read


def _no_number(node: Scalar, form: re.Pattern[str], code: str, few: bool) -> NodeMistake:
    """The mistake for what is no number: SK039 when the dialects read another number, else `code`."""
    text = node.value.strip()
    shown = _quoted_as(node)
    if node.style:
        return NodeMistake(code, node, {"value": shown}, text if form.fullmatch(text) else "")
    found = tuple(
        dict.fromkeys(r.value for r in readings(node.value, with_values=few) if r.kind in {"int", "float"} and r.value)
    )
    if found and not (len(found) == 1 and re.fullmatch(r"-?\d+\.\d+", text)):
        return NodeMistake("SK039", node, {"value": shown, "readings": found}, _without_zeros(text, form))
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+", text) and form is _WHOLE:
        return NodeMistake(code, node, {"value": shown}, text.replace(".", ""))
    return NodeMistake(
        code, node, {"value": shown}, text.replace(",", ".") if form.fullmatch(text.replace(",", ".")) else ""
    )


def _without_zeros(text: str, form: re.Pattern[str]) -> str:
    """`0101` as `101`, `1_000` as `1000`, `+5` as `5`; empty for a clock time or a power."""
    made = re.sub(r"^(-?)0+(?=\d)", r"\1", text.removeprefix("+").replace("_", ""))
    return made if form.fullmatch(made) else ""


def _time_reader(parse: Callable[[str], Any], code: str) -> Callable[[Scalar, list[NodeMistake]], Any]:
    def read(node: Scalar, out: list[NodeMistake]) -> Any:
        text = node.value
        try:
            return parse(text)
        except (ValueError, OverflowError):
            shown: dict[str, object] = {"value": _quoted_as(node)}
        is_impossible = re.match(r"\d{4}-\d\d", text, re.ASCII) and (
            _DAY_LIKE.fullmatch(text) if code != "SK046" else re.fullmatch(r"[-\d]+T[\d:]+(Z|[+-]\d\d:\d\d)", text)
        )
        if is_impossible and not (code == "SK044" and len(text) == 7):
            out.append(NodeMistake("SK043", node, shown))
        else:
            out.append(NodeMistake(code, node, shown, _as_day(text, parse)))
        return None

    return read


def _as_day(text: str, parse: Callable[[str], Any]) -> str:
    """`4/12 2014`, `4.12.2014` or `4. december 2014` as `2014-12-04`; a moment also with `T` and the Danish offset.

    Of a moment without a clock time the rest, with `…` for the clock.
    """
    clock = _CLOCK.search(text.strip()) if parse == Instant.parse else None
    head = text.strip()[: clock.start()] if clock else text.strip()
    day = _DANISH_DAY.fullmatch(head)
    made = f"{day[3]}-{int(day[2]):02d}-{int(day[1]):02d}" if day else _with_month(head) or head.replace(" ", "T", 1)
    if clock:
        made = _danish_moment(made, f"{int(clock[1]):02d}:{clock[2]}")
    try:
        parse(made)
    except (ValueError, OverflowError):
        noon = _danish_moment(made, "12:00") if parse == Instant.parse else made
        return noon.replace("T12:00", "T…") if noon != made else ""
    return made


def _with_month(text: str) -> str:
    """`3. april 2027` as `2027-04-03`, `maj 2027` as `2027-05`; empty for another text."""
    found = _NAMED_MONTH.fullmatch(text.casefold())
    number = month_number(found[2], ("da",)) if found else 0
    if found is None or not number:
        return ""
    return f"{found[3]}-{number:02d}" + (f"-{int(found[1]):02d}" if found[1] else "")


def _danish_moment(day: str, clock: str) -> str:
    """A day and a clock time in Denmark as `2026-02-10T10:15+01:00`; the day alone when there is no such time."""
    try:
        return danish_moment(parse_day(day), clock).isoformat(timespec="minutes")
    except (ValueError, OverflowError):
        return day


def _quoted_as(node: Scalar) -> str:
    """The value as written in the file, with its quotes, shortened."""
    return (quoted_hint(node.value) or node.value[:_MAX_SHOWN]) if node.style in {"'", '"'} else node.value[:_MAX_SHOWN]


def literal_text(value: Any) -> str:
    """A value that a choice allows, as it stands in a file."""
    return str(value).lower() if isinstance(value, bool) else str(value)
