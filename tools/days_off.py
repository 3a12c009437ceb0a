"""Write the table of Danish days off (`src/samskab/check/support/days_off.py`) again, from the `holidays` package.

    python tools/days_off.py

`tests/check/support/test_days_off.py` compares the table with the package: when the law changes, update the package and
run this.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from holidays import country_holidays

PLACE = Path(__file__).parent.parent / "src" / "samskab" / "check" / "support" / "days_off.py"
YEARS = range(2000, 2061)
HEAD = '''\
"""The Danish days off, 2000-2060, by law or by custom (1 May, 5 June, 24 and 31 December).

Made by `tools/days_off.py`; do not edit. A package of all countries takes 170 ms to load, this table none.
"""

from __future__ import annotations

from datetime import date

NAMES = (
'''
MIDDLE = '''\
)
"""The columns of the table, in Danish."""

# fmt: off
_TABLE = """
'''
TAIL = '''\
"""
# fmt: on


def days_off(year: int) -> dict[date, str]:
    """Day -> its Danish name; two names where two fall on one day. Empty for a year outside the table."""
    start = _TABLE.find(f"\\n{year:04d} ") + 1
    days = _TABLE[start : _TABLE.index("\\n", start)].split()[1:] if start else []
    found: dict[date, str] = {}
    for name, day in zip(NAMES, days, strict=False):
        if day != "-":
            when = date.fromisoformat(f"{year:04d}-{day}")
            found[when] = f"{found[when]}; {name}" if when in found else name
    return found
'''


def days_off(year: int) -> list[tuple[date, str]]:
    """Every day off of a year with its Danish name, one pair a name, as the package has them."""
    found = country_holidays("DK", years=year, categories=("public", "optional"), language="da")
    return [(day, name) for day in sorted(found) for name in found.get_list(day)]


def page() -> str:
    """The text of the file."""
    names = list(dict.fromkeys(name for _, name in days_off(YEARS[0])))
    rows = []
    for year in YEARS:
        days = {name: f"{day:%m-%d}" for day, name in days_off(year)}
        if not days.keys() <= set(names):
            raise SystemExit(f"{year}: a name that {YEARS[0]} does not have: {days.keys() - set(names)}")
        rows.append(f"{year} " + " ".join(days.get(name, "-").ljust(5) for name in names).rstrip())
    columns = "".join(f'    "{name}",\n' for name in names)
    return HEAD + columns + MIDDLE + "\n".join(rows) + "\n" + TAIL


def main() -> None:
    """Write the file."""
    PLACE.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
