"""A repository with a programme in which all may take part, and two who do."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.paths import ROOT

LEADERS = "sund-by-ledernetvaerket-2018"
_APPLICATION = """\
schema: samskab/application@1
id: {code}-{name}
programme: {key}
applicant: {{municipalities: ['{code}']}}
status: submitted
demonstration: true
received: {{at: 2018-01-10T10:00+01:00, via: mail}}
participants:
  - {{role: leder, person: p-{code}}}
"""


def leaders(folder: Path) -> Path:
    """The network of leaders with Aarhus and Bornholm, and what it shares with the other programmes."""
    made = folder / "repo"
    keys = {each.name for each in (ROOT / "data" / "programmes").iterdir()}
    shutil.copytree(ROOT / "data", made / "data", ignore=shutil.ignore_patterns(*keys - {LEADERS}))
    shutil.copy(ROOT / "samskab.yaml", made)
    applications = made / "data" / "programmes" / LEADERS / "applications"
    applications.mkdir()
    for code, name in (("0751", "aarhus"), ("0400", "bornholm")):
        text = _APPLICATION.format(code=code, name=name, key=LEADERS)
        (applications / f"{code}-{name}.yaml").write_text(text, encoding="utf-8")
    return made
