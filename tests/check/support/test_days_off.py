"""The table of days off agrees with the `holidays` package."""

from __future__ import annotations

from datetime import date

import pytest
from holidays import country_holidays

from samskab.check.rules.schedule.calendar_days import holiday
from samskab.check.support.days_off import days_off

YEARS = range(2000, 2061)


def test_the_table_agrees_with_the_package() -> None:
    package = country_holidays("DK", years=YEARS, categories=("public", "optional"), language="da")
    table = {day: sorted(names.split("; ")) for year in YEARS for day, names in days_off(year).items()}
    assert table == {day: sorted(package.get_list(day)) for day in package}


@pytest.mark.parametrize("year", [1, 999, 1999, 2061, 9999])
def test_a_year_outside_the_table_has_no_days_off(year: int) -> None:
    assert days_off(year) == {}


def test_great_prayer_day_ended_with_2023() -> None:
    assert holiday(date(2023, 5, 5)) == "Store bededag"
    assert holiday(date(2024, 4, 26)) == ""


def test_two_days_off_on_one_day_are_both_named() -> None:
    assert sorted(holiday(date(2022, 6, 5)).split("; ")) == ["Grundlovsdag", "Pinsedag"]


@pytest.mark.parametrize(("month", "day"), [(5, 1), (6, 5), (12, 24), (12, 31)])
def test_days_of_custom_count_too(month: int, day: int) -> None:
    assert holiday(date(2026, month, day))
