"""Dates, times, numbers, lists and names in Danish and English: Babel (Unicode CLDR) is the oracle."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from samskab.language import LANGUAGES, Language, LanguageCode, language_code, phrase_key
from samskab.model.field_types import VagueDay, Words
from samskab.spelling import fold, slug, sort_key

DANISH, ENGLISH = (Language(code) for code in LANGUAGES)
LOCALES = {"da": "da_DK", "en": "en_GB"}
DAYS = {"da": "d. MMMM y", "en": "d MMMM y"}
FULL_DAYS = {"da": "EEEE 'den' d. MMMM y", "en": "EEEE d MMMM y"}
TIMES = {"da": "'kl.' HH.mm", "en": "HH:mm"}
codes = st.sampled_from(LANGUAGES)


@settings(deadline=None)
@given(codes, st.dates())
def test_days_are_those_of_babel(code: LanguageCode, day: date) -> None:
    language, locale = Language(code), LOCALES[code]
    assert language.day(day) == format_date(day, DAYS[code], locale=locale)
    assert language.full_day(day) == format_date(day, FULL_DAYS[code], locale=locale)
    assert language.vague_day(VagueDay(day.year, day.month)) == format_date(day, "MMMM y", locale=locale)
    assert language.weekday(day) == format_date(day, "EEEE", locale=locale)


@settings(deadline=None)
@given(codes, st.times())
def test_clock_times_are_those_of_babel(code: LanguageCode, moment: time) -> None:
    assert Language(code).clock(f"{moment:%H:%M}") == format_time(moment, TIMES[code], locale=LOCALES[code])


@settings(deadline=None)
@given(codes, st.integers(-(10**12), 10**12) | st.decimals(-(10**12), 10**12, places=5))
def test_numbers_are_those_of_babel(code: LanguageCode, value: Decimal | int) -> None:
    assert Language(code).number(value) == format_decimal(value, locale=LOCALES[code])


def test_days_share_their_year() -> None:
    days = (date(2018, 5, 3), date(2018, 2, 27))
    assert DANISH.days(days) == "tirsdag den 27. februar og torsdag den 3. maj 2018"
    assert ENGLISH.days((*days, date(2019, 1, 1))) == (
        "Tuesday 27 February 2018, Thursday 3 May 2018 and Tuesday 1 January 2019"
    )
    assert DANISH.days(()) == ""


def test_a_vague_day_is_as_exact_as_it_is_known() -> None:
    assert DANISH.vague_day(VagueDay(2018)) == "2018"
    assert DANISH.vague_day(VagueDay(2018, 2, 27)) == "tirsdag den 27. februar 2018"
    assert DANISH.vague_day(VagueDay(2018, 2, 27), weekday=False) == "27. februar 2018"


@pytest.mark.parametrize(
    ("first", "last", "danish", "english"),
    [
        ("2026-05", "2026-12", "maj til december 2026", "May to December 2026"),
        ("2026-11", "2027-06", "november 2026 til juni 2027", "November 2026 to June 2027"),
        ("2026-05-05", "2026-05-07", "5. til 7. maj 2026", "5 to 7 May 2026"),
        ("2026-05-05", "2026-12-03", "5. maj til 3. december 2026", "5 May to 3 December 2026"),
        ("2026-05-05", "2027-05-03", "5. maj 2026 til 3. maj 2027", "5 May 2026 to 3 May 2027"),
        ("2026-05", "2026-05", "maj 2026", "May 2026"),
        ("2026-05", "2027", "maj 2026 til 2027", "May 2026 to 2027"),
        ("2026", "2026-12", "2026", "2026"),
        ("2026-05", "2026", "maj 2026", "May 2026"),
    ],
)
def test_a_period_names_its_end(first: str, last: str, danish: str, english: str) -> None:
    days = VagueDay.parse(first), VagueDay.parse(last)
    assert (DANISH.period(*days), ENGLISH.period(*days)) == (danish, english)


def test_times_amounts_and_money() -> None:
    assert (DANISH.clock("10:00", "18:30"), ENGLISH.clock("10:00", "18:30")) == ("kl. 10.00–18.30", "10:00–18:30")
    assert DANISH.clock(None, "18:30") == ""
    assert (DANISH.money(25000), ENGLISH.money(25000)) == ("25.000 kr.", "DKK 25,000")
    assert (DANISH.span(4, 5), DANISH.span(None, 20), DANISH.span(4, 4), DANISH.span(None, None)) == (
        "4–5",
        "20",
        "4",
        "",
    )
    assert DANISH.moment(datetime(2014, 1, 28, 14, 5)) == "28. januar 2014 kl. 14.05"  # noqa: DTZ001


@pytest.mark.parametrize(
    ("value", "unit", "danish"),
    [(997, 2, "498,5"), (-1, 3, "-0,33"), (-1, 1000, "0"), (1, 8, "0,12"), (123456, 1, "123456"), (300, 100, "3")],
)
def test_an_amount_has_at_most_two_decimals(value: int, unit: int, danish: str) -> None:
    assert DANISH.amount(value, unit) == danish
    assert ENGLISH.amount(value, unit) == danish.replace(",", ".")


def test_tenths_have_their_decimal_always() -> None:
    assert [DANISH.tenths(value) for value in (3, 4.84, 4.96, 0)] == ["3,0", "4,8", "5,0", "0,0"]


def test_a_list_names_its_last_item_apart() -> None:
    assert DANISH.listing(["A", "", "B", "C"]) == "A, B og C"
    assert ENGLISH.listing(["A", "B"], "or") == "A or B"
    assert (DANISH.listing(["A"]), DANISH.listing([])) == ("A", "")


def test_a_text_is_danish_where_there_is_no_english() -> None:
    assert ENGLISH.choose(Words(da=" Møde\n", en="Meeting")) == "Meeting"
    assert ENGLISH.choose(Words(da=" Møde\n")) == ENGLISH.choose(Words(da="Møde", en="")) == "Møde"
    assert (DANISH.choose(None), DANISH.choose_line(Words(da="Et\n  møde\n"))) == ("", "Et møde")


def test_a_sentence_is_filled_with_its_values() -> None:
    phrases = {"a": "{day:weekday} {day}, {n} {n:kommune|kommuner}, {items:or}, {year:year}, {yes}", "b": "{x.real}"}
    danish = Language("da", phrases)
    values = {"day": date(2018, 2, 27), "n": 1000, "items": ("A", "B"), "year": 2018, "yes": True}
    assert danish.say("a", **values) == "tirsdag 27. februar 2018, 1.000 kommuner, A eller B, 2018, ja"
    assert (danish.find("c", "?"), "c" in danish, "a" in danish) == ("?", False, True)
    with pytest.raises(KeyError):
        danish.say("b", x=1)


def test_a_key_of_a_family() -> None:
    assert phrase_key("select.row", "sum") == "select.row.sum"
    assert [language_code(text) for text in ("en", "da", "de", "")] == ["en", "da", "da", "da"]


def test_a_name_as_part_of_a_file_name() -> None:
    assert slug("Lyngby-Taarbæk") == "lyngby-taarbaek"
    assert slug(" Ærø  &  Fanø (2. runde) ") == "aeroe-fanoe-2-runde"


@settings(deadline=None)
@given(st.text())
def test_a_slug_is_plain_and_stays_itself(name: str) -> None:
    made = slug(name)
    assert made.isascii()
    assert made == made.strip("-").lower()
    assert slug(made) == made


def test_names_are_compared_and_sorted_as_danish_names() -> None:
    assert fold("Ærø  Kommune") == fold("AEROE kommune")
    assert sorted(["Aabenraa", "Odense", "Ærø", "Åbyhøj", "Øster", "Zoo"], key=sort_key) == [
        "Odense",
        "Zoo",
        "Ærø",
        "Øster",
        "Aabenraa",
        "Åbyhøj",
    ]


def test_a_list_whose_items_hold_and_is_joined_by_another_word() -> None:
    da, en = Language("da"), Language("en")
    assert da.listing(["Bolig og hjemløshed", "Rusmidler"]) == "Bolig og hjemløshed samt Rusmidler"
    assert da.listing(["ledere", "medarbejdere"]) == "ledere og medarbejdere"
    assert da.listing(["Bolig og hjemløshed", "Rusmidler"], "or") == "Bolig og hjemløshed eller Rusmidler"
    assert en.listing(["Housing and homelessness", "Drugs"]) == "Housing and homelessness, and Drugs"


def test_an_item_that_is_a_list_itself_stands_between_semicolons() -> None:
    da, en = Language("da"), Language("en")
    joint = ["Greve, Roskilde og Solrød", "Skive og Morsø", "Bornholm"]
    assert da.listing(joint) == "Greve, Roskilde og Solrød; Skive og Morsø samt Bornholm"
    assert da.listing(joint, "or") == "Greve, Roskilde og Solrød; Skive og Morsø eller Bornholm"
    assert en.listing(["Food, housing and health", "Drugs"]) == "Food, housing and health; and Drugs"
    assert da.listing(["Mandatet er tydeligt", "Planen holder, og andre lærer", "Ro"]) == (
        "Mandatet er tydeligt, Planen holder, og andre lærer samt Ro"
    )


@pytest.mark.parametrize(
    ("count", "said"), [(1, "opfylder reglen {i}"), (1200, "opfylder hver af de 1.200 regler {i}")]
)
def test_a_form_may_name_values_too(count: int, said: str) -> None:
    language = Language("da", {"x": "opfylder {count:reglen|hver af de {count} regler} {{i}}"})
    assert language.say("x", count=count) == said
