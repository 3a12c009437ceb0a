"""Makes the decision records of the demonstrations and of the golden repository anew.

    python tools/decisions.py             # both
    python tools/decisions.py FOLDER ...  # only writes the records of these repositories in the present form

Real records are never made anew: a new proposal is a new file. These rest on invented applications.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from samskab.fairness.fingerprint import fingerprint, frozen_fingerprint_of
from samskab.fairness.lottery import lot_order_of
from samskab.fairness.reasons.reason_texts import ReasonTexts
from samskab.fairness.seal import sealed, sealed_text
from samskab.fairness.tables import tables_of
from samskab.model.decision import Decision
from samskab.usecases.choose import Draw, select
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


def rewrite(root: Path) -> None:
    """Writes every record of a repository in the present form, with the present sentences."""
    languages = load_languages()
    data = load(root).data
    for decision in data.all(Decision):
        tables = tables_of(decision)
        made = fingerprint(decision.field, decision.selection)
        run = replace(decision.run, freeze=made, round=data.programmes[decision.programme].intake.lot_round)
        texts = ReasonTexts(tables, decision.cohort, lot_order_of(replace(decision, run=run)), languages)
        reasons = tuple(map(texts.with_texts, decision.reasons))
        new = sealed(replace(decision, run=run, grounds=texts.grounds(), reasons=reasons))
        (root / decision.path).write_text(sealed_text(new), encoding="utf-8", newline="\n")


def make_golden() -> None:
    """Chooses again in the golden repository, as of the day of its record, and keeps who decided; it has no commit."""
    repo = load(GOLDEN)
    for old in repo.data.all(Decision):
        day = old.decided.on if old.decided else date.min
        found = select(repo, old.programme, today=day, seed=old.run.seed, record_id=old.id)
        if not isinstance(found, Draw):
            raise SystemExit(f"{old.path}: {found}")
        run_again = replace(found.decision.run, commit=None, dirty=False)
        new = replace(found.decision, status=old.status, decided=old.decided, events=old.events, run=run_again)
        (GOLDEN / old.path).write_text(sealed_text(sealed(new)), encoding="utf-8", newline="\n")
        if (frozen := repo.data.lot(old.programme)) and frozen.last:
            place = GOLDEN / frozen.path
            text = place.read_text(encoding="utf-8").replace(frozen.last.fingerprint, frozen_fingerprint_of(new))
            place.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """All of them, or the records of the repositories that are named."""
    if folders := sys.argv[1:]:
        for folder in folders:
            rewrite(Path(folder))
        return
    for programme, proposed, decided, bodies in DEMONSTRATIONS:
        path = f"data/programmes/{programme}/decisions/{proposed}.yaml"
        (ROOT / path).unlink(missing_ok=True)
        samskab("select", programme, "--today", proposed, "--write")
        samskab("decision", "decide", path, "--today", decided, *(word for body in bodies for word in ("--by", body)))
    make_golden()


if __name__ == "__main__":
    main()
