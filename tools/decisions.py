"""Makes the demonstration's decision records anew, and says the golden one's reasons again in the present words.

    python tools/decisions.py

Real records are never made anew: a new proposal is a new file. These rest on invented applications.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from msgspec.structs import replace

from samskab.check.rules.decision.decision import law_of
from samskab.fairness.reasons import Reasons
from samskab.fairness.seal import sealed, written
from samskab.model import lottery as lot
from samskab.model.decision import Decision
from samskab.usecases.load import load
from samskab.yaml.catalogue import load_languages

ROOT = Path(__file__).parent.parent
DEMONSTRATIONS = (
    ("faellesskabsagenter-2014", "2014-02-14", "2014-02-20", ("sekretariatet", "styregruppen")),
    ("fremfaerd-idialog-2024", "2024-10-01", "2024-10-03", ("Fremfærd",)),
)
GOLDEN = ROOT / "tests" / "golden" / "repo"


def samskab(*words: str) -> None:
    """Runs the command as a person would."""
    subprocess.run([sys.executable, "-m", "samskab", *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def reword(root: Path) -> None:
    """The reasons of every record below a folder, in the present words."""
    languages = load_languages()
    for decision in load(root).data.all(Decision):
        law, keys = law_of(decision), [stood.key for stood in decision.field.candidates]
        places = {key: n for n, key in enumerate(lot.order(decision.run.freeze, decision.run.seed, keys), 1)}
        words = Reasons(law.pool, decision.selection, law.rows, law.goals, decision.cohort, places, languages)
        new = sealed(replace(decision, reasons=tuple(map(words.worded, decision.reasons))))
        (root / decision.path).write_text(written(new), encoding="utf-8", newline="\n")


def main() -> None:
    """All of them."""
    for programme, proposed, decided, bodies in DEMONSTRATIONS:
        path = f"data/programmes/{programme}/decisions/{proposed}.yaml"
        (ROOT / path).unlink(missing_ok=True)
        samskab("select", programme, "--today", proposed, "--write")
        samskab("decision", "decide", path, "--today", decided, *(word for body in bodies for word in ("--by", body)))
    reword(GOLDEN)


if __name__ == "__main__":
    main()
