"""Child processes reach no network: no name is looked up, whatever a layout builds from strings."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from samskab.documents.sample import sample_letter
from samskab.documents.writers.pdf import to_pdf
from samskab.documents.writers.pdf_custom import OwnLayout
from samskab.finding import Finding
from tests.sampling import sampled

HEAD = "// vores layout\n"
WAYS = {
    "plain": '#import "@preview/cetz:0.3.0": *',
    "two pieces": '#let p = "@pre" + "view/cetz:0.3.0"\n#import p: *',
    "include": '#include ("@" + "preview/cetz:0.3.0")',
    "escape": '#import "@\\u{70}review/cetz:0.3.0": *',
    "eval": '#eval("#import \\"@pre" + "view/cetz:0.3.0\\": *", mode: "markup")',
    "second file": '#import "help.typ": *',
}
HELP = {"help.typ": b'#import "@preview/cetz:0.3.0": *'}


def refused(text: str) -> Finding:
    with OwnLayout("layouts/letter.typ", HEAD + text, HELP) as layout:
        made = to_pdf(sample_letter(), layout=layout)
    assert isinstance(made, Finding)
    return made


@pytest.mark.parametrize("way", sampled(WAYS, 6))
def test_a_package_from_the_network_is_one_finding(way: str) -> None:
    finding = refused(WAYS[way])
    wanted = ("layouts/help.typ", 1) if way == "second file" else ("layouts/letter.typ", 2)
    assert (finding.code, finding.span.path) == ("SK660", wanted[0])
    assert finding.span.line in {wanted[1], wanted[1] + 1}


@pytest.mark.parametrize(
    "text",
    sampled(
        [
            '#read("../../../../etc/passwd")',
            '#read("/etc/passwd")',
            '#let up = "../"\n#read(up + up + "etc/passwd")',
            '#image("https://kommune.example/x.png")',
            '#read("https://" + "kommune.example/x")',
            '#json("/proc/self/environ")',
        ],
        3,
    ),
)
def test_a_layout_reads_nothing_outside_its_folder(text: str) -> None:
    assert refused(text).code == "SK636"


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("strace"), reason="strace shows what the process asks the system for")
def test_no_name_is_looked_up(tmp_path: Path) -> None:
    script = "from tests.documents.test_child_limits import WAYS, refused\nfor way in WAYS.values(): refused(way)\n"
    trace = tmp_path / "trace"
    command = ["strace", "-f", "-e", "trace=network", "-o", str(trace), sys.executable, "-c", script]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[2])
    asked = trace.read_text(encoding="utf-8", errors="replace")
    assert "htons(53)" not in asked
    assert "typst" not in asked
