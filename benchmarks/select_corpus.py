"""Repositories to choose from: invented applications with points, the same bytes each time."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from corpus import PROGRAMME, application, write

KEY = "valg"
TODAY = "2026-03-16"
_RULES = """\
  rules:
    - {id: regioner, kind: proportional, by: region, to: country, within: 1}
    - {id: grupper, kind: proportional, by: group, to: country, within: 2}
    - {id: afstand, kind: distance, min_km: 8}
    - {id: deltagere, kind: sum, of: participants, max: 50}
"""
_THREE_AIMS = """\
  aims:
    - {kind: score}
    - {kind: deviation, by: [region, group], measure: sum, against: country}
    - {kind: dispersion, measure: nearest}
"""
_QUOTAS = """\
  rules:
    - {id: regioner, kind: proportional, by: region, to: country, within: 3}
    - {id: grupper, kind: proportional, by: group, to: country, within: 4}
    - {id: temaer, kind: quota, by: themes, values: {mad: {min: 10}, kultur: {min: 10}}}
  aims: [{kind: score}]
"""
_CRITERIA = """\
criteria:
  - {id: maal, title: {da: Mål, en: Aim}, min: 1, max: 5, weight: 2}
  - {id: omraade, title: {da: Område, en: Area}, min: 1, max: 5, weight: 2}
  - {id: partnere, title: {da: Partnere, en: Partners}, min: 1, max: 5}
"""
_ASSESSMENT = """\
schema: samskab/assessment@1
programme: {programme}
application: {key}
demonstration: true
assessments:
  - by: assessor-1
    on: 2026-03-09
    scores: {{maal: {maal}, omraade: {omraade}, partnere: {partnere}}}
"""


_LOT = """\
  lot:
    basis: {da: De er lige gode, en: They are equally good}
    seed_source: {da: En opdigtet lodtrækning, en: An invented lot}
    seed: maaling
"""


class ChoiceCase(NamedTuple):
    """So many applicants choose so many, by these rules and aims."""

    applicants: int
    size: int
    rules: str


CASES = {
    "98 choose 20": ChoiceCase(98, 20, _RULES + _THREE_AIMS),
    "98 choose 5, sum of distances": ChoiceCase(98, 5, "  aims: [{kind: dispersion, measure: sum}, {kind: score}]\n"),
    "1000 choose 50": ChoiceCase(1000, 50, _QUOTAS),
}


def write_case(folder: Path, case: ChoiceCase) -> None:
    """The repository of a case; the folder is made anew."""
    write(folder, 0)
    home = folder / "data" / "programmes" / KEY
    for name in ("applications", "assessments"):
        (home / name).mkdir(parents=True)
    programme = PROGRAMME.format(id=KEY, number=1).replace("min: 10, max: 20", f"min: {case.size}, max: {case.size}")
    selection = f"selection:\n  size: {{min: {case.size}, max: {case.size}}}\n{case.rules}{_LOT}"
    _put(home / "programme.yaml", programme.replace("status: draft", "status: published") + _CRITERIA + selection)
    codes = [file.name[:4] for file in sorted((folder / "data" / "municipalities").iterdir())]
    for number in range(case.applicants):
        key, code = f"a{number:04d}", codes[number % len(codes)]
        _put(home / "applications" / f"{key}.yaml", _application(key, code, number))
        points = sha256(key.encode()).digest()
        given = dict(zip(("maal", "omraade", "partnere"), (1 + byte % 5 for byte in points), strict=False))
        _put(home / "assessments" / f"{key}.yaml", _ASSESSMENT.format(programme=KEY, key=key, **given))


def _application(key: str, code: str, number: int) -> str:
    text = application(key, KEY, code, number)
    part = f'"]\n  name: Bydel {number}\n  part: Bydel {number}\nstatus:'
    return text.replace('"]\nstatus:', part) if number >= 98 else text


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
