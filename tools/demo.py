"""`make demo`: check the real data, choose a cohort, write letters, report and site, and print where they are.

The language is that of SAMSKAB_LANG (da or en), else Danish. Everything is written below `out/demo`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from samskab.cli.terminal import prepare_streams, wants_colour

ROOT = Path(__file__).parent.parent
OUT = ROOT / "out" / "demo"
PROGRAMME = "faellesskabsagenter-2014"
DAY = "2014-02-21"
ENGLISH = os.environ.get("SAMSKAB_LANG", "").startswith("en")

SAYS = {
    "check": ("1. Vi kontrollerer alle data i repositoriet.", "1. We check all data in the repository."),
    "select": (
        "2. Vi vælger en deltagerkreds til Netværk for fællesskabsagenter 2014 (opdigtede ansøgninger).",
        "2. We choose a cohort for the Community Champions Network 2014 (invented applications).",
    ),
    "letters": ("3. Vi skriver brevene.", "3. We write the letters."),
    "report": (
        "4. Vi skriver rapporten til styregruppen og laver de offentlige sider i udkast.",
        "4. We write the report for the steering group and draft the public pages.",
    ),
    "done": (
        "Færdig. Brevene, rapporten og siderne ligger her:",
        "Done. The letters, the report and the pages are here:",
    ),
}


def say(key: str) -> None:
    """One line of the demonstration, in the chosen language."""
    print(
        f"\n\033[1m{SAYS[key][ENGLISH]}\033[0m" if wants_colour("auto", os.environ) else f"\n{SAYS[key][ENGLISH]}",
        flush=True,
    )


def samskab(*words: str) -> None:
    """Runs the command as a person would; a fault stops the demonstration with its exit code."""
    language = "en" if ENGLISH else "da"
    command = [sys.executable, "-m", "samskab", *words, "--lang", language]
    print("$ samskab", *words, flush=True)
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def main() -> None:
    """The four steps, one after another."""
    prepare_streams()
    shutil.rmtree(OUT, ignore_errors=True)
    say("check")
    samskab("validate", "--format", "summary")
    say("select")
    samskab("select", PROGRAMME, "--today", DAY)
    say("letters")
    for words in (
        ("invitation", "--for", "0167", "--to", "pdf,docx,html,txt"),
        ("acceptance", "--for", "selected", "--to", "pdf"),
        ("waiting-list", "--for", "waiting", "--to", "pdf"),
        ("rejection", "--for", "rejected", "--to", "pdf"),
    ):
        template, *rest = words
        samskab("render", template, "--programme", PROGRAMME, *rest, "--today", DAY, "--out", f"out/demo/{template}")
    samskab(
        "render",
        "year-overview",
        "--programme",
        PROGRAMME,
        "--to",
        "pdf,html,ics",
        "--today",
        DAY,
        "--out",
        "out/demo/plan",
    )
    say("report")
    samskab(
        "report", PROGRAMME, "--edition", "internal", "--to", "html,csv,svg", "--today", DAY, "--out", "out/demo/report"
    )
    samskab("site", "build", "--preview", "--today", DAY, "--out", "out/demo/site")
    say("done")
    for file in [*sorted(OUT.rglob("*.pdf"))[:8], *sorted(OUT.glob("report/*.html")), OUT / "site" / "index.html"]:
        print(" ", file.relative_to(ROOT))
    print(f"  {OUT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
