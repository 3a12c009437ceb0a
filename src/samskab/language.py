"""Danish and English as the program writes them: sentences of the catalogue, dates, times, numbers, lists.

    language = load_language("da")              # samskab.yaml.catalogue
    language.say("rule.no_such", code="SK1")    # the sentence under that key in `phrases/da/rule.yaml`
    language.choose(programme.title)            # a text of the data in this language, Danish where there is none
    language.full_day(date(2018, 2, 27))        # tirsdag den 27. februar 2018

In a sentence `{name}` is a value (also a `Fact` or a text of the data), `{count:kommune|kommuner}` the singular or
plural that goes with a number, `{items:or}` a list joined by "or", `{day:weekday}` the weekday of a day, and
`{number:year}` a year. `{run}` is no value (see `Language`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from string import Formatter
from types import MappingProxyType
from typing import Literal, NamedTuple, Protocol, runtime_checkable

LanguageCode = Literal["da", "en"]
LANGUAGES: tuple[LanguageCode, ...] = ("da", "en")
_NO_PHRASES: Mapping[str, str] = MappingProxyType({})


@runtime_checkable
class Translated(Protocol):
    """A text in Danish and, where there is one, in English, such as `model.field_types.Words`."""

    @property
    def da(self) -> str: ...
    @property
    def en(self) -> str | None: ...


class Fact(NamedTuple):
    """A sentence or a noun that is not yet in any language: its key in the catalogue, and its values."""

    key: str
    values: Mapping[str, object]


class InexactDay(Protocol):
    """A day, a month or a year, such as `model.field_types.VagueDay`."""

    year: int

    @property
    def precision(self) -> Literal["year", "month", "day"]: ...
    def first(self) -> date: ...


class _Conventions(NamedTuple):
    """How a language writes days, times, numbers and quotations; months and weekdays are separated by spaces.

    The names are written out here because importing Babel for the date of one message takes 45 ms
    (docs/decisions/0012). A test compares them with Babel's.
    """

    months: str
    weekdays: str
    day: str
    full_day: str
    moment: str
    clock: str
    hours: str
    decimal_point: str
    thousands: str
    money: str
    quotes: Mapping[str, tuple[str, str]]
    last: Mapping[str, str]
    to: str
    also: str
    no_yes: tuple[str, str]
    none: str


CONVENTIONS: Mapping[LanguageCode, _Conventions] = {
    "da": _Conventions(
        months="januar februar marts april maj juni juli august september oktober november december",
        weekdays="mandag tirsdag onsdag torsdag fredag lørdag søndag",
        day="{day}. {month}",
        full_day="{weekday} den {day}",
        moment="{day} kl. {time}",
        clock="kl. {hours}",
        hours="{hour:02}.{minute:02}",
        decimal_point=",",
        thousands=".",
        money="{amount} kr.",
        quotes={'"': ("”", "”"), "'": ("’", "’")},
        last={"and": "og", "or": "eller"},
        to="til",
        also=" samt ",
        no_yes=("nej", "ja"),
        none="ingen",
    ),
    "en": _Conventions(
        months="January February March April May June July August September October November December",
        weekdays="Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        day="{day} {month}",
        full_day="{weekday} {day}",
        moment="{day} at {time}",
        clock="{hours}",
        hours="{hour:02}:{minute:02}",
        decimal_point=".",
        thousands=",",
        money="DKK {amount}",
        quotes={'"': ("“", "”"), "'": ("‘", "’")},
        last={"and": "and", "or": "or"},
        to="to",
        also=", and ",
        no_yes=("no", "yes"),
        none="none",
    ),
}


class Language:
    """One language with its sentences: `phrases` is key -> template.

    run   what `{run}` is in sentences: behind a command, the options that it needs to see what this run sees
    """

    def __init__(self, code: LanguageCode, phrases: Mapping[str, str] = _NO_PHRASES, run: str = "") -> None:
        self.code: LanguageCode = code
        self._phrases = phrases
        self._run = run
        self._conventions = CONVENTIONS[code]

    def __contains__(self, key: str) -> bool:
        return key in self._phrases

    def of_run(self, run: str) -> Language:
        """The same language for a run with these options."""
        return Language(self.code, self._phrases, run) if run else self

    def template(self, key: str) -> str:
        """The sentence of a key without its values. KeyError is a fault of the program."""
        return self._phrases[key]

    def say(self, key: str, /, **values: object) -> str:
        """The sentence of a key with its values. KeyError is a fault of the program."""
        return self._filled(self._phrases[key], values)

    def worded(self, value: object) -> object:
        """A value of a sentence: a fact and a text of the data in this language, also in a list; others as they are."""
        if isinstance(value, Fact):
            return self.say(value.key, **value.values)
        if isinstance(value, tuple):
            return tuple(map(self.worded, value))
        is_plain = isinstance(value, (str, int, date, Decimal))
        return self.choose_line(value) if not is_plain and isinstance(value, Translated) else value

    def _filled(self, template: str, values: Mapping[str, object]) -> str:
        """A sentence with its values; no attribute or index of one is ever followed."""
        parts = _parts(template)
        return "".join([text + (self._value(name, form, values) if name else "") for text, name, form in parts])

    def _value(self, name: str, form: str, values: Mapping[str, object]) -> str:
        """A value as its form says: `one|several` are words to choose between, which may hold values too."""
        if "|" not in form:
            return self._run if name == "run" else self._written(values[name], form)
        singular, plural = form.split("|")
        return self._filled(singular if self.worded(values[name]) in (1, "1") else plural, values)

    def _written(self, value: object, form: str) -> str:
        value = self.worded(value)
        if isinstance(value, bool):
            return self.yes_no(value)
        if isinstance(value, (int, Decimal)):
            return str(value) if form == "year" else self.number(value)
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.weekday(value) if form == "weekday" else self.day(value)
        if isinstance(value, (tuple, list)):
            items = (self._written(item, "") if isinstance(item, (Decimal, date)) else str(item) for item in value)
            return self.listing(items, "or" if form == "or" else "and") or self.none
        return str(value)

    def find(self, key: str, default: str = "") -> str:
        """The sentence of a key that may be missing and has no values."""
        return self.say(key) if key in self else default

    def choose(self, text: Translated | None) -> str:
        """A text of the data in this language, else in Danish; empty where there is none."""
        if text is None:
            return ""
        return ((text.en if self.code == "en" else None) or text.da).strip()

    def choose_line(self, text: Translated | None) -> str:
        """The same on one line, with single spaces."""
        return " ".join(self.choose(text).split())

    def day(self, day: date, *, year: bool = True) -> str:
        """`27. februar 2018`, `27 February 2018`."""
        month = self._conventions.months.split()[day.month - 1]
        written = self._conventions.day.format(day=day.day, month=month)
        return f"{written} {day.year}" if year else written

    def weekday(self, day: date) -> str:
        """`tirsdag`, `Tuesday`."""
        return self._conventions.weekdays.split()[day.weekday()]

    def full_day(self, day: date, *, year: bool = True) -> str:
        """`tirsdag den 27. februar 2018`, `Tuesday 27 February 2018`."""
        return self._conventions.full_day.format(weekday=self.weekday(day), day=self.day(day, year=year))

    def days(self, days: Iterable[date]) -> str:
        """Several full days as a list; a year that all share is written once."""
        in_order = sorted(days)
        same_year = len({day.year for day in in_order}) == 1
        before = [self.full_day(day, year=not same_year) for day in in_order[:-1]]
        return self.listing([*before, *map(self.full_day, in_order[-1:])])

    def vague_day(self, day: InexactDay, *, weekday: bool = True) -> str:
        """A day, `februar 2018` or `2018`, as exactly as it is known."""
        if day.precision == "year":
            return str(day.year)
        first = day.first()
        if day.precision == "month":
            return f"{self._conventions.months.split()[first.month - 1]} {first.year}"
        return self.full_day(first) if weekday else self.day(first)

    def period(self, first: InexactDay, last: InexactDay) -> str:
        """`maj til december 2026`, `5. til 7. maj 2026`; one day, month or year where both are the same."""
        start, end = (self.vague_day(each, weekday=False) for each in (first, last))
        is_same_year = first.year == last.year
        if start == end or (is_same_year and "year" in {first.precision, last.precision}):
            return start
        if is_same_year:
            start = start.removesuffix(f" {first.year}")
        if first.precision == last.precision == "day" and first.first().month == last.first().month and is_same_year:
            start = start.removesuffix(f" {start.split()[-1]}")
        return f"{start} {self._conventions.to} {end}"

    def moment(self, moment: datetime) -> str:
        """`28. januar 2014 kl. 14.05`, `28 January 2014 at 14.05`."""
        return self._conventions.moment.format(day=self.day(moment.date()), time=f"{moment:%H.%M}")

    def clock(self, start: str | None, end: str | None = None) -> str:
        """`kl. 10.00–18.30`, `10:00–18:30` of `10:00` and `18:30`; empty without a start."""
        if not start:
            return ""
        hours = "–".join(self._hours(time) for time in (start, end) if time)
        return self._conventions.clock.format(hours=hours)

    @property
    def decimal_point(self) -> str:
        """`,` in Danish, `.` in English."""
        return self._conventions.decimal_point

    def number(self, value: Decimal | int) -> str:
        """`660.842`, `43,2` with at most three decimals; `660,842`, `43.2` in English."""
        whole, _, decimals = f"{round(value, 3):,}".partition(".")
        return self._joined(whole.replace(",", self._conventions.thousands), decimals)

    def amount(self, value: int, unit: int = 1) -> str:
        """`value / unit` with at most two decimals and no mark between thousands: `498,5`."""
        hundredths, rest = divmod(value * 100, unit)
        hundredths += 2 * rest > unit or (2 * rest == unit and hundredths % 2)  # to the nearest, a half to the even one
        whole, rest = divmod(abs(hundredths), 100)
        return self._joined(f"{'-' if hundredths < 0 else ''}{whole}", f"{rest:02}")

    def tenths(self, value: float) -> str:
        """With one decimal, also where it is 0, so that numbers in a column line up: `3,0`."""
        whole, rest = divmod(round(value * 10), 10)
        return f"{whole}{self.decimal_point}{rest}"

    @property
    def none(self) -> str:
        """What a sentence has in the place of an empty list: `ingen`, `none`."""
        return self._conventions.none

    def span(self, low: int | None, high: int | None) -> str:
        """`4–5`; one number where both are the same or one is missing, empty where both are."""
        return "–".join(self.number(each) for each in dict.fromkeys((low, high)) if each is not None)

    def money(self, kroner: int) -> str:
        """`25.000 kr.`, `DKK 25,000`."""
        return self._conventions.money.format(amount=self.number(kroner))

    def yes_no(self, value: bool) -> str:
        """`ja` or `nej`."""
        return self._conventions.no_yes[value]

    def listing(self, items: Iterable[str], last: Literal["and", "or"] = "and") -> str:
        """`A, B og C` or `A, B eller C`; `A og B samt C` where an item has an `og` itself, `A, B og C; D samt E` where
        one is such a list. Empty items are left out.
        """
        *before, final = [item for item in items if item] or [""]
        inner = f" {self._conventions.last['and']} "
        nested = [item.replace(f",{inner}", inner) for item in (*before, final) if inner in item]
        between = "; " if any(", " in item for item in nested) else ", "  # a comma before `og` divides sentences
        joint = self._conventions.also if nested and last == "and" else f" {self._conventions.last[last]} "
        return f"{between.join(before)}{joint.replace(', ', between)}{final}" if before else final

    def _hours(self, time: str) -> str:
        hour, minute = map(int, time.split(":"))
        return self._conventions.hours.format(hour=hour, minute=minute)

    def _joined(self, whole: str, decimals: str) -> str:
        return self.decimal_point.join(part for part in (whole, decimals.rstrip("0")) if part)


@cache
def _parts(template: str) -> tuple[tuple[str, str, str], ...]:
    """The parts of a sentence: text, and the name and the form of the value behind it, empty where none is."""
    return tuple((text, name or "", form or "") for text, name, form, _ in Formatter().parse(template))


def month_number(word: str, languages: Iterable[LanguageCode] = LANGUAGES) -> int:
    """The number of a month by its name in one of the languages, or the first three letters of it; 0 for none."""
    for code in languages:
        for number, name in enumerate(CONVENTIONS[code].months.lower().split(), 1):
            if word.lower() in {name, name[:3]}:  # jan
                return number
    return 0


def language_code(text: str) -> LanguageCode:
    """`en` for `en`, Danish for everything else."""
    return "en" if text == "en" else "da"


def phrase_key(family: str, *names: str) -> str:
    """The key of a sentence that is chosen by a value: `phrase_key("choice.outcome", reason.outcome)`.

    `tests/phrase_families.py` lists every family with all its values.
    """
    return ".".join((family, *names))
