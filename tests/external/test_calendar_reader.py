"""Two parsers that calendar programs are built on read our calendars as we meant them (`make test-all`; needs npm)."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from samskab.documents.typography import clean, unset_text
from samskab.schedules.icalendar import CalendarEntry, feed, moment
from samskab.usecases.letters.calendars import Calendars
from samskab.usecases.load import load
from samskab.yaml.catalogue import load_language
from tests.documents import injections
from tests.paths import ROOT
from tests.schedules.test_icalendar import DST_DAYS, ENTRY

READER = Path(__file__).with_name("read_calendar.mjs")
PARSERS = ("ical.js@2.2.1", "node-ical@0.26.1")
NPM, NODE = shutil.which("npm"), shutil.which("node")
NODE_ICAL_KNOWS = 2034
"""It unfolds a zone's rules about ten years ahead of its own clock and takes winter time for all days after."""
pytestmark = pytest.mark.slow
Understood = list[dict[str, list[dict[str, object]]]]


@pytest.fixture(scope="module")
def understood(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[bytes]], Understood]:
    if NPM is None or NODE is None:
        pytest.skip("npm and node are not here")
    folder = tmp_path_factory.mktemp("parsers")
    install = [NPM, "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", *PARSERS]
    done = subprocess.run(install, cwd=folder, capture_output=True, text=True, timeout=180, check=False)
    if done.returncode:
        pytest.skip(f"npm could not fetch the parsers: {done.stderr[-200:]}")

    def read(contents: list[bytes]) -> Understood:
        files = []
        for number, content in enumerate(contents):
            (folder / f"{number}.ics").write_bytes(content)
            files.append(f"{number}.ics")
        told = subprocess.run(
            [NODE, str(READER), *files],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
            encoding="utf-8",
        )
        assert told.returncode == 0, told.stderr[-2000:]
        result: Understood = json.loads(told.stdout)
        return result

    return read


def shown_facts(entry: CalendarEntry) -> dict[str, object]:
    start = moment(entry.day, entry.start).timestamp() if entry.start else entry.day.isoformat()
    words = {
        name: unset_text(clean(text)).strip() for name, text in (("summary", entry.summary), ("place", entry.place))
    }
    text = "\n".join(unset_text(clean(line)).strip() for line in entry.description.split("\n")).strip("\n")
    status = entry.status.upper()
    return {"uid": entry.uid, "start": start, "sequence": entry.sequence, "status": status, "text": text, **words}


def test_every_time_around_every_change_of_clocks_is_the_same_moment(understood) -> None:
    """1980-2037, and summer and winter of each year."""
    days = sorted({*DST_DAYS, *(date(year, month, 15) for year in range(1980, 2038) for month in range(1, 13))})
    entries = []
    for day in days:
        for clock in ("00:30", "01:30", "02:30", "03:30", "12:00", "23:30"):
            try:
                moment(day, clock)
            except ValueError:
                continue
            entries.append(replace(ENTRY, uid=f"{day}-{clock}@x", day=day, start=clock, end=None))
    (read,) = understood([feed(entries, name="x", language="da")])
    for parser, events in read.items():
        wrong = [
            (event["uid"], datetime.fromtimestamp(float(str(event["start"])), UTC))
            for event, entry in zip(events, entries, strict=True)
            if event["start"] != shown_facts(entry)["start"]
            and (parser == "ical.js" or entry.day.year <= NODE_ICAL_KNOWS)
        ]
        assert not wrong, (parser, len(wrong), wrong[:5])


def test_the_words_of_every_attack_are_read_as_words(understood) -> None:
    entries = [
        replace(ENTRY, uid=f"{number}@x", summary=text, place=text, description=f"før\n{text}\nefter")
        for number, text in enumerate(injections.ALL)
    ]
    (read,) = understood([feed(entries, name="x", language="da")])
    for parser, events in read.items():
        wrong = [
            (event, wanted)
            for event, entry in zip(events, entries, strict=True)
            if event != (wanted := shown_facts(entry)) and not (parser == "node-ical" and event == misread(wanted))
        ]
        assert not wrong, (parser, len(wrong), wrong[:3])


def misread(wanted: dict[str, object]) -> dict[str, object]:
    """What node-ical makes of it: quotation marks around a text go, and a backslash before an n becomes a new line."""
    return {
        name: re.sub(r'^"(.*)"$', r"\1", value).replace("\\n", "\\\n") if isinstance(value, str) else value
        for name, value in wanted.items()
    }


def test_the_real_calendars_are_read_alike_by_both(understood) -> None:
    made = []
    for programme in ("faellesskabsagenter-2014", "fremfaerd-idialog-2024", "sund-by-ledernetvaerket-2018"):
        data = load(ROOT, programme=programme).data
        for language in ("da", "en"):
            made += Calendars(data, data.programmes[programme], load_language(language)).files()[0]
    assert len(made) == 14
    for read in understood([file.content for file in made]):
        assert read["ical.js"] == read["node-ical"]
        assert read["ical.js"]
