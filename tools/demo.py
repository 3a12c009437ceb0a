"""`make demo`: check the real data, choose a cohort, write letters, report and site, and print where they are.

The language is that of SAMSKAB_LANG (da or en), else Danish; the day is one after the decision.
Everything is written below `out/demo`.
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
        "Færdig. Se fx ét brev af hver slags, rapporten og de offentlige sider:",
        "Done. See one letter of each kind, the report and the public pages:",
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
    done = subprocess.run(command, cwd=ROOT, check=False, env={**os.environ, "SAMSKAB_TODAY": DAY})
    if done.returncode:
        sys.exit(done.returncode)


def render(*words: str, out: str) -> None:
    """Writes letters or a plan into a folder of the demonstration."""
    samskab("render", *words, "--programme", PROGRAMME, "--out", f"out/demo/{out}")


def main() -> None:
    """The four steps, one after another."""
    prepare_streams()
    shutil.rmtree(OUT, ignore_errors=True)
    say("check")
    samskab("validate", "--format", "summary")
    say("select")
    samskab("select", PROGRAMME)
    say("letters")
    render("--for", "applicants", "--to", "pdf", out="answers")
    render("acceptance", "--for", "Odense", "--to", "docx,html,txt", out="formats")
    render("year-overview", "--to", "pdf,html", out="plan")
    say("report")
    samskab("report", PROGRAMME, "--edition", "internal", "--to", "html,csv,svg", "--out", "out/demo/report")
    samskab("site", "build", "--preview", "--out", "out/demo/site")
    say("done")
    for first in (
        "acceptance-*.pdf",
        "waiting-list-*.pdf",
        "rejection-*.pdf",
        "acceptance-*.docx",
        "*-internal.html",
        "site/index.html",
    ):
        print(" ", min(OUT.rglob(first)).relative_to(ROOT))
    print(f"  {OUT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
