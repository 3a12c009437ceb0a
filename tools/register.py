"""Write `data/municipalities/*.yaml` from the reference files: `python tools/register.py data/source`.

For a new edition, put new files into `data/source/` (a figure of another year is a new column, such as
`population_2027`), run this, then `tools/outlines.py`, and write the new edition into `data/register.yaml`.
The same files always give the same bytes. What people decide about municipalities themselves (`attributes:`)
is in `data/source/attributes.csv` (code,attribute,value), so that a new edition does not lose it.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent

HEAD = """\
# yaml-language-server: $schema=../../schemas/municipality.json
# Skrevet af tools/register.py ud fra data/source/; ret dér og kør scriptet igen.
"""

OFFICIAL = {"0101": "Københavns Kommune", "0400": "Bornholms Regionskommune"}
"""Official names that are not the register's name + " Kommune".

The register has `Nordfyns` and `Vesthimmerlands`, so these two follow the rule.
"""

GROUPS = {"1": "hovedstad", "2": "storby", "3": "provinsby", "4": "opland", "5": "land"}

HANDOVER = ("2026-12-31", "2027-01-01")
"""Last day of the regions in `region`, first day of those in `region_from_2027` (law 699 of 20 June 2025, s. 126)."""


class Kind(NamedTuple):
    """A kind of figure: its columns (the year is in their name, or is `year`), and the register's source."""

    id: str
    column: str
    source: str
    year: str = ""


KINDS = (
    Kind("population", r"population_(\d{4})", "danmarks-statistik"),
    Kind("density", r"density_(\d{4})_per_km2", "danmarks-statistik"),
    Kind("area", r"area_km2", "klimadatastyrelsen", "2021"),
    Kind("share-0-17", r"share_0_17_(\d{4})_pct", "danmarks-statistik"),
    Kind("share-65plus", r"share_65plus_(\d{4})_pct", "danmarks-statistik"),
    Kind("share-80plus", r"share_80plus_(\d{4})_pct", "danmarks-statistik"),
    Kind("higher-education", r"higher_education_25_64_(\d{4})_pct", "danmarks-statistik"),
    Kind("basic-school-only", r"basic_school_only_25_64_(\d{4})_pct", "danmarks-statistik"),
    Kind("households-without-car", r"households_without_car_(\d{4})_pct", "danmarks-statistik"),
    Kind("disability-pension", r"disability_pension_(\d{4})_pct", "danmarks-statistik"),
    Kind("disposable-income", r"mean_disposable_income_dkk", "danmarks-statistik", "2022"),
)

Row = dict[str, str]
Links = list[tuple[str, str]]


def slug(name: str) -> str:
    """A key from a Danish name: `Vest- og Sydsjælland` -> `vest-og-sydsjaelland`."""
    plain = name.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def regions(row: Row) -> list[str]:
    """The memberships of a region, in time; a region that goes on has no dates."""
    now, later = (slug(row[column].removeprefix("Region ")) for column in ("region", "region_from_2027"))
    if now == later:
        return [f"{{id: {now}}}"]
    return [f"{{id: {now}, until: {HANDOVER[0]}}}", f"{{id: {later}, since: {HANDOVER[1]}}}"]


def figures(row: Row) -> dict[str, list[str]]:
    """The figures of a municipality, by kind, oldest first; an empty cell is no figure."""
    found: dict[str, list[str]] = {}
    for kind in KINDS:
        columns = [match for name in row if (match := re.fullmatch(kind.column, name))]
        if not columns:
            sys.exit(f"municipalities.csv: no column {kind.column}")
        years = sorted((kind.year or match[1], row[match[0]]) for match in columns)
        for year, value in years:
            if value and not re.fullmatch(r"\d+(\.\d+)?", value):
                sys.exit(f"municipalities.csv: {row['code']}: {kind.id}: {value} is not a plain number")
            if value:
                found.setdefault(kind.id, []).append(f"{{year: {year}, value: {value}, source: {kind.source}}}")
    return found


def municipality(row: Row, neighbours: Links, attributes: Links) -> str:
    """The file of one municipality."""
    lines = [
        "schema: samskab/municipality@1",
        f"code: '{row['code']}'",
        f"name: {row['name']}",
        f"official: {OFFICIAL.get(row['code'], row['name'] + ' Kommune')}",
        "region:",
        *(f"  - {membership}" for membership in regions(row)),
        f"landsdel: {slug(row['landsdel'])}",
        f"group: {GROUPS[row['kommunegruppe_code']]}",
        f"seat: {{name: {row['seat']}, lat: {row['seat_lat']}, lon: {row['seat_lon']}}}",
    ]
    if neighbours:
        lines += ["neighbours:", *(f"  - {{code: '{code}', kind: {kind}}}" for code, kind in sorted(neighbours))]
    lines.append("figures:")
    for kind, known in figures(row).items():
        lines += [f"  {kind}:", *(f"    - {figure}" for figure in known)]
    if attributes:
        values = defaultdict(list)
        for attribute, value in sorted(attributes):
            values[attribute].append(value)
        lines += ["attributes:", *(f"  {attribute}: [{', '.join(found)}]" for attribute, found in values.items())]
    lines += [f"cvr: '{row['cvr']}'", f"mail_domain: {row['mail_domain']}"]
    if row.get("mailbox"):
        lines.append(f"mailbox: {{address: {row['mailbox']}, source: '{row['mailbox_source']}'}}")
    return HEAD + "\n".join(lines) + "\n"


def files(source: Path) -> dict[str, str]:
    """File name -> text for every municipality of the reference files in `source`."""
    neighbours: dict[str, Links] = defaultdict(list)
    for pair in rows(source / "neighbours.csv"):
        neighbours[pair["code_a"]].append((pair["code_b"], pair["kind"]))
        neighbours[pair["code_b"]].append((pair["code_a"], pair["kind"]))
    attributes: dict[str, Links] = defaultdict(list)
    if (source / "attributes.csv").exists():
        for row in rows(source / "attributes.csv"):
            attributes[row["code"]].append((row["attribute"], row["value"]))
    return {
        f"{row['code']}-{slug(row['name'])}.yaml": municipality(row, neighbours[row["code"]], attributes[row["code"]])
        for row in rows(source / "municipalities.csv")
    }


def rows(path: Path) -> list[Row]:
    """The rows of a reference file, all cells as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def main() -> None:
    """Write the files, and name those in the folder that the new edition does not have."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="folder with municipalities.csv and neighbours.csv")
    parser.add_argument("--to", type=Path, default=ROOT / "data" / "municipalities", help="folder to write into")
    options = parser.parse_args()
    texts = files(options.source)
    options.to.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (options.to / name).write_text(text, encoding="utf-8", newline="\n")
    left = sorted(path.name for path in options.to.glob("*.yaml") if path.name not in texts)
    sys.stdout.write(f"{len(texts)} files in {options.to}\n")
    sys.stdout.writelines(f"not in this edition: {name}\n" for name in left)


if __name__ == "__main__":
    main()
