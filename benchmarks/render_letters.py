"""98 personalised one-page letters as accessible PDF: samskab beside WeasyPrint and docxtpl, in turns, on this machine.

    python benchmarks/render_letters.py [--peers /path/to/python] [--rounds 3]

`--peers` is the interpreter of an environment that has `weasyprint` and `docxtpl` (`pip install weasyprint docxtpl`
somewhere outside the checkout). Every round runs each program once, so that a busy machine is busy for all of them;
the ratio of the middle times counts, not the seconds. WeasyPrint gets samskab's page as HTML and makes
PDF/UA-1; docxtpl gets samskab's own Word letter with its fields. Exit 1 when a peer is there and is not beaten 4 to 1.
"""

from __future__ import annotations

import argparse
import base64
import json
import statistics
import subprocess
import sys
import time
from datetime import date

LETTERS = 98
GOAL = 4.0
TEMPLATE = """# Invitation til {{ navn }}

Kære **{{ navn }}**

Netværket inviterer hermed {{ navn }} til at deltage i forløbet om fællesskabsagenter. Det foregår som et
kursusforløb med afprøvning af en engelsk metode sammen med fem borgere fra hver deltagende kommune.

## Tidsplan

| Møde | Tid | Sted |
|---|---|---|
{% for m in moeder %}
| {{ m.navn }} | {{ m.tid }} | {{ m.sted }} |
{% endfor %}

## Tilmelding

- Fristen er den 1. februar 2014
- Skemaet sendes til {{ mail|link }}
- Læs mere på [netværkets side](https://example.dk/netvaerk)

::: underskrift
Med venlig hilsen

Sekretariatet
:::
"""
MEETINGS = [
    {"navn": f"{n}. kursusdag", "tid": f"den {n}. marts 2014 kl. 10.00–16.00", "sted": "København"} for n in range(1, 7)
]

WEASYPRINT = """
import base64, json, sys, time
import weasyprint
pages = json.load(sys.stdin)
start = time.perf_counter()
made = [weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True) for page in pages]
print(json.dumps({"seconds": time.perf_counter() - start, "version": weasyprint.__version__, "bytes": len(made[0])}))
"""
DOCXTPL = """
import base64, io, json, sys, time
import docxtpl
given = json.load(sys.stdin)
base = base64.b64decode(given["base"])
start = time.perf_counter()
for name in given["names"]:
    word = docxtpl.DocxTemplate(io.BytesIO(base))
    word.render({"navn": name}, autoescape=True)
    saved = io.BytesIO()
    word.save(saved)
print(json.dumps({"seconds": time.perf_counter() - start, "version": docxtpl.__version__}))
"""
ONE = """
import sys, time
sys.argv = ["x"]
import importlib.util
spec = importlib.util.spec_from_file_location("bench", {path!r})
bench = importlib.util.module_from_spec(spec); spec.loader.exec_module(bench)
from samskab.documents.writers.pdf import to_pdf
to_pdf(next(iter(bench.documents(1))))
"""


def documents(count: int):
    """The letters as samskab makes them: template, data, tree."""
    from samskab.documents.document import Document, SenderBlock
    from samskab.documents.templating.client import Engine

    with Engine({}, {"invitation": ("invitation.md.j2", TEMPLATE)}, "da") as engine:
        for name in names(count):
            made = engine.render("invitation", {"navn": name, "moeder": MEETINGS, "mail": "post@example.dk"})
            assert not made.findings, made.findings
            sender = SenderBlock("Sekretariatet", ("Weidekampsgade 10", "2300 København S"), ("post@example.dk",))
            yield Document(
                made.title, "da", date(2013, 12, 12), made.blocks, "12. december 2013", sender, (name, "Rådhusvej 1")
            )


def names(count: int) -> list[str]:
    return [f"Øster {chr(65 + n % 26)}{n} Kommune" for n in range(count)]


def ours(count: int) -> float:
    from samskab.documents.writers.pdf import to_pdf

    start = time.perf_counter()
    sizes = [len(to_pdf(document)) for document in documents(count)]
    assert len(sizes) == count
    return time.perf_counter() - start


def ours_in_word(count: int) -> float:
    from samskab.documents.writers.docx import to_docx

    start = time.perf_counter()
    assert all(to_docx(document) for document in documents(count))
    return time.perf_counter() - start


def peer(python: str, program: str, given: object) -> dict[str, object] | None:
    """What a peer measured of itself, or None when it is not there (its complaint is printed)."""
    done = subprocess.run([python, "-c", program], input=json.dumps(given), capture_output=True, text=True, check=False)
    if done.returncode:
        print("   missing:", (done.stderr.strip().splitlines() or ["?"])[-1])
        return None
    return json.loads(done.stdout)


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--peers", default="")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--letters", type=int, default=LETTERS)
    options = asked.parse_args()
    from samskab.documents.writers.docx import to_docx
    from samskab.documents.writers.html import to_html

    made = list(documents(options.letters))
    pages = [to_html(document).decode() for document in made]
    base = to_docx(next(iter(documents(1))))
    fields = {"base": base64.b64encode(_with_field(base)).decode(), "names": names(options.letters)}
    times: dict[str, list[float]] = {}
    for _ in range(options.rounds):
        times.setdefault("samskab pdf", []).append(ours(options.letters))
        times.setdefault("samskab docx", []).append(ours_in_word(options.letters))
        if options.peers:
            for name, program, given in (("weasyprint pdf", WEASYPRINT, pages), ("docxtpl docx", DOCXTPL, fields)):
                if (answer := peer(options.peers, program, given)) is not None:
                    times.setdefault(f"{name} {answer['version']}", []).append(float(str(answer["seconds"])))
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", ONE.format(path=__file__)], check=True)
    print(f"one letter, from a cold start: {time.perf_counter() - start:.2f} s")
    middle = {name: statistics.median(each) for name, each in times.items()}
    for name, seconds in middle.items():
        print(f"{name:28} {seconds:6.2f} s for {options.letters}  ({min(times[name]):.2f} to {max(times[name]):.2f})")
    if not options.peers:
        print("no peers: give --peers the python of an environment that has weasyprint and docxtpl")
        return 0
    rivals = [seconds for name, seconds in middle.items() if name.startswith("weasyprint")]
    for seconds in rivals:
        print(f"samskab is {seconds / middle['samskab pdf']:.1f} times as fast as WeasyPrint (goal {GOAL})")
    return int(any(seconds / middle["samskab pdf"] < GOAL for seconds in rivals))


def _with_field(word: bytes) -> bytes:
    """The letter of one municipality with `{{ navn }}` for its name."""
    import io
    import zipfile

    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(names(1)[0].encode(), b"{{ navn }}")
            made.writestr(name, content)
    return target.getvalue()


if __name__ == "__main__":
    sys.exit(main())
